"""The helpers that make rows beside a load: the same rows, and none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samspil.loading.preparing import Preparing
from samspil.loading.wanted import Wanted
from samspil.ontology.folders import find_data
from samspil.synthesis import write_nation

_MUNICIPALITIES = 8
"""So many that helpers are started."""

_LOADER = """
import sys
import time
from multiprocessing import active_children
from pathlib import Path

from samspil.loading.preparing import Preparing
from samspil.loading.wanted import Wanted
from samspil.ontology.folders import find_data

if __name__ == "__main__":
    wanted = Wanted(find_data(Path(sys.argv[1])))
    with Preparing(wanted, wanted.datasets) as prepared:
        prepared.rows(wanted.datasets[0])
        print(*(child.pid for child in active_children()), flush=True)
        time.sleep(600)
"""


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation")
    write_nation(folder, _MUNICIPALITIES, 7)
    return folder


def test_helpers_make_the_same_rows(nation: Path) -> None:
    wanted = Wanted(find_data(nation))
    alone = Preparing(wanted, ())
    with Preparing(wanted, wanted.datasets) as helped:
        for dataset in wanted.datasets:
            assert helped.rows(dataset) == alone.rows(dataset)


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for processes as POSIX does")
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core: there are no helpers")
def test_no_helper_outlives_its_loader(nation: Path, tmp_path: Path) -> None:
    script = tmp_path / "loader.py"
    script.write_text(_LOADER, encoding="utf-8")
    command = [sys.executable, str(script), str(nation)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as loader:
        assert loader.stdout
        helpers = [int(pid) for pid in loader.stdout.readline().split()]
        loader.send_signal(signal.SIGKILL)
    assert helpers
    until = time.monotonic() + 30
    while any(_lives(pid) for pid in helpers) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in helpers if _lives(pid)]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # One that has ended and whom nobody has asked yet how still has its number.
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
