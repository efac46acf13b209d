"""The scenario dock: what its buttons and keys ask for, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from apimock.scenario.document import parse
from apimock.scenario.model import Scenario
from apimock.scenario.player import Finding
from apimock.scenario.reading import read
from apimock.scenario.steps import steps_of
from ide.i18n import translator
from ide.panels.scenario.panel import ScenarioPanel
from ide.panels.scenario.timeline_painter import LANE, RULER
from ide.scenario.phase import Phase
from ide.scenario.timeline import Item, Timeline, timeline_of

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
FILE = "mock/a.scenario.yaml"
TEXT = """\
version: 1
tracks:
  - channel: ui
    keys:
      - {t: 2s, tap: "#a"}
      - {t: 8s, tap: "#b"}
  - channel: expect
    keys:
      - {t: 10s, text: done}
"""


def scenario() -> Scenario:
    return read(parse(TEXT.encode(), FILE), Path(FILE))


@pytest.fixture
def panel(qtbot: QtBot) -> ScenarioPanel:
    translator.use("en")
    made = ScenarioPanel()
    qtbot.addWidget(made)
    made.resize(900, 260)
    with qtbot.waitExposed(made):
        made.show()
    made.show_files([FILE, "mock/b.scenario.yaml"])
    made.show_scenario(timeline_of(scenario()), 1.0)
    made.show_phase(Phase.IDLE, running=True, can_put_back=False)
    return made


def items(panel: ScenarioPanel) -> list[Item]:
    return list(panel.view.timeline.items)


def test_a_click_opens_the_line_of_what_is_there(panel: ScenarioPanel, qtbot: QtBot) -> None:
    item = items(panel)[1]
    point = QPoint(panel.view.x_of(item.start) + 2, panel.view.y_of(item.lane) + LANE // 2)
    with qtbot.waitSignal(panel.place_requested) as asked:
        QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked.args == [FILE, 6]
    assert panel.view.chosen == item


def test_the_ruler_is_dragged_to_a_time(panel: ScenarioPanel, qtbot: QtBot) -> None:
    view = panel.view
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view.viewport(), left, pos=QPoint(view.x_of(0), RULER // 2))
    end = QPoint(view.x_of(5000), RULER // 2)
    QTest.mouseMove(view.viewport(), end)
    with qtbot.waitSignal(panel.seek_requested) as asked:
        QTest.mouseRelease(view.viewport(), left, pos=end)
    assert asked.args is not None
    assert asked.args[0] == pytest.approx(5000, abs=20)


def test_keys_choose_open_play_and_seek(panel: ScenarioPanel, qtbot: QtBot) -> None:
    view = panel.view
    first, second, expected = items(panel)
    for key, chosen in (
        (Qt.Key.Key_Right, first),
        (Qt.Key.Key_Right, second),
        (Qt.Key.Key_Right, second),
        (Qt.Key.Key_Down, expected),
        (Qt.Key.Key_Up, second),
        (Qt.Key.Key_Left, first),
    ):
        QTest.keyClick(view, key)
        assert view.chosen == chosen
    assert "tap #a" in view.accessibleDescription()
    with qtbot.waitSignal(panel.place_requested) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [FILE, 5]
    asked: list[float] = []
    panel.seek_requested.connect(asked.append)
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert asked == [2000, 10_000, 0]
    with qtbot.waitSignal(panel.play_requested):
        QTest.keyClick(view, Qt.Key.Key_Space)


def test_zooming_keeps_the_playhead_where_it_is(panel: ScenarioPanel) -> None:
    view = panel.view
    panel.show_position(5000)
    before = view.x_of(5000)
    for _ in range(6):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > 3
    assert abs(view.x_of(5000) - before) <= 1
    assert view.x_of(10_000) > view.viewport().width()
    panel.show_position(9000)
    assert view.header <= view.x_of(9000) <= view.viewport().width()
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == 1


def test_an_expectation_that_failed_says_why(panel: ScenarioPanel) -> None:
    panel.show_phase(Phase.PLAYING, running=True, can_put_back=False)
    expect = steps_of(scenario())[-1]
    panel.show_finding(Finding(expect, ok=False, message="“done” is not on the screen"))
    assert panel.status.text() == "1 of 1 did not come true."
    assert "“done” is not on the screen" in panel.view.told(items(panel)[-1])
    panel.show_end(good=False, calls_told="line 3: t 40 instead of 0")
    assert "line 3: t 40 instead of 0" in panel.line.text()
    panel.begin_again()
    assert panel.view.results.bad == 0


def test_what_cannot_be_done_is_not_offered(panel: ScenarioPanel) -> None:
    assert panel.play_button.isEnabled()
    assert panel.record_button.isEnabled()
    assert not panel.stop_button.isEnabled()
    panel.show_phase(Phase.PLAYING, running=True, can_put_back=False)
    assert panel.stop_button.isEnabled()
    assert not panel.record_button.isEnabled()
    assert not panel.files.isEnabled()
    panel.show_phase(Phase.RECORDING, running=True, can_put_back=False)
    assert panel.record_button.isEnabled()
    assert panel.play_button.isHidden()
    panel.show_phase(Phase.IDLE, running=False, can_put_back=True)
    assert not panel.record_button.isEnabled()
    assert not panel.play_button.isEnabled()
    assert panel.back_button.isEnabled()


def test_trouble_leads_to_its_line(panel: ScenarioPanel, qtbot: QtBot) -> None:
    panel.show_trouble(f"{FILE}:3: channel: there is no channel “iu”", FILE, 3)
    assert not panel.play_button.isEnabled()
    assert panel.view.timeline == Timeline()
    with qtbot.waitSignal(panel.place_requested) as asked:
        panel.place_button.click()
    assert asked.args == [FILE, 3]
    panel.show_files(())
    assert panel.line.text() == ""


def test_choosing_another_file_is_told_and_a_speed_too(panel: ScenarioPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.file_chosen) as chosen:
        panel.files.setCurrentIndex(1)
    assert chosen.args == ["mock/b.scenario.yaml"]
    with qtbot.waitSignal(panel.speed_chosen) as speed:
        panel.speeds.setCurrentIndex(panel.speeds.findData(20.0))
    assert speed.args == [20.0]
    panel.show_speed(3.0)
    assert panel.speeds.currentText() == "×3"
