"""What a person writes means the same to a page and to the command line, in the same texts."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from samspil import open_model
from samspil.answers import resolving
from samspil.errors import AmbiguousError, NotUnderstoodError
from samspil.language.words import fold
from samspil.pages.explorer.bilingual import Questions
from samspil.pages.search_words import search_words
from tests.program import kept_graphs

TESTS = Path(__file__).resolve().parents[1]
ASKED = """
import { load } from "./scripts.js";
import { readFileSync } from "node:fs";
const page = load(["search.js"], ["fold", "named", "prepared", "search"]);
const { things, texts } = JSON.parse(readFileSync(0, "utf8"));
const items = page.prepared(things);
console.log(JSON.stringify(texts.map((text) => [
  page.fold(text),
  page.named(items, text)?.id ?? null,
  page.search(items, text).map((one) => one.id),
])));
"""


def test_a_text_means_the_same_on_a_page_and_on_the_command_line(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node (Node.js 20 or newer) on the path")
    files = (
        TESTS / "data" / "free-text.json",
        *sorted((TESTS / "data" / "asked").glob("fresh*.json")),
    )
    rows = [row for file in files for row in json.loads(file.read_text(encoding="utf-8"))]
    with kept_graphs(tmp_path), open_model() as model:
        session = model.session
        things = Questions(session).things("Situation")
        spoken = [
            name
            for one in things
            for name in (one.id, one.label_da, one.label_en, one.notation, *one.also, *one.words)
        ]
        texts = list(dict.fromkeys([*(row["text"] for row in rows), *filter(None, spoken)]))
        assert len(texts) >= 300
        given = {
            "things": [{"id": one.id, "words": search_words(one)} for one in things],
            "texts": texts,
        }
        done = subprocess.run(
            [node, "--input-type=module", "--eval", ASKED],
            cwd=TESTS / "javascript",
            input=json.dumps(given),
            capture_output=True,
            text=True,
            check=True,
        )
        ids = {one.iri: one.id for one in things}
        otherwise, unoffered = [], []
        for text, (folded, named, offered) in zip(texts, json.loads(done.stdout), strict=True):
            assert folded == fold(text), text
            try:
                meant = {ids[resolving.resolve(session, text, "Situation")]}
            except AmbiguousError as error:
                meant = {ident for ident, _ in error.candidates}
            except NotUnderstoodError:
                meant = set()
            if named is not None and meant != {named}:
                otherwise.append((text, named, meant))
            if not meant <= set(offered):
                unoffered.append((text, meant - set(offered)))
    assert otherwise == [], "the page takes a text at its word that means something else"
    assert unoffered == [], "the page doesn't offer what the command line understands"
