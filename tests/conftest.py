"""What every test shares: an offscreen Qt, strict guards, the command line options of the suite."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

_PAINTED_CAMERAS = "--use-fake-device-for-media-stream=device-count=2"
"""The engine paints what its cameras see: no test looks through the computer's own."""


_OURS = "minideck"
"""The name of the plugin's entry point."""


def pytest_configure(config: pytest.Config) -> None:
    _steady_examples()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    wanted = [_PAINTED_CAMERAS]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        wanted.append("--no-sandbox")
    missing = [flag for flag in wanted if flag not in flags]
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([flags, *missing]).strip()


def _steady_examples() -> None:
    """Let properties be checked on the same examples each time, however long one takes.

    ``--hypothesis-profile explore`` looks for new ones.
    """
    if find_spec("hypothesis") is None:
        return  # bootstrap is tested without the rest
    from hypothesis import HealthCheck, settings  # noqa: PLC0415

    calm: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
    settings.register_profile("steady", derandomize=True, database=None, **calm)
    settings.register_profile("explore", max_examples=1000, **calm)
    settings.load_profile("steady")


_LONG = ("e2e", "corpus", "sdk", "runtime_view", "runtime_components")
"""Folders whose files take long, the longest first."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let several processes begin with what takes long: short files fill what is left at the end.

    A person who runs all in one process hears of what is simple first.
    """
    if hasattr(config, "workerinput"):
        items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    folder = item.path.parent.name
    return _LONG.index(folder) if folder in _LONG else len(_LONG)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    if not pluginmanager.has_plugin(_OURS):
        from ide.testing import plugin  # noqa: PLC0415 - an installed one is there already

        if not pluginmanager.is_registered(plugin):
            pluginmanager.register(plugin, _OURS)
    group = parser.getgroup("minideck")
    group.addoption(
        "--corpus",
        type=Path,
        metavar="DIR",
        help="also run the journeys of tests/corpus on the mini-programs laid out in DIR",
    )
    group.addoption(
        "--rounds",
        type=int,
        default=3,
        metavar="N",
        help="how often tests/corpus plays again what it has recorded (default: 3)",
    )
    group.addoption(
        "--miniprogram-ci",
        type=Path,
        metavar="DIR",
        help="also let the miniprogram-ci that is installed in DIR read a package of ours",
    )
    group.addoption(
        "--update-samples", action="store_true", help="rewrite the expected files of tests/samples"
    )


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """Whoever waits, waits long: pytest-qt's own seconds are few on a busy machine."""
    from tests.patience import PatientBot  # noqa: PLC0415 - bootstrap is tested without Qt

    return PatientBot(request)


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


@pytest.fixture
def themed(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """Sizes are those of the style sheet, whatever ran before."""
    # No part of Qt is loaded before its platform is chosen.
    from ide.theme.theme import Theme  # noqa: PLC0415

    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    theme = Theme(qapp, tmp_path / "theme")
    theme.use("light")
    yield
    theme.deleteLater()
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)
