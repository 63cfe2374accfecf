"""All that a side answers about one municipality: every situation, every assertion, every gap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samspil.answers.find import find, rests_on
from samspil.answers.informed import answer
from samspil.answers.model import Informed, Row
from samspil.answers.rows import Reached, Told, tell
from samspil.answers.session import Session
from samspil.model import names
from samspil.model.terms import LAW


@dataclass(frozen=True, slots=True)
class Answers:
    """What one side answers; assertions and situations by their IRIs."""

    dataset: str
    label: str
    informed: Mapping[str, Informed]
    told: Mapping[str, Told]
    resting: Mapping[str, frozenset[str]]
    """The ids of the readings and links that each situation's answer rests on."""

    def iri(self, slug: str) -> str:
        """The IRI of an assertion or another thing of this municipality, or of what all share."""
        own = names.entity_iri(self.dataset, slug)
        shared = names.entity_iri(names.SHARED_DATASET, slug)
        return shared if own not in self.told and shared in self.told else own

    def rows(self, situation: str) -> dict[str, tuple[str, Row]]:
        """The rows of the answer about a situation by IRI, each with the shelf it stands on."""
        answer = self.informed.get(situation)
        if answer is None:
            return {}
        shelves = {
            "stated": (*answer.rows, *answer.described),
            "interpretation": answer.beside.interpretation,
            LAW: answer.law,
            "external": answer.beside.external,
        }
        return {self.iri(row.id): (shelf, row) for shelf, rows in shelves.items() for row in rows}

    def seats(self, situation: str) -> list[str]:
        """The IRIs of the seats that the answer about a situation shows in its forums."""
        answer = self.informed.get(situation)
        rooms = answer.in_the_room if answer else ()
        return [self.iri(one.assertion) for room in rooms for one in (*room.parties, *room.beside)]


def gather(session: Session, assertions: Iterable[str]) -> Answers:
    """What is answered of the municipality of a session, with assertions (IRIs) that exist."""
    situations = session.ask("situations")
    iris = [names.entity_iri(session.dataset, row["id"]) for row in situations]
    found = {iri: find(session, iri, alone=True) for iri in iris}
    return Answers(
        dataset=session.dataset,
        label=session.dataset_label,
        informed={iri: answer(session, one, one) for iri, one in found.items()},
        resting={
            iri: rests_on((*one.stated, *one.beside), one.rooms) for iri, one in found.items()
        },
        told={one.iri: one for one in tell(session, [Reached(iri) for iri in assertions])},
    )
