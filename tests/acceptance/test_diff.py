"""`samspil diff`, `what-if` and `tests` as a person runs them: folders, files, git, bad input."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from samspil import paths
from tests.program import AS_OF, LILLEBY, Json, Result, call, kept_graphs

ISHOEJ = paths.ontology_folder() / "ishoej"
_HEIGHT = 25
_GAP = "ishoej:G03 a"


@pytest.fixture(scope="module", autouse=True)
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        yield


def _copy(to: Path) -> Path:
    shutil.copytree(ISHOEJ, to)
    return to


def _without_gap(folder: Path) -> Path:
    """A copy of Ishøj that no longer has the gap G03; it passes the gate."""
    gaps = _copy(folder) / "gaps.ttl"
    text = gaps.read_text("utf-8")
    start = text.index(_GAP)
    gaps.write_text(text[:start] + text[text.index("\n\n", start) + 2 :], "utf-8")
    return folder


def _diff(*arguments: str | Path, form: str = "json") -> Result:
    return call("diff", *map(str, arguments), "--as-of", AS_OF, "--format", form)


def _kinds(result: Result) -> set[tuple[str, str]]:
    assert result.err == ""
    return {
        (effect["kind"], cause.rpartition("/")[2])
        for one in json.loads(result.out)["municipalities"]
        for effect in one["effects"]
        for cause in effect["causes"]
    }


def _git(place: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid")
    subprocess.run(["git", *who, *arguments], cwd=place, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose data lost a gap in its last commit; the work tree is as committed."""
    place = tmp_path / "repository"
    place.mkdir()
    _git(place, "init", "--quiet", "--initial-branch=main")
    _copy(place / "plan")
    _git(place, "add", ".")
    _git(place, "commit", "--quiet", "--message", "with the gap")
    shutil.rmtree(place / "plan")
    _without_gap(place / "plan")
    # An attribute that would keep a file out of an archive, or change it, does nothing here.
    (place / ".gitattributes").write_text("*.ttl export-ignore eol=crlf\n", "utf-8")
    _git(place, "add", ".")
    _git(place, "commit", "--quiet", "--message", "without it")
    monkeypatch.chdir(place)
    return place


def test_two_folders(tmp_path: Path) -> None:
    result = _diff(ISHOEJ, _without_gap(tmp_path / "new"))
    assert (result.code, _kinds(result)) == (1, {("no-longer-silent", "G03")})


def test_the_other_way_it_is_new(tmp_path: Path) -> None:
    result = _diff(_without_gap(tmp_path / "new"), ISHOEJ)
    assert (result.code, _kinds(result)) == (1, {("silent", "G03")})


def test_beside_itself_there_is_nothing(tmp_path: Path) -> None:
    result = _diff(ISHOEJ, _copy(tmp_path / "another-name"))
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["municipalities"] == []


def test_a_change_without_effect_is_told_and_ends_with_0(tmp_path: Path) -> None:
    search = _copy(tmp_path / "new") / "search.ttl"
    text = search.read_text("utf-8")
    old = next(line for line in text.splitlines() if line.startswith("    skos:hidden"))
    search.write_text(text.replace(old, old.replace('"@da', 'x"@da', 1), 1), "utf-8")
    result = _diff(ISHOEJ, search.parent, form="table")
    assert (result.code, result.err) == (0, "")
    assert (
        "Intet svar på dansk er anderledes. Modellen har 1 ændring, som ikke ses i dem."
        in result.out
    )


def test_two_files_stand_in_for_each_other(tmp_path: Path) -> None:
    changed = tmp_path / "later.ttl"
    shutil.copyfile(_without_gap(tmp_path / "new") / "gaps.ttl", changed)
    result = _diff(ISHOEJ / "gaps.ttl", changed)
    assert (result.code, _kinds(result)) == (1, {("no-longer-silent", "G03")})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("HEAD~1", "plan"),
        ("HEAD~1:plan", "plan"),
        ("HEAD~1:plan", "HEAD:plan"),
        ("HEAD~1:plan", "main:plan"),
        ("HEAD~1:plan/gaps.ttl", "plan/gaps.ttl"),
        ("HEAD~1", "HEAD"),
    ],
)
def test_revisions(before: str, after: str, repository: Path) -> None:
    status = ["git", "status", "--porcelain"]
    result = _diff(before, after)
    assert (result.code, _kinds(result)) == (1, {("no-longer-silent", "G03")})
    told = subprocess.run(status, cwd=repository, check=True, capture_output=True).stdout
    assert told == b""


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ("HEAD~9:plan", "revision-unknown"),
        ("no-such-branch", "revision-unknown"),
        ("--output=x", None),
        ("HEAD:elsewhere", "revision-path"),
        ("HEAD:plan/../plan", "revision-path"),
    ],
)
def test_a_revision_that_is_not_there(before: str, code: str | None, repository: Path) -> None:
    result = _diff(before, "plan")
    assert (result.code, result.out) == (2, "")
    assert len(result.err.strip().splitlines()) == 1 or code is None
    assert "Traceback" not in result.err
    assert not (repository / "x").exists()


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = _diff("HEAD~1", _copy(tmp_path / "plan"))
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "git" in result.err


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = _diff("HEAD~1", _copy(tmp_path / "plan"))
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "git er ikke installeret" in result.err


def test_a_file_beside_a_folder() -> None:
    result = _diff(ISHOEJ / "gaps.ttl", ISHOEJ)
    assert (result.code, len(result.err.splitlines())) == (2, 1)


def test_data_that_does_not_pass_the_gate(tmp_path: Path) -> None:
    stated = _copy(tmp_path / "new") / "stated.ttl"
    text = stated.read_text("utf-8")
    stated.write_text(text.replace("der bør i akutte", "der skal i akutte"), "utf-8")
    result = _diff(ISHOEJ, stated.parent)
    assert (result.code, result.out) == (2, "")
    assert "stated.ttl" in result.err


@pytest.mark.parametrize("other", [LILLEBY, None], ids=["another municipality", "a gap"])
def test_a_page_fits_a_screen_and_its_point_stands_first(
    other: Path | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    after = other or _without_gap(tmp_path / "new")
    short = _diff(ISHOEJ, after, form="table").out.splitlines()
    assert len(short) <= _HEIGHT
    point = "Skal i Lilleby Kommune, men ikke i" if other else "Huller: 0 nye, 1 væk."
    assert point in "\n".join(short[:5])
    whole = call("diff", str(ISHOEJ), str(after), "--as-of", AS_OF, "--full", "--format", "table")
    assert len(whole.out.splitlines()) > len(short) - 2


def test_markdown_has_both_quotes_and_the_cause() -> None:
    result = call("what-if", "--law-repealed", "C9b", "--as-of", AS_OF, "--format", "md")
    assert result.code == 1
    assert result.out.startswith("# FØR OG NU · Ishøj Kommune")
    assert "fordi: Lovreglen C9b gælder nu kun til og med 22-11-2026." in result.out
    assert "før: gengivet, ikke citeret: Serviceloven § 12 b" in result.out


def test_municipalities_by_their_names() -> None:
    both = _diff("ishoej", LILLEBY)
    assert (both.code, both.err) == (1, "")
    assert json.loads(both.out)["before"]["label"] == "Ishøj Kommune"


def test_what_is_added_must_pass_the_gate(tmp_path: Path) -> None:
    file = tmp_path / "more.ttl"
    head = (ISHOEJ / "gaps.ttl").read_text("utf-8").partition("ishoej:G01")[0]
    gap = (
        'ishoej:G99 a sam:KnowledgeGap ; rdfs:label "Dokumentet siger ikke, hvem der ringer."@da, '
        '"The document does not say who calls."@en ; sam:about ishoej:akut-tilfaelde ; '
        "sam:gapKind sam:gap-fact ; sam:reviewStatus sam:not-reviewed .\n"
    )
    file.write_text(head + gap, "utf-8")
    result = call("what-if", "--add", str(file), "--as-of", AS_OF, "--format", "json")
    assert (result.code, _kinds(result)) == (1, {("silent", "G99")})
    file.write_text(head + gap.replace("akut-tilfaelde", "no-such-thing"), "utf-8")
    wrong = call("what-if", "--add", str(file), "--as-of", AS_OF, "--format", "json")
    assert (wrong.code, wrong.out) == (2, "")
    assert "more.ttl" in wrong.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--without", "ssp-nu", "--law-repealed", "C1a"),
        ("--without", "ingen ved hvem"),
        ("--law-repealed", "serviceloven § 115"),
        ("--add", "no-such-file.ttl"),
    ],
    ids=str,
)
def test_suppositions_that_can_not_be_made(arguments: tuple[str, ...]) -> None:
    result = call("what-if", *arguments, "--format", "json")
    assert (result.code, result.out) == (2, "")
    assert "Traceback" not in result.err


def _tests(folder: Path, text: str, command: str = "tests") -> Result:
    (folder / "tests.yaml").write_text(text, "utf-8")
    return call(command, "--data", str(folder), "--format", "json")


def test_the_bundled_tests_hold() -> None:
    tests = json.loads(call("tests", "--format", "json").out)["tests"]
    assert len(tests) == 20
    assert all(one["passed"] for one in tests)


def test_what_is_written_holds_and_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "lilleby"
    shutil.copytree(LILLEBY, folder)
    where = ("--data", str(folder))
    assert call("tests", "--write", *where).code == 0
    tried = call("tests", *where, "--format", "json")
    assert tried.code == 0
    assert {one["by"] is None for one in json.loads(tried.out)["tests"]} == {True, False}
    assert call("tests", "--write", *where).code == 2
    assert call("tests", "--write", "--force", *where).code == 0
    assert call("check", *where).code == 0


def test_tests_are_no_data(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "ishoej")
    (folder / "tests.yaml").unlink()
    assert _diff(ISHOEJ, folder).code == 0


@pytest.mark.parametrize("command", ["tests", "check"])
def test_what_does_not_hold_is_told_with_expected_and_got(command: str, tmp_path: Path) -> None:
    text = (
        "tests:\n  - situation: akut\n    as-of: 2026-11-23\n    recipients:\n"
        "      - to: Tryghed og Kriminalitetsforebyggelse\n        modality: skal\n"
        "  - situation: T09\n    as-of: '2026-11-23'\n    recipients: nothing found\n"
        "  - situation: T09\n    by: ssp-nu\n    as-of: 2026-11-23\n    recipients: not stated\n"
    )
    result = _tests(_copy(tmp_path / "ishoej"), text, command)
    assert result.code == 1
    told: Json = json.loads(result.out)
    assert [(one["line"], one["passed"]) for one in told["tests"]] == [
        (2, False), (7, False), (10, True),
    ]  # fmt: skip
    assert told["tests"][0]["text"] == (
        "Akut tilfælde, 23-11-2026: ventet: Tryghed og Kriminalitetsforebyggelse (skal); "
        "svaret: Tryghed og Kriminalitetsforebyggelse (bør)"
    )
    assert told["tests"][1]["got"]["silence"] == "not-stated"


_BEGIN = "tests:\n  - situation: akut\n    as-of: 2026-11-23\n"
_LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{one}: &{one} [*{before}, *{before}]\n"
    for before, one in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "tom"),
        ("tests: [", 1, "YAML"),
        ("- a\n- b\n", 1, "tests"),
        ("tests: nothing\n", 1, "liste"),
        ("tests:\n  - situation: akut\n", 2, "as-of"),
        ("tests:\n  - situation: akut\n    situation: akut\n", 3, "to gange"),
        (_BEGIN + "    recipient: x\n", 4, "recipient"),
        (_BEGIN + "    recipients: maybe\n", 4, "not stated"),
        (_BEGIN + "    recipients: []\n", 4, "not stated"),
        (_BEGIN + "    recipients: [x]\n", 4, "to"),
        (_BEGIN + "    recipients:\n      - to: ppr\n        modality: måske\n", 6, "skal"),
        (_BEGIN + "    recipients:\n      - to: [ppr]\n        modality: kan\n", 5, "tekst"),
        (_BEGIN + "    recipients:\n      - to: nisser\n        modality: kan\n", 5, "nisser"),
        (_BEGIN + "    recipients: not stated\n    by: nisser\n", 2, "nisser"),
        (_BEGIN.replace("2026-11-23", "i morgen") + "    recipients: not stated\n", 3, "dato"),
        (_BEGIN.replace("akut", "qzxw") + "    recipients: not stated\n", 2, "qzxw"),
        (_LAUGHS, 1, "henvisninger"),
        ("tests: " + "[" * 5000 + "]" * 5000, 1, "niveauer"),
        ("tests: !!python/object/apply:os.system ['true']\n", 1, "tests"),
        ("tests: []\n--- \ntests: []\n", 2, "YAML"),
        ("\x00", 1, "YAML"),
    ],
)  # fmt: skip
def test_a_file_of_tests_that_is_wrong(text: str, line: int, says: str, tmp_path: Path) -> None:
    result = _tests(_copy(tmp_path / "ishoej"), text)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.strip().splitlines()) == 1
    assert f"ishoej/tests.yaml:{line}:" in result.err
    assert says in result.err
