"""The JSON of every command is a contract: held to its schema for every id, in both languages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from samspil import open_model
from samspil.answers.model import to_json
from samspil.cli.options import USED
from samspil.export import FORMATS
from samspil.queries import load_bundled, names
from tests.logs import LOGS, PLANS
from tests.program import AS_OF, DATA, LILLEBY, Json, ask, call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samspil import Model

SCHEMAS: dict[str, Json] = {
    file.stem: json.loads(file.read_text(encoding="utf-8"))
    for file in sorted((DATA / "schemas").glob("*.json"))
}
REGISTRY: Registry[Json] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)
FOLDERS = {"ishoej": None, "lilleby": LILLEBY}
COMMANDS = tuple(name for name in SCHEMAS if name != "common")

BOTH = pytest.mark.parametrize("dataset", list(FOLDERS))
LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])


def check(command: str, answer: Json) -> None:
    validator = Draft202012Validator(SCHEMAS[command], registry=REGISTRY)
    wrong = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]
    assert wrong == []


def _objects(schema: Json) -> Iterator[Json]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from _objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _objects(part)


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_a_schema_is_one_and_lets_nothing_more_in(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert all("additionalProperties" in one for one in _objects(SCHEMAS[name]))


def _model(dataset: str, language: str, *, roll_up: bool = False) -> Model:
    folder: Path | None = FOLDERS[dataset]
    return open_model(folder, as_of=AS_OF, language=language, roll_up=roll_up)


def _ids(model: Model, kind: str) -> list[str]:
    own = (model.session.dataset,) if kind == "Situation" else (model.session.dataset, "dk")
    return [
        row["id"]
        for row in model.session.ask("identify", **{"class": kind})
        if row["dataset"] in own
    ]


@BOTH
@LANGUAGES
@pytest.mark.parametrize("roll_up", [False, True])
def test_informed(dataset: str, language: str, roll_up: bool) -> None:
    with _model(dataset, language, roll_up=roll_up) as model:
        for situation in _ids(model, "Situation"):
            check("informed", to_json(model.informed(situation)))
        check("informed", to_json(model.informed("T01", by="ungdomsskolen")))


@BOTH
@LANGUAGES
def test_why_not(dataset: str, language: str) -> None:
    with _model(dataset, language) as model:
        for actor in _ids(model, "Actor"):
            for situation in ("T01", "T03", "T04"):
                check("why-not", to_json(model.why_not(actor, situation)))


@BOTH
@LANGUAGES
@pytest.mark.parametrize("roll_up", [False, True])
def test_actors_and_forums(dataset: str, language: str, roll_up: bool) -> None:
    with _model(dataset, language, roll_up=roll_up) as model:
        for actor in _ids(model, "Actor"):
            check("actor", to_json(model.actor(actor)))
        for forum in _ids(model, "Forum"):
            check("forum", to_json(model.forum(forum)))


# What each question is asked with here; the others need nothing.
ASKED_WITH = {
    "actor": {"actor": "ppr"},
    "assertions": {"assertions": "A07"},
    "beside": {"situation": "T03"},
    "claims": {"slugs": "I01,I02"},
    "contacts": {"actor": "ppr"},
    "evidence": {"assertion": "A07"},
    "forum": {"forum": "ssp-nu"},
    "identify": {"class": "Situation"},
    "in-both": {"forums": "ssp-nu"},
    "informed": {"situation": "T03"},
    "names": {"thing": "ppr"},
    "no-route": {"from": "ungdomsskolen", "to": "ppr"},
    "norms": {"modality": "may"},
    "related": {"situation": "T04"},
    "room": {"forums": "ssp-nu"},
    "same-sentence": {"situation": "T03"},
    "see-also": {"actor": "ppr"},
    "routes": {"from": "ungdomsskolen", "to": "ppr"},
    "without": {"actor": "ppr"},
    "units": {"actor": "ppr"},
    "why-not": {"actor": "ppr", "situation": "T03"},
}


@BOTH
@LANGUAGES
@pytest.mark.parametrize("name", names())
def test_questions(dataset: str, language: str, name: str) -> None:
    needed = {one.name for one in load_bundled(name).parameters if one.default is None}
    given = ASKED_WITH.get(name, {})
    assert needed <= given.keys()
    pairs = [f"{key}={value.format(dataset=dataset)}" for key, value in given.items()]
    parameters = [part for pair in pairs for part in ("--param", pair)]
    check(
        "query",
        ask("query", name, *parameters, "--lang", language, data=FOLDERS[dataset]),
    )


@BOTH
@LANGUAGES
@pytest.mark.parametrize(
    "command",
    [
        ("informed", "T03"),
        ("why-not", "ppr", "--when", "T03"),
        ("actor", "ppr"),
        ("forum", "ssp-nu"),
        ("actors",),
        ("ask", "hvem sidder i SSP-NU?"),
        ("ask", "jeg er bekymret"),
        ("ask", "hvad koster vold?"),
        ("forums",),
        ("audit",),
        ("situations",),
        ("gaps",),
        ("gaps", "ssp-nu"),
        ("differences",),
        ("differences", "ssp-nu"),
        ("queries",),
        ("info",),
    ],
    ids=" ".join,
)
def test_commands(dataset: str, language: str, command: tuple[str, ...]) -> None:
    """As the command line writes it: what is private of an answer stays out of the JSON."""
    folder = FOLDERS[dataset] if "data" in USED[command[0]] else None
    check(command[0], ask(*command, "--lang", language, data=folder))


@LANGUAGES
def test_check_with_and_without_findings(language: str, tmp_path: Path) -> None:
    check("check", ask("check", "--lang", language))
    folder = tmp_path / "lilleby"
    shutil.copytree(LILLEBY, folder)
    stated = folder / "stated.ttl"
    text = stated.read_text(encoding="utf-8")
    stated.write_text(text.replace("sam:modality sam:may", "sam:modality sam:must", 1), "utf-8")
    ended = call("check", "--data", str(folder), "--lang", language, "--format", "json")
    assert ended.code == 1
    report = json.loads(ended.out)
    check("check", report)
    assert report["findings"]


@LANGUAGES
def test_comparisons(language: str, tmp_path: Path) -> None:
    folder = tmp_path / "lilleby"
    shutil.copytree(LILLEBY, folder)
    gaps = folder / "gaps.ttl"
    gaps.write_text(gaps.read_text("utf-8").partition("lilleby:G01")[0], "utf-8")
    for command, *arguments in (
        ("diff", str(LILLEBY), str(LILLEBY)),
        ("diff", str(LILLEBY), str(folder)),
        ("diff", "ishoej", str(LILLEBY)),
        ("what-if", "--without", "ssp-nu"),
        ("what-if", "--law-repealed", "retsplejeloven § 115"),
        ("tests",),
    ):
        day = ("--as-of", AS_OF) if "as_of" in USED[command] else ()
        ended = call(command, *arguments, *day, "--lang", language, "--format", "json")
        assert ended.err == ""
        check(command, json.loads(ended.out))


@LANGUAGES
@pytest.mark.parametrize("name", PLANS)
def test_audit_log(name: str, language: str) -> None:
    plan = ("--data", str(PLANS[name])) if PLANS[name] else ()
    ended = call(
        "audit", "log", str(LOGS / f"{name}.csv"), *plan, "--lang", language, "--format", "json"
    )
    assert (ended.code, ended.err) == (1, "")
    check("audit-log", json.loads(ended.out))


@LANGUAGES
@pytest.mark.parametrize("form", list(FORMATS))
def test_export(form: str, language: str, tmp_path: Path) -> None:
    check("export", ask("export", "--to", form, str(tmp_path / "out"), "--lang", language))


@LANGUAGES
def test_figure_and_explore(language: str, tmp_path: Path) -> None:
    check("figure", ask("figure", "-o", str(tmp_path / "f.svg"), "--lang", language))
    check("figure", ask("explore", "-o", str(tmp_path / "x.html"), "--lang", language))


def test_these_commands_have_a_schema() -> None:
    assert set(COMMANDS) == {
        "informed", "why-not", "actor", "forum", "situations", "gaps", "query", "queries", "info",
        "check", "export", "figure", "differences", "ask", "actors", "forums",
        "audit", "audit-log", "diff", "what-if", "tests",
    }  # fmt: skip


@BOTH
def test_the_languages_differ_in_words_only(dataset: str) -> None:
    """Ids, dates and quotes are the same in both; quotes stay Danish."""

    def bare(value: Json) -> Json:
        if isinstance(value, dict):
            words = {
                "deadline",
                "manner",
                "label",
                "text",
                "source",
                "paraphrase",
                "role",
                "kind",
                "type",
                "note",
            }
            return {key: bare(one) for key, one in value.items() if key not in words}
        return [bare(one) for one in value] if isinstance(value, list) else value

    with _model(dataset, "da") as danish, _model(dataset, "en") as english:
        for situation in _ids(danish, "Situation"):
            one, other = danish.informed(situation), english.informed(situation)
            assert bare(to_json(one)) == bare(to_json(other))
            assert one.situation.label != other.situation.label
