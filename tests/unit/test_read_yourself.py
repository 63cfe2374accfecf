"""»Læs selv«: what a person must read is listed and signed, and a change is noticed by hash."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from samspil import paths
from tests.program import call

LILLEBY = Path(__file__).parents[1] / "data" / "lilleby"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the invented municipality, which may be signed."""
    shutil.copytree(LILLEBY, tmp_path / "lilleby")
    return tmp_path / "lilleby"


def _read(folder: Path, *arguments: str, code: int = 0) -> Any:  # noqa: ANN401  (JSON)
    ended = call("check", "--read", *arguments, "--data", str(folder), "--format", "json")
    assert ended.code == code, ended
    return json.loads(ended.out)


def _states(folder: Path) -> dict[str, str]:
    return {item["id"]: item["state"] for item in _read(folder)["items"]}


def test_each_assertion_name_and_contact_is_on_the_list(folder: Path) -> None:
    items = {item["id"]: item for item in _read(folder)["items"]}
    assert {f"A{number:02}" for number in range(1, 33)} <= items.keys()
    assert {"boernevagten", "boernevagten-kontakt", "akut-tilfaelde"} <= items.keys()
    one = items["A17"]
    assert [each["id"] for each in one["sentences"]] == ["S13"]
    assert {"word": "hvem handler", "value": "skolerne"} in one["says"]
    assert "Er det skolerne, der gør det?" in one["asks"]
    assert "Er det Børnevagten, der får det at vide?" in one["asks"]
    assert one["state"] == "unread"
    # Where nobody is said to act, that is what must be seen to.
    assert "Er det rigtigt, at sætningen ikke siger, hvem der gør det?" in items["A31"]["asks"]


def test_what_is_signed_counts_until_it_changes(folder: Path) -> None:
    assert _read(folder, "A17", "--signed", "Planafdelingen")["reading"]["signed"] == 1
    assert (
        (folder / "read.csv").read_text("utf-8").startswith("id,read_by,read_on,digest\nA17,Plan")
    )
    states = _states(folder)
    assert [one for one, state in states.items() if state != "unread"] == ["A17"]
    assert states["A17"] == "signed"
    stated = folder / "stated.ttl"
    text = stated.read_text("utf-8")
    head, mark, block = text.partition("lilleby:A17 a sam:InformationNorm")
    note = ' skos:note "x"@da, "x"@en ;'
    stated.write_text(head + mark + block.replace(" ;", f" ;{note}", 1), "utf-8")
    assert _states(folder)["A17"] == "changed"


def test_a_change_lists_what_hangs_on_the_sentence(tmp_path: Path) -> None:
    """Gaps, readings, notes and English texts were true of the sentence as it stood."""
    folder = tmp_path / "ishoej"
    shutil.copytree(Path(__file__).parents[2] / "ontology" / "ishoej", folder)
    _read(folder, "A28", "A40", "--signed", "Planafdelingen")
    assert not any(item["hangs"] for item in _read(folder)["items"])
    signed = folder / "read.csv"
    text = signed.read_text("utf-8")
    digest = text.partition("A28,")[2].partition("\n")[0].rpartition(",")[2]
    signed.write_text(text.replace(digest, "0" * len(digest)), "utf-8")
    items = _read(folder)["items"]
    assert [item["id"] for item in items if item["hangs"]] == ["A28"]
    hangs: dict[str, set[str]] = {}
    for each in next(item["hangs"] for item in items if item["id"] == "A28"):
        hangs.setdefault(each["kind"], set()).add(each["id"])
    assert {"G27", "G31", "G32", "G36"} <= hangs["gap"]
    assert hangs["reading"] == {"I16", "I18", "I26"}
    # The remarks on all that S10 says, and on those it names; none on another sentence.
    assert {"A28", "A29", "A30", "A31", "ishoejs-skoler"} <= hangs["note"]
    assert not hangs["note"] & {"A39", "A40"}
    assert {"bekymring-ung-radikaliseringsstruet", "ishoejs-skoler"} <= hangs["english"]
    page = call("check", "--read", "A28", "--data", str(folder), "--format", "md").out
    assert "Læs også igen:" in page
    assert "I18 (tolkning)" in page


def test_all_can_be_signed_at_once_and_others_signatures_stay(folder: Path) -> None:
    _read(folder, "A17", "--signed", "Åse")
    counts = _read(folder, "--signed", "Bo")["reading"]
    assert counts["signed"] == counts["all"] > 50
    assert set(_states(folder).values()) == {"signed"}
    strict = call("check", "--strict", "--data", str(folder))
    assert strict.code == 0


def test_unread_is_a_notice_and_a_fault_only_where_asked(folder: Path) -> None:
    report = json.loads(call("check", "--data", str(folder), "--format", "json").out)
    assert report["findings"] == []
    assert report["reading"]["unread"] == report["reading"]["all"]
    assert call("check", "--data", str(folder)).code == 0
    assert call("check", "--strict", "--data", str(folder)).code == 1


def test_a_file_that_a_spreadsheet_wrote_is_read(folder: Path) -> None:
    digest = next(item["digest"] for item in _read(folder)["items"] if item["id"] == "A17")
    rows = f"id;read_by;read_on;digest\r\nA17;Bo;24-11-2026;{digest}\r\n"
    (folder / "read.csv").write_text(rows, "utf-8-sig")
    assert _states(folder)["A17"] == "signed"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--read", "A99"), "A99"),
        (("--signed", "Bo"), "--read"),
        (("--read", "--signed", " "), "navn"),
        (("--read", "--signed", "=1+1"), "navn"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(
    folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    ended = call("check", *arguments, "--data", str(folder))
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert not (folder / "read.csv").exists()


def test_the_plan_that_comes_along_is_not_signed() -> None:
    ended = call("check", "--read", "A28", "--signed", "Bo")
    assert (ended.code, ended.out) == (2, "")
    assert "samspil export --to turtle" in ended.err
    assert not (paths.ontology_folder() / "ishoej" / "read.csv").exists()


@pytest.mark.parametrize("content", [b"id,who\nA17,Bo\n", b"\xff\xfe\x00", b"id,read_by\n"])
def test_a_signed_file_that_cannot_be_used_is_told(folder: Path, content: bytes) -> None:
    (folder / "read.csv").write_bytes(content)
    ended = call("check", "--data", str(folder))
    assert (ended.code, ended.out) == (2, "")
    assert "read.csv" in ended.err


def test_data_with_a_fault_is_not_signed(folder: Path) -> None:
    stated = folder / "stated.ttl"
    text = stated.read_text("utf-8")
    stated.write_text(
        text.replace("sam:recipient lilleby:ppr", "sam:recipient lilleby:x", 1), "utf-8"
    )
    ended = call("check", "--read", "--signed", "Bo", "--data", str(folder))
    assert ended.code == 1
    assert not (folder / "read.csv").exists()
