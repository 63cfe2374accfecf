"""The rows that each dataset of a data folder should have, made one dataset at a time."""

from __future__ import annotations

import contextlib
import re
from functools import cached_property

from samspil import __version__
from samspil.errors import DataError, Place, UsageError
from samspil.language.municipalities import municipality
from samspil.mapping import map_dataset, map_shared, shared_rows
from samspil.mapping.rows import Shared
from samspil.model import names
from samspil.model.dataset import Content, content_of
from samspil.ontology.folders import DataFile, DataFolder, code_files, fingerprint, read_text
from samspil.ontology.reading import (
    ParsedFile,
    ParsedOntology,
    read_file,
    read_sources,
    read_vocabulary,
)
from samspil.roundtrip.lossless import keep
from samspil.validation.gate import refuse_untrue

_HEADER = re.compile(r"^(?:<([^<>\s]+)>|([\w.-]*):([\w.%-]+))\s+a\s+sam:LayerGraph", re.MULTILINE)
_PREFIX = re.compile(r"@prefix\s+([\w.-]*):\s*<([^<>]*)>")


class Wanted:
    """What a data folder holds, by dataset; each is parsed when it is asked for."""

    def __init__(
        self, folder: DataFolder, groups: dict[str, tuple[DataFile, ...]] | None = None
    ) -> None:
        self.folder = folder
        self._groups = groups

    def __reduce__(self) -> tuple[object, ...]:
        # What was parsed stays here: another process needs none of it, and parses its own.
        return Wanted, (self.folder, self._by_dataset)

    @property
    def datasets(self) -> tuple[str, ...]:
        """The municipalities of the folder, in its order.

        Raises:
            DataError: a file can't be read, or two folders hold the same municipality.
        """
        return tuple(self._by_dataset)

    def chosen(self, only: str | None) -> tuple[str, ...]:
        """The municipalities, or `only` one, by its id or name.

        Raises:
            UsageError: there is no such municipality.
        """
        if only is None:
            return self.datasets
        return (municipality(only, {one: one for one in self.datasets}),)

    @property
    def _by_dataset(self) -> dict[str, tuple[DataFile, ...]]:
        if self._groups is None:
            self._groups = {}
            for files in self.folder.municipalities:
                name = _dataset_name(files)
                if name in self._groups:
                    raise DataError("load-twice", place=Place(file=files[0].name), dataset=name)
                self._groups[name] = files
        return self._groups

    @cached_property
    def _shared_files(self) -> tuple[ParsedFile, tuple[ParsedFile, ...]]:
        national = tuple(read_file(file) for file in self.folder.national)
        return read_vocabulary(self.folder.vocabulary), national

    @cached_property
    def shared(self) -> Shared:
        """What all municipalities share."""
        vocabulary, national = self._shared_files
        return map_shared(vocabulary, national, read_sources(national))

    @cached_property
    def _code(self) -> str:
        common = (self.folder.vocabulary, *self.folder.national)
        return fingerprint((*common, *code_files()), __version__)

    def source(self, dataset: str) -> str:
        """A hash of all that the rows of a dataset are made from: files, and the code itself."""
        files = self._files(dataset)
        folder = {file.path.parent for file in files}
        texts = tuple(text for text in self.folder.texts if text.path.parent in folder)
        return fingerprint((*files, *texts), self._code)

    def _files(self, dataset: str) -> tuple[DataFile, ...]:
        if dataset == names.SHARED_DATASET:
            return self.folder.national
        if dataset not in self._by_dataset:
            raise UsageError("dataset-unknown", name=dataset, known=list(self._by_dataset))
        return self._by_dataset[dataset]

    def parsed(self, dataset: str) -> tuple[ParsedFile, ...]:
        """The parsed files of one dataset; those of what all share begin with the vocabulary.

        Raises:
            DataError: a file can't be read, or belongs to another dataset.
        """
        if dataset == names.SHARED_DATASET:
            vocabulary, national = self._shared_files
            return (vocabulary, *national)
        files = tuple(read_file(file) for file in self._files(dataset))
        for file in files:
            if file.dataset != dataset:
                raise DataError(
                    "load-mixed",
                    place=Place(file=file.file.name),
                    dataset=file.dataset,
                    name=dataset,
                )
        return files

    def content(self, dataset: str) -> Content:
        """The rows of one dataset.

        Raises:
            DataError: as `parsed`; or the data would let an answer say what its source does not.
        """
        files = self.parsed(dataset)
        sources = read_sources(files)
        vocabulary, national = self._shared_files
        own = () if dataset == names.SHARED_DATASET else files
        # What would make an answer say more than its source never gets into a database.
        refuse_untrue(ParsedOntology(self.folder, vocabulary, (*national, *own), sources))
        if dataset == names.SHARED_DATASET:
            kept = keep(shared_rows(self.shared), files, (), sources)
        else:
            rows = map_dataset(self.shared, files, sources)
            kept = keep(rows, files, self.shared.nodes, sources)
        return content_of(dataset, kept.nodes, kept.edges, kept.layers, self.source(dataset))


def _dataset_name(files: tuple[DataFile, ...]) -> str:
    """The dataset of a folder's files, from the first header that can be found without parsing.

    Where none can, the folder's own name will do: what is wrong is told when it is its turn.
    """
    for file in files:
        with contextlib.suppress(DataError):
            found = _quick_name(read_text(file))
            if found:
                return found
    try:
        return read_file(files[0]).dataset
    except DataError:
        return files[0].path.parent.name


def _quick_name(text: str) -> str | None:
    header = _HEADER.search(text)
    if not header:
        return None
    full, prefix, local = header.groups()
    iri = full or dict(_PREFIX.findall(text)).get(prefix, "") + local
    return names.dataset_of(iri) if iri.startswith(names.ID) else None
