"""Reads `.cypher` files.

A header of comment lines stands before the statement, in the manner of aiosql:

    // name: forum
    // help-da: Hvem sidder i et forum
    // help-en: Who sits in a forum
    // param: forum Forum            a slug or IRI of that class
    // param: as_of date = today     with a default
    MATCH …

Types of parameters: `text`, `integer`, `boolean`, `date`, `list` (of text), some words to choose
from (`must|should`), a class of the ontology (`Situation`, `Actor`, `Forum`, `Assertion`,
`Entity`), or a list of such things (`list<Forum>`). `dataset`, `shared` and `lang` are always given
and never declared. `if-empty` names the question that is asked with the same parameters where
this one has no rows: it tells what is known of that. `asks-da` and `asks-en` are how people put the
question; see `samspil.asking.patterns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from samspil import paths
from samspil.errors import NotUnderstoodError, Place, QueryError

ALWAYS_GIVEN = frozenset({"dataset", "shared", "lang"})
_PLAIN_TYPES = frozenset({"text", "integer", "boolean", "date", "list"})
_CLASS_TYPES = frozenset({"Situation", "Actor", "Forum", "Assertion", "Entity"})
_LIST = re.compile(r"list<(\w+)>")
_HEADER = re.compile(r"//\s*(name|help-da|help-en|param|if-empty|asks-da|asks-en):\s*(.*?)\s*$")
_PARAM = re.compile(r"([a-z_]+)\s+([\w<>|-]+)(?:\s*=\s?((?:\S.*?)?))?(?:\s{2,}.*)?$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question; without a default it must be given."""

    name: str
    type: str
    default: str | None = None

    @property
    def many(self) -> bool:
        """Whether the value is a list of things in the graph."""
        return _LIST.fullmatch(self.type) is not None

    @property
    def kind(self) -> str | None:
        """The class of what the value names in the graph; none where it is no thing."""
        kind = _LIST.sub(r"\1", self.type)
        return kind if kind in _CLASS_TYPES else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that the value is one of; none where it is free."""
        return tuple(self.type.split("|")) if "|" in self.type else ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its statement and what its header says."""

    name: str
    statement: str
    help: dict[str, str] = field(hash=False)
    parameters: tuple[Parameter, ...]
    bundled: bool = False
    """Whether it came with samspil; any other is looked at before it is asked."""
    asks: tuple[str, ...] = ()
    """How people put the question, a pattern each."""
    if_empty: str | None = None
    """The question that tells more where this one has no rows."""

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; a `QueryError` lists those there are."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise QueryError(
            "parameter-unknown",
            query=self.name,
            name=name,
            known=", ".join(parameter.name for parameter in self.parameters) or "–",
        )


def parse_query(text: str, file: str, *, own: bool = False) -> Query:
    """The question in a text.

    A user's `own` file needs no header: what it uses and doesn't declare is taken as text. That a
    bundled one declares all it uses, the tests see to.

    Raises:
        QueryError: the header is wrong (file and line are named).
    """
    found: dict[str, str] = {}
    parameters: list[Parameter] = []
    asks: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        matched = _HEADER.match(line)
        if not matched:
            if line.strip() and not line.lstrip().startswith("//"):
                break
            continue
        key, value = matched.groups()
        if key == "param":
            parameters.append(_parameter(value, Place(file=file, line=number)))
        elif key.startswith("asks"):
            asks.append(value)
        else:
            found[key] = value
    # Own files keep their first lines, so that an error names the line that a person sees.
    statement = text.rstrip()
    if own:
        declared = {parameter.name for parameter in parameters}
        used = _used(statement, file)
        parameters += [Parameter(name, "text") for name in sorted(used - declared)]
    return Query(
        name=found.get("name", Path(file).stem),
        statement=statement,
        help={"da": found.get("help-da", ""), "en": found.get("help-en", "")},
        parameters=tuple(parameters),
        bundled=not own,
        asks=tuple(asks),
        if_empty=found.get("if-empty"),
    )


def _used(statement: str, file: str) -> set[str]:
    """The parameters that a statement uses, whether or not they are declared."""
    from samspil.queries.lexing import tokens

    words = tokens(statement)
    if not words:
        raise QueryError("query-empty", place=Place(file=file))
    return {one.written[1:] for one in words if one.kind == "parameter"} - ALWAYS_GIVEN


def _parameter(value: str, place: Place) -> Parameter:
    matched = _PARAM.match(value)
    if matched:
        parameter = Parameter(*matched.groups())
        if parameter.kind or parameter.choices or parameter.type in _PLAIN_TYPES:
            return parameter
    raise QueryError("query-header", place=place, what=value)


def load_file(path: Path, *, own: bool = True) -> Query:
    """The question in a file.

    Raises:
        QueryError: the file can't be read, or its header is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(
            "query-unreadable", place=Place(file=str(path)), reason=error.strerror or ""
        ) from error
    except UnicodeDecodeError as error:
        raise QueryError("file-not-utf8", place=Place(file=str(path))) from error
    return parse_query(text, path.name, own=own)


@cache
def names() -> tuple[str, ...]:
    """The names of the bundled questions, sorted."""
    return tuple(sorted(path.stem for path in paths.queries_folder().glob("*.cypher")))


@cache
def load_bundled(name: str) -> Query:
    """A bundled question by name.

    Raises:
        NotUnderstoodError: there is none of that name.
    """
    path = paths.queries_folder() / f"{name}.cypher"
    if name not in names():
        import difflib

        near = difflib.get_close_matches(name, names())
        raise NotUnderstoodError("query-unknown", name=name, suggestions=tuple(near))
    return load_file(path, own=False)


def load_query(name_or_file: str) -> Query:
    """A bundled question by name, or a file of the user's own by its path (`*.cypher`)."""
    if name_or_file.endswith(".cypher"):
        return load_file(Path(name_or_file))
    return load_bundled(name_or_file)
