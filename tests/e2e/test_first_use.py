"""What somebody sees in the first minute: a phone that says what it waits for, a calm window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.i18n import translator
from ide.simulator.loading import LoadingScreen
from ide.simulator.question_bar import QuestionBar
from tests.e2e.conftest import write_project
from tests.e2e.journey import Person, at_the_window

HOME = "pages/home/home"
GREEN = "<view style='width: 100vw; height: 100vh; background: #00c060'></view>"

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what the loading screen says, and its end."""
    said: list[str] = []
    begin, end, show = LoadingScreen.begin, LoadingScreen.end, LoadingScreen.show_step

    def noted_show(screen: LoadingScreen, step: str) -> None:
        said.append(step)
        show(screen, step)

    def noted_end(screen: LoadingScreen, **how: Any) -> None:
        if screen.step:
            said.append("end")
        end(screen, **how)

    monkeypatch.setattr(LoadingScreen, "show_step", noted_show)
    monkeypatch.setattr(LoadingScreen, "end", noted_end)
    del begin
    return said


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path / "app", [HOME], {f"{HOME}.wxml": GREEN})


@pytest.fixture
def person(
    steps: list[str], qapp: QApplication, qtbot: QtBot, root: Path, tmp_path: Path
) -> Iterator[Person]:
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as somebody:
        yield somebody


def test_the_phone_says_what_it_waits_for_until_the_page_is_there(
    person: Person, steps: list[str]
) -> None:
    screen = person.window.simulator.frame.loading
    person.wait(screen.isHidden)
    assert steps[0] == "compiling"
    assert "starting" in steps
    assert steps[-1] == "end"
    view = person.player.view
    assert view.grab().toImage().pixelColor(view.width() // 2, view.height() // 2).green() > 150


def test_a_restart_waits_for_the_page_again(person: Person, steps: list[str]) -> None:
    screen = person.window.simulator.frame.loading
    person.wait(screen.isHidden)
    steps.clear()
    person.bench.run("project.compile")
    person.wait(lambda: steps[-1:] == ["end"])
    assert steps[0] == "starting"
    person.wait(screen.isHidden)


def test_an_app_that_does_not_compile_says_so_and_one_that_throws_shows_its_mistake(
    steps: list[str], qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    files = {f"{HOME}.js": "Page({", "app.js": "throw new Error('planted')"}
    root = write_project(tmp_path / "broken", [HOME], files)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as person:
        person.wait(person.window.simulator.frame.loading.isHidden)
        assert steps[-1] == "end"


def test_words_come_only_when_it_takes_long(qtbot: QtBot) -> None:
    screen = LoadingScreen(None)  # type: ignore[arg-type]
    qtbot.addWidget(screen)
    screen.resize(200, 400)
    screen.begin("Shop", "compiling")
    plain = screen.grab().toImage()
    assert plain.pixelColor(100, 160) == Qt.GlobalColor.white
    qtbot.waitUntil(lambda: screen.grab().toImage() != plain)
    assert screen.accessibleName() == "Shop"
    assert screen.accessibleDescription()
    screen.end()
    qtbot.waitUntil(screen.isHidden)


def test_the_question_for_the_internet_is_one_line(person: Person) -> None:
    bar = person.window.simulator.trust_bar
    bar.show()
    person.wait(lambda: bar.height() > 0)
    assert bar.height() <= 44
    assert bar.minimumSizeHint().width() <= person.window.simulator.minimumWidth()
    assert all(one.toolTip() for one in (bar, bar.allow, bar.refuse))


@pytest.mark.parametrize("section", ["trust", "webcam"])
@pytest.mark.parametrize("language", ["en", "zh", "de"])
@pytest.mark.usefixtures("themed")
def test_the_question_fits_the_narrowest_phone(qtbot: QtBot, language: str, section: str) -> None:
    before = translator.code
    translator.use(language)
    try:
        bar = QuestionBar(section)
        qtbot.addWidget(bar)
        assert bar.minimumSizeHint().width() <= 300
    finally:
        translator.use(before)
