"""The made-up nation: the same for the same seed, of real sizes, and nothing wrong with it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

from devtools.synthesis import write_nation
from devtools.synthesis.nation import MOST, nation
from samspil.api import open_model

if TYPE_CHECKING:
    from pathlib import Path


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_equal_numbers_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_nation(tmp_path / name, 3, 7)
    write_nation(tmp_path / "more", 4, 7)
    write_nation(tmp_path / "other", 3, 8)
    one, two, more, other = (_bytes(tmp_path / name) for name in ("one", "two", "more", "other"))
    assert one == two
    assert one.items() < more.items()
    assert one != other


@pytest.mark.parametrize("seed", [1, 7])
def test_check_finds_nothing_wrong(tmp_path: Path, seed: int) -> None:
    write_nation(tmp_path / "nation", 3, seed)
    with open_model(tmp_path / "nation") as model:
        report = model.check()
    assert not report.findings
    assert report.total.words == report.total.words_covered > 50


def test_the_sizes_are_those_of_real_plans() -> None:
    sizes = [len(files["source.txt"]) for _, files in islice(nation(98, 7), 98)]
    assert min(sizes) > 1_500
    assert max(sizes) < 40_000
    assert len({name for name, _ in nation(98, 7)}) == 98


def test_nobodys_folder_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for force in (False, True):
        with pytest.raises(FileExistsError):
            write_nation(tmp_path, 1, 7, force=force)
    write_nation(tmp_path / "new", 2, 7)
    with pytest.raises(FileExistsError):
        write_nation(tmp_path / "new", 1, 7)
    write_nation(tmp_path / "new", 1, 7, force=True)
    assert len(list((tmp_path / "new").iterdir())) == 2
    with pytest.raises(ValueError, match="between 1 and"):
        write_nation(tmp_path / "many", MOST + 1, 7)
