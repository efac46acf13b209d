"""The review desk's window: words survive what others do, and it says why something cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ide.desk.model import reasons
from ide.desk.model.conditions import Wish
from ide.desk.model.submission import Submission
from ide.desk.view.window import DeskWindow
from ide.i18n import translator
from tests.unit.ide.desk.desks import People

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(tmp_path / "desk", tmp_path / "packages")


@pytest.fixture
def view(qtbot: QtBot) -> DeskWindow:
    window = DeskWindow()
    qtbot.addWidget(window)
    window.show()
    return window


def shown(view: DeskWindow, people: People, name: str, row: Submission) -> None:
    view.show_folder(people.root, name)
    view.show_desk(people.author.read(), reasons.ours(), people.author.now)
    view.choose(row.id)


def in_review(people: People, version: str = "1.0.0") -> Submission:
    return people.does(people.does(people.hand_in(version), "submit"), "take", "Mei")


def test_words_stay_when_somebody_else_acts_and_go_when_they_are_used(
    view: DeskWindow, people: People
) -> None:
    row = in_review(people)
    shown(view, people, "Mei", row)
    QTest.keyClicks(view.decision.text, "dead button")
    people.does(row, "delay", "Ben", text="lunch")
    shown(view, people, "Mei", row)
    assert view.decision.text.toPlainText() == "dead button"
    people.does(row, "resume", "Mei")
    shown(view, people, "Mei", row)
    assert view.decision.text.toPlainText() == ""


def test_what_cannot_be_done_says_why(view: DeskWindow, people: People) -> None:
    row = people.does(people.hand_in(), "submit")
    shown(view, people, "Lin", row)
    take = view.decision.buttons["take"]
    assert not take.isEnabled()
    assert "Lin" in take.toolTip()
    assert view.decision.buttons["withdraw"].isEnabled()
    view.name.setText("Mei")
    assert view.decision.buttons["take"].isEnabled()


def test_the_online_version_is_taken_back_to_the_one_that_is_chosen(
    view: DeskWindow, people: People
) -> None:
    rows = [people.released(version) for version in ("1.0.0", "1.1.0", "1.2.0")]
    shown(view, people, "Lin", rows[2])
    wishes: list[Wish] = []
    view.acted.connect(lambda _row, wish, _pictures: wishes.append(wish))
    target = view.decision.target
    assert [target.itemText(at) for at in range(target.count())] == ["1.1.0", "1.0.0"]
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Down)
    QTest.mouseClick(view.decision.buttons["rollback"], Qt.MouseButton.LeftButton)
    assert wishes == [Wish("rollback", "Lin", target=rows[0].id)]


def test_a_share_starts_above_the_one_that_has_it(view: DeskWindow, people: People) -> None:
    people.released("1.0.0")
    row = people.does(people.approved("1.1.0"), "release_gray", percent=40)
    shown(view, people, "Lin", row)
    wishes: list[Wish] = []
    view.acted.connect(lambda _row, wish, _pictures: wishes.append(wish))
    assert (view.decision.percent.minimum(), view.decision.percent.value()) == (41, 50)
    QTest.mouseClick(view.decision.buttons["raise_gray"], Qt.MouseButton.LeftButton)
    assert wishes == [Wish("raise_gray", "Lin", percent=50)]


def test_a_damaged_submission_can_only_be_looked_at(view: DeskWindow, people: People) -> None:
    row = people.hand_in()
    event = people.root / "submissions" / row.id / "events" / "0001.json"
    event.write_text(event.read_text("utf-8").replace("Lin", "Eve"), "utf-8")
    shown(view, people, "Mei", row)
    assert view.current is not None
    assert view.current.fault
    assert view.decision.buttons == {}
    assert not view.sheet.run_button.isEnabled()


def test_the_rules_the_report_points_to_come_first(view: DeskWindow, people: People) -> None:
    row = in_review(people)
    object.__setattr__(row, "report", {"findings": [{"check": "P23"}, "nonsense"]})
    assert row.found_by == {"P23"}
    view.decision.show_reasons(reasons.ours())
    view.decision.rules.show_found(row.found_by)
    model = view.decision.rules.view.model()
    first = model.index(0, 0)
    rule = reasons.ours().find(first.data().partition(" ")[0])
    assert rule is not None
    assert "P23" in rule.checks
    assert first.data(Qt.ItemDataRole.DecorationRole) is not None


@pytest.mark.parametrize("language", ["en", "zh", "de"])
def test_every_page_can_be_said_in_every_language(
    view: DeskWindow, people: People, language: str
) -> None:
    row = people.does(in_review(people), "reject", "Mei", rules=("3.3.1",))
    shown(view, people, "Lin", row)
    translator.use(language)
    try:
        assert view.sheet.tabs.tabText(0)
        assert "3.3.1" in view.sheet.letter.toPlainText()
        assert view.decision.buttons["resubmit"].text()
    finally:
        translator.use("en")
