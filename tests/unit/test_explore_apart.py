"""The pages of several municipalities are made in other processes, whatever befalls these."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from samspil import open_model
from samspil.api import Model
from samspil.errors import DataError
from samspil.pages.overview import workers
from samspil.pages.overview.municipality_page import INDEX
from samspil.pages.overview.pages import build_pages
from tests.program import AS_OF, DATA, LILLEBY, call

pytestmark = pytest.mark.slow

NAMES = ("havelund", "lilleby", "mosedal")


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation")
    for name in NAMES:
        shutil.copytree(LILLEBY if name == "lilleby" else DATA / "plans" / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def pages(nation: Path) -> dict[str, bytes]:
    return dict(_pages(nation, 1))


def _pages(folder: Path, processes: int) -> Iterator[tuple[str, bytes]]:
    with open_model(folder, as_of=AS_OF) as model:
        yield from build_pages(model, processes)


def test_the_pages_are_the_same_however_many_processes_make_them(
    nation: Path, pages: dict[str, bytes]
) -> None:
    assert list(pages) == [*(f"{name}.html" for name in NAMES), INDEX]
    assert list(_pages(nation, 3)) == list(pages.items())


def test_a_page_is_that_of_the_municipality_alone(nation: Path, pages: dict[str, bytes]) -> None:
    alone = dict(_pages(nation / "mosedal", 1))
    assert alone["mosedal.html"] == pages["mosedal.html"]


def test_a_process_that_is_killed_is_replaced(
    nation: Path, pages: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    start = workers._Worker._started

    def remembered(worker: workers._Worker) -> object:
        process = start(worker)
        started.append(process)
        return process

    monkeypatch.setattr(workers._Worker, "_started", remembered)
    made = _pages(nation, 1)
    found = [next(made)]
    started[0].kill()
    found += made
    assert found == list(pages.items())
    assert len(started) == 2
    assert all(process.poll() is not None for process in started)


def test_where_no_process_will_do_the_page_is_made_in_this_one(
    nation: Path, pages: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_WORK", "raise SystemExit")
    assert list(_pages(nation, 2)) == list(pages.items())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_who_stops_waiting_leaves_no_process_behind(
    nation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    start = workers._Worker._started

    def remembered(worker: workers._Worker) -> object:
        started.append(start(worker))
        return started[-1]

    monkeypatch.setattr(workers._Worker, "_started", remembered)
    made = _pages(nation, 2)
    next(made)
    made.close()  # type: ignore[attr-defined]  # a generator
    assert [process.poll() for process in started] == [-signal.SIGKILL] * 2


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_broken_municipality_is_told_and_the_others_are_made(
    nation: Path, pages: dict[str, bytes], tmp_path: Path, language: str
) -> None:
    folder = shutil.copytree(nation, tmp_path / "nation")
    for name in ("havelund", "mosedal"):
        stated = folder / name / "stated.ttl"
        stated.write_text(stated.read_text("utf-8") + "\nthis is no Turtle", "utf-8")
    target = tmp_path / "sider"
    ended = call(
        "explore", "-o", str(target), "--data", str(folder), "--as-of", AS_OF, "--lang", language
    )
    assert (ended.code, ended.out) == (2, "")
    assert "havelund/stated.ttl" in ended.err
    assert "mosedal/stated.ttl" in ended.err
    assert {path.name for path in target.iterdir()} == {"lilleby.html", INDEX}
    if language == "da":
        assert (target / "lilleby.html").read_bytes() == pages["lilleby.html"]
    assert b"havelund" not in (target / INDEX).read_bytes()


def test_where_all_are_broken_there_is_no_overview(nation: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(nation, tmp_path / "nation")
    for name in NAMES:
        (folder / name / "stated.ttl").write_text("this is no Turtle", "utf-8")
    with pytest.raises(DataError) as error:
        list(_pages(folder, 2))
    told = (error.value, *error.value.others)
    assert [one.place and one.place.file for one in told] == [
        f"{name}/stated.ttl" for name in NAMES
    ]


def test_in_a_pipe_progress_is_a_line_a_page(nation: Path, tmp_path: Path) -> None:
    ended = call("explore", "-o", str(tmp_path / "sider"), "--data", str(nation))
    assert ended.code == 0
    lines = ended.err.splitlines()
    assert [line.split(" ")[:2] for line in lines] == [
        [f"{done}/4", name]
        for done, name in enumerate([*(f"{one}.html" for one in NAMES), INDEX], start=1)
    ]


def test_a_model_apart_goes_to_another_process_and_reads_its_own_files_only(nation: Path) -> None:
    with open_model(nation, as_of=AS_OF) as model:
        apart = [pickle.loads(pickle.dumps(one)) for one in workers.apart(model)]  # noqa: S301
    assert [_datasets(one) for one in apart] == [[name] for name in NAMES]


def _datasets(model: Model) -> list[str]:
    with model:
        return model.municipalities()
