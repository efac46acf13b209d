"""Tells tests that fail only beside others from tests that fail."""

from __future__ import annotations

import json
import sys
from pathlib import Path

MOST = 3
"""So many may be unsteady in one run; with more, something is wrong with the run itself."""

_TESTS_FAILED = 1
"""pytest's exit code when it ran to its end and tests failed."""


def failed_tests(root: Path) -> list[str]:
    """Return the tests that failed in pytest's last run, as pytest's cache keeps them."""
    file = root / ".pytest_cache" / "v" / "cache" / "lastfailed"
    if not file.exists():
        return []
    return sorted(json.loads(file.read_text("utf-8")))


def worth_a_second_look(code: int, failed: list[str]) -> bool:
    """Tell whether a run that ended with ``code`` failed in few enough tests to ask again."""
    return code == _TESTS_FAILED and 0 < len(failed) <= MOST


def second_look() -> list[str]:
    """Return the command that runs what failed once more, one after the other."""
    return [sys.executable, "-m", "pytest", "--last-failed", "--last-failed-no-failures", "none"]


def verdict(failed: list[str]) -> str:
    """Return what is said of tests that passed the second time."""
    rows = "\n".join(f"   {test}" for test in failed)
    return f"== unsteady, and to be mended: failed beside others, passed alone\n{rows}"
