"""What must never happen where graphs are kept: others' folders lost, others' graphs believed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from samspil import paths
from samspil.mapping import map_ontology
from samspil.model.rows import GraphRows
from samspil.ontology.folders import find_data
from samspil.ontology.reading import parse
from samspil.store import cache

# Bound here, before any test that shares a process puts another in its place.
from samspil.store.cache import _KEPT as KEPT
from samspil.store.cache import open_cached

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="owners, modes and locks are POSIX's")
COUNT = "MATCH (n) WHERE n.label_da = $label RETURN count(n) AS count"
FORGED = "Forfalsket"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is the cache; home and temporary space lie beside it."""
    folder = tmp_path / "cache"
    for name in ("home", "temporary"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("SAMSPIL_CACHE", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    paths.remove_passing_folder()


@pytest.fixture
def fallback(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where graphs are kept when the cache can't be written, for a file is in the way."""
    place.write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("SAMSPIL_CACHE", str(place / "cache"))
    return Path(tempfile.gettempdir()) / f"samspil-{os.getuid()}"


@pytest.fixture(scope="module")
def rows() -> GraphRows:
    """Some nodes of the bundled graph: a small one is soon built."""
    return GraphRows(map_ontology(parse(find_data())).nodes[::15], ())


def ask(**environment: str) -> subprocess.CompletedProcess[str]:
    """The program, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "samspil", "informed", "T03", "--format", "json"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "graph"), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def answered(run: subprocess.CompletedProcess[str]) -> list[str]:
    """The ids of the rows; nothing but the answer was written."""
    assert (run.returncode, run.stderr) == (0, "")
    return [row["id"] for group in json.loads(run.stdout)["groups"] for row in group["rows"]]


def forged(rows: GraphRows) -> GraphRows:
    """The same graph, but every node has another label."""
    nodes = tuple(
        node._replace(properties={**node.properties, "label_da": FORGED}) for node in rows.nodes
    )
    return GraphRows(nodes, rows.edges)


def forgeries(rows: GraphRows) -> int:
    """How many forged nodes the graph has that a question would be put to."""
    with open_cached(find_data(), lambda: rows) as store:
        (row,) = store.read(COUNT, {"label": FORGED})
        return int(str(row["count"]))


def engine_files(folder: Path) -> list[Path]:
    """The files in which the engine keeps nodes and relationships."""
    return sorted(folder.rglob("*.bucket"))


def test_folders_of_the_user_are_never_removed(place: Path, rows: GraphRows) -> None:
    named = [f"{number:040x}" for number in range(15)]
    for name in (*named, "building-site", *(f"plan {number}" for number in range(15))):
        for home in (place, place / "graphs"):
            (home / name).mkdir(parents=True)
            (home / name / "letter.txt").write_text("mine", encoding="utf-8")
    old = time.time() - 10 * 24 * 3600
    for letter in place.rglob("letter.txt"):
        os.utime(letter.parent, (old, old))
    before = sorted(place.rglob("letter.txt"))
    assert forgeries(rows) == 0
    assert sorted(place.rglob("letter.txt")) == before


def test_folders_that_lie_among_the_graphs_stay(place: Path, rows: GraphRows) -> None:
    assert forgeries(rows) == 0
    graphs = paths.graphs_folder()
    mine = [f"{number:040x}" for number in range(15)]
    for name in mine:
        (graphs / name).mkdir()
        (graphs / name / "letter.txt").write_text("mine", encoding="utf-8")
        os.utime(graphs / name, (0, 0))
    shutil.rmtree(graphs / cache.content_key(find_data()))
    assert forgeries(rows) == 0
    assert {path.name for path in graphs.iterdir()} >= set(mine)
    assert place in graphs.parents


def test_old_graphs_go_and_the_newest_stay(
    place: Path, rows: GraphRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_KEPT", KEPT)
    names = [f"{number:040x}" for number in range(11)]
    for age, name in enumerate(names):
        monkeypatch.setattr(cache, "content_key", lambda _, name=name: name)
        open_cached(find_data(), lambda: rows).close()
        then = time.time() - 1000 + age
        os.utime(place / "graphs" / name, (then, then))
    left = {path.name for path in (place / "graphs").iterdir() if path.is_dir()}
    assert left == set(names[-9:])


def test_a_graph_that_has_the_place_of_a_foreign_folder_is_asked_elsewhere(
    place: Path, rows: GraphRows
) -> None:
    assert forgeries(rows) == 0
    kept = paths.graphs_folder() / cache.content_key(find_data())
    shutil.rmtree(kept)
    kept.mkdir()
    (kept / "letter.txt").write_text("mine", encoding="utf-8")
    assert forgeries(rows) == 0
    assert [path.name for path in kept.iterdir()] == ["letter.txt"]
    shutil.rmtree(kept)
    kept.symlink_to("nowhere")
    assert forgeries(rows) == 0
    assert kept.readlink() == Path("nowhere")
    assert place in kept.parents


@POSIX
@pytest.mark.parametrize("planted", ["other owner", "open to all", "link", "linked graphs"])
def test_a_graph_that_another_could_have_planted_is_not_believed(
    fallback: Path, rows: GraphRows, planted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as theirs:
        theirs.setenv("SAMSPIL_CACHE", str(fallback))
        assert forgeries(forged(rows)) > 0
    if planted == "other owner":
        me = os.getuid() + 1
        fallback.rename(fallback.with_name(f"samspil-{me}"))
        monkeypatch.setattr(os, "getuid", lambda: me)
    elif planted == "open to all":
        fallback.chmod(0o777)
    else:
        inner = fallback if planted == "link" else fallback / "graphs"
        if inner.is_dir():
            inner.rename(fallback.with_name("elsewhere"))
            inner.symlink_to(fallback.with_name("elsewhere"))
        fallback.chmod(0o700)
    assert forgeries(rows) == 0


@POSIX
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o707])
def test_nor_is_one_in_a_cache_that_others_may_write(
    place: Path, rows: GraphRows, mode: int
) -> None:
    assert forgeries(forged(rows)) > 0
    for folder in (place, place / "graphs"):
        if folder.is_dir():
            folder.chmod(mode)
    assert forgeries(rows) == 0


@POSIX
@pytest.mark.parametrize("hindrance", ["file", "dangling link", "foreign folder", "fifo"])
def test_what_is_in_the_way_of_the_temporary_folder_gives_an_answer_and_leaves_nothing(
    fallback: Path, hindrance: str
) -> None:
    if hindrance == "file":
        fallback.write_text("in the way", encoding="utf-8")
    elif hindrance == "dangling link":
        fallback.symlink_to("nowhere")
    elif hindrance == "fifo":
        os.mkfifo(fallback)
    else:
        fallback.mkdir(mode=0o755)
        (fallback / "graphs").write_text("in the way", encoding="utf-8")
    before = sorted(fallback.parent.rglob("*"))
    assert answered(ask()) == ["A40"]
    assert sorted(fallback.parent.rglob("*")) == before


@POSIX
def test_where_nothing_can_be_written_the_program_says_so(fallback: Path) -> None:
    run = ask(TMPDIR=str(fallback / "no"), SAMSPIL_CACHE="/proc/no", PYTHONSAFEPATH="1")
    assert "Traceback" not in run.stderr
    assert run.returncode in {0, 2}


@pytest.mark.parametrize("change", ["a byte", "a file less", "a file more", "files swapped"])
def test_a_graph_that_is_not_as_it_was_built_is_built_anew(
    place: Path, rows: GraphRows, change: str
) -> None:
    assert forgeries(rows) == 0
    files = engine_files(place)
    nodes = max(files, key=lambda file: file.read_bytes().rstrip(b"\0"))
    if change == "a byte":
        content = bytearray(nodes.read_bytes())
        place_of_label = len(content.rstrip(b"\0")) - 20
        content[place_of_label] ^= 0xFF
        nodes.write_bytes(content)
    elif change == "a file less":
        nodes.unlink()
    elif change == "a file more":
        (nodes.parent / "Extra_0.999.65536.v0.bucket").write_bytes(bytes(65536))
    else:
        first, second = files[0].read_bytes(), nodes.read_bytes()
        files[0].write_bytes(second)
        nodes.write_bytes(first)
    built = Mock(return_value=rows)
    with open_cached(find_data(), built) as store:
        (row,) = store.read("MATCH (n) RETURN count(n) AS count", {})
    assert (row["count"], built.call_count) == (len(rows.nodes), 1)


def test_a_graph_that_is_as_it_was_built_is_built_once(place: Path, rows: GraphRows) -> None:
    built = Mock(return_value=rows)
    for _ in range(4):
        with open_cached(find_data(), built) as store:
            store.read(COUNT, {"label": FORGED})
    assert built.call_count == 1
    assert len([path for path in (place / "graphs").iterdir() if path.is_dir()]) == 1


@POSIX
def test_what_killed_processes_were_building_goes_and_what_a_live_one_builds_stays(
    place: Path, rows: GraphRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = (
        "import sys, time\n"
        "from samspil.store import cache, embedded\n"
        "from samspil.ontology.folders import find_data\n"
        "def rows():\n"
        "    print('building', flush=True); time.sleep(600)\n"
        "cache.open_cached(find_data(), rows)\n"
    )
    command = [sys.executable, "-c", builder]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "graph")}
    builders = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    try:
        for process in builders:
            assert process.stdout is not None
            assert process.stdout.readline() == "building\n"
        under_way = set(place.rglob("building-*"))
        assert len(under_way) == 3
        for process in builders[:2]:
            process.kill()
            process.wait()
        assert forgeries(rows) == 0
        assert len(under_way & set(place.rglob("building-*"))) == 1
    finally:
        for process in builders:
            process.kill()
            process.communicate()
    monkeypatch.setattr(cache, "content_key", lambda _: "0" * 40)
    assert forgeries(rows) == 0
    assert not list(place.rglob("building-*"))


@POSIX
def test_the_engine_writes_no_log(place: Path, tmp_path: Path) -> None:
    assert answered(ask()) == ["A40"]
    assert answered(ask()) == ["A40"]
    assert list((tmp_path / "home").rglob("*")) == []
    assert list((tmp_path / "temporary").rglob("*")) == []
    assert {path.name for path in place.iterdir()} == {"graphs"}


@POSIX
def test_a_home_that_takes_no_log_makes_no_noise(place: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / ".local").write_text("in the way", encoding="utf-8")
    assert answered(ask()) == ["A40"]
    assert list((tmp_path / "temporary").rglob("*")) == []
    assert place.is_dir()


@POSIX
def test_a_hundred_processes_with_the_log_open_make_no_noise(place: Path, tmp_path: Path) -> None:
    import fcntl

    assert place.parent == tmp_path
    folder = tmp_path / "home" / ".local" / "state" / "arcadedb" / "log"
    folder.mkdir(parents=True)
    names = ["arcadedb.log.0.lck", *(f"arcadedb.log.0.{number}.lck" for number in range(1, 101))]
    files = [(folder / name).open("w") for name in names]
    try:
        for file in files:
            fcntl.lockf(file, fcntl.LOCK_EX)
        assert answered(ask()) == ["A40"]
    finally:
        for file in files:
            file.close()


@POSIX
def test_a_log_that_was_asked_for_is_written(place: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert answered(ask(ARCADEDB_LOG_DIR=str(log))) == ["A40"]
    assert any(path.name.startswith("arcadedb.log") for path in log.iterdir())
    assert place.is_dir()
