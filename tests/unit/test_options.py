"""Which common option has an effect on which command: the others are refused by name.

What takes a Neo4j to show (`load`, `verify`, `pull`, `--database`) is shown in
tests/integration/test_options.py.
"""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

import pytest

from samspil import open_model, paths
from samspil.cli.commands import build
from samspil.cli.options import USED
from samspil.messages import LANGUAGES, messages
from samspil.pages.explorer.page import build_page
from tests.integration.loading import municipalities
from tests.program import AS_OF, LILLEBY, Json, Result, call, kept_graphs
from tests.program import DATA as DATA_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPTIONS = (
    "--lang", "--format", "--store", "--database", "--layers", "--as-of", "--roll-up", "--data",
    "--in",
)  # fmt: skip
# u: used, -: refused; in the order of the options.
TABLE = {
    "informed":   "u u u u u u u u u",
    "why-not":    "u u u u u u - u u",
    "actor":      "u u u u u u u u u",
    "forum":      "u u u u u u - u u",
    "ask":        "u u u u - u - u u",
    "audit":      "u u u u - u - u u",
    "actors":     "u u u u - u - u u",
    "forums":     "u u u u - u - u u",
    "situations": "u u u u - u - u u",
    "gaps":       "u u u u - u - u u",
    "differences": "u u u u - u - u u",
    "diff":       "u u - - - u - u -",
    "what-if":    "u u - - - u - u u",
    "tests":      "u u - - - - - u u",
    "query":      "u u u u - u u u u",
    "reach":      "u u u u u u - u u",
    "queries":    "u u - - - - - - -",
    "check":      "u u - - - - - u -",
    "export":     "u u - - u - - u -",
    "info":       "u u u u - u - u u",
    "anchor":     "u u - - - - - u -",
    "schema":     "u u u u u - - u u",
    "figure":     "u u u u u - - u u",
    "explore":    "u u u u - u u u u",
    "log":        "u u u u - - - u u",
    "load":       "u u - u - - - u u",
    "verify":     "u u - u - u - u u",
    "pull":       "u u - u - - - - u",
}  # fmt: skip
ANY = {
    "--lang": "en", "--format": "md", "--store": "nowhere", "--database": "x", "--layers": "stated",
    "--as-of": "2019-01-01", "--roll-up": None, "--data": str(LILLEBY), "--in": "lilleby",
}  # fmt: skip
BY_SERVER = ("load", "verify", "pull")
BASE = {
    "informed": ("informed", "T03"),
    "why-not": ("why-not", "boernecentret", "--when", "haervaerk"),
    "actor": ("actor", "boernecentret"),
    "forum": ("forum", "ssp-nu"),
    "anchor": ("anchor", str(LILLEBY)),
    "diff": ("diff", "lilleby", "lilleby"),
    "what-if": ("what-if", "--without", "ssp-nu"),
    "ask": ("ask", "ssp-nu"),
    "query": ("query", "actor", "-p", "actor=boernecentret"),
    "load": ("load", "--to", "neo4j://127.0.0.1:1"),
    "verify": ("verify", "--to", "neo4j://127.0.0.1:1"),
    "pull": ("pull", "--from", "neo4j://127.0.0.1:1"),
    "export": ("export", "--to", "csv"),
    "figure": ("figure", "-o"),
    "explore": ("explore", "-o"),
    "log": ("audit", "log", str(DATA_FILES / "logs" / "unknown.csv")),
}
IN_BOTH = {
    "why-not": ("why-not", "pet", "--when", "T03"),
    "actor": ("actor", "pet"),
    "forum": ("forum", "ksp"),
    "ask": ("ask", "ksp"),
    "query": ("query", "actor", "-p", "actor=pet"),
}
TARGETS = {"figure": "x.svg", "explore": "x.html", "export": "x", "pull": "x"}


def _named(command: str) -> tuple[str, ...]:
    """A command as it is typed."""
    return ("audit", "log") if command == "log" else (command,)


def _is(command: str, option: str) -> bool:
    return TABLE[command].split()[OPTIONS.index(option)] == "u"


def _pairs(*, used: bool) -> list[tuple[str, str]]:
    return [(one, other) for one in TABLE for other in OPTIONS if _is(one, other) is used]


def _given(option: str, value: str | None = None) -> tuple[str, ...]:
    chosen = value or ANY[option]
    return (option,) if chosen is None else (option, chosen)


def _line(command: str) -> tuple[str, ...]:
    target = (TARGETS[command],) if command in TARGETS else ()
    return (*BASE.get(command, (command,)), *target)


@pytest.fixture(scope="module", autouse=True)
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        yield


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two municipalities."""
    return municipalities(paths.ontology_folder().parent, tmp_path_factory.mktemp("both"))


def test_the_table_is_what_the_commands_do() -> None:
    group = build(messages("da"))
    with group.make_context("samspil", ["queries"]) as context:
        # `log` is a command of the group `audit`.
        assert set(TABLE) == {*group.list_commands(context), "log"} == set(USED)
    names = {"--as-of": "as_of", "--roll-up": "roll_up", "--in": "in_dataset"}
    for command, used in USED.items():
        told = {names.get(one, one.removeprefix("--")) for one in OPTIONS if _is(command, one)}
        assert told == used, command


@pytest.mark.parametrize(("command", "option"), _pairs(used=False))
def test_an_option_without_effect_is_refused(
    command: str, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = _line(command)
    for arguments in ((*line, *_given(option)), (*_given(option), *line)):
        for language in LANGUAGES:
            ended = call(*arguments, "--lang", language)
            assert (ended.code, ended.out) == (2, "")
            takes = ended.err.rpartition(": ")[2].rstrip(".\n").split(", ")
            assert f"samspil {' '.join(_named(command))}«" in ended.err
            assert f" {option}." in ended.err
            assert [one for one in takes if one in OPTIONS] == [
                one for one in OPTIONS if _is(command, one)
            ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", TABLE)
def test_the_help_shows_what_is_used(command: str) -> None:
    page = call(*_named(command), "--help").out
    assert [one for one in OPTIONS if f"  {one} " in page] == [
        one for one in OPTIONS if _is(command, one)
    ]


def test_the_environment_is_no_reason_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STORE", "DATABASE", "IN"):
        monkeypatch.setenv(f"SAMSPIL_{name}", "nowhere")
    assert call("check", "--data", str(LILLEBY)).code == 0
    assert call("queries").code == 0
    # Where it counts, it is told to be wrong.
    assert call("informed", "T03").code == 2
    monkeypatch.delenv("SAMSPIL_STORE")
    assert call("situations", "--in", "ishoej").code == 0


# ---- Proof of each effect


def _written(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _without_notes(text: str) -> Json:
    data = json.loads(text)
    # That an option was given is no effect.
    return {name: value for name, value in data.items() if name != "notes"}


class Runs:
    """Runs a command with an option, and tells what came of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0

    def __call__(self, command: str, *more: str) -> tuple[Result, dict[str, bytes]]:
        self._number += 1
        target = self._folder / str(self._number)
        target.mkdir()
        with contextlib.chdir(target):
            ended = call(*_line(command), *more)
        return ended, _written(target)


@pytest.fixture
def run(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


# A comparison that finds something ends with 1.
FINE = {"what-if": 1}
HERE = [one for one in TABLE if one not in BY_SERVER]
DATA = ("--data", str(LILLEBY))


def _data(command: str) -> tuple[str, ...]:
    return DATA if _is(command, "--data") else ()


def _differing(run: Runs, command: str, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    first, second = run(command, *one), run(command, *other)
    assert first[0].code == second[0].code == FINE.get(command, 0), (first[0], second[0])
    assert first != second
    # Else nothing is shown by a difference; that two pages are one is shown elsewhere.
    assert command == "explore" or first == run(command, *one)


@pytest.mark.parametrize("command", HERE)
def test_language(run: Runs, command: str) -> None:
    base = (*_data(command), "--format", "md", "--lang")
    _differing(run, command, (*base, "da"), (*base, "en"))


@pytest.mark.parametrize("command", HERE)
def test_format(run: Runs, command: str) -> None:
    forms = ("csv", "json") if command in TARGETS else ("table", "json", "csv", "md")
    shown = {form: run(command, *_data(command), "--format", form)[0].out for form in forms}
    assert len(set(shown.values())) == len(shown)
    json.loads(shown["json"])


@pytest.mark.parametrize("command", [one for one in HERE if _is(one, "--store")])
def test_store(run: Runs, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSPIL_PASSWORD", "x")
    for address in ("neo4j://127.0.0.1:1", "bolt://127.0.0.1:2"):
        ended, written = run(command, *_data(command), "--store", address)
        assert (ended.code, ended.out, written) == (2, "", {})
        assert address in ended.err


@pytest.mark.parametrize("command", [one for one in HERE if _is(one, "--database")])
def test_a_database_of_the_graph_that_comes_with_samspil_is_refused(
    run: Runs, command: str
) -> None:
    ended, written = run(command, *_data(command), "--database", "x")
    assert (ended.code, ended.out, written) == (2, "", {})
    assert "--store neo4j://" in ended.err


@pytest.mark.parametrize("command", [one for one in HERE if _is(one, "--data")])
def test_data(run: Runs, command: str) -> None:
    elsewhere, _ = run(command, "--data", "/no/such/folder")
    assert (elsewhere.code, elsewhere.out) == (2, "")
    assert "/no/such/folder" in elsewhere.err
    assert run(command, *DATA)[0].code == FINE.get(command, 0)


@pytest.mark.parametrize("command", [one for one in HERE if _is(one, "--in")])
def test_in(run: Runs, command: str, both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BASE, command, IN_BOTH.get(command, BASE.get(command, (command,))))
    base = ("--data", str(both), "--in")
    _differing(run, command, (*base, "lilleby"), (*base, "ishoej"))


@pytest.mark.parametrize("command", [one for one in HERE if _is(one, "--as-of")])
def test_as_of(run: Runs, command: str) -> None:
    _differing(run, command, (*DATA, "--as-of", AS_OF), (*DATA, "--as-of", "2019-01-01"))


@pytest.mark.parametrize("command", [one for one in HERE if _is(one, "--roll-up")])
def test_roll_up(run: Runs, command: str) -> None:
    base = (*DATA, "--as-of", AS_OF)
    (plain, page), (rolled_up, other) = run(command, *base), run(command, *base, "--roll-up")
    if command == "explore":
        assert page != other
    else:
        assert _without_notes(plain.out) != _without_notes(rolled_up.out)


LAYERED = {
    "informed": ("informed", "T01"),
    "why-not": ("why-not", "kommunalbestyrelsen", "--when", "lokal-bekymring"),
    "actor": ("actor", "pet"),
    "forum": ("forum", "ksp"),
}


@pytest.mark.parametrize("command", [one for one in LAYERED if _is(one, "--layers")])
def test_layers_of_answers(command: str) -> None:
    whole, part = (
        _without_notes(call(*LAYERED[command], "--as-of", AS_OF, *more, "--format", "json").out)
        for more in ((), ("--layers", "stated"))
    )
    assert whole != part


def test_layers_of_an_export(tmp_path: Path) -> None:
    counts = {}
    for layers in ("stated", "stated,law", "stated,interpretation,law,external"):
        target = tmp_path / layers
        ended = call("export", "--to", "csv", str(target), "--layers", layers, "--lang", "en")
        assert ended.code == 0
        dropped = [one["code"] for one in json.loads(ended.out)["drops"]]
        assert ("export.drops.layers" in dropped) is ("external" not in layers)
        with open_model() as model:
            whole = model.rows
        rows = _edges(target)
        own = set(layers.split(",")) | {"gaps", "vocabulary"}
        counts[layers] = len(rows)
        by_iri = {node.iri: node for node in whole.nodes}
        for row in rows:
            if row["layer"] not in own:
                # An actor that the chosen layers name, and its tier or kind.
                assert "Actor" in by_iri[row["source"]].labels
                assert by_iri[row["target"]].properties["layer"] == "vocabulary"
        # Nothing of the chosen layers is lost but what leads to a reading that isn't chosen.
        expected = [
            edge
            for edge in whole.edges
            if edge.properties["layer"] in own
            and all(
                by_iri[iri].properties["layer"] in own or "Actor" in by_iri[iri].labels
                for iri in (edge.source, edge.target)
            )
        ]
        assert len(expected) == sum(row["layer"] in own for row in rows)
        ends = {row[end] for row in rows for end in ("source", "target")}
        nodes = {row["iri"] for row in _table(target / "nodes.csv")}
        assert ends <= nodes, "no relationship hangs in the air"
    assert counts["stated"] < counts["stated,law"] < len(whole.edges)
    assert counts["stated,interpretation,law,external"] == len(whole.edges)


def _table(file: Path) -> list[dict[str, str]]:
    import csv

    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _edges(target: Path) -> list[dict[str, str]]:
    return _table(target / "edges.csv")


@pytest.mark.parametrize("form", ["turtle", "trig", "jsonld", "graphml", "cypher", "mermaid"])
def test_layers_of_an_export_in_every_format(tmp_path: Path, form: str) -> None:
    made = []
    for number, layers in enumerate(("stated", "stated,interpretation")):
        target = tmp_path / str(number)
        target.mkdir()
        line = ("export", "--to", form, str(target / "x"), "--layers", layers)
        assert call(*line).code == 0
        made.append(_written(target))
    assert made[0] != made[1]
    if form == "turtle":
        assert "x/ishoej/stated.ttl" in made[0]
        assert "x/ishoej/interpretation.ttl" not in made[0]
        assert {"x/ishoej/interpretation.ttl", "x/ishoej/search.ttl"} <= set(made[1])


def test_layers_of_a_figure(tmp_path: Path) -> None:
    drawn = {}
    for layers in ("stated", "stated,interpretation", None):
        target = tmp_path / f"{layers}.svg"
        more = ("--layers", layers) if layers else ()
        assert call("figure", "-o", str(target), "--gaps", *more).code == 0
        drawn[layers] = target.read_text(encoding="utf-8")
    assert ", vores læsning (" in str(drawn[None])
    assert ", vores læsning (" not in drawn["stated"]
    assert drawn["stated,interpretation"] == drawn[None]
    # What the document states stays where it stood.
    boxes = {line for line in drawn["stated"].splitlines() if line.startswith("<g data-node=")}
    assert len(boxes) > 30
    assert boxes <= set(str(drawn[None]).splitlines())


# ---- What is no common option


def test_dark_is_refused_where_mermaid_chooses_the_colours(tmp_path: Path) -> None:
    ended = call("figure", "-o", str(tmp_path / "x.mmd"), "--dark")
    assert (ended.code, ended.out) == (2, "")
    assert "figure -o x.mmd« bruger ikke --dark." in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "option"),
    [
        (("reach", "--full"), "--full"),
        (("audit", "log", "--template", "csv", "--yes"), "--yes"),
        (("audit", "log", "--template", "csv", "--full"), "--full"),
    ],
)
def test_a_use_refuses_what_it_does_not_use(
    line: tuple[str, ...], option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = call(*line)
    assert (ended.code, ended.out) == (2, "")
    assert f"bruger ikke {option}." in ended.err
    assert "--roll-up" not in ended.err, "what no use of it takes isn't named either"
    assert list(tmp_path.iterdir()) == []


def test_what_stands_before_log_counts_for_it(tmp_path: Path) -> None:
    file, target = str(DATA_FILES / "logs" / "unknown.csv"), tmp_path / "x.md"
    assert call("audit", "-o", str(target), "log", file).code == 0
    written = target.read_bytes()
    assert call("audit", "-o", str(target), "log", file).code == 2
    assert call("audit", "--force", "-o", str(target), "log", file).code == 0
    assert target.read_bytes() == written
    short, whole = (
        call("audit", *more, "--format", "table", "log", file).out for more in ((), ("--full",))
    )
    assert whole == call("audit", "log", file, "--format", "table", "--full").out != short


@pytest.mark.parametrize("more", [("--deep",), ("--in", "x"), ("--data", "x")])
def test_removing_refuses_what_loading_uses(more: tuple[str, ...]) -> None:
    line = ("load", "--to", "neo4j://127.0.0.1:1", "--remove", "lilleby")
    for arguments in ((*line, *more), (*more, *line)):
        if arguments[0] == "--deep":
            continue
        ended = call(*arguments)
        assert (ended.code, ended.out) == (2, "")
        assert f"load --remove« bruger ikke {more[0]}." in ended.err


def test_a_model_of_some_layers_makes_a_page(tmp_path: Path) -> None:
    del tmp_path
    with open_model(LILLEBY, layers=("stated",), as_of=AS_OF) as model:
        assert build_page(model)


def test_a_turtle_export_keeps_the_places_of_the_figure_and_the_search_words(
    tmp_path: Path,
) -> None:
    for more in ((), ("--force",)):
        assert call("export", "--to", "turtle", str(tmp_path / "out"), *more).code == 0
    own = paths.ontology_folder() / "ishoej"
    kept = tmp_path / "out" / "ishoej"
    assert {path.name for path in kept.iterdir()} == {path.name for path in own.iterdir()}
    assert (kept / "figure.json").read_bytes() == (own / "figure.json").read_bytes()
    for data in ((), ("--data", str(tmp_path / "out"))):
        target = tmp_path / f"{len(data)}.svg"
        assert call("figure", "-o", str(target), *data).code == 0
    assert (tmp_path / "0.svg").read_bytes() == (tmp_path / "2.svg").read_bytes()
