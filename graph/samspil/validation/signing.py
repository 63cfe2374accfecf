"""»Læs selv«: what no machine can check, said so that a person can, and who has read it.

Whether a sentence means what the graph says of it is for a person to judge. So each stated
assertion, name and contact has its questions; a municipality's `read.csv` says who has answered
them, on which day, and of which text: the digest of the sentence and of all that the graph says.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rdflib import Literal as Text
from rdflib import URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from samspil.errors import UsageError
from samspil.model import names
from samspil.model.terms import STATED
from samspil.validation.context import CheckedData
from samspil.validation.findings import ToRead
from samspil.validation.hanging import hanging
from samspil.validation.namespaces import DCT, OA, SAM, SKOS
from samspil.validation.rules.quotes import normal

SIGNED_FILE = "read.csv"
COLUMNS = ("id", "read_by", "read_on", "digest")

_SCHEMA = "https://schema.org/"
_POINT = URIRef(_SCHEMA + "ContactPoint")
_THINGS = (SAM.Actor, SAM.Situation, SAM.TargetGroup, SAM.Naming, _POINT)
_BESIDE = frozenset(
    {RDF.type, SAM.evidence, SAM.mentionedIn, SKOS.note, SKOS.scopeNote, SAM.modalityWord}
)
_ASKED = (
    SAM.bearer, SAM.recipient, SAM.trigger, SAM.about, SAM.act, SAM.channel, SAM.urgency,
    SAM.order, SAM.concerns, SAM.condition, SAM.exception, SAM.deadline, SAM.manner, SAM.reading,
    SAM.predicate, SAM.restsOn,
)  # fmt: skip
"""The properties after which the reader is asked, each with the message `read.ask.<its name>`."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who has read something, on which day, and the digest of what was read."""

    read_by: str
    read_on: str
    digest: str


def to_read(data: CheckedData) -> tuple[ToRead, ...]:
    """All that a person must read, in the order of the files; what is signed says so."""
    found: list[ToRead] = []
    for file in data.files:
        if file.layer != STATED:
            continue
        signed = signatures(file.file.path.with_name(SIGNED_FILE))
        own = [
            node
            for kind in (SAM.Assertion, *_THINGS)
            for node in data.instances(kind)
            if (node, RDF.type, None) in file.graph
        ]
        in_order = sorted(set(own), key=lambda each: (file.lines.get(str(each), 0), str(each)))
        folder, name = file.file.path.parent, file.file.name
        found += [_entry(data, node, signed, folder, name) for node in in_order]
    return tuple(found)


def signatures(file: Path) -> dict[str, Signature]:
    """The signatures of a municipality by id; none where there is no such file.

    Raises:
        UsageError: the file can't be read, or hasn't the columns it must have.
    """
    if not os.path.lexists(file):
        return {}
    try:
        text = file.read_text(encoding="utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError("signed-unreadable", file=str(file), reason=str(error)) from error
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise UsageError("signed-columns", file=str(file), columns=", ".join(COLUMNS))
    return {
        _cell(row["id"]): Signature(
            _cell(row["read_by"]), _cell(row["read_on"]), _cell(row["digest"])
        )
        for row in rows
    }


def _delimiter(text: str) -> str:
    """A Danish Excel writes semicolons."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _cell(value: str | None) -> str:
    return (value or "").strip()


def sign(items: Iterable[ToRead], name: str, day: str) -> list[Path]:
    """Writes that a person has read some items as they stand; gives the files written.

    Raises:
        UsageError: no name, or a file can't be written; then it is as it was.
    """
    reader = " ".join(name.split())
    if not reader or reader[0] in "=+-@" or not reader.isprintable():
        raise UsageError("signed-name", name=name)
    by_folder: dict[Path, list[ToRead]] = {}
    for item in items:
        by_folder.setdefault(item.folder, []).append(item)
    written = []
    for folder, read in by_folder.items():
        file = folder / SIGNED_FILE
        known = signatures(file)
        known |= {item.id: Signature(reader, day, item.digest) for item in read}
        _write(file, known)
        written.append(file)
    return written


def _write(file: Path, known: Mapping[str, Signature]) -> None:
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows((one, each.read_by, each.read_on, each.digest) for one, each in known.items())
    beside = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    try:
        beside.write_text(text.getvalue(), encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise UsageError("signed-unwritable", file=str(file), reason=reason) from error


def _entry(
    data: CheckedData, node: URIRef, signed: Mapping[str, Signature], folder: Path, file: str
) -> ToRead:
    own = names.local_name(str(node))
    sentences = _sentences(data, node)
    digest = _digest(data, node, [text for _, text in sentences])
    signature = signed.get(own)
    state = _state(signature, digest)
    return ToRead(
        id=own,
        iri=str(node),
        file=file,
        line=data.homes[node][0].lines.get(str(node)),
        folder=folder,
        sentences=tuple(sentences),
        quotes=tuple(_quotes(data, node)),
        says=_says(data, node),
        asks=tuple(_asks(data, node)),
        digest=digest,
        state=state,
        read_by=signature.read_by if signature else None,
        read_on=signature.read_on if signature else None,
        hangs=hanging(data, node) if state == "changed" else (),
    )


def _state(signature: Signature | None, digest: str) -> Literal["signed", "changed", "unread"]:
    if signature is None:
        return "unread"
    return "signed" if signature.digest == digest else "changed"


def _evidence(data: CheckedData, node: URIRef) -> list[Node]:
    return sorted(data.graph.objects(node, SAM.evidence), key=str)


def _quotes(data: CheckedData, node: URIRef) -> Iterator[str]:
    for each in _evidence(data, node):
        if (quote := data.graph.value(each, OA.exact)) is not None:
            yield str(quote)


def _sentences(data: CheckedData, node: URIRef) -> list[tuple[str, str]]:
    """The sentences that a thing is quoted from, or named in: id and text."""
    quoted = {
        sentence
        for each in _evidence(data, node)
        for sentence in data.graph.objects(each, SAM.sentence)
    }
    found = quoted or set(data.graph.objects(node, SAM.mentionedIn))
    texts = []
    for sentence in sorted(found, key=str):
        source = data.sources.get(URIRef(str(data.graph.value(sentence, DCT.isPartOf))))
        if source is not None and sentence in data.places:
            start, end = data.places[sentence]
            texts.append((names.local_name(str(sentence)), normal(source.text[start:end])))
    return texts


def _digest(data: CheckedData, node: URIRef, sentences: Sequence[str]) -> str:
    """Changes with each word of the sentences and with all that the graph says here."""
    said = [
        " ".join(term.n3() for term in (subject, used, value))
        for subject in (node, *_evidence(data, node))
        for used, value in data.graph.predicate_objects(subject)
    ]
    text = "\n".join([*sentences, *sorted(said)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _says(data: CheckedData, node: URIRef) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """What the graph says of a thing, as pairs of a word and a value, by language."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for language in ("da", "en"):
        pairs: dict[str, list[str]] = {}
        for used, value in sorted(data.graph.predicate_objects(node), key=str):
            if used in _BESIDE or (
                isinstance(value, Text) and value.language not in (None, language)
            ):
                continue
            word = data.name(used, language) or names.local_name(str(used))
            pairs.setdefault(word, []).append(_shown(data, value, language))
        found[language] = tuple((word, ", ".join(values)) for word, values in pairs.items())
    return found


def _shown(data: CheckedData, value: Node, language: str) -> str:
    if isinstance(value, Text):
        return str(value)
    claim = next(
        (
            f"{names.local_name(str(value))}: {each}"
            for each in data.graph.objects(value, SAM.claim)
            if isinstance(each, Text) and each.language == language
        ),
        None,
    )
    return claim or data.name(value, language) or names.local_name(str(value))


def _asks(data: CheckedData, node: URIRef) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What a person must see to: codes of messages, with what fills their blanks."""
    if not data.is_a(node, SAM.Assertion):
        yield ("contact" if data.is_a(node, _POINT) else "names"), {}
        return
    for used in _ASKED:
        for value in sorted(data.graph.objects(node, used), key=str):
            word = data.graph.value(node, SAM.modalityWord)
            if used == SAM.reading and word is None:
                continue
            if isinstance(value, Text) and value.language not in {None, "da"}:
                continue  # the plan is Danish; the rest is our translation
            yield (
                names.local_name(str(used)),
                {
                    "word": str(word or ""),
                    "name_da": _shown(data, value, "da"),
                    "name_en": _shown(data, value, "en"),
                },
            )
    is_norm = data.is_a(node, SAM.InformationNorm)
    if is_norm and (node, SAM.bearer, None) not in data.graph:
        yield "no-bearer", {}
    if is_norm:
        yield "no-condition", {}
    yield "quote", {}
