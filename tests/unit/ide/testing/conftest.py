"""Runs pytest inside a test, on a phone that is only heard of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.ide.testing.fake_phone import CONFTEST, told

Inner = Callable[..., pytest.RunResult]


@pytest.fixture
def inner(pytester: pytest.Pytester) -> Inner:
    """Run pytest on a test file of that text, with further arguments."""
    pytester.makeconftest(CONFTEST)
    pytester.makeini("[pytest]\nminideck_project = app\n")

    def run(text: str, *arguments: str) -> pytest.RunResult:
        pytester.makepyfile(test_app=text)
        return pytester.runpytest("-p", "ide.testing.plugin", *arguments)

    return run


@pytest.fixture
def asked(pytester: pytest.Pytester) -> Callable[[str], list[dict[str, object]]]:
    """Return what the phones of the inner run were asked, of one kind."""

    def find(what: str) -> list[dict[str, object]]:
        return [
            {name: value for name, value in one.items() if name != "what"}
            for one in told(Path(pytester.path))
            if one["what"] == what
        ]

    return find
