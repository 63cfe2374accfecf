"""`check`: reads a data folder and gives everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from rdflib import URIRef
from rdflib.namespace import RDF

from samspil.errors import DataError
from samspil.ontology.collecting import collected_afterwards
from samspil.ontology.folders import DataFile, DataFolder, read_text
from samspil.ontology.reading import (
    SOURCE_FILE,
    ParsedFile,
    read_file,
    read_vocabulary,
    source_file,
)
from samspil.validation.context import CheckedData, SourceText
from samspil.validation.findings import Coverage, Finding, Report
from samspil.validation.namespaces import SAM
from samspil.validation.rules import (
    coverage,
    evidence,
    hidden,
    modality,
    modality_words,
    naming,
    places,
    privacy,
    procedure,
    quotes,
    references,
    structure,
    terms,
    ways,
    wording,
    words,
)
from samspil.validation.shapes import shape_findings
from samspil.validation.signing import to_read
from samspil.validation.turtle import escape_findings, syntax_findings

Rule = Callable[[CheckedData], Iterable[Finding]]

_RULES: tuple[Rule, ...] = (
    references.malformed,
    references.undeclared,
    references.dangling,
    references.homes,
    references.reused_slugs,
    references.twice,
    references.broader,
    references.datasets,
    places.misnamed,
    references.one_language,
    structure.loops,
    structure.alternatives,
    structure.rejected,
    structure.evidence,
    wording.unsaid,
    wording.unborne_mentions,
    terms.terms,
    ways.untold_ways,
    procedure.steps,
    procedure.lists,
    procedure.contacts,
    words.untied,
    naming.unsaid_names,
    naming.unquoted_contacts,
    privacy.cpr_numbers,
    hidden.hidden_characters,
)


def steps(folder: DataFolder) -> int:
    """How many things `check` does one after the other, and tells of."""
    return len(folder.graph_files) + len(_RULES) + 2


@collected_afterwards()
def check(
    folder: DataFolder,
    *,
    engine: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Everything that is wrong with a data folder, and how much of its sources is accounted for.

    Args:
        folder: the files, as `samspil.ontology.folders.find_data` finds them.
        engine: the SHACL engine, one of `samspil.validation.engine.ENGINES`; the best if not given.
        progress: is told of each of the `steps` when it is done: a file's name, or nothing.
    """
    step = progress or (lambda _: None)
    unreadable: list[Finding] = []
    files: list[ParsedFile] = []
    for file in folder.graph_files:
        parsed = _read(file, read_file, unreadable)
        if parsed is not None:
            files.append(parsed)
        step(file.name)
    vocabulary = _read(folder.vocabulary, read_vocabulary, unreadable)
    shapes = _text(folder.shapes, unreadable)
    if unreadable or vocabulary is None:
        # Half of the data would bring findings that are none: links to what wasn't read.
        return Report(_sorted(unreadable, folder), complete=False)
    missing: list[Finding] = []
    bare = CheckedData(vocabulary, tuple(files), shapes, {})
    sources = {source.iri: source for source in _sources(bare, missing)}
    data = replace(bare, sources=sources)
    findings = [*missing]
    for rule in _RULES:
        findings += rule(data)
        step("")
    findings += shape_findings(data, engine)
    step("")
    covered: dict[str, Coverage] = {}
    for source in sources.values():
        audit = modality.Audit(data, source, modality_words.read_words(data, source.home.dataset))
        findings += [
            *quotes.source_text(data, source),
            *quotes.sentence_places(data, source),
            *quotes.quote_places(data, source),
            *coverage.usage(data, source),
            *coverage.silence(data, source),
            *audit.findings(),
            *evidence.read_twice(audit),
        ]
        covered[str(source.iri)] = _coverage(data, source, audit)
    step("")
    return Report(
        _sorted(_once(findings), folder),
        covered,
        own_words=words.own_words(data),
        notices=_sorted(places.unlike_folder(data), folder),
        reading=to_read(data),
    )


def _read(
    file: DataFile, reader: Callable[[DataFile], ParsedFile], found: list[Finding]
) -> ParsedFile | None:
    """A file, or None and what is wrong with it."""
    try:
        parsed = reader(file)
    except DataError as error:
        text = _text(file, found)
        findings = syntax_findings(text, file.name) if text else []
        if not findings and text:
            findings = [_from_error(error)]
        found += [
            *findings,
            *privacy.text_findings(text, file.name),
            *hidden.text_findings(text, file.name),
        ]
        return None
    escapes = escape_findings(parsed.text, file.name)
    found += escapes
    return None if escapes else parsed


def _text(file: DataFile, found: list[Finding]) -> str:
    try:
        return read_text(file)
    except DataError as error:
        found.append(_from_error(error))
        return ""


def _from_error(error: DataError) -> Finding:
    place = error.place
    return Finding(
        error.code,
        error.code,
        place.file if place else None,
        place.line if place else None,
        place.iri if place else None,
        params={name: str(value) for name, value in error.params.items()},
    )


def _sources(data: CheckedData, found: list[Finding]) -> Iterator[SourceText]:
    """The sources with their texts, files in the folder of the Turtle that names them."""
    for home in data.files:
        for node in sorted(home.graph.subjects(RDF.type, SAM.Source), key=str):
            value = home.graph.value(node, SOURCE_FILE)
            if value is None or not isinstance(node, URIRef):
                continue  # a shape says so
            file = source_file(home, str(value))
            if file is None:
                found.append(data.finding("source-missing", node, home, name=str(value)))
                continue
            try:
                yield SourceText(node, home, file, read_text(file))
            except DataError as error:
                found.append(_from_error(error))


def _coverage(data: CheckedData, source: SourceText, audit: modality.Audit) -> Coverage:
    used = data.once(coverage.used_sentences)
    content = coverage.content_sentences(data, source)
    return Coverage(
        sentences=len(content),
        sentences_used=sum(sentence in used for sentence in content),
        sentences_declared=sum(
            sentence not in used and coverage.declared_unused(data, sentence)
            for sentence in content
        ),
        words=len(audit.occurrences),
        words_covered=len(audit.covered()),
    )


def _once(findings: list[Finding]) -> list[Finding]:
    """Without what another finding says better.

    A value that a shape forbids and that exists nowhere would be told twice, and so would an
    assertion in two files, which has two layers.
    """
    forbidden = {
        (finding.iri, finding.params.get("detail", "").rpartition(" ")[2].rstrip(")"))
        for finding in findings
        if finding.code == "shape"
    }
    doubled = {finding.iri for finding in findings if finding.code == "two-homes"}
    twice = {finding.iri for finding in findings if finding.code == "twice-described"}
    aside = {finding.iri for finding in findings if finding.code == "broader-unstated"}
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        if finding.code == "dangling" and (finding.iri, finding.params["found"]) in forbidden:
            continue
        if finding.rule == "one-layer" and finding.iri in doubled:
            continue
        if finding.iri in twice and finding.code != "twice-described":
            continue  # it is about two things taken for one
        if finding.rule == "situation" and finding.iri in aside:
            continue
        key = (finding.rule, finding.file, finding.iri, finding.line, *finding.params.values())
        kept.setdefault(key, finding)
    return list(kept.values())


def _sorted(findings: Iterable[Finding], folder: DataFolder) -> tuple[Finding, ...]:
    """In the order of files and lines."""
    order = {file.name: number for number, file in enumerate(folder.graph_files)}
    return tuple(
        sorted(
            findings,
            key=lambda each: (
                order.get(each.file or "", len(order)),
                each.file or "",
                each.line or 0,
                each.rule,
                each.iri or "",
            ),
        )
    )
