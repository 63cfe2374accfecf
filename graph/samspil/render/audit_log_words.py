"""How a judged log is told in words: a flow, why it is judged so, the norm it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samspil.answers.model import Ref, Row
from samspil.conformance.model import Flow, Judgement, Named, StepFinding
from samspil.conformance.reading import Checked
from samspil.language.deadlines import DAY
from samspil.messages import Messages
from samspil.model.terms import LAW
from samspil.render.rows import labels, law_in_short, quotation


@dataclass(frozen=True)
class Teller:
    """What a log is told with: the texts, whose model it is, and the log itself."""

    say: Messages
    head: Ref
    checked: Checked

    def named(self, one: Named) -> str:
        """A cell as it was understood, or that it wasn't."""
        return one.label or self.say(f"log.cell.{one.state}")

    def flow(self, flow: Flow) -> str:
        """Who to whom, what and when, in one line."""
        parts = {name: self.named(one) for name, one in flow.parts().items()}
        code = "log.flow" if flow.channel.state == "empty" else "log.flow-by"
        return self.say(
            code, sender=parts["from"], receiver=parts["to"], act=parts["act"],
            situation=parts["situation"], channel=parts["channel"],
        )  # fmt: skip

    def why(self, judgement: Judgement) -> str:
        """Why it is judged so."""
        first = judgement.rows[0] if judgement.rows else None
        words = {
            "modality": self.say(f"modality.{first.modality}") if first else "",
            "readings": sorted({one for row in judgement.rows for one in row.rests_on}),
        }
        params = dict(judgement.params)
        if "columns" in params:
            params["columns"] = [self.say(f"log.part.{one}") for one in params["columns"]]
        return self.say(f"log.why.{judgement.reason}", **(words | params))

    def readings(self, flow: Flow, judgement: Judgement) -> list[str]:
        """What of an event is our reading: an act counted as another, a name understood."""
        told = [
            self.say("log.read-as", act=flow.act.label, wider=one.label)
            for one in judgement.read_as
        ]
        guessed = [
            self.say("log.part-as", part=self.say(f"log.part.{name}"), label=part.label)
            for name, part in flow.parts().items()
            if part.state == "known" and not part.exact
        ]
        if guessed:
            told.append(self.say("log.not-literal", parts=guessed))
        return told

    def counted(self) -> list[str]:
        """All acts of the log that are counted as others, each once."""
        found = {
            (one.flow.act.label, wider.label): None
            for one in self.checked.tallies
            for wider in one.judgement.read_as
        }
        return [self.say("log.read-as", act=act, wider=wider) for act, wider in found]

    def eights(self) -> list[str]:
        """How many cases may be named by a telephone number, where any may."""
        count = self.checked.eights
        return [self.say.count("log.eight", count)] if count else []

    def unbound(self, *, short: bool) -> list[str]:
        """Where nobody can deviate, and why: a count of none says nothing there."""
        checked = self.checked
        if not checked.unbound:
            return []
        reasons: dict[str, list[str]] = {}
        for one in checked.unbound:
            reasons.setdefault(one.why, []).append(one.situation.label)
        n, whole = len(checked.unbound), checked.situations
        if short:
            told = [self.say(f"log.unbound-n-{why}", n=len(at)) for why, at in reasons.items()]
            return [self.say("log.unbound-short", n=n, all=whole, whys="; ".join(told))]
        return [
            self.say("log.unbound-all" if n == whole else "log.unbound", n=n, all=whole),
            *(self.say(f"log.unbound-{why}", situations=at) for why, at in reasons.items()),
        ]

    def unbound_in(self, situation: str) -> list[str]:
        """That nobody can deviate in a situation (id), and why; nothing where somebody can."""
        return [
            self.say("log.unbound-here", why=self.say(f"log.unbound-why-{one.why}"))
            for one in self.checked.unbound
            if one.situation.id == situation
        ]

    def norm(self, row: Row) -> str:
        """A norm by its words: quoted with its sentence, or a rule of law with its place."""
        if row.layer == LAW:
            return law_in_short(self.say, row)
        quotes = [quotation(self.say, one) for one in row.evidence]
        return f"{' '.join(quotes)}  [{row.id}]"

    def step(self, finding: StepFinding) -> str:
        """What is wrong with a step."""
        row = finding.row
        return self.say(
            f"log.step.{finding.kind}-{finding.reason}"
            if finding.reason
            else f"log.step.{finding.kind}",
            bearers=labels(row.bearers) or self.say("log.nobody"),
            act=row.act.label if row.act else "",
            recipients=labels(row.recipients),
            modality=self.say(f"modality.{row.modality}"),
            deadline=row.deadline or "",
            terms=[one for one in (row.condition, row.exception) if one],
            before=self._named_step(finding.before) if finding.before else "",
        )

    def _named_step(self, row: Row) -> str:
        act = row.act.label if row.act else ""
        return self.say("log.step-named", act=act, recipients=labels(row.recipients), id=row.id)


def day_of(seconds: int) -> str:
    """The day that some seconds lie in, as a date."""
    return date.fromordinal(seconds // DAY).isoformat()
