"""The fixtures of a test: the phone, fresh for each, and its parts by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ide.testing.run import RUN
from ide.testing.setting import Setting
from ide.testing.under_test import UNDER_TEST, UnderTest

if TYPE_CHECKING:
    from ide.automation import (
        App,
        Clock,
        Device,
        MiniProgram,
        Mock,
        Native,
        Page,
        Project,
        Scenarios,
        Snapshot,
    )


@pytest.fixture
def minideck_project(request: pytest.FixtureRequest) -> Path:
    """The folder of the mini-program under test; override it to make one.

    What the marker names lies beside the test file, what an option names below the root folder.
    """
    return request.config.stash[RUN].project(request.node)


@pytest.fixture
def minideck_setting(request: pytest.FixtureRequest) -> Setting:
    """What this run of the test sets on the phone; several of them make several tests."""
    return request.config.stash[RUN].wanted(request.node).settings()[0]


@pytest.fixture
def minideck_pictures(request: pytest.FixtureRequest) -> Path:
    """The folder of the expected pictures; override it to keep them elsewhere."""
    return request.config.stash[RUN].pictures(request.node)


@pytest.fixture
def minideck(
    request: pytest.FixtureRequest,
    minideck_project: Path,
    minideck_setting: Setting,
    minideck_pictures: Path,
) -> Iterator[MiniProgram]:
    """The connection to a fresh app on a fresh phone, its first page ready."""
    run, node = request.config.stash[RUN], request.node
    yield run.begin(node, minideck_project, minideck_setting, minideck_pictures)
    run.end(node.stash[UNDER_TEST])


@pytest.fixture
def under_test(minideck: MiniProgram, request: pytest.FixtureRequest) -> UnderTest:
    """What the plugin knows of the running test."""
    test: UnderTest = request.node.stash[UNDER_TEST]
    return test


@pytest.fixture
def app(minideck: MiniProgram) -> App:
    """The mini-program."""
    return minideck.app


@pytest.fixture
def page(minideck: MiniProgram) -> Page:
    """The page that is open when the test begins."""
    return minideck.app.current_page()


@pytest.fixture
def device(minideck: MiniProgram) -> Device:
    """The phone's hardware and what happens to it."""
    return minideck.device


@pytest.fixture
def mock(minideck: MiniProgram) -> Mock:
    """Answers chosen for requests and other calls."""
    return minideck.mock


@pytest.fixture
def native(minideck: MiniProgram) -> Native:
    """The phone's own sheets and buttons."""
    return minideck.native


@pytest.fixture
def scenario(minideck: MiniProgram) -> Scenarios:
    """Plays scenarios on the phone."""
    return minideck.scenario


@pytest.fixture
def clock(minideck: MiniProgram) -> Clock:
    """The time the app lives in."""
    return minideck.clock


@pytest.fixture
def snapshot(minideck: MiniProgram) -> Snapshot:
    """Keeps the phone's state and brings it back."""
    return minideck.snapshot


@pytest.fixture
def project(minideck: MiniProgram) -> Project:
    """The project: its files and its checks."""
    return minideck.project


@pytest.fixture
def expect_picture(under_test: UnderTest) -> Callable[..., None]:
    """``expect_picture(app.screen_shot(), "name")``, or an element in place of the picture."""
    from ide.testing.expecting import Expecting  # noqa: PLC0415 - Pillow only where it is used

    return Expecting(under_test)
