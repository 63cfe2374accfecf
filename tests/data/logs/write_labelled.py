"""Writes the labelled logs beside it: what happened, and what an auditor says of it.

The labels were written by hand, from the three documents and the law as `docs/law.md` tells it;
nothing of samspil is used here. A run of this script makes the same files again:

    python tests/data/logs/write_labelled.py
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
HEADS = ("sag", "tidspunkt", "fra", "til", "handling", "situation", "kanal")
LAST = "2026-10-01"

# The days that matter: the document's own, and those on which a rule of law begins or ends.
PLAN = "2018-04-13"
SERVICELOV, BARNETS_LOV = "2023-12-31", "2024-01-01"
FRIE_SKOLER = "2021-08-03"


@dataclass
class Event:
    """One event of a case, so many hours after the case began, and what is to be said of it."""

    hours: float
    sender: str
    receiver: str
    act: str
    situation: str
    verdict: str
    norms: str = ""
    channel: str = ""


@dataclass
class Case:
    """Events, and the findings on steps that the case must give: `missing A40`."""

    events: list[Event]
    first: str
    last: str
    steps: list[str] = field(default_factory=list)
    times: int = 1


Days = tuple[str, str]


def alone(
    sender: str, receiver: str, act: str, situation: str, verdict: str, norms: str = "",
    *, days: Days = (PLAN, LAST), channel: str = "", steps: str = "", times: int = 8,
) -> Case:  # fmt: skip
    """A case of one event, on some days between two."""
    event = Event(0, sender, receiver, act, situation, verdict, norms, channel)
    return Case([event], *days, [one for one in steps.split(";") if one], times)


TK = "Tryghed og Kriminalitetsforebyggelse"
CENTER = "Center for Børn og Forebyggelse"
SSP = "andre myndigheder i det kriminalitetsforebyggende samarbejde (SSP)"
POLICE, COURT = "politiet i Danmark", "videregivelse til efterforskning"
SOCIAL = "sociale myndigheder (i lovens forstand)"
PSYCHIATRY = "social- og behandlingspsykiatrien (i lovens forstand)"
EARLY = (
    "skoler, skolefritidsordninger, den kommunale sundhedstjeneste, dagtilbud, fritidshjem og "
    "myndigheder for udsatte børn og unge"
)
SERVANTS, COUNCIL = "personer i offentlig tjeneste eller hverv", "kommunalbestyrelsen"
DISCLOSE = "videregivelse af oplysninger"
NO_TK = "missing A40"


def ishoej() -> Iterator[Case]:  # noqa: PLR0915  (a list, one line for each kind of event)
    """Ishøj: nothing there binds anyone by name, so nothing there can be deviated from."""
    # S10, S09, S14, S19: what the document itself says.
    yield alone("Ishøjs skoler", TK, "henvendelse", "T01", "as-stated", "A28")
    yield alone("Ishøjs skoler", CENTER, "underretning", "T01", "as-stated", "A29")
    yield alone("øvrige driftssteder", TK, "henvendelse", "T01", "as-stated", "A30")
    yield alone("øvrige driftssteder", CENTER, "underretning", "T01", "as-stated", "A31")
    bring = "bringe en sag til drøftelse"
    yield alone("StraXen", "SSP-NU", bring, "T04", "as-stated", "A24")
    yield alone("Københavns Vestegns Politi", "SSP-NU", bring, "T04", "as-stated", "A25")
    yield alone("Uddannelsesvejledningen", "SSP-NU", bring, "T04", "as-stated", "A26")
    yield alone(TK, "SSP-NU", bring, "T04", "as-stated", "A27")
    groups = "SSP-netværksgrupperne"
    yield alone("Ungdomsskolen", groups, "tage en bekymring op", "T02", "as-stated", "A39")
    yield alone("Ishøjs skoler", TK, "henvendelse", "T03", "as-stated", "A40")
    yield alone("PPR", TK, "henvendelse", "Akut tilfælde", "as-stated", "A40")
    told = "Ishøj Kommune", "besked", "T06"
    yield alone("Kriminalforsorgen", *told, "as-stated", "A60", channel="KSP-samarbejdet")
    yield alone("Kriminalforsorgen", *told, "as-stated", "A60b", channel="God Løsladelse")

    # Before the document there is no telling what the municipality's plan said.
    before = ("2017-01-01", "2018-04-12")
    yield alone("Ishøjs skoler", TK, "henvendelse", "T01", "undecided", days=before)
    yield alone("Ishøjs skoler", TK, "henvendelse", "T03", "undecided", days=before)
    # The channel is what S19 tells; without it nobody knows.
    yield alone("Kriminalforsorgen", *told, "undecided", "A60 A60b")
    # S14 says to whom, but not who: nobody in particular deviates. What it asks for is missing.
    yield alone("StraXen", "PET", "henvendelse", "T03", "undecided", "A40", steps=NO_TK)
    yield alone("StraXen", TK, "underretning", "T03", "undecided", "A40", steps=NO_TK)
    yield alone("", TK, "henvendelse", "T01", "undecided", times=3)
    yield alone("StraXen", TK, "henvendelse", "", "undecided", times=3)
    yield alone("StraXen", TK, "", "T01", "undecided", times=3)
    # Where the rest is done in the same case, the other contact is just another contact.
    yield Case(
        [
            Event(0, "StraXen", "PET", "henvendelse", "T03", "not-modelled"),
            Event(2, "StraXen", TK, "henvendelse", "T03", "as-stated", "A40"),
        ],
        PLAN, LAST, times=6,
    )  # fmt: skip
    # The law has a duty to notify; whether a school's staff is meant, the model doesn't say.
    notify = "Ishøjs skoler", CENTER, "underretning", "T02", "undecided"
    yield alone(*notify, "C5 C7", days=(PLAN, "2021-08-02"))
    yield alone(*notify, "C5 C5-frie C7", days=(FRIE_SKOLER, SERVICELOV))
    yield alone(*notify, "C6 C6b", days=(BARNETS_LOV, LAST))
    # The ban of § 115; whether SSP-NU is such an authority, the model doesn't say.
    yield alone("StraXen", "Københavns Vestegns Politi", COURT, "T04", "undecided", "C2a-not")

    # Nothing says so: neither the document nor a rule linked to the situation.
    yield alone("Ishøjs skoler", "PET", "henvendelse", "T01", "not-modelled")
    yield alone("PPR", TK, "henvendelse", "T01", "not-modelled")
    # Who sits in a forum tells it nothing by that.
    yield alone("SSP-konsulenten", groups, "besked", "T02", "not-modelled")
    infohus = "Vestegnens Infohus"
    yield alone("Københavns Vestegns Politi", infohus, "besked", "T08", "not-modelled")
    yield alone("PET", infohus, "henvendelse", "T09", "not-modelled")
    yield alone("Fritidsklubben Solstrålen", TK, "henvendelse", "T01", "not-modelled", times=4)
    yield alone("StraXen", TK, "henvendelse", "skolefravær", "not-modelled", times=4)

    # Rules of law that begin and end.
    yield alone(EARLY, EARLY, DISCLOSE, "T01", "law-only", "C15", days=(PLAN, SERVICELOV))
    yield alone(EARLY, EARLY, DISCLOSE, "T01", "not-modelled", days=(BARNETS_LOV, LAST))
    reply = COUNCIL, "den, der har underrettet", "kvittering", "T01"
    yield alone(*reply, "not-modelled", days=(PLAN, SERVICELOV))
    yield alone(*reply, "law-only", "C7-137", days=(BARNETS_LOV, LAST))
    duty = SERVANTS, COUNCIL, "underretning", "T01", "law-only"
    yield alone(*duty, "C5", days=(PLAN, SERVICELOV))
    yield alone(*duty, "C6", days=(BARNETS_LOV, LAST))
    for day, norm in ((SERVICELOV, "C5"), (BARNETS_LOV, "C6")):
        yield alone(*duty, norm, days=(day, day), times=3)
    anybody = "enhver borger", "kommunen (som loven siger)", "underretning", "T01", "law-only"
    yield alone(*anybody, "C7", days=(PLAN, SERVICELOV))
    yield alone(*anybody, "C6b", days=(BARNETS_LOV, LAST))
    yield alone(POLICE, SSP, DISCLOSE, "T04", "law-only", "C1a C2a-stk3")
    # A case that goes on over New Year's Eve 2023: each event by the law of its own day.
    yield Case(
        [
            Event(0, *duty, "C5"),
            Event(1, *reply, "not-modelled"),
            Event(14, *duty, "C6"),
            Event(15, *reply, "law-only", "C7-137"),
        ],
        SERVICELOV, SERVICELOV, times=6,
    )  # fmt: skip

    # § 115, 2: not for investigation.
    for situation in ("T02", "T04", "T08", "T09"):
        yield alone(SSP, POLICE, COURT, situation, "forbidden", "C2a-not", times=6)
    for sender in (SOCIAL, PSYCHIATRY):
        yield alone(sender, POLICE, COURT, "T10a", "forbidden", "C2b-not", times=6)
    yield alone("Kriminalforsorgen", POLICE, COURT, "T06", "forbidden", "C2c-not", times=6)


WORRY = "Bekymring for radikalisering"
TEAM, STAFF, CHIEF, CITIZENS = "Forebyggelsesteamet", "fagpersoner", "sin leder", "borgere"
A01 = STAFF, CHIEF, "drøftelse", WORRY, "as-stated", "A01"
A02 = STAFF, TEAM, "henvendelse", WORRY, "undecided", "A02"
A03 = STAFF, "forældrene", "orientering", WORRY, "undecided", "A03"
A04 = TEAM, STAFF, "kvittering", WORRY, "as-stated", "A04"
A05 = TEAM, STAFF, "tilbagemelding", WORRY, "as-stated", "A05"
A10 = CITIZENS, TEAM, "henvendelse", WORRY, "as-stated", "A10"
WISHED = "step-undecided A11"
"""The team should tell citizens how it went »hvis borgeren ønsker det«: the log can't know."""


def askevig() -> Iterator[Case]:
    """Askevig: a procedure with an order, deadlines and terms."""
    days = ("2025-02-12", "2026-06-01")

    def case(*events: Event, steps: tuple[str, ...] = (), times: int = 5) -> Case:
        return Case(list(events), *days, list(steps), times)

    yield case(
        Event(0, *A01), Event(1, *A02), Event(2, *A03), Event(20, *A04), Event(100, *A05),
        steps=(WISHED,),
    )  # fmt: skip
    yield case(
        Event(0, *A01), Event(1, *A02), Event(2, *A03), Event(30, *A04), Event(400, *A05),
        steps=("late A04", "late A05", WISHED),
    )  # fmt: skip
    yield case(
        Event(0, *A02), Event(3, *A01), Event(4, *A03),
        steps=("out-of-order A02", "missing A04", "missing A05", WISHED),
    )  # fmt: skip
    yield case(
        Event(0, *A01), Event(1, *A03), Event(2, *A02), Event(3, *A04), Event(9, *A05),
        steps=("out-of-order A03", WISHED),
    )  # fmt: skip
    # Talked over with the leader, and no more: what follows is on terms, or by who may not know.
    yield case(
        Event(0, *A01),
        steps=("step-undecided A02", "step-undecided A03", "step-undecided A04",
               "step-undecided A05", WISHED),
    )  # fmt: skip
    # A citizen's call: what staff must do is said of staff, who aren't in this case until told.
    yield case(
        Event(0, *A10), Event(2, *A04), Event(3, *A05),
        steps=("missing A01", "step-undecided A02", "step-undecided A03", WISHED),
    )  # fmt: skip
    # To somebody else, and never to whom it should go.
    yield case(
        Event(0, STAFF, "PET", "drøftelse", WORRY, "deviates", "A01"),
        steps=("missing A01", "step-undecided A02", "step-undecided A03", "step-undecided A04",
               "step-undecided A05", WISHED),
    )  # fmt: skip
    # Another act towards the right one.
    yield case(
        Event(0, STAFF, CHIEF, "orientering", WORRY, "deviates", "A01"),
        steps=("missing A01", "step-undecided A02", "step-undecided A03", "step-undecided A04",
               "step-undecided A05", WISHED),
    )  # fmt: skip
    # To somebody else as well: no deviation.
    yield case(
        Event(0, STAFF, "PET", "drøftelse", WORRY, "not-modelled"), Event(1, *A01),
        steps=("step-undecided A02", "step-undecided A03", "step-undecided A04",
               "step-undecided A05", WISHED),
    )  # fmt: skip
    acute = "Akut tilfælde"
    # Whether »straks« was kept, no log can show.
    yield case(
        Event(0, STAFF, "Askevig Politi", "opkald", acute, "as-stated", "A09"),
        steps=("step-undecided A09",),
    )
    yield case(
        Event(0, STAFF, "Døgnlinjen", "opkald", acute, "deviates", "A09"),
        steps=("missing A09",),
    )
    # A citizen is bound by nothing here.
    yield case(
        Event(0, CITIZENS, "Askevig Politi", "opkald", acute, "not-modelled"),
        steps=("step-undecided A09",),
    )
    yield case(
        Event(0, CITIZENS, "Døgnlinjen", "henvendelse", WORRY, "not-modelled"),
        steps=("step-undecided A01", "step-undecided A02", "step-undecided A03",
               "step-undecided A04", "step-undecided A05", WISHED),
    )  # fmt: skip
    yield Case(
        [Event(0, STAFF, CHIEF, "drøftelse", WORRY, "undecided")], "2024-01-01", "2025-02-11",
        times=4,
    )  # fmt: skip
    # The last entry of the log: two weeks haven't passed, so no feedback is missing yet.
    yield Case(
        [Event(0, *A01), Event(1, *A02), Event(2, *A03), Event(5, *A04)],
        LAST, LAST, [WISHED],
    )  # fmt: skip


def havelund() -> Iterator[Case]:
    """Havelund: three sources, of which one begins later than the other."""
    staff, reception, line = "fagfolk", "Modtagelsen", "Ungelinjen"
    worry, recruiting, police = "T01", "T02", "Havelund Politi"
    later = ("2025-01-14", "2026-06-01")
    earlier = ("2023-06-01", "2025-01-13")
    # After the plan of 2023 a message to the reception may be given; since 2025 it must in cases
    # under 18, and staff should involve the line.
    may = staff, reception, "underretning", worry, "as-stated", "A13"
    yield alone(*may, days=earlier)
    yield alone(*may, days=later, steps="missing A03")
    yield alone(staff, line, "inddragelse", worry, "not-modelled", days=earlier)
    yield alone(
        staff,
        line,
        "inddragelse",
        worry,
        "as-stated",
        "A03",
        days=later,
        steps="step-undecided A04",
    )
    guard = staff, "Den Sociale Vagt", "inddragelse", worry
    yield alone(*guard, "not-modelled", days=earlier)
    yield alone(*guard, "deviates", "A03", days=later, steps="missing A03;step-undecided A04")
    yield Case(
        [
            Event(0, staff, police, "henvendelse", recruiting, "as-stated", "A07"),
            Event(1, staff, reception, "henvendelse", recruiting, "as-stated", "A08"),
        ],
        *later, times=5,
    )  # fmt: skip
    yield Case(
        [
            Event(0, staff, reception, "henvendelse", recruiting, "as-stated", "A08"),
            Event(1, staff, police, "henvendelse", recruiting, "as-stated", "A07"),
        ],
        *later, ["out-of-order A08"], times=5,
    )  # fmt: skip
    yield alone(
        staff, "PET", "henvendelse", recruiting, "deviates", "A07 A08", days=later,
        steps="missing A07;missing A08",
    )  # fmt: skip


LOGS = {"ishoej": ishoej, "askevig": askevig, "havelund": havelund}


def write(name: str) -> None:
    """The log of a municipality, its labels and the findings of its cases."""
    chance = random.Random(name)  # noqa: S311  (the same files each time)
    happened: list[tuple[datetime, str, Event]] = []
    steps: list[tuple[str, ...]] = []
    number = 0
    for case in LOGS[name]():
        for _ in range(case.times):
            number += 1
            code = f"SAG-{number:04}"
            first, last = (datetime.fromisoformat(one) for one in (case.first, case.last))
            day = first + timedelta(days=chance.randrange((last - first).days + 1), hours=10)
            happened += [(day + timedelta(hours=one.hours), code, one) for one in case.events]
            steps += [(code, *one.split(" ", 1)) for one in case.steps]
    chance.shuffle(happened)
    with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADS)
        for when, code, one in happened:
            writer.writerow([code, f"{when:%Y-%m-%d %H:%M}", one.sender, one.receiver, one.act,
                             one.situation, one.channel])  # fmt: skip
    with (HERE / f"{name}.labels.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(("row", "verdict", "norms"))
        for row, (_, _, one) in enumerate(happened, start=2):
            writer.writerow((row, one.verdict, one.norms))
    with (HERE / f"{name}.steps.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(("case", "kind", "norm"))
        writer.writerows(sorted(steps))


if __name__ == "__main__":
    for each in LOGS:
        write(each)
