"""Writing an export: all or nothing, over nothing of anybody else's, the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from samspil.errors import DataError, SamspilError, UsageError
from samspil.export import FORMATS, contents, export
from samspil.export.formats import find_format
from samspil.model.rows import GraphRows
from samspil.ontology.folders import find_data
from samspil.ontology.reading import ParsedOntology, parse
from tests.unit.export_data import DATA, ROOT, node, parsed, rows_of

FILES = [name for name, one in FORMATS.items() if one.kind == "file"]
FOLDERS = [name for name, one in FORMATS.items() if one.kind == "folder"]


def _export(name: str, target: Path, *, force: bool = False) -> list[Path]:
    return export(parsed("lilleby"), rows_of("lilleby"), name, target, force=force)


def _tree(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


def _refused(name: str, target: Path, *, force: bool = False) -> SamspilError:
    with pytest.raises(UsageError) as raised:
        _export(name, target, force=force)
    return raised.value


def test_the_formats_of_the_project() -> None:
    assert list(FORMATS) == ["turtle", "trig", "jsonld", "graphml", "csv", "cypher", "mermaid"]
    for name, one in FORMATS.items():
        assert one.name == name
        assert one.drops
        assert len(set(one.drops + one.adds)) == len(one.drops) + len(one.adds)
        assert all(code.startswith("export.drops.") for code in one.drops)
        assert all(code.startswith("export.adds.") for code in one.adds)
        assert (one.kind == "file") == bool(one.suffix)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_what_was_made(name: str, tmp_path: Path) -> None:
    target = tmp_path / "ud æøå"
    written = _export(name, target)
    made = contents(parsed("lilleby"), rows_of("lilleby"), name)
    assert written == [target / path if path else target for path in made]
    assert {path.read_bytes().decode("utf-8") for path in written} == set(made.values())
    assert list(tmp_path.iterdir()) == [target], "no temporary file is left"


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_there_is_kept_without_force_and_replaced_with_it(
    name: str, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    _export(name, target)
    export(parsed("ishoej"), rows_of("ishoej"), name, tmp_path / "other")
    before = _tree(tmp_path)
    assert _refused(name, target).code == "export-target-exists"
    assert _tree(tmp_path) == before
    export(parsed("ishoej"), rows_of("ishoej"), name, target, force=True)
    if find_format(name).kind == "folder":
        assert _tree(target) == _tree(tmp_path / "other")
    else:
        assert target.read_bytes() == (tmp_path / "other").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"out", "other"}


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("foreign", ["notes.docx", "a/b/c.ttl", "a/b.csv", ".git/config"])
def test_a_folder_with_anything_else_in_it_is_never_replaced(
    name: str, foreign: str, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    _export(name, target)
    (target / foreign).parent.mkdir(parents=True, exist_ok=True)
    (target / foreign).write_text("mine")
    before = _tree(tmp_path)
    error = _refused(name, target, force=True)
    assert error.code == "export-target-foreign"
    assert str(error.params["found"]) in foreign
    assert _tree(tmp_path) == before


def test_a_folder_with_a_link_in_it_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out"
    _export("csv", target)
    (tmp_path / "mine.csv").write_text("mine")
    (target / "nodes.csv").unlink()
    (target / "nodes.csv").symlink_to(tmp_path / "mine.csv")
    assert _refused("csv", target, force=True).code == "export-target-foreign"
    assert (tmp_path / "mine.csv").read_text() == "mine"


@pytest.mark.parametrize("force", [False, True])
def test_targets_that_cannot_be(force: bool, tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "file"
    folder.mkdir()
    file.write_text("mine")
    before = _tree(tmp_path)
    for name, target, code in (
        ("trig", folder, "export-target-is-folder"),
        ("csv", file, "export-target-is-file"),
        ("trig", tmp_path / "none" / "out", "export-parent-missing"),
        ("csv", file / "out", "export-parent-missing"),
        ("trig", Path("/"), "export-target-is-data"),
        ("trig", tmp_path / ("x" * 300), "export-target-unusable"),
        ("csv", tmp_path / "a\0b", "export-target-unusable"),
    ):
        assert _refused(name, target, force=force).code == code, (name, target)
    assert _tree(tmp_path) == before


@pytest.mark.parametrize("force", [False, True])
def test_the_data_themselves_are_never_written_over(
    force: bool,
    tmp_path: Path,
) -> None:
    lilleby = DATA["lilleby"]
    assert lilleby is not None
    copy = tmp_path / "lilleby"
    copy.mkdir()
    for path in lilleby.iterdir():
        if path.suffix in {".ttl", ".txt"}:
            (copy / path.name).write_bytes(path.read_bytes())
    ontology = parse(find_data(copy))
    before = _tree(tmp_path)
    for name, target in (
        ("turtle", tmp_path),
        ("turtle", copy),
        ("trig", copy / "stated.ttl"),
        ("trig", copy / "source.txt"),
        ("trig", copy / ".." / "lilleby" / "stated.ttl"),
    ):
        with pytest.raises(UsageError) as raised:
            export(ontology, rows_of("lilleby"), name, target, force=force)
        assert raised.value.code == "export-target-is-data"
    assert _tree(tmp_path) == before


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "out")
    assert _export("trig", tmp_path / "link") == [tmp_path / "link"]
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "out").is_file()


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(UsageError):
        _export("trig", tmp_path / "a")
    assert (tmp_path / "a").is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes in a Windows folder")
def test_what_is_neither_file_nor_folder_is_kept(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert _refused("trig", tmp_path / "pipe", force=True).code == "export-target-unusable"
    assert (tmp_path / "pipe").exists()


@pytest.mark.parametrize("name", ["trig", "turtle"])
def test_a_failure_while_writing_changes_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    _export(name, target)
    before = _tree(tmp_path)

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UsageError) as raised:
        export(parsed("ishoej"), rows_of("ishoej"), name, target, force=True)
    assert raised.value.code == "export-target-unusable"
    assert raised.value.params["reason"] == "No space left on device"
    monkeypatch.undo()
    assert _tree(tmp_path) == before


def test_a_failure_while_renaming_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    _export("csv", target)
    before = _tree(tmp_path)
    rename = Path.rename

    def refuse(path: Path, to: Path) -> Path:
        if path.name.startswith(".samspil-new-"):
            raise OSError(13, "Permission denied")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", refuse)
    assert _refused("csv", target, force=True).code == "export-target-unusable"
    monkeypatch.undo()
    assert _tree(tmp_path) == before


def test_an_unknown_format() -> None:
    with pytest.raises(UsageError) as raised:
        contents(parsed("lilleby"), rows_of("lilleby"), "excel")
    assert raised.value.code == "export-format-unknown"
    assert "graphml" in str(raised.value.params["known"])


@pytest.mark.parametrize("name", ["cypher"])
def test_half_a_character_is_an_error_with_a_name(name: str, tmp_path: Path) -> None:
    rows = GraphRows((node("a", note="\ud800"),), ())
    ontology: ParsedOntology = parsed("lilleby")
    with pytest.raises(DataError) as raised:
        export(ontology, rows, name, tmp_path / "out")
    assert raised.value.code == "export-not-text"
    assert raised.value.params["sign"] == "U+D800"
    assert not list(tmp_path.iterdir())


_HASHES = """
import hashlib
from samspil.export import FORMATS, contents
from samspil.mapping import map_ontology
from samspil.ontology.folders import find_data
from samspil.ontology.reading import parse
ontology = parse(find_data())
rows = map_ontology(ontology)
for name in FORMATS:
    for path, text in contents(ontology, rows, name).items():
        print(name, path, hashlib.sha256(text.encode()).hexdigest())
"""


def test_the_same_bytes_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _HASHES],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "graph")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert len(said.pop().splitlines()) > len(FORMATS)
