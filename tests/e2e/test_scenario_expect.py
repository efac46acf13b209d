"""A person says what is expected by pointing, sees which step failed, and makes a test of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from apimock.scenario.player import Passed
from ide.panels.scenario.expect_dialog import ExpectDialog
from ide.panels.scenario.export_dialog import ExportDialog
from ide.scenario.expecting import Kind
from ide.scenario.phase import Phase
from tests.e2e.conftest import write_project
from tests.e2e.journey import LEFT, Person, at_the_window
from tests.e2e.test_scenario_window import stage_of
from tests.patience import PATIENCE_MS

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
FILES = {
    "pages/home/home.wxml": (
        '<view class="state">{{state}}</view><button id="pay" bindtap="pay">Pay</button>'
        '<view wx:for="{{rows}}" class="row" data-id="{{item}}">Row</view>'
    ),
    "pages/home/home.js": (
        "Page({ data: { state: 'new', rows: [7, 8] },"
        " pay() { wx.setStorage({ key: 'paid', data: 1 }); this.setData({ state: 'paid' }) } })"
    ),
}
FILE = "mock/bought.scenario.yaml"
GLASS = "!!document.querySelector('[data-inspect=\"glass\"]')"


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    root = write_project(tmp_path / "app", ("pages/home/home",), FILES)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile") as somebody:
        yield somebody


def points_at(person: Person, selector: str) -> ExpectDialog:
    """Point at an element of the phone; returns what is asked then."""
    place = person.point_of(selector)
    person.click(person.window.scenario.expect_button)
    person.wait(lambda: person.look(GLASS))
    target = person.player.view.focusProxy()
    assert target is not None
    QTest.mouseMove(target, place + QPoint(1, 1))
    QTest.mouseClick(target, LEFT, Qt.KeyboardModifier.NoModifier, place)
    person.wait(lambda: person.window.findChild(ExpectDialog))
    dialog = person.window.findChild(ExpectDialog)
    assert dialog is not None
    return dialog


def expects(person: Person, dialog: ExpectDialog) -> None:
    """Take the choice of the dialog."""
    person.click(dialog.add_button)
    person.wait(lambda: not person.window.findChild(ExpectDialog))


def records(person: Person) -> None:
    panel = person.window.scenario
    person.click(panel.record_button)
    person.wait(lambda: panel.phase is Phase.RECORDING)
    person.sees("new")
    person.tap("#pay")
    person.sees("paid")
    dialog = points_at(person, ".state")
    assert dialog.text.text() == "paid"
    expects(person, dialog)
    dialog = points_at(person, ".row:nth-of-type(3)")
    dialog.choose(Kind.DATA)
    assert not dialog.add_button.isEnabled()
    dialog.check_field("state")
    expects(person, dialog)
    dialog = points_at(person, "#pay")
    dialog.choose(Kind.LOOKS)
    expects(person, dialog)
    person.click(panel.record_button)
    person.wait(lambda: person.window.findChild(QInputDialog))
    name = person.window.findChild(QInputDialog)
    assert name is not None
    name.setTextValue("bought")
    name.accept()
    person.wait(lambda: person.window.editor.current == FILE)


def plays(person: Person) -> bool:
    panel, stage = person.window.scenario, stage_of(person)
    panel.speeds.setCurrentIndex(panel.speeds.findData(20.0))
    with person.qtbot.waitSignal(stage.ended, timeout=PATIENCE_MS) as ended:
        person.click(panel.play_button)
    assert ended.args is not None
    return bool(ended.args[0])


def test_expectations_by_pointing_come_true_and_a_failure_is_shown_step_by_step(
    person: Person,
) -> None:
    records(person)
    file = person.root / FILE
    text = file.read_text("utf-8")
    assert 'selector: ".state", text: "paid", exact: true' in text
    assert 'data: {"state": "paid"}' in text
    assert (file.parent / "bought.1.png").read_bytes().startswith(b"\x89PNG")
    panel, stage = person.window.scenario, stage_of(person)
    assert plays(person), [each for each in stage.findings if not each.ok]
    assert {row.passed for row in stage.steps.log.rows} == {Passed.DONE}

    file.write_text(text.replace('text: "paid"', 'text: "free"'), "utf-8")
    person.wait(lambda: 'text: "free"' in str(person.window.editor.text_of(FILE)))
    assert not plays(person)
    failed = stage.steps.log.first_failed
    assert stage.steps.log.rows[failed].message == ".state shows “paid”, not “free”"
    assert panel.steps.isVisible()
    assert panel.steps.table.currentIndex().row() == failed
    assert panel.steps.detail.isVisible()
    assert not panel.steps.picture.pixmap().isNull()
    with person.qtbot.waitSignal(stage.ended, timeout=PATIENCE_MS):
        person.click(panel.steps.again_button)
    assert stage.steps.log.first_failed == failed
    with person.qtbot.waitSignal(panel.place_requested):
        person.click(panel.steps.line_button)

    person.click(panel.export_button)
    person.wait(lambda: person.window.findChild(ExportDialog))
    dialog = person.window.findChild(ExportDialog)
    assert dialog is not None
    assert dialog.path.text() == "tests/test_bought.py"
    assert 'minideck.tap("#pay")' in dialog.source.toPlainText()
    person.click(dialog.save_button)
    person.wait(lambda: person.window.editor.current == "tests/test_bought.py")
    source = (person.root / "tests/test_bought.py").read_text("utf-8")
    assert 'expect(app.page.locator(".state")).to_have_text("free")' in source
    assert 'state="../mock/bought.phone.json"' in source
