"""The helpers that make rows beside a load: the same rows, and none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from devtools.synthesis import write_nation
from samspil.neo4j.desired import Wanted
from samspil.neo4j.preparing import Preparing
from samspil.ontology.folders import find_data

_MUNICIPALITIES = 8
"""So many that helpers are started."""

_LOADER = """
import signal
import subprocess
import sys
import time
from pathlib import Path

from samspil.neo4j.preparing import Preparing
from samspil.neo4j.desired import Wanted
from samspil.ontology.folders import find_data

# As on a terminal: what is started in the background of a script is deaf to it.
signal.signal(signal.SIGINT, signal.default_int_handler)
helpers = []
Popen = subprocess.Popen
subprocess.Popen = lambda *given, **named: helpers.append(Popen(*given, **named)) or helpers[-1]
wanted = Wanted(find_data(Path(sys.argv[1])))
with Preparing(wanted, wanted.datasets) as prepared:
    prepared.rows(wanted.datasets[0])
    print(*(one.pid for one in helpers), flush=True)
    time.sleep(float(sys.argv[2]))
"""
"""A script as people write them: it doesn't ask whether it is the one that was started."""

pytestmark = pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core: there are no helpers")


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation")
    write_nation(folder, _MUNICIPALITIES, 7)
    return folder


@pytest.mark.parametrize("killed", [0, 1, 4], ids=["none-killed", "one-killed", "all-killed"])
def test_helpers_make_the_same_rows(
    nation: Path, monkeypatch: pytest.MonkeyPatch, killed: int
) -> None:
    helpers: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def started(*given: Any, **named: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401
        helpers.append(start(*given, **named))
        return helpers[-1]

    monkeypatch.setattr(subprocess, "Popen", started)
    wanted = Wanted(find_data(nation))
    alone = Preparing(wanted, ())
    with Preparing(wanted, wanted.datasets) as helped:
        assert helpers
        for number, dataset in enumerate(wanted.datasets):
            if number == 1:
                for helper in helpers[:killed]:
                    helper.kill()
            assert helped.rows(dataset) == alone.rows(dataset)
    assert all(helper.returncode is not None for helper in helpers)


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for processes as POSIX does")
@pytest.mark.parametrize("ending", [None, signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_helper_outlives_its_loader(
    nation: Path, tmp_path: Path, ending: signal.Signals | None
) -> None:
    script = tmp_path / "loader.py"
    script.write_text(_LOADER, encoding="utf-8")
    command = [sys.executable, str(script), str(nation), "600" if ending else "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as loader:
        assert loader.stdout
        told = loader.stdout.readline()
        if ending:
            loader.send_signal(ending)
        more, complaints = loader.communicate()
    assert more == ""
    if not ending:
        assert complaints == ""
    helpers = [int(pid) for pid in told.split()]
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
