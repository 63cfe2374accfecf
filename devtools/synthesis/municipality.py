"""One made-up municipality: its plan in words, and the layers that say what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from devtools.synthesis import words
from devtools.synthesis.beside import add_sources, add_words, interpret, leave_gaps
from devtools.synthesis.words import Named
from devtools.synthesis.writing import Layer, Line, Source, both, quotation, text
from samspil.model import names

_ISSUED = "2025-03-03"


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of telling somebody: the act, and how the sentence goes on."""

    act: str
    verb: str


_WAYS = (
    _Way("underretning", "underrette {whom}"),
    _Way("henvendelse", "henvende sig til {whom}"),
    _Way("besked", "give {whom} besked"),
    _Way("raadgivning", "søge råd hos {whom}"),
)
_MODALITIES = (
    ("skal", "must", "obligation"),
    ("bør", "should", "recommendation"),
    ("kan", "may", "permission"),
    ("kan", "may", "permission"),
)


class Municipality:
    """Makes one municipality; `size` 1 is that of a thorough plan of about three pages."""

    def __init__(self, dataset: str, town: str, random: Random, size: float) -> None:
        self._random = random
        self._size = size
        self._town = town
        self._dataset = dataset
        invented = (f"{town} (opdigtet)", f"{town} (invented)")
        self._title = invented
        self._stated = self._layer("stated", "stated")
        self._readings = self._layer("interpretation", "interpretation")
        self._gaps = self._layer("gaps", "gaps")
        self._search = self._layer("search", "interpretation")
        self._external = self._layer("external", "external")
        self._source = Source(self._stated)
        self._assertions = 0
        self._municipality = Named("kommunen", f"{town} Kommune", f"{town} Municipality",
                                   "municipality")  # fmt: skip
        self._police = Named("politiet", f"{town} Politi", f"{town} Police", "police")
        self._units = self._some(words.UNITS, 12)
        self._groups = self._some(words.GROUPS, 7)
        self._roles = self._some(words.ROLES, 4)
        self._forums = self._some(words.FORUMS, 5)
        self._situations = self._some(words.SITUATIONS, 14)

    def files(self) -> dict[str, str]:
        """The files of the municipality, by name."""
        self._tell()
        self._things()
        interpret(self._readings, self._situations, self._source.mentions)
        leave_gaps(self._gaps, (*self._situations, *self._forums))
        add_words(self._search, self._situations)
        told = next((one for one in self._groups if self._is_told(one)), self._units[0])
        add_sources(self._external, self._dataset, self._units[:4], told)
        plan = f"Plan for samarbejdet i {self._town} Kommune (opdigtet)"
        source = self._source.finish(
            (plan, f"Plan for the cooperation in {self._town} Municipality (invented)"), _ISSUED
        )
        return {
            "source.txt": source,
            "stated.ttl": self._stated.turtle(),
            "interpretation.ttl": self._readings.turtle(),
            "gaps.ttl": self._gaps.turtle(),
            "search.ttl": self._search.turtle(),
            "external.ttl": self._external.turtle(),
        }

    def _layer(self, graph: str, layer: str) -> Layer:
        da, en = self._title
        return Layer(self._dataset, graph, layer, (f"{da}: {graph}", f"{en}: {graph}"))

    def _some(self, known: Sequence[Named], usual: int) -> list[Named]:
        count = max(2, min(len(known), round(usual * self._size)))
        return sorted(self._random.sample(known, count))

    @property
    def _actors(self) -> list[Named]:
        return [self._municipality, self._police, *self._units, *self._groups, *self._roles]

    def _tell(self) -> None:
        """Writes the plan, sentence by sentence, and what each says."""
        self._source.date("03-03-2025")
        self._source.heading(f"{self._town} Kommunes plan for samarbejdet (opdigtet)")
        for sentence in self._random.sample(words.BACKGROUND, 2):
            self._source.background(sentence)
        self._structure()
        for situation in self._situations:
            self._source.heading(situation.da.capitalize())
            for _ in range(max(1, round(self._random.gauss(6, 2) * self._size))):
                self._norm(situation)
        self._source.heading("Fora")
        for forum in self._forums:
            self._forum(forum)

    def _structure(self) -> None:
        centre = self._units[0]
        for unit in self._units[1:4]:
            self._state(
                f"{unit.da} er en enhed i {centre.da}.",
                [unit, centre],
                "sam:StructureStatement",
                ("sam:subject", f"m:{unit.slug}"),
                ("sam:predicate", "org:unitOf"),
                ("sam:object", f"m:{centre.slug}"),
                ("sam:modality", "sam:descriptive"),
            )
        wide = self._situations[0]
        for narrow in self._situations[1:4]:
            self._state(
                f"{narrow.da.capitalize()} er også {wide.da}.",
                [narrow, wide],
                "sam:StructureStatement",
                ("sam:subject", f"m:{narrow.slug}"),
                ("sam:predicate", "skos:broader"),
                ("sam:object", f"m:{wide.slug}"),
                ("sam:modality", "sam:descriptive"),
            )
        for unit in self._units[1:]:
            topic = self._random.choice(words.TOPICS)
            self._state(
                f"Det er {unit.da}s opgave at screene og vurdere sager om {topic[0]}.",
                [unit],
                "sam:TaskStatement",
                ("sam:subject", f"m:{unit.slug}"),
                ("sam:predicate", "sam:screensAndAssesses"),
                ("sam:objectText", both(f"sager om {topic[0]}", f"cases about {topic[1]}")),
                ("sam:modality", "sam:task"),
                ("sam:modalityWord", text("opgave")),
                ("sam:reading", "sam:reading-task"),
            )

    def _norm(self, situation: Named) -> None:
        bearer, whom = self._random.sample(self._actors, 2)
        if self._random.random() < 0.08:
            forum = self._random.choice(self._forums)
            self._state(
                f"Det er gennem {forum.da}, at {whom.da} får besked ved {situation.da}.",
                [forum, whom, situation],
                "sam:InformationNorm",
                ("sam:trigger", f"m:{situation.slug}"),
                ("sam:act", "sam:besked"),
                ("sam:recipient", f"m:{whom.slug}"),
                ("sam:modality", "sam:practice"),
                ("sam:modalityWord", text("får besked")),
                ("sam:reading", "sam:reading-practice"),
                ("sam:channel", f"m:{forum.slug}"),
                *((("sam:urgency", "sam:acute"),) if "akut" in situation.da else ()),
            )
            return
        acute = self._random.random() < 0.1
        if self._random.random() < 0.05:
            word, modality, reading = "må ikke", "must-not", "prohibition"
            way = _Way("videregivelse", "videregive oplysninger til {whom}")
            said = f"{bearer.da} må ikke {way.verb} ved {situation.da}."
            said = said[0].upper() + said[1:]
            acute = False
        else:
            word, modality, reading = self._random.choice(_MODALITIES)
            way = self._random.choice(_WAYS)
            now = "straks " if acute else ""
            said = f"Ved {situation.da} {word} {bearer.da} {now}{way.verb}."
        urgent: tuple[Line, ...] = (
            *((("sam:urgency", "sam:acute"),) if "akut" in situation.da else ()),
            *((("sam:deadline", both("straks", "at once")),) if acute else ()),
        )
        self._state(
            said.format(whom=whom.da),
            [bearer, whom, situation],
            "sam:InformationNorm",
            ("sam:bearer", f"m:{bearer.slug}"),
            ("sam:trigger", f"m:{situation.slug}"),
            ("sam:act", f"sam:{way.act}"),
            ("sam:recipient", f"m:{whom.slug}"),
            ("sam:modality", f"sam:{modality}"),
            ("sam:modalityWord", text(word)),
            ("sam:reading", f"sam:reading-{reading}"),
            *urgent,
        )

    def _forum(self, forum: Named) -> None:
        for party in self._random.sample([*self._units, *self._groups, *self._roles], 4):
            seat = "org:role" if party in self._roles else "org:member"
            self._state(
                f"I {forum.da} deltager {party.da}.",
                [forum, party],
                "sam:Participation",
                ("org:organization", f"m:{forum.slug}"),
                (seat, f"m:{party.slug}"),
                ("sam:predicate", "sam:participatesIn"),
                ("sam:modality", "sam:descriptive"),
            )
        often = self._random.choice(words.FREQUENCIES)
        subject = ("sam:subject", f"m:{forum.slug}")
        self._state(
            f"{forum.da[0].upper()}{forum.da[1:]} mødes {often[0]}.",
            [forum],
            "sam:StructureStatement",
            subject,
            ("sam:predicate", "sam:meetsWithFrequency"),
            ("sam:objectText", both(*often)),
            ("sam:modality", "sam:descriptive"),
        )
        topic = self._random.choice(words.TOPICS)
        self._state(
            f"{forum.da[0].upper()}{forum.da[1:]} skal sikre et godt samarbejde om {topic[0]}.",
            [forum],
            "sam:StructureStatement",
            subject,
            ("sam:predicate", "sam:hasPurpose"),
            ("sam:objectText", both(f"at sikre et godt samarbejde om {topic[0]}",
                                    f"to ensure good cooperation on {topic[1]}")),
            ("sam:modality", "sam:aim"),
            ("sam:modalityWord", text("skal")),
            ("sam:reading", "sam:reading-aim"),
        )  # fmt: skip

    def _state(self, said: str, about: Sequence[Named], kind: str, *lines: Line) -> None:
        """Adds a sentence and the assertion that rests on it."""
        sentence, start, exact = self._source.sentence(said, (one.slug for one in about))
        self._assertions += 1
        slug = f"A{self._assertions:02}"
        quote = quotation(self._stated, f"{slug}-quote", sentence, start, exact)
        self._stated.add(slug, kind, *lines, ("sam:evidence", quote))

    def _things(self) -> None:
        """The things that the plan names; what it never mentions isn't there."""
        self._stated.add(
            f"<{names.dataset_iri(self._dataset)}>",
            "sam:Dataset",
            ("rdfs:label", both(f"{self._town} Kommune", f"{self._town} Municipality")),
        )
        kinds = (
            ("org:FormalOrganization", [self._municipality, self._police]),
            ("org:OrganizationalUnit", self._units),
            ("sam:ActorGroup", self._groups),
            ("org:Role", self._roles),
        )
        for kind, things in kinds:
            for one in filter(self._is_told, things):
                self._thing(one, kind, ("org:classification", f"sam:kind-{one.kind}"))
        for forum in self._forums:
            self._thing(forum, "sam:Forum", ("org:classification", "sam:kind-forum"))
        for number, situation in enumerate(self._situations, start=1):
            self._thing(situation, "sam:Situation", ("skos:notation", f'"T{number:02}"'))

    def _is_told(self, one: Named) -> bool:
        return one.slug in self._source.mentions

    def _thing(self, one: Named, kind: str, line: Line) -> None:
        mentioned = self._source.mentions.get(one.slug)
        lines: tuple[Line, ...] = (("sam:mentionedIn", mentioned),) if mentioned else ()
        label = one.da[0].upper() + one.da[1:] if kind == "sam:Situation" else one.da
        self._stated.add(one.slug, kind, ("skos:prefLabel", both(label, one.en)), line, *lines)
