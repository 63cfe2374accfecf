"""The command line at its edges: help, exit codes, pipes, a user's own question, completion."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from samspil import paths
from samspil.errors import UsageError
from samspil.language.municipalities import municipality
from tests.program import AS_OF, LILLEBY, Result, ask, call, query

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    "ask", "actors", "forums", "informed", "why-not", "actor", "forum", "situations", "gaps",
    "audit", "differences", "schema", "query", "queries", "check", "load", "export", "info",
)  # fmt: skip
LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """For programs of their own: a cache for all of them, no settings of the machine."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SAMSPIL_")}
    return kept | {
        "PYTHONPATH": str(paths.code_folder().parent),
        "SAMSPIL_CACHE": str(tmp_path_factory.mktemp("cache")),
    }


def program(*arguments: str, **environment: str) -> Result:
    """Runs samspil as a program of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "samspil", *arguments],
        env=environment, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


# --- Help -----------------------------------------------------------------------------------------


def _examples(page: str) -> list[str]:
    """The command lines under »Eksempler« or »Examples«."""
    tail = re.split(r"Eksempler:|Examples:", page)[-1]
    return [line.strip() for line in tail.splitlines() if line.strip().startswith("samspil ")]


@LANGUAGES
@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_has_an_example(command: str, language: str, flag: str) -> None:
    ended = call("--lang", language, *([command] if command else []), flag)
    assert (ended.code, ended.err) == (0, "")
    assert ("Eksempler:" if language == "da" else "Examples:") in ended.out
    found = _examples(ended.out)
    assert found
    if command:
        assert any(line.split()[1] == command for line in found)
    danish = {"Vis denne hjælp", "Valg:", "Brug:"}
    assert {text for text in danish if text in ended.out} == (danish if language == "da" else set())


def test_the_version_stands_alone() -> None:
    ended = call("--version")
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(r"samspil, version \d+\.\d+\.\d+\S*\n", ended.out)


# --- What is wrong with a call --------------------------------------------------------------------


@LANGUAGES
@pytest.mark.parametrize(
    "arguments",
    [
        ("informed",),
        ("informed", "T01", "--nosuch"),
        ("informed", "T01", "T02"),
        ("why-not", "pet"),
        ("why-not", "--when", "T01"),
        ("nosuch",),
        ("informed", "T01", "--format", "xml"),
        ("informed", "T01", "--lang", "de"),
        ("informed", "T01", "--layers", "rumours"),
        ("informed", "T01", "--store", "sqlite://x"),
        ("informed", "T01", "--data", "/no/such/folder"),
        ("informed", "T01", "--in", "helsingoer"),
        ("informed", "T01", "--by", "nobody at all"),
        ("informed", "Tour de France"),
        ("forum", "pet"),
        ("query", "nosuch"),
        ("query", "nosuch.cypher"),
        ("query", "actor"),
        ("query", "actor", "--param", "actor"),
        ("query", "actor", "--param", "nosuch=1"),
        ("query", "actor", "-p", "actor=ppr", "-p", "roll_up=maybe"),
        ("query", "evidence", "-p", "assertion=nosuch"),
        ("export", "nosuch"),
        ("load",),
    ],
    ids=" ".join,
)
def test_a_wrong_call_exits_2_and_says_why(arguments: tuple[str, ...], language: str) -> None:
    ended = call("--lang", language, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.strip()
    assert ("Fejl:" if language == "da" else "Error:") in ended.err
    assert ("Error" in ended.err) == (language == "en"), "one language at a time"


@LANGUAGES
def test_no_command_shows_the_help(language: str) -> None:
    ended = call("--lang", language)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == call("--lang", language, "--help").out
    assert call() == call("--help")


@LANGUAGES
def test_several_candidates_are_listed(language: str) -> None:
    ended = call("informed", "løsladt", "--lang", language)
    assert (ended.code, ended.out) == (2, "")
    listed = [line.split()[0] for line in ended.err.splitlines()[1:-1]]
    assert set(listed) == {
        "ekstremistiske-holdninger-under-afsoning", "loesladelse", "borger-begaaet-kriminalitet",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["en voksen er radikaliseringstruet", "radikaliseringstruet voksen"]
)
def test_an_adult_is_offered_the_situation_that_names_no_age(text: str) -> None:
    assert "  bekymring-radikalisering  –" in call("informed", text).err


@LANGUAGES
@pytest.mark.parametrize("text", ["min cykel er punkteret på vej hjem", "hvem må jeg ringe til"])
@pytest.mark.parametrize("command", [("informed",), ("why-not", "pet", "--when")])
def test_where_nothing_is_understood_all_situations_are_listed(
    text: str, command: tuple[str, ...], language: str
) -> None:
    ended = call(*command, text, "--lang", language)
    assert (ended.code, ended.out) == (2, "")
    every = ask("situations", "--lang", language)["situations"]
    assert len(every) == 14
    for one in every:
        assert f"  {one['id']}  –  {one['label']}\n" in ended.err


def test_a_command_misspelt_is_suggested() -> None:
    assert "Mente du 'situations'?" in call("situation").err
    assert "Did you mean 'situations'?" in call("--lang", "en", "situation").err
    assert "'informed'" in call("infromed").err
    assert "Mente du" not in call("nosuch").err


def test_only_questions_that_are_near_are_suggested() -> None:
    near = call("query", "route").err
    assert "\n    routes\n" in near
    assert len(near.splitlines()) < 6
    far = call("query", "nope").err
    assert len(far.splitlines()) == 1
    assert "samspil queries" in far


@pytest.mark.parametrize(
    "line",
    [
        "informed bekymring",
        "why-not pet --when bekymring",
        "why-not pet --when=bekymring --lang en",
        "actor infohus",
        "query informed -p situation=bekymring",
    ],
)
def test_a_choice_ends_with_a_command_that_makes_it(line: str) -> None:
    asked = call(*shlex.split(line))
    assert asked.code == 2
    label, _, following = asked.err.splitlines()[-1].partition(": ")
    assert label == ("For example" if "--lang en" in line else "Fx")
    program, *arguments = shlex.split(following)
    assert (program, arguments[0]) == ("samspil", line.split(maxsplit=1)[0])
    assert call(*arguments).code == 0


def test_no_command_is_proposed_where_it_is_unsure_which_word_to_change() -> None:
    asked = call("why-not", "infohus", "--when", "infohus")
    assert asked.code == 2
    assert "Fx:" not in asked.err


@LANGUAGES
def test_gaps_takes_anything_and_says_so(language: str) -> None:
    ended = call("gaps", "kredsrod", "--lang", language)
    assert (ended.code, ended.out) == (2, "")
    assert {"da": "noget i dokumentet", "en": "anything in the document"}[language] in ended.err
    assert "samspil situations" not in ended.err
    assert "    kredsraad  –  " in ended.err


def test_gaps_finds_a_word_that_names_nothing_in_the_texts() -> None:
    found = ask("gaps", "formand")
    assert found["about"] == "formand"
    assert found["gaps"]
    assert all("formand" in gap["text"] for gap in found["gaps"])
    whole = ask("gaps")["gaps"]
    assert [gap for gap in whole if "formand" in gap["text"]] == found["gaps"]
    # A name goes before a word: what is about the thing, whatever its text says.
    assert ask("gaps", "PET")["gaps"] == ask("gaps", "pet")["gaps"]
    assert call("gaps", "hvem er").code == 2


def test_silence_is_an_answer() -> None:
    for situation in ("T08", "T09"):
        assert call("informed", situation, "--data", str(LILLEBY)).code == 0


@pytest.mark.parametrize(
    "name", ["Ishøj", "ishøj", "ISHØJ", "ishoj", "Ishøj Kommune", "ishøj kommune"]
)
def test_a_municipality_is_found_by_its_name(name: str) -> None:
    assert ask("situations", "--in", name, "--lang", "en")["dataset"] == "ishoej"


def test_of_two_municipalities_with_one_name_none_is_guessed() -> None:
    known = {"ny-by": "Ny By Kommune", "nyby": "Nyby Kommune", "gamleby": "Gamleby Kommune"}
    assert municipality("nyby", known) == "nyby"
    with pytest.raises(UsageError, match="dataset-choose") as error:
        municipality("Nyby", known)
    assert error.value.params["known"] == ["ny-by", "nyby"]
    for nothing in ("", "kommune", "by"):
        with pytest.raises(UsageError, match="dataset-unknown"):
            municipality(nothing, known)


@LANGUAGES
def test_several_words_want_quotation_marks(language: str) -> None:
    ended = call("--lang", language, "informed", "akut", "tilfælde")
    assert ended.code == 2
    assert {"da": "anførselstegn", "en": "quotes"}[language] in ended.err


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("informed", "akut", "--as-of", "--format", "table"), "--as-of"),
        (("--as-of", "--format", "table", "informed", "akut"), "--as-of"),
        (("why-not", "pet", "--when", "--format", "table"), "--when"),
        (("query", "actor", "-p", "--explain"), "-p"),
    ],
)
def test_an_option_is_no_value_of_another(arguments: tuple[str, ...], name: str) -> None:
    ended = call(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert f"Valget '{name}' kræver en værdi." in ended.err


# --- What is wrong with the data ------------------------------------------------------------------


def _broken(folder: Path, old: str, new: str) -> Path:
    """Lilleby with a slip in what its document states."""
    made = shutil.copytree(LILLEBY, folder / "min plan")
    text = (made / "stated.ttl").read_text(encoding="utf-8")
    assert old in text
    (made / "stated.ttl").write_text(text.replace(old, new, 1), encoding="utf-8")
    return made


@LANGUAGES
@pytest.mark.parametrize(
    ("old", "new"),
    [('oa:exact "', 'oa:exact "X'), ("@da ;\n", "@da \n")],
    ids=["a wrong quote", "a missing semicolon"],
)
def test_what_is_wrong_with_the_data_is_told_as_check_tells_it(
    tmp_path: Path, old: str, new: str, language: str
) -> None:
    folder = _broken(tmp_path, old, new)
    common = ("--data", str(folder), "--lang", language)
    first = call("check", *common, "--format", "json")
    assert first.code == 1
    finding = json.loads(first.out)["findings"][0]
    for arguments in (("informed", "T03"), ("situations",)):
        ended = call(*arguments, *common)
        assert (ended.code, ended.out) == (2, "")
        assert finding["message"] in ended.err
        assert f"{finding['file']}:{finding['line']}" in ended.err
        assert finding["code"] not in ended.err
        assert f"samspil check --data '{folder}'" in ended.err, "the next step is of this folder"


# --- Options before and after the command, and from the environment -------------------------------


def test_options_stand_before_or_after_the_command() -> None:
    after = call("informed", "T03", "--format", "md", "--as-of", AS_OF, "--lang", "en")
    before = call("--format", "md", "--as-of", AS_OF, "--lang", "en", "informed", "T03")
    assert before == after
    assert "Acute case" in after.out
    both = call("--format", "csv", "informed", "T03", "--format", "md", "--as-of", AS_OF)
    assert both.out.startswith("# ")


def test_the_environment_chooses_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSPIL_DATA", str(LILLEBY))
    monkeypatch.setenv("SAMSPIL_LANG", "en")
    assert ask("situations")["dataset"] == "lilleby"
    assert ask("informed", "T03")["situation"]["label"] == "Acute case"
    monkeypatch.setenv("SAMSPIL_LANG", "xx")
    assert ask("informed", "T03", "--lang", "da")["situation"]["label"] == "Akut tilfælde"


# --- Where it is written to -----------------------------------------------------------------------


def test_a_pipe_gets_json_without_colours(environment: dict[str, str]) -> None:
    plain = program("informed", "T03", "--as-of", AS_OF, **environment)
    assert (plain.code, plain.err) == (0, "")
    assert plain.out.startswith("{")
    for extra in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
        table = program("informed", "T03", "--format", "table", **(environment | extra))
        assert "\x1b" not in table.out
        assert "AKUT TILFÆLDE" in table.out


def test_danish_whatever_the_locale(environment: dict[str, str]) -> None:
    for locale in ("C", "POSIX", "en_US.UTF-8", "nosuch"):
        ended = program(
            "informed", "T03", "--format", "md", "--as-of", AS_OF,
            **(environment | {"LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "0"}),
        )  # fmt: skip
        assert (ended.code, ended.err) == (0, "")
        assert "# Når dette sker: Akut tilfælde" in ended.out
    wrong = program("informed", "blåbærgrød", **(environment | {"LC_ALL": "C"}))
    assert wrong.code == 2
    assert "»blåbærgrød«" in wrong.err


@pytest.mark.skipif(os.name != "posix", reason="a shell with head")
def test_a_reader_that_has_seen_enough(environment: dict[str, str]) -> None:
    line = f"{shlex.quote(sys.executable)} -m samspil query glossary --format md"
    ended = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} | head -1"],
        env=environment, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert ended.stderr == b""
    assert ended.stdout.count(b"\n") == 1
    assert ended.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="a shell that closes streams")
@pytest.mark.parametrize(
    ("closed", "code", "words"),
    [
        (">&-", 0, ""),
        ("2>&- >/dev/null", 0, ""),
        ("<&- >&- 2>&-", 0, ""),
        (">/dev/full", 2, "Svaret kunne ikke skrives"),
    ],
)
def test_an_output_that_takes_nothing(
    environment: dict[str, str], closed: str, code: int, words: str
) -> None:
    line = f"{shlex.quote(sys.executable)} -m samspil informed T01 --as-of {AS_OF} {closed}"
    ended = subprocess.run(
        ["bash", "-c", line], env=environment, capture_output=True, check=False, timeout=60
    )
    assert (ended.returncode, ended.stdout) == (code, b"")
    assert words in ended.stderr.decode()
    assert "Traceback" not in ended.stderr.decode()


# --- Questions ------------------------------------------------------------------------------------


def test_explain_shows_the_question_itself() -> None:
    ended = call("informed", "T03", "--explain")
    assert (ended.code, ended.err) == (0, "")
    for name in ("informed", "beside"):
        assert f"// name: {name}\n" in ended.out
    forum = call("query", "forum", "--explain")
    assert forum.out.strip() == (
        (paths.queries_folder() / "forum.cypher").read_text(encoding="utf-8").strip()
    )


def _own(folder: Path, text: str) -> str:
    file = folder / "mine.cypher"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_question_of_ones_own(tmp_path: Path) -> None:
    file = _own(
        tmp_path,
        "MATCH (n:Forum) WHERE n.dataset = $dataset AND n.slug STARTS WITH $start "
        "RETURN n.slug AS id, n['label_' + $lang] AS label ORDER BY id",
    )
    assert query(file, "--param", "start=ssp-n", "--lang", "en") == [
        {"id": "ssp-netvaerksgrupper", "label": "SSP network groups"},
        {"id": "ssp-nu", "label": "SSP-NU"},
    ]
    missing = call("query", file)
    assert missing.code == 2
    assert "start" in missing.err


def test_a_question_of_ones_own_with_a_header(tmp_path: Path) -> None:
    file = _own(
        tmp_path,
        "// name: mine\n// help-da: Min\n// help-en: Mine\n// param: actor Actor  who\n"
        "// param: number integer = 1\nMATCH (a:Actor {iri: $actor}) "
        "RETURN a.slug AS id, $number + 1 AS next",
    )
    assert query(file, "-p", "actor=ppr") == [{"id": "ppr", "next": 2}]
    assert query(file, "-p", "actor=ppr", "-p", "number=41") == [{"id": "ppr", "next": 42}]
    wrong = call("query", file, "-p", "actor=ppr", "-p", "number=x")
    assert wrong.code == 2
    assert "number" in wrong.err


@LANGUAGES
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:SamspilEntity {iri: 'x'}) RETURN n.iri AS iri",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Forum) SET n.slug = 'x' RETURN n.slug AS slug",
        "MERGE (n:Forum {iri: 'x'}) RETURN n.iri AS iri",
        "MATCH (n:Forum) REMOVE n.slug RETURN n.iri AS iri",
    ],
)
def test_a_question_that_writes_is_refused(tmp_path: Path, statement: str, language: str) -> None:
    before = query("counts")
    ended = call("query", _own(tmp_path, statement), "--lang", language)
    assert (ended.code, ended.out) == (2, "")
    assert "mine.cypher" in ended.err or ("kun" in ended.err) or ("only" in ended.err)
    assert query("counts") == before
    assert len(ask("situations")["situations"]) == 14


@pytest.mark.parametrize("text", ["", "// only a remark", "NOT CYPHER AT ALL", "RETURN 1 AS"])
def test_a_question_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    ended = call("query", _own(tmp_path, text))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.strip()


def test_a_question_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.cypher"
    file.write_bytes("RETURN 'ø' AS x".encode("latin-1"))
    ended = call("query", str(file))
    assert (ended.code, ended.out) == (2, "")
    assert "mine.cypher" in ended.err


# --- Completion -----------------------------------------------------------------------------------


def _complete(environment: dict[str, str], *words: str) -> set[str]:
    ended = program(
        **environment,
        _SAMSPIL_COMPLETE="bash_complete",
        COMP_WORDS=" ".join(["samspil", *words]),
        COMP_CWORD=str(len(words)),
    )
    assert ended.err == ""
    return {line.partition(",")[2] for line in ended.out.splitlines() if line}


def test_completion(environment: dict[str, str]) -> None:
    assert {"informed", "info"} <= _complete(environment, "inf")
    assert _complete(environment, "informed", "be") == {
        "bekymring-radikalisering", "bekymring-ung-radikaliseringsstruet",
    }  # fmt: skip
    assert _complete(environment, "actor", "str") == {"straxen"}
    assert _complete(environment, "forum", "k") == {"kredsraad", "ksp"}
    assert _complete(environment, "why-not", "pet") == {"pet"}
    assert _complete(environment, "actor", "lokalp") == {"ishoej-lokalpoliti"}
    assert _complete(environment, "actor", "Tryghed") == {"tryghed-kriminalitetsforebyggelse"}
    assert "tryghed-kriminalitetsforebyggelse" in _complete(environment, "actor", "kriminalitetsf")
    assert "akut-tilfaelde" in _complete(environment, "why-not", "pet", "--when", "a")
    assert _complete(environment, "informed", "T01", "--by", "strax") == {"straxen"}
    assert {"routes", "room"} <= _complete(environment, "query", "ro")
    assert "haervaerk" in _complete(environment, "--data", str(LILLEBY), "informed", "h")
    # Something wrong is no reason to disturb the line that somebody is writing.
    assert _complete(environment, "--data", "/no/such", "informed", "a") == set()
