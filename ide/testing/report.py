"""Gathers what the tests of all workers tell, and writes it as one HTML page at the end."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ide import atomic
from ide.i18n import translator
from ide.testing.options import Options
from ide.testing.report_page import page
from ide.version import VERSION

Row = dict[str, Any]


class Report:
    """A plugin of the process that hears of all tests; the workers of pytest-xdist have none."""

    def __init__(self, options: Options) -> None:
        assert options.report is not None
        self._file: Path = options.report
        self._language = options.report_language
        self._began = time.time()
        self._tests: dict[str, Row] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        row = self._tests.setdefault(report.nodeid, _row(report))
        row["seconds"] += report.duration
        row["outcome"] = _outcome(row["outcome"], report)
        if report.failed:
            row["message"] += f"{report.longreprtext}\n"
            row["output"] = [[title, text] for title, text in report.sections if text.strip()]
        elif report.skipped and isinstance(report.longrepr, tuple):
            row["message"] = str(report.longrepr[2])
        told = getattr(report, "minideck", None)
        if told is not None:
            row["phone"] = told

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be read has tests nobody has run."""
        if report.failed:
            row = _row(report)
            self._tests[report.nodeid] = row | {"outcome": "error", "message": report.longreprtext}

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        config = session.config
        document = {
            "name": config.rootpath.name,
            "created": datetime.fromtimestamp(self._began).strftime("%Y-%m-%d %H:%M"),
            "seconds": time.time() - self._began,
            "tool": VERSION,
            "workers": int(getattr(config.option, "numprocesses", 0) or 0),
            "tests": list(self._tests.values()),
        }
        before = translator.code
        translator.use(self._language)
        try:
            atomic.write_text(self._file, page(document))
        finally:
            translator.use(before)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.write_sep("-", f"Minideck report: {self._file}")


def _row(report: pytest.TestReport | pytest.CollectReport) -> Row:
    file, _, name = report.nodeid.partition("::")
    return {
        "id": report.nodeid,
        "file": file,
        "name": name.replace("::", " › ") or file,
        "outcome": "passed",
        "seconds": 0.0,
        "message": "",
        "output": [],
        "phone": None,
    }


def _outcome(before: str, report: pytest.TestReport) -> str:
    """Return what a test came to so far; the worst of its phases counts."""
    if before in ("failed", "error"):
        return before
    if report.failed:
        return "failed" if report.when == "call" else "error"
    if hasattr(report, "wasxfail"):
        return "expected_failure" if report.skipped else before
    return "skipped" if report.skipped else before
