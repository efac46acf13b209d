"""What every test shares: an offscreen Qt, strict guards, the command line options of the suite."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if hasattr(os, "geteuid") and os.geteuid() == 0 and "--no-sandbox" not in flags:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --no-sandbox".strip()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("minideck")
    group.addoption(
        "--corpus",
        type=Path,
        metavar="DIR",
        help="also run the journeys of tests/corpus on the mini-programs laid out in DIR",
    )
    group.addoption(
        "--update-samples", action="store_true", help="rewrite the expected files of tests/samples"
    )


@pytest.fixture(autouse=True, scope="module")
def every_module_begins_in_english() -> Iterator[None]:
    """Tests that choose a language leave none to those of the next module."""
    yield
    from ide.i18n import FALLBACK, translator  # noqa: PLC0415 - bootstrap is tested without the rest

    if translator.code != FALLBACK:
        translator.use(FALLBACK)


@pytest.fixture(autouse=True)
def no_thread_is_left_behind() -> Iterator[None]:
    """Fail a test that leaves one of our threads running."""
    before = set(threading.enumerate())
    yield
    left = [
        thread.name
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive() and not thread.daemon
    ]
    assert left == []
