"""Nothing leaves the computer: a whole session uses no address but those of the machine itself.

Three witnesses: Python's own audit of sockets, Chromium's log of its network, and the kernel's
tables of what the processes of the session hold open, looked at all the time.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.e2e.sockets import leaves, sockets_of
from tests.looks.scenes import SCENES

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 600

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads the kernel's /proc")


def hosts_in(log: Path) -> set[str]:
    """Return the hosts that Chromium looked up or connected to."""
    text = log.read_text("utf-8", "replace")
    return set(re.findall(r'"(?:host|address)":"([^"]+)"', text))


def test_a_whole_session_speaks_to_nobody(tmp_path: Path) -> None:
    log = tmp_path / "net.json"
    flags = f"{os.environ.get('QTWEBENGINE_CHROMIUM_FLAGS', '')} --log-net-log={log}"
    errors = tmp_path / "errors.txt"
    with errors.open("w", encoding="utf-8") as heard:
        session = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.quiet_session", str(tmp_path)],
            cwd=ROOT,
            env={**os.environ, "QTWEBENGINE_CHROMIUM_FLAGS": flags.strip()},
            stdout=subprocess.PIPE,
            stderr=heard,
            text=True,
        )
    seen: set[str] = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.05):
            seen.update(sockets_of(session.pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        out, _ = session.communicate(timeout=LIMIT_S)
    finally:
        session.kill()
        ended.set()
        watcher.join()
    assert session.returncode == 0, errors.read_text("utf-8")
    told = json.loads(out.splitlines()[-1])
    assert told["scenes"] == [scene.name for scene in SCENES if not scene.listens]
    assert told["seen"] == []
    assert {entry for entry in seen if leaves(entry)} == set()
    assert log.stat().st_size > 0
    assert hosts_in(log) <= {"127.0.0.1", "localhost", "::1"}


def can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    return (
        subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    )


@pytest.mark.skipif(not can_unshare(), reason="no right to make a network of one's own")
def test_pages_are_rendered_without_any_network(tmp_path: Path) -> None:
    project = ROOT / "tests" / "fixtures" / "journey"
    done = subprocess.run(
        [
            *("unshare", "-rn", sys.executable, "-m", "ide.cli", "snapshot", str(project)),
            *("--json", str(tmp_path / "all.json"), "--out", str(tmp_path)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert [page["status"] for page in result["pages"]] == ["ok"]
