"""`samspil audit log`: each event and case judged as an auditor judged it; what is shown of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from samspil import paths
from samspil.conformance.model import VERDICTS
from tests.logs import (
    LOGS,
    PLANS,
    checked,
    labels_of,
    rows_of_log,
    write_csv,
    write_docx,
    write_xes,
    write_xlsx,
)
from tests.program import call, kept_graphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TK = "Tryghed og Kriminalitetsforebyggelse"
ACUTE = ["SSP-1", "2024-05-01", "StraXen", "PET", "henvendelse", "T03", ""]


@pytest.fixture(scope="module", autouse=True)
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        yield


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", PLANS)
def test_every_event_is_judged_as_an_auditor_did_and_cites_the_same_norms(
    name: str, language: str
) -> None:
    made = checked(LOGS / f"{name}.csv", PLANS[name], language=language)
    found = [
        {
            "row": str(made.ledger.rows[event]),
            "verdict": judgement.verdict,
            "norms": " ".join(sorted(row.id for row in judgement.rows)),
        }
        for event, _, judgement in made.ledger.judged()
    ]
    assert found == labels_of(name, "labels")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", PLANS)
def test_every_case_has_the_findings_of_steps_that_it_must_have(name: str, language: str) -> None:
    made = checked(LOGS / f"{name}.csv", PLANS[name], language=language)
    found = Counter((made.ledger.cases[one.case], one.kind, one.row.id) for one in made.steps)
    wanted = Counter((one["case"], one["kind"], one["norm"]) for one in labels_of(name, "steps"))
    assert found == wanted


def test_the_labels_hold_each_verdict_often_and_both_sides_of_the_new_law() -> None:
    verdicts = Counter(one["verdict"] for name in PLANS for one in labels_of(name, "labels"))
    assert set(verdicts) == set(VERDICTS)
    assert min(verdicts.values()) >= 20
    assert sum(verdicts.values()) >= 400
    days = [(row[0], row[1][:10]) for row in rows_of_log("ishoej")]
    over = {case for case, day in days if day == "2023-12-31"} & {
        case for case, day in days if day == "2024-01-01"
    }
    assert over


@pytest.mark.parametrize("name", PLANS)
def test_each_judgement_that_says_something_cites_a_norm_with_its_words(name: str) -> None:
    made = checked(LOGS / f"{name}.csv", PLANS[name])
    for _, _, judgement in made.ledger.judged():
        if judgement.verdict in {"forbidden", "deviates", "law-only", "as-stated"}:
            assert judgement.rows
        assert all(one.quote or one.paraphrase for row in judgement.rows for one in row.evidence)
    assert all(step.row.evidence for step in made.steps)


@pytest.mark.parametrize(
    ("write", "suffix"),
    [(write_csv, "csv"), (write_xlsx, "xlsx"), (write_docx, "docx"), (write_xes, "xes")],
)
def test_every_form_gives_the_same_verdicts(
    write: Callable[..., Path], suffix: str, tmp_path: Path
) -> None:
    path = write(tmp_path / f"log.{suffix}", rows_of_log("ishoej"))
    ended = call("audit", "log", str(path), "--yes", "--format", "json")
    assert ended.code == 1
    told = json.loads(ended.out)
    wanted = Counter(one["verdict"] for one in labels_of("ishoej", "labels"))
    assert told["verdicts"] == {one: wanted[one] for one in VERDICTS}
    assert told["steps"]["missing"] == len(labels_of("ishoej", "steps"))


def test_the_short_page_fits_on_a_screen_and_tells_the_worst_first() -> None:
    ended = call("audit", "log", str(LOGS / "ishoej.csv"), "--format", "table")
    assert ended.code == 1
    assert len(ended.out.splitlines()) <= 25
    assert ended.out.index("FORBUDT:") < ended.out.index("slags fund til")
    assert "C2a-not" in ended.out


def test_the_exit_code_tells_whether_anything_is_wrong(tmp_path: Path) -> None:
    right = [["SSP-1", "2024-05-01", "Ishøjs skoler", TK, "henvendelse", "T01", ""]]
    fine = call("audit", "log", str(write_csv(tmp_path / "a.csv", right)), "--format", "json")
    wrong = call("audit", "log", str(write_csv(tmp_path / "b.csv", [ACUTE])), "--format", "json")
    assert (fine.code, wrong.code) == (0, 1)
    assert json.loads(wrong.out)["steps"]["missing"] == 1


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("form", ["md", "csv", "json", "html", "xlsx", "docx"])
def test_a_report_is_written_in_each_form(language: str, form: str, tmp_path: Path) -> None:
    target = tmp_path / f"report.{form}"
    ended = call(
        "audit", "log", str(LOGS / "askevig.csv"), "--data", str(PLANS["askevig"]),
        "-o", str(target), "--format", "json", "--lang", language,
    )  # fmt: skip
    assert (ended.code, ended.err) == (1, "")
    assert target.stat().st_size > 1000
    if form == "html":
        text = target.read_text(encoding="utf-8")
        assert f'<html lang="{language}">' in text
        assert text.count("<h1>") == 1
        assert "http:" not in text
    if form in {"csv", "md"}:
        assert "drøfte bekymringen med sin leder" in target.read_text(encoding="utf-8-sig")
    again = call("audit", "log", str(LOGS / "askevig.csv"), "-o", str(target))
    assert again.code == 2, "what is there is not written over unasked"


def test_the_sheet_has_a_row_for_every_event_and_finding() -> None:
    ended = call("audit", "log", str(LOGS / "ishoej.csv"), "--format", "csv")
    lines = ended.out.splitlines()
    assert len(lines) == 1 + len(rows_of_log("ishoej")) + len(labels_of("ishoej", "steps"))


def test_words_that_are_not_understood_are_told_by_their_place_alone(tmp_path: Path) -> None:
    rows = [["SSP-1", "2024-05-01", "Onkel Georg", TK, "henvendelse", "T01", ""], ACUTE]
    path = write_csv(tmp_path / "log.csv", rows)
    for form in ("json", "csv", "md", "table"):
        ended = call("audit", "log", str(path), "--format", form, "--full")
        assert "Georg" not in ended.out + ended.err
    told = json.loads(call("audit", "log", str(path), "--format", "json").out)
    unknown = [one for one in told["understood"] if one["state"] == "unknown"]
    assert [(one["column"], one["row"]) for one in unknown] == [("from", 2)]
    assert told["judged"][1]["verdict"] == "not-modelled"


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_form_can_be_filled_in_and_is_read_without_a_question(
    form: str, language: str, tmp_path: Path
) -> None:
    path = tmp_path / f"form.{form}"
    made = call("audit", "log", "--template", form, "-o", str(path), "--lang", language)
    assert (made.code, made.err) == (0, "")
    empty = call("audit", "log", str(path), "--lang", language)
    assert (empty.code, len(empty.err.splitlines())) == (2, 1)
    if form == "csv":
        path.write_text(
            path.read_text(encoding="utf-8-sig")
            + f"SSP-1;2024-05-01;Ishøjs skoler;{TK};henvendelse;T01;\n",
            encoding="utf-8",
        )
        assert call("audit", "log", str(path), "--format", "json").json["events"] == 1


def test_the_workbook_offers_the_names_of_the_model_on_a_hidden_sheet(tmp_path: Path) -> None:
    from python_calamine import SheetVisibleEnum, load_workbook

    path = tmp_path / "form.xlsx"
    call("audit", "log", "--template", "xlsx", "-o", str(path))
    with load_workbook(path) as book:
        shown = {one.name: one.visible for one in book.sheets_metadata}
        lists = book.get_sheet_by_name("Lister").to_python()
    assert shown == {"Log": SheetVisibleEnum.Visible, "Lister": SheetVisibleEnum.Hidden}
    offered = {cell for row in lists for cell in row}
    assert {"StraXen", "henvendelse", "Akut tilfælde", "KSP-samarbejdet"} <= offered


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({4: "røgsignal"}, "step-undecided"),
        ({4: ""}, "step-undecided"),
        ({5: "noget helt andet"}, "step-undecided"),
        ({3: "Fritidsklubben Solstrålen"}, "step-undecided"),
        ({4: "røgsignal", 3: "PET"}, "missing"),
        ({4: "røgsignal", 5: "T01"}, "missing"),
    ],
)
def test_what_is_not_understood_may_be_the_step_that_is_looked_for(
    changed: dict[int, str], found: str, tmp_path: Path
) -> None:
    told = ["SSP-1", "2024-05-02", "StraXen", TK, "henvendelse", "T03", ""]
    unclear = [changed.get(place, cell) for place, cell in enumerate(told)]
    made = checked(write_csv(tmp_path / "log.csv", [ACUTE, unclear]))
    assert [(one.kind, one.row.id) for one in made.steps] == [(found, "A40")]
    made = checked(write_csv(tmp_path / "log.csv", [ACUTE, unclear, told]))
    assert made.steps == ()


def test_a_guess_of_columns_must_be_confirmed(tmp_path: Path) -> None:
    heads = ("Sagsnr", "Dato", "Afsender", "Modtager", "Hvad", "Anledning", "Kanal")
    path = write_csv(tmp_path / "log.csv", [ACUTE], heads, between=";")
    asked = call("audit", "log", str(path), "--format", "json")
    assert (asked.code, asked.out) == (2, "")
    *_, last = asked.err.splitlines()
    mapping = last.partition("--map ")[2]
    assert mapping == (
        "case=Sagsnr,time=Dato,from=Afsender,to=Modtager,act=Hvad,situation=Anledning,channel=Kanal"
    )
    said = call("audit", "log", str(path), "--map", mapping, "--format", "json")
    assumed = call("audit", "log", str(path), "--yes", "--format", "json")
    assert (said.code, said.out) == (1, assumed.out)
    other = mapping.replace("to=Modtager", "to=Afsender")
    changed = call("audit", "log", str(path), "--map", other, "--format", "json")
    assert json.loads(changed.out)["judged"][0]["to"] == "straxen"


@pytest.mark.parametrize(
    "mapping", ["case=Nope", "who=Sag", "case", "case=sag,time=tidspunkt,from="]
)
def test_a_wrong_map_is_told(mapping: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "log.csv", [ACUTE])
    ended = call("audit", "log", str(path), "--map", mapping)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)


def test_a_map_of_one_column_leaves_the_others_a_guess(tmp_path: Path) -> None:
    heads = ("Sagsnr", "Dato", "fra", "til", "handling", "situation", "kanal")
    path = write_csv(tmp_path / "log.csv", [ACUTE], heads)
    assert call("audit", "log", str(path), "--map", "case=Sagsnr").code == 2
    ended = call("audit", "log", str(path), "--map", "case=Sagsnr,time=Dato", "--format", "json")
    assert (ended.code, ended.err) == (1, "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
@pytest.mark.parametrize(("answer", "code"), [("ja", 1), ("y", 1), ("n", 2), ("", 2)])
def test_on_a_terminal_the_guess_is_asked_about(answer: str, code: int, tmp_path: Path) -> None:
    import pty

    heads = ("Sagsnr", "Dato", "Afsender", "Modtager", "Hvad", "Anledning", "Kanal")
    path = write_csv(tmp_path / "log.csv", [ACUTE], heads)
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    line = [sys.executable, "-m", "samspil", "audit", "log", str(path), "--format", "json"]
    ended = subprocess.run(
        line, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, check=False, timeout=120
    )
    os.close(theirs)
    told = os.read(ours, 10_000).decode()
    os.close(ours)
    assert ended.returncode == code
    assert "Er det rigtigt? [j/N]" in told
    assert "sag: Sagsnr (1)" in told


def test_how_far_it_is_is_told_in_a_pipe_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samspil.cli.audit_log._LARGE", 1000)
    monkeypatch.setattr("samspil.cli.audit_log._SECONDS", 0)
    path = write_csv(tmp_path / "log.csv", [ACUTE] * 2000)
    ended = call("audit", "log", str(path), "--format", "json")
    assert ended.code == 1
    last = ended.err.splitlines()[-1]
    assert last.startswith("100/100 række 200")


def test_the_page_on_logs_shows_what_the_program_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (paths.code_folder().parents[1] / "docs" / "auditlog.md").read_text(encoding="utf-8")
    log, shown = (
        page.partition(f"```{start}\n")[2].partition("```")[0] for start in ("csv", "console")
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "log.csv").write_text(log, encoding="utf-8")
    ended = call("audit", "log", "log.csv", "--format", "table")
    assert shown == f"$ samspil audit log log.csv\n{ended.out}"
    (tmp_path / "andre.csv").write_text(
        "Sagsnr;Dato;Afsender;Modtager;Hvad;Anledning\n", encoding="utf-8"
    )
    asked = call("audit", "log", "andre.csv")
    assert asked.err == page.partition("```text\n")[2].partition("```")[0]


@pytest.mark.parametrize("more", [("log.csv",), ("--map", "case=Sag")])
def test_a_form_is_written_alone(
    more: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = call("audit", "log", "--template", "csv", *more)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []
    assert call("audit", "log").code == 2
