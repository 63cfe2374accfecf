"""The scripts of the pages: their types, and what they compute, without a browser."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from samspil.pages.explorer.page import SCRIPTS as EXPLORER
from samspil.pages.overview.page import SCRIPTS as OVERVIEW

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "javascript"
TOOLS = ROOT / ".cache" / "javascript"


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"needs {name} (Node.js 20 or newer) on the path")
    return found


def _run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def compiler() -> str:
    """TypeScript's compiler, of the version that is pinned here; fetched once."""
    node, npm = _program("node"), _program("npm")
    made = TOOLS / "node_modules" / "typescript" / "bin" / "tsc"
    wanted = (HERE / "package-lock.json").read_bytes()
    lock = TOOLS / "package-lock.json"
    if not made.is_file() or not lock.is_file() or lock.read_bytes() != wanted:
        TOOLS.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, TOOLS)
        done = _run(npm, "ci", "--no-audit", "--no-fund", cwd=TOOLS)
        if done.returncode:
            pytest.skip(f"npm can't fetch TypeScript: {done.stderr.strip()[-200:]}")
    return f"{node} {made}"


@pytest.mark.parametrize(("page", "scripts"), [("explorer", EXPLORER), ("overview", OVERVIEW)])
def test_the_types_of_the_scripts_hold(compiler: str, page: str, scripts: tuple[str, ...]) -> None:
    project = (HERE / f"{page}.json").read_text(encoding="utf-8")
    assert [name for name in scripts if f"templates/{name}" not in project] == []
    done = _run(*compiler.split(" ", 1), "--project", f"{page}.json", cwd=HERE)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_wrong_type_is_found(compiler: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.js").write_text("const one = [1];\none.lenght;\n")
    options = ("--checkJs", "--allowJs", "--noEmit", "wrong.js")
    assert "lenght" in _run(*compiler.split(" ", 1), *options, cwd=tmp_path).stdout


def test_what_the_scripts_compute() -> None:
    done = _run(_program("node"), "--test", ".", cwd=HERE)
    assert done.returncode == 0, done.stdout
