"""The kept graph: built once a content, shared by processes, rebuilt when it is damaged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samspil import paths
from samspil.ontology.folders import find_data
from samspil.store.cache import content_key

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of one's own."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "ontology", folder)
    return folder


def ask(data: Path, cache: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "samspil", "informed", "T03", "--data", str(data)],
        env={
            **os.environ,
            "SAMSPIL_CACHE": str(cache),
            "PYTHONPATH": str(ROOT / "graph"),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def rows(process: subprocess.Popen[str]) -> list[str]:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    answer = json.loads(out)
    return [row["id"] for group in answer["groups"] for row in group["rows"]]


def test_processes_that_come_at_once_all_get_the_answer_and_leave_one_graph(
    data: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    processes = [ask(data, cache) for _ in range(4)]
    assert [rows(process) for process in processes] == [["A40"]] * 4
    assert [path.name for path in cache.iterdir()] == [content_key(find_data(data))]


def test_a_damaged_graph_is_rebuilt(data: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert rows(ask(data, cache)) == ["A40"]
    (kept,) = cache.iterdir()
    for file in kept.iterdir():
        file.write_bytes(b"not what it was")
    assert rows(ask(data, cache)) == ["A40"]
    assert rows(ask(data, cache)) == ["A40"]


def test_an_empty_folder_where_the_graph_should_be_is_replaced(data: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    (cache / content_key(find_data(data))).mkdir(parents=True)
    assert rows(ask(data, cache)) == ["A40"]


def test_a_changed_file_means_another_graph(data: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = content_key(find_data(data))
    gaps = data / "ishoej" / "gaps.ttl"
    gaps.write_text(gaps.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    assert content_key(find_data(data)) != before
    assert rows(ask(data, cache)) == ["A40"]


def test_without_a_cache_that_can_be_written_a_temporary_one_serves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("SAMSPIL_CACHE", str(blocked / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    folder = paths.cache_folder()
    assert folder.is_dir()
    assert folder.parent == tmp_path
