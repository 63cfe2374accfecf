"""Rules about whose data a folder holds: a copied folder mustn't answer as another municipality."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS

from samspil.language.words import fold
from samspil.model import names
from samspil.model.terms import STATED
from samspil.validation.context import CheckedData
from samspil.validation.findings import Finding
from samspil.validation.namespaces import DCT, SAM

_KINDS = frozenset({"kommune", "kommunes"})


def misnamed(data: CheckedData) -> Iterator[Finding]:
    """Datasets called otherwise than their id, or than any of their documents calls anybody."""
    for node in sorted(data.graph.subjects(RDF.type, SAM.Dataset), key=str):
        dataset = names.local_name(str(node))
        if dataset == names.SHARED_DATASET:
            continue
        label = next(
            (
                str(each)
                for each in data.graph.objects(node, RDFS.label)
                if isinstance(each, Literal) and each.language == "da"
            ),
            None,
        )
        own = [
            source
            for source in data.sources.values()
            if names.dataset_of(str(source.iri)) == dataset
        ]
        if label is None or not own or not isinstance(node, URIRef):
            continue  # a shape says so
        if _plain(label) != _plain(dataset):
            yield data.finding("dataset-misnamed", node, label=label, dataset=dataset)
        said = " ".join(
            [source.text for source in own]
            + [str(title) for source in own for title in data.graph.objects(source.iri, DCT.title)]
        )
        wanted = [word for word in _words(label) if word not in _KINDS]
        if not all(any(one.startswith(word) for one in _words(said)) for word in wanted):
            yield data.finding("dataset-not-in-source", node, label=label)


def unlike_folder(data: CheckedData) -> Iterator[Finding]:
    """Municipalities that lie in a folder of another name; that may be as it should."""
    for file in data.files:
        folder = file.file.path.parent.name
        if file.layer == STATED and _plain(folder) != _plain(file.dataset):
            node = URIRef(names.dataset_iri(file.dataset))
            called, in_english = (data.name(node, each) or "" for each in ("da", "en"))
            found = data.finding(
                "folder-unlike-dataset", node, file,
                folder=folder, name_da=called, name_en=in_english,
            )  # fmt: skip
            yield replace(found, line=file.lines.get(str(node)))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


def _plain(name: str) -> str:
    return "".join(word for word in _words(name) if word not in _KINDS)
