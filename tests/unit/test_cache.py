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
from samspil.neo4j.desired import Wanted
from samspil.ontology.folders import SHOWING, find_data
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


def graphs(cache: Path) -> list[Path]:
    return [path for path in (cache / "graphs").iterdir() if path.is_dir()]


def keys() -> set[str]:
    """What tells one graph from another: where it is kept, and where it is loaded."""
    folder = find_data()
    wanted = Wanted(folder)
    return {content_key(folder), *(wanted.source(name) for name in wanted.datasets)}


def test_processes_that_come_at_once_all_get_the_answer_and_leave_one_graph(
    data: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    processes = [ask(data, cache) for _ in range(4)]
    assert [rows(process) for process in processes] == [["A40"]] * 4
    assert graphs(cache) == [cache / "graphs" / content_key(find_data(data))]


def test_a_damaged_graph_is_rebuilt(data: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert rows(ask(data, cache)) == ["A40"]
    (kept,) = graphs(cache)
    for file in (kept / "graph").iterdir():
        file.write_bytes(b"not what it was")
    assert rows(ask(data, cache)) == ["A40"]
    assert rows(ask(data, cache)) == ["A40"]


def test_an_empty_folder_where_the_graph_should_be_is_replaced(data: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert rows(ask(data, cache)) == ["A40"]
    (kept,) = graphs(cache)
    shutil.rmtree(kept)
    kept.mkdir()
    assert rows(ask(data, cache)) == ["A40"]
    assert list(kept.iterdir())


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
    folder = paths.graphs_folder()
    assert folder.is_dir()
    assert folder.parent.parent == tmp_path
    assert folder == paths.graphs_folder()


def test_a_changed_module_means_another_graph_and_another_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "samspil"
    shutil.copytree(paths.code_folder(), code, ignore=shutil.ignore_patterns("*.pyc", "*.mo"))
    monkeypatch.setattr(paths, "code_folder", lambda: code)
    modules = list(code.rglob("*.py"))
    assert len(modules) > 100
    now = keys()
    seen = set(now)
    for module in modules:
        with module.open("a", encoding="utf-8") as file:
            file.write("# a remark")
        before, now = now, keys()
        if module.relative_to(code).parts[0] in SHOWING:
            assert now == before, module  # Who only shows builds none: see test_layers.
        else:
            assert not now & seen, module
        seen |= now
