"""In the run where no test may be skipped (`SAMSPIL_NO_SKIP=1`), a skip is a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
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
