"""The model as used from Python: questions in words, answers that show themselves, graphs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

from samspil import api
from samspil.answers import model as answers
from samspil.answers import reach as reaching
from samspil.answers.profiles import Profile
from samspil.answers.reach import Reach
from samspil.answers.why_not import WhyNot
from samspil.errors import SamspilError
from samspil.messages import DEFAULT_LANGUAGE, messages
from samspil.queries import Query
from samspil.queries.loading import load_file, parse_query
from samspil.store.apart import SECONDS

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset

    from samspil.render.blocks import Page
    from samspil.store.apart import Rows
    from samspil.store.base import Row

_P = ParamSpec("_P")
_OWN = "query.cypher"


class Model(api.Model):
    """A data folder and a store, opened when they are first needed."""

    def query(
        self,
        question: str | Path | Query,
        parameters: Mapping[str, str] | None = None,
        *,
        timeout: float = SECONDS,
        limit: int | None = None,
    ) -> Rows:
        """The rows of a bundled question by name, of a file by its path, or of a Cypher text.

        A text with a space or a line break in it is Cypher. The rest is as the command line has it.

        Raises:
            UsageError: no such limit.
            QueryError: it can't be asked, or takes too long; the code says why.
        """
        if isinstance(question, Path):
            question = load_file(question)
        elif isinstance(question, str) and len(question.split()) > 1:
            question = parse_query(question, _OWN, own=True)
        return super().query(question, parameters, timeout=timeout, limit=limit)

    @property
    def graph(self) -> Dataset:
        """All triples of the data folder as an rdflib dataset, a named graph for each file."""
        from rdflib import Dataset, URIRef

        dataset = Dataset()
        for file in (self.ontology.vocabulary, *self.ontology.files):
            layer = dataset.graph(URIRef(f"urn:samspil:{file.file.name}"))
            for triple in file.graph:
                layer.add(triple)
        return dataset

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The property graph of the answers: nodes by IRI, with `labels`; edges with `type`."""
        from samspil.export.graphml import network

        return network(self.shown)

    def figure(self, target: str | Path, *, force: bool = False) -> Path:
        """Writes Figure 1 as SVG, PNG, PDF or Mermaid (`.mmd`), by the ending of the path.

        Raises:
            UsageError: the file is there already and `force` isn't given, or has another ending.
        """
        from samspil.figure import build, files

        return files.write_figure(build.figure(self), Path(target), force=force)

    def explore(self, target: str | Path, *, force: bool = False) -> Path:
        """Writes figure, answers and document as one HTML file that opens without a network.

        Raises:
            UsageError: the file is there already and `force` isn't given, or can't be written;
                or several municipalities and none chosen.
        """
        from samspil.cli.files import refuse_taken, write
        from samspil.pages.explorer.page import build_page

        path = Path(target)
        refuse_taken(path, force=force)
        write(path, build_page(self))
        return path

    def actors(self) -> list[Row]:
        """The actors that the questions know: id, name in both languages, other names."""
        return self.session.steady(lambda: self.session.ask("identify", **{"class": "Actor"}))

    def forums(self) -> list[Row]:
        """The forums that the questions know, as `actors` has them."""
        return self.session.steady(lambda: self.session.ask("identify", **{"class": "Forum"}))

    def reach(self, actor: str, situation: str) -> Reach:
        """How far what an actor knows of a situation may travel (both id or free text).

        Raises:
            NotUnderstoodError, AmbiguousError: a text names nothing, or several things.
        """
        return self.told(
            self.session.steady(lambda: reaching.asked(self.session, actor, situation))
        )


def _of_notebook(make: Callable[_P, api.Model]) -> Callable[_P, Model]:
    @wraps(make)
    def open_model(*arguments: _P.args, **choices: _P.kwargs) -> Model:
        model = Model.__new__(Model)
        vars(model).update(vars(make(*arguments, **choices)))
        _Words.language = model.language
        return model

    return open_model


open_model = _of_notebook(api.open_model)


class _Words:
    """In what language errors speak: that of the model opened last."""

    language = DEFAULT_LANGUAGE


def _in_words(error: SamspilError) -> str:
    return f"{messages(_Words.language).error(error)} [{error.code}]"


def _page(answer: answers.Answer) -> Page:
    from samspil import render

    match answer:
        case answers.Informed():
            return render.informed_page(messages(answer.language), answer)
        case WhyNot():
            return render.why_not_page(messages(answer.language), answer)
        case Profile():
            return render.profile_page(messages(answer.language), answer)
        case Reach():
            return render.reach_page(messages(answer.language), answer)
    raise TypeError(type(answer))


def _html(answer: answers.Answer) -> str:
    from samspil.render.html import html

    return html(_page(answer))


def _sheet(answer: answers.Answer) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    flat = _page(answer).flat
    return flat.columns, flat.rows


# What shows things stands above what is shown: it is put in here, where both are known.
SamspilError.words = staticmethod(_in_words)
answers.Answer.html = staticmethod(_html)
answers.Answer.sheet = staticmethod(_sheet)
