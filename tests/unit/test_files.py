"""What is no file of a plan is told in one line, whatever it is, and nothing waits for it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from samspil import paths
from samspil.errors import DataError
from samspil.ontology import folders
from samspil.ontology.folders import find_data, read_bytes
from samspil.ontology.reading import parse
from tests.program import LILLEBY, Result, call

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and links")
# Each where it can be made to fail alone.
COMMANDS = (
    ("informed", "T03"),
    ("export", "--to", "turtle"),
    ("figure", "-o"),
    ("check",),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(LILLEBY, tmp_path / "data" / "lilleby")


def _run(folder: Path, command: tuple[str, ...], target: Path) -> Result:
    targets = {"export": [str(target / "out")], "figure": [str(target / "out.svg")]}
    return call(*command, *targets.get(command[0], []), "--data", str(folder))


def _assert_told(ended: Result, command: tuple[str, ...], file: str, words: str) -> None:
    told = ended.out if command == ("check",) else ended.err
    assert ended.code == (1 if command == ("check",) else 2), ended
    assert "Traceback" not in ended.err
    assert file in told
    assert words in told
    if command != ("check",):
        assert ended.out == ""
        assert len(ended.err.splitlines()) == 1, ended.err


def _pipe(folder: Path) -> str:
    os.mkfifo(folder / "x.ttl")
    return "x.ttl"


def _device(folder: Path) -> str:
    (folder / "source.txt").unlink()
    (folder / "source.txt").symlink_to("/dev/zero")
    return "source.txt"


def _outside(folder: Path) -> str:
    shutil.move(folder / "source.txt", folder.parents[1] / "elsewhere.txt")
    (folder / "source.txt").symlink_to(folder.parents[1] / "elsewhere.txt")
    return "source.txt"


def _turtle_outside(folder: Path) -> str:
    shutil.move(folder / "stated.ttl", folder.parents[1] / "stated.ttl")
    (folder / "stated.ttl").symlink_to("../../stated.ttl")
    return "stated.ttl"


def _folder_named_so(folder: Path) -> str:
    (folder / "x.ttl").mkdir()
    return "x.ttl"


@POSIX
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("plant", "words"),
    [
        (_pipe, "ikke en almindelig fil"),
        (_device, "fører ud af datamappen"),
        (_outside, "fører ud af datamappen"),
        (_turtle_outside, "fører ud af datamappen"),
        (_folder_named_so, "ikke en almindelig fil"),
    ],
)
def test_what_is_no_file_of_the_folder_is_refused(
    folder: Path,
    tmp_path: Path,
    plant: Callable[[Path], str],
    words: str,
    command: tuple[str, ...],
) -> None:
    file = plant(folder)
    for data in (folder, folder.parent):
        _assert_told(_run(data, command, tmp_path), command, f"lilleby/{file}", words)


@POSIX
def test_a_text_that_nobody_names_is_no_reason_to_wait(folder: Path) -> None:
    os.mkfifo(folder / "notes.txt")
    ended = call("informed", "T03", "--data", str(folder))
    assert ended.code == 2
    assert "lilleby/notes.txt" in ended.err


@POSIX
def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    shutil.move(folder / "source.txt", folder.parent / "common.txt")
    (folder / "source.txt").symlink_to("../common.txt")
    assert parse(find_data(folder.parent)).sources
    with pytest.raises(DataError, match="file-outside"):
        parse(find_data(folder))


@POSIX
def test_the_folder_itself_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert parse(find_data(tmp_path / "link")).sources


def test_what_comes_with_samspil_may_be_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = tmp_path / "installed"
    for path in paths.ontology_folder().rglob("*"):
        linked = bundled / path.relative_to(paths.ontology_folder())
        if path.is_file():
            linked.parent.mkdir(parents=True, exist_ok=True)
            linked.symlink_to(path)
    monkeypatch.setattr(paths, "ontology_folder", lambda: bundled)
    assert parse(find_data()).sources
    assert parse(find_data(LILLEBY)).sources


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_file_that_is_too_large_is_refused(
    folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    with (folder / "source.txt").open("ab") as stream:
        stream.truncate(300 << 20)  # Holes take no room.
    ended = _run(folder, command, tmp_path)
    _assert_told(ended, command, "lilleby/source.txt", "mere end 256 MB")


def test_no_more_than_the_limit_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = (folder / "source.txt").stat().st_size
    file = find_data(folder).texts[0]
    monkeypatch.setattr(folders, "_LARGEST", size)
    assert len(read_bytes(file)) == size
    monkeypatch.setattr(folders, "_LARGEST", size - 1)
    with pytest.raises(DataError, match="file-too-large"):
        read_bytes(file)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_literal_that_no_parser_holds_is_told(
    folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    pytest.importorskip("pyoxigraph")
    with (folder / "gaps.ttl").open("a", encoding="utf-8") as stream:
        stream.write(f'\n<urn:x> <urn:y> "{"x" * (17 << 20)}" .\n')
    ended = _run(folder, command, tmp_path)
    _assert_told(ended, command, "lilleby/gaps.ttl", "mere end 16 MB")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_brackets_within_brackets_without_end_are_told(
    folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (folder / "gaps.ttl").write_text("[" * 100_000, encoding="utf-8")
    ended = _run(folder, command, tmp_path)
    _assert_told(ended, command, "lilleby/gaps.ttl", "klammer inden i klammer")


@POSIX
def test_a_log_in_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.csv")
    ended = call("audit", "log", str(tmp_path / "x.csv"))
    assert (ended.code, ended.out) == (2, "")
    assert "ikke en almindelig fil" in ended.err


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"dataset": "lilleby", "at": {"x": [NaN, 1]}}',
        '{"dataset": "lilleby", "at": {"x": [1, 1e999]}}',
        '{"dataset": "lilleby", "at": {"x": [1e999, 1]}}',
    ],
)
def test_places_that_are_none_are_told(folder: Path, tmp_path: Path, content: str) -> None:
    (folder / "figure.json").write_text(content, encoding="utf-8")
    ended = _run(folder, ("figure", "-o"), tmp_path)
    _assert_told(ended, ("figure", "-o"), "lilleby/figure.json", "placeringer kan ikke læses")


@POSIX
def test_places_in_a_pipe_are_told(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(folder / "figure.json")
    ended = _run(folder, ("figure", "-o"), tmp_path)
    _assert_told(ended, ("figure", "-o"), "lilleby/figure.json", "ikke en almindelig fil")
