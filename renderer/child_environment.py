"""The environment of a Python process of ours: it finds the same packages, wherever we started."""

from __future__ import annotations

import os

import resources


def child_environment() -> dict[str, str]:
    """Return our own environment, with our sources to be found and texts in UTF-8."""
    source = str(resources.path().parent)
    paths = [source, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
