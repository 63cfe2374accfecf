"""The lawyer's table: where a rule stands, when it applies, whether it was read, its links."""

from __future__ import annotations

import re

import pytest

from tests.law_tables import PAGE, written
from tests.program import DATA, LILLEBY, ask, beside, call, query

LAW = DATA.parents[1] / "ontology" / "national" / "law.ttl"
_RULE = re.compile(
    r"^dk:(\S+) a sam:(?:InformationNorm|TaskStatement|StructureStatement) ;", re.MULTILINE
)


def test_the_page_is_what_the_program_answers() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page, "run: python -m tests.law_tables"


def test_every_rule_is_in_the_table_once() -> None:
    rules = _RULE.findall(LAW.read_text(encoding="utf-8"))
    assert sorted(row["id"] for row in query("law")) == sorted(rules)


def test_each_rule_says_where_it_stands_when_it_applies_and_whether_it_was_read() -> None:
    for language in ("da", "en"):
        for row in query("law", "--lang", language):
            assert row["acts"], row
            assert row["section"], row
            assert row["in_short"], row
            assert row["text_read"] in {True, False}, row
            assert row["addresses"], row
            assert row["read_on"], row
            assert row["valid_from"] <= (row["valid_to"] or "9"), row
            assert row["approved"] is False, "no lawyer has approved anything yet"


def test_a_rule_that_was_not_read_says_so_in_its_paraphrase() -> None:
    for row in query("law"):
        if row["modality"] == "descriptive" or row["text_read"]:
            continue
        told = query("evidence", "-p", f"assertion={row['id']}")
        text = " ".join(str(one) for one in told)
        assert "tekst er ikke læst" in text, row


def test_the_short_line_has_the_modal_word_of_its_rule() -> None:
    words = {
        "must": r"\b(skal|har tavshedspligt)\b",
        "may": r"\bkan\b",
        "must-not": r"\bmå ikke\b",
    }
    for row in query("law"):
        text = row["in_short"]
        if row["modality"] in words:
            assert re.search(words[row["modality"]], text), row
        else:
            assert not re.search(r"\bskal\b|\bmå ikke\b", text), row


def test_each_link_says_why_in_both_languages_and_leads_to_a_rule() -> None:
    for language in ("da", "en"):
        links = query("law-links", "--lang", language)
        assert [link["id"] for link in links] == sorted({link["id"] for link in links})
        for link in links:
            assert link["why"], link
            assert link["rules"], link
            assert link["confidence"], link
            assert link["approved"] is False, link


def test_the_links_of_a_rule_are_those_of_the_answers() -> None:
    shown = {
        (link, row["id"])
        for situation in ask("situations")["situations"]
        for day in ("2018-04-20", "2026-11-24")
        for row in beside(ask("informed", situation["id"], as_of=day), "law")
        for link in row["rests_on"]
    }
    links = query("law-links")
    assert shown <= {(link["id"], rule) for link in links for rule in link["rules"]}
    left = [link["about"]["id"] for link in links if link["id"] not in dict(shown)]
    assert left == ["kredsraad"], "a forum, no situation: `forum kredsraad` shows its link"


def test_another_municipality_has_the_same_rules_and_its_own_links() -> None:
    here, there = query("law"), query("law", data=LILLEBY)
    assert [row["id"] for row in here] == [row["id"] for row in there]
    assert [row["linked"] for row in here] != [row["linked"] for row in there]


@pytest.mark.parametrize("rule", ["C12-27", "C12-152"])
def test_a_duty_of_secrecy_is_no_duty_to_inform(rule: str) -> None:
    """It has a place of its own, in every format and in both languages."""
    (row,) = (one for one in ask("informed", "T01")["beside"]["law"] if one["id"] == rule)
    assert row["modality"] == "secrecy"
    for language, apart in (("da", "Tavshedspligt efter loven"), ("en", "Duty of secrecy by law")):
        page = call("informed", "T01", "--format", "md", "--lang", language).out
        sections = {part.partition("\n")[0]: part for part in page.split("\n## ")}
        having = [head for head, part in sections.items() if f"\\[{rule}\\]" in part]
        assert len(having) == 1
        assert having[0].startswith(apart)
    short = call("informed", "T01", "--format", "table").out.splitlines()
    (line,) = (one for one in short if rule in one)
    assert line.startswith("TAVSHED ")
    (sheet,) = (
        one
        for one in call("informed", "T01", "--format", "csv").out.splitlines()
        if one.startswith(f"udsagn,{rule},")
    )
    assert ",tavshedspligt," in sheet
