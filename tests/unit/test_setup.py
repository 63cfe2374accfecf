"""Set-up on a machine that lacks something: one line says what, and nothing is left behind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of a checkout as set-up reads, without an environment."""
    folder = tmp_path / "checkout"
    (folder / "tools").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "constraints-dev.txt"):
        shutil.copy(ROOT / name, folder)
    shutil.copy(ROOT / "tools" / "setup_env.py", folder / "tools")
    return folder


def _python(folder: Path, sitecustomize: str) -> Path:
    """A stand-in for the system's Python that differs in what `sitecustomize` does to it."""
    changes = folder / "changes"
    changes.mkdir()
    (changes / "sitecustomize.py").write_text(sitecustomize, encoding="utf-8")
    python = folder / "python3"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{changes}" exec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return python


def _make(
    checkout: Path, target: str, python: Path | str, *more: str
) -> subprocess.CompletedProcess[str]:
    # What was told to this run would reach the inner make when the tests run under `make test`.
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"MAKEFLAGS", "MFLAGS"} and not name.startswith("SAMSPIL_")
    }
    return subprocess.run(
        ["make", "--no-print-directory", "--silent", target, f"PYTHON={python}", *more],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _one_line(done: subprocess.CompletedProcess[str]) -> str:
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    return line


@pytest.mark.parametrize("target", ["ask", "test"])
@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_python_without_venv_is_told_what_to_install(
    tmp_path: Path, checkout: Path, target: str, module: str
) -> None:
    python = _python(tmp_path, f"import sys\nsys.modules[{module!r}] = None\n")
    done = _make(checkout, target, python)
    assert done.returncode == 2
    assert done.stdout == ""
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert f"sudo apt-get install python{here}-venv" in _one_line(done)
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_told_so(tmp_path: Path, checkout: Path) -> None:
    python = _python(tmp_path, "import sys\nsys.version_info = (3, 9, 2)\n")
    done = _make(checkout, "ask", python)
    assert done.returncode == 2
    assert "her er 3.9." in _one_line(done)


def test_a_machine_whose_packages_are_not_locked_is_told_so(tmp_path: Path, checkout: Path) -> None:
    changes = (
        "import platform, sys\nsys.platform = 'linux'\nplatform.libc_ver = lambda: ('musl', '1')\n"
    )
    done = _make(checkout, "ask", _python(tmp_path, changes))
    assert done.returncode == 2
    assert "glibc 2.28" in _one_line(done)


def test_without_any_python_make_says_what_it_looked_for(checkout: Path) -> None:
    done = _make(checkout, "ask", "no-such-python")
    assert done.returncode == 2
    assert "no-such-python" in done.stderr


def test_help_lists_every_target_with_a_text(checkout: Path) -> None:
    done = _make(checkout, "help", sys.executable)
    listed = set(re.findall(r"^ +make ([a-z-]+) ", done.stdout, re.MULTILINE))
    # What is for the others only has no text.
    assert listed | {"help", "env", "env-dev"} == TARGETS


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "Makefile", "docs/*.md"])
def test_every_target_that_is_spoken_of_exists(name: str) -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in ROOT.glob(name))
    named = set(re.findall(r"`make ([a-z-]+)", text))
    assert named <= TARGETS
    assert named or name.startswith("docs"), "the search finds nothing"


@pytest.mark.parametrize(
    ("target", "tried"),
    [
        ("test", []),
        (
            "test-all",
            [
                "SAMSPIL_FAULTS=20",
                "SAMSPIL_FORGED=all",
                "SAMSPIL_FUZZ=2000",
                "SAMSPIL_INPUTS=10000",
            ],
        ),
    ],
)
def test_more_of_what_is_random_is_tried_where_all_is(
    checkout: Path, target: str, tried: list[str]
) -> None:
    # In the place of pytest: what it would be told.
    done = _make(checkout, target, "true", "--assume-old=lint", "PYTEST=env | grep ^SAMSPIL_; :")
    assert sorted(done.stdout.splitlines()) == tried


def test_the_launcher_without_set_up_says_what_to_run(tmp_path: Path) -> None:
    shutil.copy(ROOT / "cli.py", tmp_path)
    # -S: a Python without any installed package.
    done = subprocess.run(
        [sys.executable, "-S", "-I", str(tmp_path / "cli.py"), "situations"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "make ask" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_launcher_finds_the_environment_by_itself(tmp_path: Path) -> None:
    shutil.copy(ROOT / "cli.py", tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nshift\necho ".venv was given: $*"\nexit 3\n', encoding="utf-8")
    python.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-S", "-I", str(tmp_path / "cli.py"), "informed", "akut"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, ".venv was given: informed akut\n")
