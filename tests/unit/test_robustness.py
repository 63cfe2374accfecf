"""Random inputs: whatever is typed or written into a file, the program stays polite.

There are a thousand of them, ten thousand in `make test-all`: SAMSPIL_INPUTS says how many. It
answers (0), finds something wrong (1, `check` only), or says what was wrong on standard error (2).
A traceback is a fault of ours.
"""

from __future__ import annotations

import os
import re
import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil import open_model, paths
from samspil.answers.model import to_json
from samspil.errors import SamspilError
from samspil.messages import messages
from samspil.queries import names
from samspil.validation import gate
from tests.program import AS_OF, LILLEBY, call, kept_graphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from samspil import Model

pytestmark = pytest.mark.slow

_SUPPRESSED = [
    HealthCheck.too_slow,
    HealthCheck.function_scoped_fixture,
    HealthCheck.data_too_large,
]


INPUTS = int(os.environ.get("SAMSPIL_INPUTS", "1000"))
SHARES: list[int] = []
"""How many of ten thousand inputs each test takes."""


def examples(share: int) -> settings:
    """As many as the test's share; always the same, however busy the machine is."""
    SHARES.append(share)
    return settings(
        max_examples=max(1, share * INPUTS // 10_000),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=_SUPPRESSED,
    )


@pytest.fixture(scope="module", autouse=True)
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        yield


@pytest.fixture(scope="module")
def model(_graphs: None) -> Iterator[Model]:
    with open_model(as_of=AS_OF) as opened:
        yield opened


# --- What may be typed ---------------------------------------------------------------------------

IDS = (
    "T01", "t7a", "T7", "akut-tilfaelde", "ssp-nu", "straxen", "ppr", "pet", "A28", "G01", "I02",
    "vestegnens-infohus", "https://w3id.org/samspil/id/ishoej/ppr",
    "https://w3id.org/samspil/id/lilleby/ppr", "dk:pet", "ishoej", "today",
)  # fmt: skip
WORDS = (
    "elev", "bekymret", "er", "en", "ung", "løsladt", "radikalisering", "politi", "akut", "acute",
    "released", "ikke", "skole", "worried", "Syrien", "SSP", "møde", "hvem", "får", "besked",
)  # fmt: skip
NASTY = (
    "", " ", "\0", "'", '"', "\\", "`", "$dataset", "{0}", "{x}", "%s", "%(n)s", "\n", "\r\n", "--",
    "-x", "--help", "--lang", "-", "//", "/*", "*/", "' OR 1=1 //", "MATCH (n) DETACH DELETE n",
    "\ud800", "\u202e", "\ufeff", "æøå", "ae", "🙂", "1e999", "-1", "9" * 40, "nan", "[bold]",
    "=1+1", "../../etc/passwd", "a" * 5000, "ı", "ß", "ǆ", "ﬀ", "é",
)  # fmt: skip

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
PIECES = st.one_of(st.sampled_from(IDS + WORDS + NASTY), ANY_TEXT)


@st.composite
def _misspelt(draw: st.DrawFn) -> str:
    """An id or a word with a letter more, less or another."""
    text: str = draw(st.sampled_from(IDS + WORDS))
    place = draw(st.integers(0, len(text)))
    cut = draw(st.integers(0, 2))
    return text[:place] + draw(st.text(max_size=2)) + text[place + cut :]


TYPED = st.one_of(
    PIECES,
    _misspelt(),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join),
    st.lists(PIECES, min_size=1, max_size=4).map(" ".join),
)


def politely(ask: Callable[[], object]) -> None:
    """Asks the API: an answer, or an error of ours whose text can be told in both languages."""
    refused: SamspilError | None = None
    try:
        ask()
    except SamspilError as error:
        refused = error
    if refused is not None:
        assert refused.exit_code == 2
        for language in ("da", "en"):
            assert messages(language).error(refused).strip()


def command(*arguments: str, allowed: tuple[int, ...] = (0, 2)) -> None:
    """Runs a command line: an exit code that is allowed, and a word of why where it is 2."""
    ended = call(*arguments)
    assert ended.code in allowed, (arguments, ended)
    if ended.code == 2:
        assert ended.out == ""
        assert ended.err.strip()
    else:
        assert ended.err == ""
    assert "Traceback" not in ended.err


# --- Texts (a share of 5,000) --------------------------------------------------------------------


@examples(4000)
@given(text=TYPED)
def test_the_text_of_a_situation(model: Model, text: str) -> None:
    politely(lambda: to_json(model.informed(text)))


@examples(1000)
@given(
    text=TYPED,
    language=st.sampled_from(["da", "en"]),
    form=st.sampled_from(["table", "json", "csv", "md"]),
)
def test_the_text_of_a_situation_on_the_command_line(text: str, language: str, form: str) -> None:
    command("informed", text, "--lang", language, "--format", form, "--as-of", AS_OF)


# --- Ids (a share of 3,400) ----------------------------------------------------------------------


@examples(2400)
@given(
    kind=st.sampled_from(["actor", "forum", "gaps", "by", "who", "when"]),
    text=TYPED,
)
def test_names_and_ids(model: Model, kind: str, text: str) -> None:
    asked: dict[str, Callable[[], object]] = {
        "actor": lambda: model.actor(text),
        "forum": lambda: model.forum(text),
        "gaps": lambda: model.gaps(text),
        "by": lambda: model.informed("T01", by=text),
        "who": lambda: model.why_not(text, "T01"),
        "when": lambda: model.why_not("pet", text),
    }
    politely(asked[kind])


KEYS = st.one_of(
    st.sampled_from(["situation", "actor", "from", "to", "about", "as_of", "roll_up", "class"]),
    TYPED,
)


@examples(1000)
@given(name=st.one_of(st.sampled_from(names()), TYPED), pairs=st.dictionaries(KEYS, TYPED))
def test_parameters_of_questions(model: Model, name: str, pairs: dict[str, str]) -> None:
    politely(lambda: model.query(name, pairs))


# --- Command lines (a share of 800) --------------------------------------------------------------

COMMANDS = (
    "ask", "informed", "why-not", "actor", "forum", "situations", "gaps", "query", "queries",
    "info",
)  # fmt: skip
DAYS = st.one_of(
    st.dates().map(str), st.datetimes().map(str), TYPED, st.integers().map(str),
    st.from_regex(r"[0-9]{1,5}-[0-9]{1,3}-[0-9]{1,3}", fullmatch=True),
)  # fmt: skip


@examples(200)
@given(day=DAYS)
def test_days(day: str) -> None:
    command("informed", "T01", f"--as-of={day}")


@examples(200)
@given(
    layers=st.one_of(
        TYPED, st.lists(st.sampled_from(["stated", "law", "external", " ", "gaps"])).map(",".join)
    )
)
def test_layers(layers: str) -> None:
    command("informed", "T01", f"--layers={layers}", "--as-of", AS_OF)


@examples(400)
@given(
    name=st.one_of(st.sampled_from(COMMANDS), TYPED),
    more=st.lists(
        st.one_of(
            TYPED,
            st.sampled_from(["--when", "--by", "--roll-up", "--explain", "-p", "--in", "--lang"]),
            TYPED.map(lambda text: f"--in={text}"),
            TYPED.map(lambda text: f"--param={text}"),
            TYPED.map(lambda text: f"--format={text}"),
            TYPED.map(lambda text: f"--store={text}"),
        ),
        max_size=4,
    ),
)
def test_command_lines(name: str, more: list[str]) -> None:
    # Commands that write or need another folder are tested where they are.
    if name in {"export", "load", "check"} or any(one.startswith("--store=neo4j") for one in more):
        return
    command(name, *more)


# --- Turtle (a share of 800) ---------------------------------------------------------------------


@cache
def _blocks(name: str) -> tuple[str, list[str]]:
    """The head of a file of Lilleby (prefixes and header), and its blocks."""
    text = (LILLEBY / name).read_text(encoding="utf-8")
    parts = re.split(r"\n{2,}", text)
    place = next(number for number, part in enumerate(parts) if "sam:LayerGraph" in part)
    return "\n\n".join(parts[: place + 1]), parts[place + 1 :]


BITS = st.one_of(
    st.sampled_from([
        ".", ";", ",", '"', "'''", "<", ">", "[", "]", "(", ")", "_:b", "^^", "@da", "#", "\0",
        "sam:", "sam:must", "lilleby:A11", "<http://x y>", '"x"^^xsd:date', '"x"^^xsd:integer',
        "\\u00", "\\", "@prefix a: <b> .", "@base <x> .", "true", "1e", "sam:trigger", "sam:bearer",
        "rdf:type", "owl:imports <http://example.invalid/> .", "\ufeff", "\n\n", "org:unitOf",
    ]),
    st.text(max_size=6),
)  # fmt: skip


@st.composite
def _mutated(draw: st.DrawFn) -> tuple[str, str]:
    """A file of Lilleby, a part of it, broken in one to four places; and its name."""
    name = draw(st.sampled_from(["stated.ttl", "interpretation.ttl", "gaps.ttl", "external.ttl"]))
    head, blocks = _blocks(name)
    first = draw(st.integers(0, len(blocks) - 1))
    number = draw(st.integers(1, 12))
    text = "\n\n".join([head, *blocks[first : first + number]]) + "\n"
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from([0, 0, 1, 1, 3, 20]))
        text = text[:place] + draw(BITS) + text[place + cut :]
    return name, text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small folder of its own: no national data, so that thousands of graphs can be built."""
    made = tmp_path_factory.mktemp("random")
    (made / "national").mkdir()
    shutil.copy(LILLEBY / "source.txt", made)
    shutil.copy(paths.ontology_folder() / "vocabulary.ttl", made)
    return made


def _write(folder: Path, name: str, data: bytes) -> None:
    for old in folder.glob("*.ttl"):
        if old.name != "vocabulary.ttl":
            old.unlink()
    (folder / name).write_bytes(data)


@examples(320)
@given(broken=_mutated())
def test_broken_turtle(folder: Path, broken: tuple[str, str]) -> None:
    name, text = broken
    _write(folder, name, text.encode("utf-8", "surrogatepass"))
    command("situations", "--data", str(folder), "--lang", "en")


@examples(40)
@given(broken=_mutated())
def test_broken_turtle_is_checked(folder: Path, broken: tuple[str, str]) -> None:
    name, text = broken
    _write(folder, name, text.encode("utf-8", "surrogatepass"))
    command("check", "--data", str(folder), allowed=(0, 1, 2))


RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TOKEN = re.compile(
    r"(?:sam|lilleby|dk|org|skos|dct):[A-Za-z][\w-]*|\"[^\"\n]*\"(?:@\w+|\^\^\S+)?|\b\d+\b"
)


@st.composite
def _rewritten(draw: st.DrawFn) -> tuple[str, str]:
    """A file of Lilleby that is Turtle, but in which some words stand in the wrong places."""
    name = draw(st.sampled_from(["stated.ttl", "interpretation.ttl", "gaps.ttl"]))
    head, blocks = _blocks(name)
    blocks = [block for block in blocks if "sam:Dataset" not in block]
    first = draw(st.integers(0, len(blocks) - 1))
    body = "\n\n".join(blocks[first : first + draw(st.integers(5, 60))])
    for _ in range(draw(st.integers(1, 6))):
        found = list(TOKEN.finditer(body))
        old, new = draw(st.sampled_from(found)), draw(st.sampled_from(found))
        body = body[: old.start()] + new.group() + body[old.end() :]
    dataset = next(block for block in _blocks("stated.ttl")[1] if "sam:Dataset" in block)
    return name, f"{head}\n@prefix rdfs: <{RDFS}> .\n{dataset}\n\n{body}\n"


ASKED = (
    ("situations",), ("gaps",), ("info",), ("informed", "T01"), ("actor", "ppr"),
    ("forum", "ssp-nu"), ("query", "responsibilities"), ("query", "glossary"),
    ("query", "actors-by-forums"), ("why-not", "ppr", "--when", "T01"),
)  # fmt: skip


@examples(40)
@given(rewritten=_rewritten(), asked=st.lists(st.sampled_from(ASKED), min_size=3, max_size=3))
def test_turtle_that_says_odd_things(
    folder: Path, rewritten: tuple[str, str], asked: list[tuple[str, ...]]
) -> None:
    """Even where nothing is checked first: what is no answer is an error that says so."""
    name, text = rewritten
    _write(folder, name, text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "refuse_untrue", lambda _: None)
        for one in asked:
            command(*one, "--data", str(folder), "--as-of", AS_OF, "--format", "md")


@examples(400)
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_files_that_are_no_turtle(folder: Path, data: bytes) -> None:
    _write(folder, "stated.ttl", data)
    command("informed", "T01", "--data", str(folder))


def test_the_shares_are_those_of_ten_thousand() -> None:
    assert sum(SHARES) == 10_000
