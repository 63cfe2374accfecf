"""How tests are run: where none may be skipped, a skip is a failure; who shares the server.

`SAMSPIL_NO_SKIP=1` forbids skips; `--numprocesses=2` shares a run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
SHARED = ("--numprocesses=2", "--dist=loadfile", "--continue-on-collection-errors")
SKIPPING = {
    "in_a_test": "import pytest\n\ndef test_it(): pytest.skip('no Java here')\n",
    "by_a_mark": "import pytest\n\n@pytest.mark.skip(reason='no Java here')\ndef test_it(): ...\n",
    "of_a_module": "import pytest\npytest.skip('no Java here', allow_module_level=True)\n",
    "in_a_fixture": (
        "import pytest\n\n@pytest.fixture\ndef server(): pytest.skip('no Java here')\n\n"
        "def test_it(server): ...\n"
    ),
}


@pytest.mark.parametrize("forbidden", [True, False])
@pytest.mark.parametrize("way", SKIPPING)
def test_a_skip_fails_only_where_it_is_forbidden(tmp_path: Path, way: str, forbidden: bool) -> None:
    shutil.copy(CONFTEST, tmp_path)
    (tmp_path / "test_skipping.py").write_text(
        SKIPPING[way] + "\ndef test_other(): ...\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "--rootdir=."],
        cwd=tmp_path,
        env={**os.environ, "SAMSPIL_NO_SKIP": "1" if forbidden else ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "no Java here" in done.stdout
    assert ("no skip is allowed in this run" in done.stdout) == forbidden
    assert (done.returncode not in {0, 5}) == forbidden, done.stdout


def test_no_skip_is_lost_where_processes_share_the_run(tmp_path: Path) -> None:
    shutil.copy(CONFTEST, tmp_path)
    for way, text in SKIPPING.items():
        (tmp_path / f"test_{way}.py").write_text(text, encoding="utf-8")
    (tmp_path / "test_other.py").write_text("def test_other(): ...\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir=.", *SHARED],
        cwd=tmp_path,
        env={**os.environ, "SAMSPIL_NO_SKIP": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    *_, closing = done.stdout.splitlines()
    assert done.returncode == 1
    assert "skipped" not in closing
    assert "1 passed" in closing
    for way in SKIPPING:
        assert f"test_{way}.py" in done.stdout.partition("short test summary info")[2]


def test_all_that_ask_the_server_are_in_one_process(tmp_path: Path) -> None:
    shutil.copy(CONFTEST, tmp_path)
    files = ["integration/test_a.py", "integration/test_b.py", "unit/test_c.py", "unit/test_d.py"]
    for name in files:
        file = tmp_path / "tests" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            "import os, pathlib, time\n\n"
            "def test_one(): time.sleep(1)\n\n"
            "def test_two(): pathlib.Path(__file__ + '.pid').write_text(str(os.getpid()))\n",
            encoding="utf-8",
        )
    subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir=.", *SHARED],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    first, second, *others = [(tmp_path / "tests" / f"{name}.pid").read_text() for name in files]
    assert first == second
    assert first != others[0]


def test_an_expected_failure_stays_allowed(tmp_path: Path) -> None:
    shutil.copy(CONFTEST, tmp_path)
    (tmp_path / "test_x.py").write_text(
        "import pytest\n\n@pytest.mark.xfail\ndef test_it(): assert False\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=."],
        cwd=tmp_path,
        env={**os.environ, "SAMSPIL_NO_SKIP": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 xfailed" in done.stdout
    assert done.returncode == 0
