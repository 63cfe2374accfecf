"""The report for auditors: all that is wrong with a plan, nothing else, each line to be traced.

The flaws of Hulsted were written down (`flaws.json`) before the plan and before the audit.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import sys
import zlib
from pathlib import Path

import pytest

from samspil import open_model
from samspil.cli.main import run
from samspil.render.blocks import Page, Table
from samspil.render.formats import markdown
from tests.program import AS_OF, DATA, LILLEBY, Json, ask, call

PLANS = DATA / "plans"
HULSTED = PLANS / "hulsted"
FOLDERS = {
    "ishoej": None,
    "lilleby": LILLEBY,
    **{name: PLANS / name for name in ("askevig", "mosedal", "havelund", "hulsted")},
}
EACH = pytest.mark.parametrize("name", list(FOLDERS))
FORMULA = re.compile(r"(?:^|[;\t\r\n])\s*[=+@-]")
LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])


def _audit(name: str, *arguments: str, as_of: str = AS_OF) -> Json:
    folder = FOLDERS[name]
    given = ("--data", str(folder)) if folder else ()
    ended = call("audit", *given, "--format", "json", "--as-of", as_of, *arguments)
    assert ended.err == ""
    assert ended.code == (1 if name == "hulsted" else 0)
    return json.loads(ended.out)


def _found(report: Json, *kinds: str) -> set[tuple[str, ...]]:
    return {
        (one["code"], *one["ids"])
        for one in report["findings"]
        if not kinds or one["kind"] in kinds
    }


def test_the_planted_flaws_are_found_and_nothing_else() -> None:
    planted = json.loads((HULSTED / "flaws.json").read_text(encoding="utf-8"))
    expected = {(one["code"], *one["ids"]) for one in planted["flaws"]}
    assert len(expected) == 15
    assert _found(_audit("hulsted")) == expected


def test_ishoej() -> None:
    report = _audit("ishoej")
    gaps = ask("gaps")["gaps"]
    assert {one for one in _found(report) if one[0].startswith("gap-")} == {
        (row["kind"], row["id"]) for row in ask("query", "gaps-checklist")["rows"]
    }
    assert len(gaps) == len(ask("query", "gaps-checklist")["rows"]) == 39
    assert _found(report, "contradiction", "overdue", "vulnerable") == {
        ("review-overdue", "D0", "C8"),
        ("one-recipient", "A40"),
    }
    norms = {
        "A24", "A25", "A26", "A27", "A28", "A29", "A30", "A31", "A39", "A40", "A60", "A60b"
    }  # fmt: skip
    silent = {one for one in _found(report, "silence") if one[0].startswith(("norm-", "forum-"))}
    assert silent == (
        {("norm-no-basis", one) for one in norms}
        | {("norm-no-bearer", one) for one in ("A39", "A40", "A60", "A60b")}
        # The document's only »bør« names no deadline either, though it is of acute cases.
        | {("norm-no-deadline", one) for one in ("A40", "A60", "A60b")}
        | {("norm-no-unit", one) for one in ("A60", "A60b")}
    )
    members = tuple(f"A{n}" for n in range(43, 53))
    elsewhere = tuple(f"XA11{letter}" for letter in "abcdefghi")
    assert _found(report, "difference") == {
        ("differs-from-law", "XC4", "S20", "C1b", "C4"),
        ("sources-differ", *members, *elsewhere),
        ("sources-differ", "A20", "A21", "A22", "XA12b1", "XA12b2", "XA12b3"),
        ("sources-differ", "tryghed-kriminalitetsforebyggelse", "tryghed-naming-external"),
        ("told-elsewhere", "XA4c", "G04"),
        ("told-elsewhere", "XA4b1", "XA4b2", "G17"),
        ("told-elsewhere", "XA4d", "G17"),
        ("told-elsewhere", "XA10", "G04"),
        ("told-elsewhere", "XA12c1", "XA12c2", "XA12c3", "XA12c4", "G15"),
        ("told-elsewhere", "XA14", "G13"),
    }
    assert {one["about"]["id"] for one in report["findings"] if one["kind"] == "law-beside"} == {
        "akut-tilfaelde", "bekymring-ung-radikaliseringsstruet", "bekymring-radikalisering",
        "lokal-bekymring", "psp-problemstilling", "politikontakt", "loesladelse",
        "individuel-indsats", "sag-til-ssp-nu", "udrejse-vaebnet-konflikt",
    }  # fmt: skip


def test_what_ishoej_holds_of_what_is_required() -> None:
    report = _audit("ishoej")
    assert {one["id"]: one["status"] for one in report["requirements"]} == {
        "K01": "undecidable", "K02": "silent", "K03": "undecidable",
        "K04": "overdue-from-date",
        "K05": "mentioned", "K06": "nothing-found", "K07": "nothing-found", "K08": "mentioned",
        "K09": "nothing-found", "K10": "mentioned", "K11": "mentioned",
        "K12": "nothing-found",
        "K21": "mentioned", "K22": "mentioned-in-part", "K23": "mentioned-in-part",
        "K31": "mentioned", "K32": "mentioned-in-part", "K33": "nothing-found",
        "K34": "nothing-found", "K35": "mentioned-in-part", "K36": "mentioned-in-part",
        "K37": "mentioned-in-part",
    }  # fmt: skip
    shown = {one["id"]: one["shown"] for one in report["requirements"]}
    # S09, S10 and S05 only name a department of prevention, and a centre for children.
    assert shown["K08"] == ["T0", "S01", "S02", "S04", "S11", "S24"]
    assert shown["K11"] == ["S08", "S10", "S11", "S14"]
    (note,) = report["notes"]
    assert note == (
        "Kravet er nyere end dokumentet: Barnets lov § 15, stk. 3 gælder fra 01-04-2024; "
        "dokumentet er fra 13-04-2018 [C8]. Om det er kommunens beredskab efter loven, siger det "
        "ikke."
    )


@pytest.mark.parametrize(
    ("name", "requirement", "shown"),
    [
        ("lilleby", "K12", ["S09", "S17"]),  # »forældrene« are parents, though they are an actor
        ("ishoej", "K21", ["S01", "S11"]),
        ("hulsted", "K11", []),  # »barnets lov« speaks of no child
        ("hulsted", "K12", ["S07", "S08"]),
    ],
)
@LANGUAGES
def test_only_the_name_of_an_actor_or_an_act_speaks_of_no_requirement(
    name: str, requirement: str, shown: list[str], language: str
) -> None:
    held = {one["id"]: one["shown"] for one in _audit(name, "--lang", language)["requirements"]}
    assert held[requirement] == shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("askevig", {("one-recipient", "A09"), ("one-way", "A02", "A06", "A10")}),
        ("mosedal", {("one-way", "A08", "A10", "A13"), ("forum-decides", "A04")}),
        (
            "havelund",
            {
                ("one-way", "A04", "A10", "A13"),
                ("one-way", "A04", "A08", "A10", "A13"),
                ("sources-differ", "A01", "A02", "A10", "A13", "A14", "A03", "A04"),
            },
        ),
        (
            "lilleby",
            {("one-recipient", "A17"), ("one-way", "A10", "A16"), ("one-way", "A22", "A23")},
        ),
    ],
)
def test_of_other_plans_no_more_is_said_than_they_say(
    name: str, expected: set[tuple[str, ...]]
) -> None:
    """Answers back, circles and what a broader situation tells make no »only way«."""
    quiet = ("norm-", "gap-")
    assert {one for one in _found(_audit(name)) if not one[0].startswith(quiet)} == expected


def test_before_the_law_there_was_no_such_requirement() -> None:
    report = _audit("ishoej", as_of="2024-03-31")
    of_law = [one for one in report["requirements"] if one["required_by"]["id"] == "C8"]
    assert {one["status"] for one in of_law} == {"not-in-force"}
    assert not any(one["shown"] or one["open"] for one in of_law)
    assert _found(report, "overdue") == set()
    assert [note[:62] for note in report["notes"]] == [
        "Barnets lov § 15, stk. 3 gælder først fra 01-04-2024 [C8]: den"
    ]
    assert _found(_audit("ishoej", as_of="2024-04-01"), "overdue") != set()


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2025-03-01", "in-time"),
        ("2025-03-02", "overdue-from-date"),
        ("2028-04-01", "overdue-from-date"),
        ("2028-04-02", "overdue"),
    ],
)
def test_four_years_are_four_years(as_of: str, status: str) -> None:
    report = _audit("hulsted", as_of=as_of)
    assert {one["id"]: one["status"] for one in report["requirements"]}["K04"] == status


@EACH
def test_every_line_is_traced_in_two_steps(name: str) -> None:
    """The line's ids, and what samspil shows of each: its quote, its law, its words."""
    report = _audit(name)
    with open_model(FOLDERS[name], as_of=AS_OF) as model:
        ask_of = model.session.ask
        sentences = {row["id"]: row["text"] for row in ask_of("sentences")}
        shown = {
            "gap": {row["id"] for row in model.gaps()},
            "sentence": set(sentences),
            "link": {row["id"] for row in ask_of("law-links")},
            "requirement": {row["id"] for row in ask_of("requirements")},
            # Names and telephone numbers.
            "difference": {
                ident
                for one in model.differences()
                for said in one.says
                for ident in said.assertions
            },
        }
        looked_up = set.union(*shown.values())
        for one in report["findings"]:
            assert [trace["id"] for trace in one["traces"]] == one["ids"]
            for trace in one["traces"]:
                for evidence in trace["evidence"]:
                    if evidence["quote"]:
                        assert (
                            " ".join(evidence["quote"].split()) in sentences[evidence["sentence"]]
                        )
                    else:
                        assert evidence["paraphrase"]
        lines = [one["ids"] for one in report["findings"]]
        lines += [
            [one["id"], one["required_by"]["id"], *one["shown"], *one["open"]]
            for one in report["requirements"]
        ]
        for ident in {ident for ids in lines for ident in ids} - looked_up:
            assert ask_of("evidence", assertion=model.session.find(ident, "Assertion")), ident
        assert len({one["id"] for one in report["claims"]}) == len(report["claims"])
        assert all(one["evidence"] for one in report["claims"])


def test_what_the_four_years_are_counted_from_is_not_guessed() -> None:
    """The plan is older than the demand: nobody says from which day its four years run."""
    (one,) = [one for one in _audit("ishoej")["findings"] if one["code"] == "review-overdue"]
    assert one["text"] == (
        "Dokumentet er fra 13-04-2018: 8 hele år. Fra 01-04-2024 kræver loven revision mindst "
        "hvert 4. år. Regnet fra dokumentets dato er de gået; regnet fra 01-04-2024 går de først "
        "01-04-2028. Hvilken dag de regnes fra, siger vores gengivelse ikke; er det revideret "
        "siden, ved samspil ikke."
    )
    (later,) = [
        one
        for one in _audit("ishoej", as_of="2028-04-02")["findings"]
        if one["code"] == "review-overdue"
    ]
    assert later["text"].startswith("Dokumentet er fra 13-04-2018, mere end 4 år før 02-04-2028.")


def _stands(trace: Json) -> bool:
    """Whether it says where: a quote with its place, a law with its address, our own words."""
    places = [(one["sentence"], one["quote"], one["start"]) for one in trace["evidence"]]
    told = [(one["paraphrase"], one["address"]) for one in trace["evidence"]]
    match trace["what"]:
        case "gap":
            return bool(trace["text"])
        case "reading":
            return bool(trace["text"] and trace["why"])
        case "sentence":
            return bool(places) and all(sentence and quote for sentence, quote, _ in places)
    if trace["layer"] == "stated":
        return bool(places) and all(
            sentence and quote and start is not None for sentence, quote, start in places
        )
    if trace["layer"] == "law":
        return bool(trace["acts"] and trace["section"] and told) and all(map(all, told))
    return bool(trace["why"]) or (bool(told) and all(map(all, told)))


@EACH
def test_every_line_carries_its_quote_its_law_its_reading_or_where_was_looked(name: str) -> None:
    report = _audit(name)
    looked = report["looked"]
    assert 0 < looked["used"] <= looked["sentences"] <= len(report["sentences"])
    lines = [(one["code"], one["traces"], one["readings"]) for one in report["findings"]]
    for one in report["requirements"]:
        assert _stands(one["required_by"]), one["id"]
        assert [trace["id"] for trace in one["traces"]] == [*one["shown"], *one["open"]]
        if one["status"] in {"silent", "nothing-found"}:
            assert one["looked_for"], one["id"]
        lines.append((one["id"], one["traces"], one["readings"]))
    for line, traces, readings in lines:
        assert traces or line.startswith("K"), line
        for trace in (*traces, *readings):
            assert _stands(trace), (line, trace["id"])
    known = {one["id"]: one for one in report["readings"]}
    assert all(map(_stands, known.values()))
    for claim in report["claims"]:
        assert claim["readings"] == [one for one in claim["readings"] if one in known]
        assert all(one["quote"] and one["sentence"] for one in claim["evidence"])


@EACH
def test_what_is_found_by_a_search_says_so_and_what_was_looked_for(name: str) -> None:
    """Which words and kinds of statements speak of a requirement is our choice."""
    looked_for = {"mentioned", "mentioned-in-part", "silent", "nothing-found"}
    report = _audit(name)
    searched = [one for one in report["requirements"] if one["status"] in looked_for]
    assert searched
    own = {"own-words", "reading", "law-read", "silence"}
    for one in report["requirements"]:
        assert bool(one["looked_for"]) == (one in searched), one["id"]
        assert one not in searched or one["grade"]["weakest"] not in own, one["id"]


def test_no_line_of_the_report_is_told_twice_and_a_gap_names_what_it_is_about() -> None:
    page = call("audit", "--format", "md", "--full", "--as-of", AS_OF).out.replace("\\", "")
    gaps = {one["ids"][0]: one["text"] for one in _audit("ishoej")["findings"]
            if one["code"].startswith("gap-")}  # fmt: skip
    silence = page.partition("\n## Tavshed")[2].partition("\n## Reglerne")[0]
    for ident, text in gaps.items():
        assert f"- {text} [{ident}]\n  - det handler om: " in " ".join(silence.split(" ")), ident
        assert silence.count(text) == 1, ident
    assert "det handler om: Bekymring om radikalisering og ekstremisme; Borger med" in silence
    # Two rules of one section are named at it once.
    assert "Barnets lov § 137 [C7-137, C7-137b]" in page


@LANGUAGES
def test_sentences_without_a_statement_were_searched_for_words_all_the_same(language: str) -> None:
    given = ("--data", str(PLANS / "askevig"), "--as-of", AS_OF, "--lang", language)
    page = call("audit", *given, "--format", "md", "--full").out
    told = {
        "da": ("13 af 16 sætninger er gjort til udsagn", "ord er søgt i alle sætninger"),
        "en": ("13 of 16 sentences are made into statements", "words were looked for in all"),
    }[language]
    assert all(one in page for one in told)
    # That the law has no other duties isn't known of a plan without any linked law.
    beside = {"da": "At loven ikke pålægger andre, viser det ikke.",
              "en": "That the law imposes no others, this doesn’t show."}[language]  # fmt: skip
    assert beside in page


@pytest.mark.parametrize("name", ["askevig", "mosedal", "havelund", "hulsted"])
def test_of_several_each_is_told_as_if_it_were_alone(name: str) -> None:
    """No line of one stands in another's report."""
    among = call(
        "audit", "--data", str(PLANS), "--in", name, "--format", "json", "--as-of", AS_OF
    )  # fmt: skip
    assert json.loads(among.out) == _audit(name)


@EACH
@LANGUAGES
def test_each_link_of_the_report_leads_to_one_place_in_it(
    name: str, language: str, tmp_path: Path
) -> None:
    from lxml.html import parse

    target = tmp_path / "a.html"
    folder = FOLDERS[name]
    given = ("--data", str(folder)) if folder else ()
    call("audit", *given, "-o", str(target), "--as-of", AS_OF, "--lang", language)
    page = parse(str(target)).getroot()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
    assert links <= set(ids)
    report = _audit(name, "--lang", language)
    expected = {one["id"] for one in (*report["requirements"], *report["sentences"])}
    expected |= {one["id"] for one in (*report["claims"], *report["readings"])}
    assert expected <= set(ids)
    headings = page.xpath("//nav//a/@href")
    assert headings == [f"#{one}" for one in page.xpath("//h2/@id")]
    # Each finding is one entry that can be linked.
    assert all(entry.get("id") for entry in page.xpath("//h3/following-sibling::ul[1]/li"))
    lines = page.xpath("//ul[@class='lines']/li")
    quoted = [one for one in lines if re.search(r"« \(([^()]+)\)$", one.text_content())]
    assert quoted
    assert all(line.xpath(".//a[starts-with(@href, '#')]") for line in quoted)


@EACH
@LANGUAGES
def test_the_page_names_the_ids_of_every_line(name: str, language: str) -> None:
    report = _audit(name, "--lang", language)
    folder = FOLDERS[name]
    given = ("--data", str(folder)) if folder else ()
    page = call("audit", *given, "--format", "md", "--as-of", AS_OF, "--lang", language).out
    plain = page.replace("\\", "")
    for one in report["findings"]:
        assert " ".join(one["text"].split()) in plain
        assert all(re.search(rf"\b{re.escape(ident)}\b", plain) for ident in one["ids"])
    for one in report["requirements"]:
        assert f"[{one['id']}, {one['required_by']['id']}]" in plain
    assert all(f"[{one['id']}]" in plain for one in report["claims"])


@LANGUAGES
def test_the_first_page_is_the_point(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    short = call("audit", "--format", "table", "--as-of", AS_OF, "--lang", language).out
    lines = short.splitlines()
    assert len(lines) <= 27  # one screen
    for ident in ("[D0, C8]", "[A40]", "[XC4, S20, C1b, C4]"):
        assert ident in short
    assert "--full" in lines[-1]
    full = call("audit", "--format", "table", "--full", "--as-of", AS_OF, "--lang", language).out
    assert full.startswith("\n".join(lines[:20]))
    assert len(full.splitlines()) > 500


def _signed(folder: Path, *ids: str) -> Json:
    given = ("--data", str(folder), "--signed", "A. Person")
    assert call("check", "--read", *ids, *given).code == 0
    return json.loads(call("audit", "--data", str(folder), "--format", "json").out)


def test_who_has_signed_stands_with_each_line(tmp_path: Path) -> None:
    folder = tmp_path / "hulsted"
    shutil.copytree(HULSTED, folder)
    report = _signed(folder, "A07", "A16")
    assert report["looked"]["signed"] == 2
    state = {tuple(one["ids"]): one["grade"]["signed"]["state"] for one in report["findings"]}
    assert state[("A16",)] == "signed"
    assert state[("A07", "A08")] == "unread"  # half of it
    assert state[("G01",)] == "nothing-to-sign"
    (by,) = next(one for one in report["claims"] if one["id"] == "A16")["signed"]["by"]
    assert by.startswith("A. Person 20")
    text = (folder / "stated.ttl").read_text(encoding="utf-8")
    text = text.replace('"the clubs"@en', '"clubs"@en').replace(
        "    sam:urgency sam:acute ;\n", '    sam:urgency sam:acute ;\n    skos:note "x"@da ;\n'
    )
    (folder / "stated.ttl").write_text(text, encoding="utf-8")
    changed = json.loads(call("audit", "--data", str(folder), "--format", "json").out)
    state = {tuple(one["ids"]): one["grade"]["signed"]["state"] for one in changed["findings"]}
    assert state[("A16",)] == "changed"


def test_the_grade_is_that_of_the_weakest_link() -> None:
    weakest = {
        (one["code"], *one["ids"]): one["grade"] for one in _audit("ishoej")["findings"]
    }  # fmt: skip
    assert weakest[("one-recipient", "A40")]["weakest"] == "own-words"
    assert weakest[("norm-no-bearer", "A39")]["weakest"] == "reading"  # I31
    assert weakest[("norm-no-bearer", "A39")]["confidence"] == "high"
    assert weakest[("gap-decision", "G02")]["weakest"] == "silence"
    assert weakest[("differs-from-law", "XC4", "S20", "C1b", "C4")]["weakest"] == "other-source"
    assert weakest[("review-overdue", "D0", "C8")]["weakest"] == "law-read"
    beside = weakest[("law-says-must", "A40", "C6", "C6b", "L05", "L06")]
    assert (beside["weakest"], beside["law_approved"]) == ("law-not-read", False)


# --- Files ----------------------------------------------------------------------------------------


def test_a_file_is_what_its_ending_says(tmp_path: Path) -> None:
    for form in ("html", "md", "csv", "json"):
        target = tmp_path / f"a.{form}"
        assert run(["audit", "-o", str(target), "--as-of", AS_OF]) == 0
        assert target.stat().st_size > 10_000
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["dataset"] == "ishoej"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-o", "a.txt"), ".html"),
        (("--format", "pdf"), "-o rapport.pdf"),
        (("-o", "a.html", "--format", "md"), "--format md"),
        (("-o", "nowhere/a.html"), "nowhere"),
        (("--layers", "stated"), "--layers"),
        (("--roll-up",), "--roll-up"),
        (("--force",), "-o FIL"),
        (("--format", "html", "log", "log.csv"), "--format html"),
        (("log", "log.csv", "--force"), "-o FIL"),
    ],
)
def test_wrong_use_is_one_line(
    arguments: tuple[str, ...], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = call("audit", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err
    assert len(ended.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_text("mine", encoding="utf-8")
    assert call("audit", "-o", str(target)).code == 2
    assert target.read_text(encoding="utf-8") == "mine"
    assert call("audit", "-o", str(target), "--force").code == 0
    assert target.read_text(encoding="utf-8").startswith("# Audit")


def test_what_a_file_is_beside_stays(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    (tmp_path / ".a.md.new").symlink_to(tmp_path / "mine")
    assert call("audit", "-o", str(tmp_path / "a.md")).code == 0
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"
    assert {one.name for one in tmp_path.iterdir()} == {"mine", "a.md", ".a.md.new"}
    assert (tmp_path / ".a.md.new").is_symlink()


def test_no_cell_is_a_formula() -> None:
    ended = call("audit", "--format", "csv", "--data", str(HULSTED), "--as-of", AS_OF)
    rows = list(csv.reader(io.StringIO(ended.out)))
    assert len(rows) > 30
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not [cell for row in rows for cell in row if FORMULA.search(cell)]


def test_no_cell_of_markdown_is_one_either() -> None:
    sheet = Table(("a",), (("=1+1",), ("@x",), ("plain",)))
    told = markdown(Page((sheet,), lambda: sheet))
    assert told.splitlines()[2:] == ["| '=1+1 |", "| '@x |", "| plain |"]


def test_html_fetches_and_runs_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    assert call("audit", "-o", str(target), "--lang", "en").code == 0
    text = target.read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert not re.search(r"<(?:script|link|img|iframe|form)\b|\bsrc=|url\(|@import", text)
    assert "default-src 'none'" in html.unescape(text)


def test_what_a_plan_says_is_text_in_html(tmp_path: Path) -> None:
    folder = tmp_path / "hulsted"
    shutil.copytree(HULSTED, folder)
    gaps = folder / "gaps.ttl"
    text = gaps.read_text(encoding="utf-8")
    gaps.write_text(
        text.replace("hvem der har vedtaget den.", "hvem <script>alert(1)</script>."), "utf-8"
    )
    target = tmp_path / "a.html"
    assert call("audit", "-o", str(target), "--data", str(folder)).code == 1
    written = target.read_text(encoding="utf-8")
    assert "<script" not in written
    assert "&lt;script&gt;" in written


def test_pdf_is_tagged_and_has_its_language_and_title(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    target = tmp_path / "a.pdf"
    assert call("audit", "-o", str(target), "--data", str(HULSTED)).code == 1
    content = target.read_bytes()
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    parts = [content]
    for stream in streams:
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    whole = b"\n".join(parts)
    for wanted in (b"/StructTreeRoot", b"/Marked true", b"/Lang", b"pdfuaid", b"Hulsted"):
        assert wanted in whole, wanted


def test_without_weasyprint_one_line_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    ended = call("audit", "-o", str(tmp_path / "a.pdf"))
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1
    assert "samspil[pdf]" in ended.err
    assert "apt install" in ended.err
    assert list(tmp_path.iterdir()) == []
