"""Makes `.venv` with what samspil needs: `setup_env.py run|dev`. Called by the Makefile.

Only the standard library, and a syntax that old Pythons read too: the first thing it does is to say
in one line what is missing, to a person who has never met a virtual environment.
"""

import hashlib
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CONSTRAINTS = {"run": "constraints.txt", "dev": "constraints-dev.txt"}
OLDEST_PYTHON = (3, 11)
OLDEST_GLIBC = (2, 28)


def _missing() -> "str | None":
    """The one line that says what this machine lacks, in Danish and English; None if nothing."""
    here = "{}.{}".format(*sys.version_info)
    if sys.version_info[:2] < OLDEST_PYTHON:
        return (
            f"samspil kræver Python 3.11 eller nyere; her er {here}. Installér en nyere Python, og "
            "prøv igen.  (samspil needs Python 3.11 or newer: install one, and try again.)"
        )
    try:
        import ensurepip  # noqa: F401  # Debian takes this one out of the venv that it ships
        import venv  # noqa: F401
    except ImportError:
        return (
            "Denne Python mangler venv. Installér det, og prøv igen: "
            f"sudo apt-get install python{here}-venv  (This Python lacks venv: install it.)"
        )
    libc, version = platform.libc_ver()
    if sys.platform == "linux" and (libc != "glibc" or _numbers(version) < OLDEST_GLIBC):
        return (
            "De låste pakker kræver Linux med glibc 2.28 eller nyere (ikke fx Alpine). "
            "Brug en anden maskine.  (The locked packages need Linux with glibc 2.28+.)"
        )
    return None


def _numbers(version: str) -> "tuple[int, ...]":
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _wanted(kind: str) -> str:
    """What the environment depends on, as a hash: another one means a new installation."""
    digest = hashlib.sha256()
    for name in (CONSTRAINTS[kind], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _stamp(kind: str) -> Path:
    return VENV / ("samspil-" + kind)


def _is_ready(kind: str) -> bool:
    stamp = _stamp(kind)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == _wanted(kind)


def _install(kind: str) -> None:
    # Without a stamp an earlier attempt was broken off: what lies there is worth nothing.
    if not PYTHON.exists() or not (_stamp("run").exists() or _stamp("dev").exists()):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    pip += ["--disable-pip-version-check", "--no-warn-script-location"]
    # First everything from outside, each file held to its hash and none built here (no compiler
    # needed); then this checkout itself, for which there can be no hash.
    outside = ["--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / CONSTRAINTS[kind])]
    subprocess.run(pip + outside, check=True)
    here = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    subprocess.run(pip + here, check=True)


def main(arguments: "list[str]") -> int:
    """Exit code 0 when the environment is ready, 1 with one line when it can't be made."""
    kind = arguments[0] if arguments else "run"
    # "dev" holds all of "run", at the same versions: a test keeps that true.
    if _is_ready("dev") or _is_ready(kind):
        return 0
    problem = _missing()
    if problem:
        print(problem, file=sys.stderr)
        return 1
    print("Gør klar i .venv; det tager et minut første gang …", file=sys.stderr, flush=True)
    try:
        _install(kind)
    except subprocess.CalledProcessError as error:
        print("Opsætningen standsede her: " + " ".join(error.cmd[-4:]), file=sys.stderr)
        return 1
    _stamp(kind).write_text(_wanted(kind))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
