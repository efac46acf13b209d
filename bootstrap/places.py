"""Where a checkout keeps its sources and what set-up makes of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"
WEB = ROOT / "resources" / "web"
FETCHED = VENV / "fetched"
STAMP = VENV / "minideck-setup.json"
LOCK = ROOT / ".setup.lock"
RUNTIME_LOCK = ROOT / "bootstrap" / "requirements.lock"
TEST_LOCK = ROOT / "bootstrap" / "requirements-test.lock"

WEB_SOURCES = (
    "renderer/runtime",
    "renderer/toolchain/src",
    "ide/editor/web",
    "resources/reference",
)
"""Folders whose files decide what the web bundles contain."""


def venv_python() -> Path:
    """Return the interpreter of the checkout's virtual environment."""
    if sys.platform == "win32":
        return VENV / "Scripts" / "python.exe"
    return VENV / "bin" / "python"


def venv_environment() -> dict[str, str]:
    """Return this process's environment without what would lead the virtual environment astray."""
    return {
        k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    }
