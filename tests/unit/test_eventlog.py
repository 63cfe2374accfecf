"""Logs as files: what is broken is told in one line, what is personal is refused, not repeated."""

from __future__ import annotations

import json
import random
import zipfile
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from samspil.conformance.ledger import Ledger
from samspil.errors import DataError
from samspil.eventlog.columns import PARTS, guess
from samspil.eventlog.moments import moment
from samspil.eventlog.opening import open_log
from samspil.eventlog.privacy import personal, wrong_case
from samspil.eventlog.table import column_letters
from tests.logs import HEADS, rows_of_log, write_csv, write_docx, write_xes, write_xlsx
from tests.program import call, kept_graphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TK = "Tryghed og Kriminalitetsforebyggelse"
ROW = ["SSP-1", "2024-05-01 10:30", "StraXen", TK, "henvendelse", "T03", ""]
LONG = "x" * 10_000_000
XES = '<?xml version="1.0"?><log>{}</log>'


@pytest.fixture(scope="module", autouse=True)
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        yield


def _cut(path: Path, keep: float) -> Path:
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    return path


def _text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


def _csv(path: Path, *rows: list[str]) -> Path:
    return write_csv(path.with_suffix(".csv"), [ROW, *rows])


def _csv_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    return _text(path.with_suffix(".csv"), ",".join(HEADS) + "\n" + text, encoding)


def _changed(column: int, text: str) -> list[str]:
    return [*ROW[:column], text, *ROW[column + 1 :]]


MANY = rows_of_log("ishoej")
BROKEN: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a bar between cells": (lambda p: _text(p.with_suffix(".csv"), "sag|tid\n1|2\n"), ":1:"),
    "Latin-1": (lambda p: _csv_text(p, ",".join(ROW) + "\nSSP-2,2024-05-01,Ishøj,a,b,c,\n",
                                    "latin-1"), ":3:"),
    "UTF-16": (lambda p: _csv_text(p, ",".join(ROW), "utf-16"), ":1:"),
    "a missing column": (lambda p: write_csv(p.with_suffix(".csv"), [ROW[:4]], HEADS[:4]), ":1:"),
    "a cell of 10 MB": (lambda p: _csv(p, _changed(2, LONG)), ":3:"),
    "a quoted cell of 10 MB": (lambda p: _csv_text(p, f'SSP-1,"{LONG}"'), ":2:"),
    "a text of 10 MB in XES": (
        lambda p: write_xes(p.with_suffix(".xes"), [_changed(2, LONG)]), ".xes"),
    "a long cell in a document": (
        lambda p: write_docx(p.with_suffix(".docx"), [ROW, _changed(4, "x" * 5000)]),
        "docx:4: Kolonne E"),
    "a long cell in a sheet": (
        lambda p: write_xlsx(p.with_suffix(".xlsx"), [ROW, _changed(3, "x" * 5000)]),
        "xlsx:5: Kolonne F"),
    "a formula": (lambda p: _csv(p, _changed(4, "=HYPERLINK()")), ":3: Kolonne 5"),
    "a formula as a case": (lambda p: _csv(p, _changed(0, "=1+1")), ":3: Kolonne 1"),
    "a formula in a sheet": (
        lambda p: write_xlsx(p.with_suffix(".xlsx"), [ROW], (3, 4)), "xlsx:4: Kolonne E"),
    "a wrong time": (lambda p: _csv(p, _changed(1, "12/31/2024")), ":3: Kolonne 2"),
    "a time in a sheet": (
        lambda p: write_xlsx(p.with_suffix(".xlsx"), [ROW, _changed(1, "i går")]),
        "xlsx:5: Kolonne D"),
    "no case": (lambda p: _csv(p, _changed(0, "")), ":3: Kolonne 1"),
    "a row cut short": (lambda p: _csv_text(p, "SSP-1,2024-05-01,Str"), ":2:"),
    "a row too long": (lambda p: _csv_text(p, ",".join([*ROW, "x"])), ":2:"),
    "a quotation mark that stays open": (lambda p: _csv_text(p, 'SSP-1,"2024'), ":2:"),
    "half a workbook": (lambda p: _cut(write_xlsx(p.with_suffix(".xlsx"), MANY), 0.5), ".xlsx:"),
    "half a document": (lambda p: _cut(write_docx(p.with_suffix(".docx"), MANY[:20]), 0.5), ""),
    "half an XES": (lambda p: _cut(write_xes(p.with_suffix(".xes"), MANY), 0.5), ".xes:"),
    "a text named .xlsx": (lambda p: _text(p.with_suffix(".xlsx"), "sag,tid"), ".xlsx:"),
    "a text named .docx": (lambda p: _text(p.with_suffix(".docx"), "sag,tid"), ".docx:"),
    "a document without a table": (lambda p: _empty_docx(p.with_suffix(".docx")), ".docx:"),
    "an XES with a document type": (
        lambda p: _text(p.with_suffix(".xes"), '<!DOCTYPE log [<!ENTITY a "b">]><log><trace>'
                        '<event><string key="a" value="&a;"/></event></trace></log>'), ".xes:1:"),
    "an XES without events": (lambda p: _text(p.with_suffix(".xes"), XES.format("")), ".xes:"),
    "an empty file": (lambda p: _text(p.with_suffix(".csv"), ""), ".csv:"),
    "heads alone": (lambda p: write_csv(p.with_suffix(".csv"), []), ".csv:"),
    "a folder": (lambda p: p.parent, ":"),
    "no file": (lambda p: p.with_suffix(".csv"), ".csv:"),
    "another form": (lambda p: _text(p.with_suffix(".pdf"), "x"), ".pdf"),
}  # fmt: skip


def _empty_docx(path: Path) -> Path:
    from docx import Document

    Document().save(str(path))
    return path


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_in_one_line(name: str, tmp_path: Path) -> None:
    make, place = BROKEN[name]
    path = make(tmp_path / "log")
    target = tmp_path / "report.csv"
    ended = call("audit", "log", str(path), "--yes", "-o", str(target))
    told = [line for line in ended.err.splitlines() if line.startswith("Fejl")]
    assert (ended.code, ended.out, len(told)) == (2, "", 1), ended.err
    assert place in told[0]
    assert "Traceback" not in ended.err
    assert len(told[0]) < 400
    assert not target.exists()


def test_a_workbook_that_unpacks_to_more_than_memory_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samspil.eventlog.office.LARGEST_UNPACKED", 1_000)
    path = write_xlsx(tmp_path / "log.xlsx", MANY)
    assert sum(one.file_size for one in zipfile.ZipFile(path).infolist()) > 1_000
    ended = call("audit", "log", str(path))
    assert (ended.code, len(ended.err.splitlines())) == (2, 1)


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_docx, write_xes])
def test_whatever_happened_to_a_file_it_is_an_error_of_ours(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    chance = random.Random(3)  # noqa: S311  (the same damage each time)
    suffix = write.__name__.removeprefix("write_")
    whole = write(tmp_path / f"whole.{suffix}", MANY[:20]).read_bytes()
    path = tmp_path / f"log.{suffix}"
    ended = set()
    for _ in range(120):
        damaged = bytearray(whole[: chance.choice([len(whole), chance.randrange(len(whole))])])
        for _ in range(chance.randrange(4)):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            with open_log(path) as table:
                list(table.rows)
        except DataError as error:
            ended.add(error.code)
    assert ended


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_each_usual_sign_between_cells_is_understood(between: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "log.csv", [ROW], between=between)
    with open_log(path) as table:
        assert (table.columns, list(table.rows)) == (HEADS, [(2, ROW)])


SECRETS = {
    "cpr": [
        "010190-1234",
        "101901234",
        "610190-1234",
        "0101901234",
        "010190 1234",
        "barn 311299-9999 set",
        "01-01-90-1234",
        "01.01.90 - 1234",
        "01 01 90 1234",
        "010190\u20111234",
        "010190\u200b-1234",
        "010190 - 1234",
    ],
    "email": [
        "anna@ishoej.dk",
        "Skriv til a.b@c.org",
        "anna @ ishoej.dk",
        "anna (at) ishoej.dk",
        "anna[at]ishoej[dot]dk",
    ],
    "telephone": [
        "tlf.12345678 hjemme",
        "12 34 56 78",
        "12\u00a034\u00a056\u00a078",
        "12/34/56/78",
        "12 345 678",
        "1 2 3 4 5 6 7 8",
        "+45 12345678",
        "0045 12 34 56 78",
        "12-34-56-78",
        "T01 1234-5678",
        "1234.5678",
        "+45 12 34 56 78",
        "+46 70 123 45 67",
    ],
}
CASES = ["Anna", "Anna Jensen", "anna-2", "Jensen2", "sag Anna 2", "SSP 2024 1", "12345678901",
         "x" * 50 + "1"]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "secret"), [(kind, one) for kind in SECRETS for one in SECRETS[kind]]
)
@pytest.mark.parametrize("column", [0, 2, 4, 6, 7])
def test_personal_data_are_refused_in_every_column_and_never_repeated(
    kind: str, secret: str, column: int, tmp_path: Path
) -> None:
    row = [*ROW, "en bemærkning"]
    row[column] = secret
    path = write_csv(tmp_path / "log.csv", [[*ROW, ""], row, [*ROW, ""]], (*HEADS, "note"))
    target = tmp_path / "report.json"
    ended = call("audit", "log", str(path), "-o", str(target), "--yes")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert f"Række 3, kolonne {column + 1}" in ended.err
    assert secret not in ended.err
    assert "1234" not in ended.err.replace("2024", "")
    assert not target.exists()
    assert personal(secret) == kind


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_a_code_and_no_name(case: str, tmp_path: Path) -> None:
    path = _csv(tmp_path / "log", _changed(0, case))
    ended = call("audit", "log", str(path))
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert "Række 3, kolonne 1" in ended.err
    assert case not in ended.err
    assert "Anna" not in ended.err


@pytest.mark.parametrize(
    "case",
    ["SSP-2024-017", "1", "sag-12", "Sag_12", "24/01234", "AKUT.3", "T01-4", "2024-0017-A",
     "0f8fad5b-d9cb-469f-a165-70867728950e", "999999-1234", "20240517", "S-12345678"],
)  # fmt: skip
def test_a_code_is_no_personal_data(case: str) -> None:
    assert wrong_case(case) is None


@pytest.mark.parametrize(
    "text", ["2024-01-31 10:30", "01-02-2024", "kl. 10.30", "§ 115, stk. 2", "sag 2024-0017"]
)
def test_days_and_sections_are_no_telephone_numbers(text: str) -> None:
    assert personal(text) is None


@pytest.mark.parametrize(
    "inside",
    [
        '<string key="note" value="x"><string key="cpr" value="010190-1234"/></string>',
        '<list key="notes"><values><string key="cpr" value="010190-1234"/></values></list>',
        '<container key="c"><string key="note" value="ring 12 34 56 78"/></container>',
        '<string key="late" value="010190-1234"/>',
        '</event><string key="about" value="010190-1234"/>',
    ],
)
def test_personal_data_are_refused_however_deep_or_late_they_stand_in_xes(
    inside: str, tmp_path: Path
) -> None:
    path = write_xes(tmp_path / "log.xes", [ROW] * 1100)
    before, end, after = path.read_text("utf-8").rpartition("</event>")
    end = "" if inside.startswith(end) else end
    path.write_text(before + inside + end + after, encoding="utf-8")
    ended = call("audit", "log", str(path), "--yes")
    assert (ended.code, ended.out) == (2, "")
    *_, told = ended.err.splitlines()
    assert "Række 1100, kolonne" in told
    assert not [one for one in ("0101", "34 56") if one in ended.err]


def test_eight_digits_are_a_case_and_that_they_may_be_a_telephone_number_is_told(
    tmp_path: Path,
) -> None:
    path = write_csv(tmp_path / "log.csv", [["20240517", *ROW[1:]], ROW])
    for form in ("table", "md", "json"):
        ended = call("audit", "log", str(path), "--format", form)
        assert ended.code in {0, 1}
        assert "otte tal i træk" in " ".join(ended.out.split())


def test_a_log_without_heads_repeats_nothing_of_its_first_row(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "log.csv", [ROW], ("010190-1234", *ROW[1:]))
    for more in (("--map", "case=x"), ("--yes",), ()):
        ended = call("audit", "log", str(path), *more)
        assert (ended.code, ended.out) == (2, "")
        assert "Række 1, kolonne 1" in ended.err
        assert "0101" not in ended.err


def test_the_first_twenty_rows_are_named_and_the_rest_is_not_read(tmp_path: Path) -> None:
    rows = [_changed(0, f"0101{year:02}-1234") for year in range(50)]
    ended = call("audit", "log", str(write_csv(tmp_path / "log.csv", rows)))
    assert "Række 2, 3, " in ended.err
    assert "21, kolonne" in ended.err
    assert "22" not in ended.err


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-01-31", "2024-01-31"),
        ("31-01-2024", "2024-01-31"),
        ("31.1.2024", "2024-01-31"),
        ("31/01/2024 kl. 10.30", "2024-01-31T10:30"),
        ("31-01-2024 10:30:05", "2024-01-31T10:30:05"),
        ("2024-01-31 10:30", "2024-01-31T10:30"),
        ("2024-01-31T10:30:00.000+01:00", "2024-01-31T10:30"),
    ],
)
def test_days_are_read_as_people_write_them(text: str, iso: str) -> None:
    assert moment(text) == moment(iso) is not None


def test_days_and_times_of_a_workbook_are_read_as_they_were_typed(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    path = tmp_path / "log.xlsx"
    book = Workbook(str(path))
    sheet = book.add_worksheet()
    shown = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, HEADS)
    for row, typed in ((1, datetime(2024, 1, 31)), (2, datetime(2024, 1, 31, 10, 30))):  # noqa: DTZ001
        sheet.write_row(row, 0, ROW)
        sheet.write_datetime(row, 1, typed, shown)
    book.close()
    with open_log(path) as table:
        read = [moment(cells[1]) for _, cells in table.rows]
    assert read == [moment("2024-01-31"), moment("2024-01-31 10:30")]


@pytest.mark.parametrize("text", ["", "31-13-2024", "2024-02-30", "31-01-24", "i dag", "1"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert moment(text) is None


def test_columns_are_guessed_by_their_names_in_both_languages() -> None:
    words = {part: [part] for part in PARTS}
    words["from"] = ["from", "afsender"]
    heads = ["Afsendr", "CASE", "time", "", "to", "act", "Situation"]
    found = guess(heads, words)
    assert found.columns == {
        "from": 0, "case": 1, "time": 2, "to": 4, "act": 5, "situation": 6,
    }  # fmt: skip
    assert found.exact == {"case", "time", "to", "act", "situation"}
    assert guess(["case", "Vejr"], words).columns == {"case": 0}


def test_letters_of_columns() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def _variants(path: Path) -> set[tuple[str, ...]]:
    """The events of each case by their names, in order, as an outside reader sees them."""
    import r4pm

    log = r4pm.import_item("EventLog", str(path))
    projection = r4pm.convert_item(log, "EventLogActivityProjection")
    module = "process_mining::core::event_data::case_centric::utils::activity_projection"
    told = r4pm.call_binding(f"{module}::get_variants", json.dumps({"projection": projection}))
    return {tuple(one["activities"]) for one in json.loads(told)}


def test_the_order_of_events_in_xes_is_that_of_an_outside_reader(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311  (the same log each time)
    # Each event has a name of its own; many are of the same minute.
    rows = [
        [f"SSP-{chance.randrange(20)}", f"2024-05-01 10:{chance.randrange(9):02}", "StraXen", TK,
         f"e{number}", "T03", ""]
        for number in range(300)
    ]  # fmt: skip
    rows.sort(key=lambda row: row[1])
    path = write_xes(tmp_path / "log.xes", rows)
    with open_log(path) as table:
        case, name = (table.columns.index(one) for one in ("case:concept:name", "concept:name"))
        names = {number: cells[name] for number, cells in table.rows}
    cases: defaultdict[str, list[str]] = defaultdict(list)
    with open_log(path) as table:
        for number, cells in table.rows:
            cases[cells[case]].append(names[number])
    theirs = _variants(path)
    assert {tuple(events) for events in cases.values()} == theirs
    # And that is the order in which the steps of a case are looked at.
    ledger = Ledger()
    with open_log(path) as table:
        at = table.columns.index("time:timestamp")
        for number, cells in table.rows:
            ledger.add(0, cells[case], moment(cells[at]) or 0, number)
    ours = {
        tuple(names[ledger.rows[event]] for event in ledger.events(number))
        for number in range(len(ledger.cases))
    }
    assert ours == theirs
