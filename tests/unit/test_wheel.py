"""The wheel: built without a network, it holds code and data, and runs on its own."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACES = {
    "graph/samspil": "samspil",
    "ontology": "samspil/data/ontology",
    "queries": "samspil/data/queries",
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built by the hatchling of the test environment."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a new environment that holds this wheel, and the locked dependencies."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=False)
    python = next(folder.glob("[bS][ic][nr]*/python*"))
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)], check=True)
    # The dependencies are borrowed from the test environment. A path in a .pth file is not searched
    # for .pth files itself, so the checkout, installed there as editable, stays out of reach.
    (packages,) = (folder / "lib").glob("python*/site-packages")
    (packages / "borrowed.pth").write_text(f"{site.getsitepackages()[0]}\n", encoding="utf-8")
    return python.parent


def _files(folder: str) -> set[str]:
    """The files of a folder that are tracked, or would be: what an editor leaves is not meant."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    return {name.removeprefix(f"{folder}/") for name in names}


def test_holds_every_file_of_code_and_data(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"{there}/{name}" for here, there in PLACES.items() for name in _files(here)}
    # Texts as programs read them, not as people write them.
    wanted = {name.removesuffix(".po") + ".mo" if name.endswith(".po") else name for name in wanted}
    assert "samspil/locale/da/LC_MESSAGES/samspil.mo" in wanted
    assert "samspil/py.typed" in wanted
    assert any(name.startswith("samspil/data/ontology/") for name in wanted)
    assert any(name.startswith("samspil/data/queries/") for name in wanted)
    assert {name for name in held if ".dist-info/" not in name} == wanted


def test_carries_its_licence(wheel: Path) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in zipfile.ZipFile(wheel).namelist())


def _run(arguments: list[str], folder: Path) -> str:
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_runs_from_a_clean_environment(installed: Path, tmp_path: Path) -> None:
    assert "0.1.0" in _run([str(installed / "samspil"), "--version"], tmp_path)


def test_speaks_both_languages_there(installed: Path, tmp_path: Path) -> None:
    program = str(installed / "samspil")
    helps = {_run([program, "--help", "--lang", one], tmp_path) for one in ("da", "en")}
    assert len(helps) == 2


def test_finds_its_own_data_there(installed: Path, tmp_path: Path) -> None:
    code = (
        "from samspil import paths; print(paths.ontology_folder()); print(paths.queries_folder())"
    )
    for folder in _run([str(installed / "python"), "-c", code], tmp_path).splitlines():
        assert Path(folder).is_relative_to(installed.parent)
        assert Path(folder).is_dir()
