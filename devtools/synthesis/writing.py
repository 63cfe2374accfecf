"""Builds a source text and the Turtle about it, so that every quote stands where it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from samspil.model import names

_PREFIXES = {
    "dk": f"{names.ID}dk/",
    "sam": names.SAM,
    "org": names.ORG,
    "skos": names.SKOS,
    "dct": names.DCT,
    "oa": names.OA,
    "prov": names.PROV,
    "rdfs": names.RDFS,
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Line = tuple[str, Sequence[str] | str]
"""A predicate and its values, as they stand in Turtle."""


def text(value: str, language: str = "da") -> str:
    """A text with its language, quoted."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}'


def both(da: str, en: str) -> list[str]:
    """A text in both languages."""
    return [text(da), text(en, "en")]


class Layer:
    """One file of Turtle; its subjects are things of one municipality."""

    def __init__(self, dataset: str, graph: str, layer: str, title: tuple[str, str]) -> None:
        self._own = {"m": f"{names.ID}{dataset}/", **_PREFIXES}
        self._blocks: list[str] = []
        self.add(f"graph-{graph}", "sam:LayerGraph",
                 ("sam:layer", f"sam:{layer}"), ("dct:title", both(*title)))  # fmt: skip

    def add(self, slug: str, kind: str, *lines: Line) -> str:
        """Adds a block about a thing; gives its name in this file."""
        name = slug if slug.startswith("<") else f"m:{slug}"
        told = [f"{name} a {kind}"]
        for predicate, values in lines:
            told.append(f"    {predicate} {_joined(values)}")
        self._blocks.append(" ;\n".join(told) + " .")
        return name

    def turtle(self) -> str:
        """The file."""
        body = "\n\n".join(self._blocks)
        used = [
            f"@prefix {name}: <{iri}> ." for name, iri in self._own.items() if f"{name}:" in body
        ]
        return "\n".join(used) + "\n\n" + body + "\n"


def _joined(values: Sequence[str] | str) -> str:
    return values if isinstance(values, str) else ", ".join(values)


class Source:
    """A source document that grows sentence by sentence, with the sentences as things."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._written = ""
        self._after_heading = False
        self._sentences = 0
        self._headings = 0
        self.mentions: dict[str, list[str]] = {}

    def heading(self, words: str) -> None:
        """Adds a heading, or the title as the first of them."""
        slug = f"H{self._headings}" if self._headings else "T0"
        self._headings += 1
        self._sentence(slug, words, "heading", before="\n\n", lines=())

    def date(self, words: str) -> None:
        """Adds the date."""
        self._sentence("D0", words, "date", before="", lines=())

    def background(self, words: str) -> None:
        """Adds a sentence that no assertion uses."""
        unused = both(
            "Sætningen er baggrund og siger intet om, hvem der gør noget.",
            "The sentence is background and says nothing about who does anything.",
        )
        self._next(words, (("sam:unusedBecause", unused),))

    def sentence(self, words: str, about: Iterable[str] = ()) -> tuple[str, int, str]:
        """Adds a sentence; gives its name, where it begins, and its words without the full stop.

        `about` are the things it mentions.
        """
        name, start = self._next(words, ())
        for thing in about:
            said = self.mentions.setdefault(thing, [])
            if name not in said:
                said.append(name)
        return name, start, words.removesuffix(".")

    def _next(self, words: str, lines: tuple[Line, ...]) -> tuple[str, int]:
        self._sentences += 1
        before = "\n\n" if self._after_heading else " "
        return self._sentence(f"S{self._sentences:02}", words, "content", before, lines)

    def _sentence(
        self, slug: str, words: str, kind: str, before: str, lines: tuple[Line, ...]
    ) -> tuple[str, int]:
        start = len(self._written) + len(before)
        self._written += before + words
        self._after_heading = kind == "heading"
        name = self._layer.add(
            slug,
            "sam:Sentence",
            ("dct:isPartOf", "m:source"),
            ("oa:start", str(start)),
            ("oa:end", str(start + len(words))),
            ("sam:sentenceKind", f"sam:{kind}"),
            *lines,
        )
        return name, start

    def finish(self, title: tuple[str, str], issued: str) -> str:
        """Adds the source itself; gives its text."""
        whole = self._written + "\n"
        self._layer.add(
            "source",
            "sam:Source",
            ("dct:title", both(*title)),
            ("dct:issued", f'"{issued}"^^xsd:date'),
            ("dct:language", '"da"'),
            ("sam:file", '"source.txt"'),
            ("sam:sha256", f'"{hashlib.sha256(whole.encode()).hexdigest()}"'),
        )
        return whole


def quotation(layer: Layer, slug: str, sentence: str, start: int, exact: str) -> str:
    """Adds a quotation."""
    return layer.add(
        slug,
        "sam:Quotation",
        ("oa:hasSource", "m:source"),
        ("sam:sentence", sentence),
        ("oa:exact", text(exact)),
        ("oa:start", str(start)),
        ("oa:end", str(start + len(exact))),
    )
