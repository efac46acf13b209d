"""What starting the window loads: only what its first picture needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]
_LATER = (
    "IPython",
    "asyncio",
    "httpx",
    "ide.automation.server.server",
    "ide.automation.client",
    "ide.language.service",
    "ide.network.live",
    "ide.submit.dialog",
    "ide.python_console",
    "jupyter_client",
    "pygments",
    "qtconsole",
    "ssl",
    "websockets",
    "zmq",
)
"""Modules that a first question, request, problem or submission loads."""
_LOADED = "import sys, ide.app; print(*sorted(sys.modules))"


def test_start_loads_nothing_that_is_needed_later() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "ide.mainwindow" in loaded
    assert loaded.isdisjoint(_LATER), loaded & set(_LATER)
