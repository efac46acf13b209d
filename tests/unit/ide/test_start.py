"""The start page and the dialog for new projects, with the keyboard."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ide.editor.drafts import Drafts
from ide.i18n import translator
from ide.start.cards import Card, CardView
from ide.start.new_project import NewProjectDialog
from ide.start.page import StartPage
from ide.start.pictures import Pictures
from ide.start.recovery import Lost
from ide.start.times import moment
from ide.theme.palette import colors

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
CARDS = [Card(f"/p/{name}", name, (f"/p/{name}",)) for name in ("alpha", "beta", "gamma")]


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    translator.use("en")
    page = StartPage()
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.set_theme(colors("light"))
    page.show()
    return page


def click(view: CardView, row: int, modifiers: Qt.KeyboardModifier) -> None:
    place = view.visualRect(view.cards.index(row)).center()
    QTest.mouseClick(view.viewport(), LEFT, modifiers, place)


def test_a_click_opens_and_a_click_with_ctrl_selects(page: StartPage, qtbot: QtBot) -> None:
    page.show_projects(CARDS)
    qtbot.waitExposed(page)
    opened: list[str] = []
    page.open_requested.connect(opened.append)
    click(page.projects, 0, CONTROL)
    click(page.projects, 2, CONTROL)
    assert opened == []
    assert sorted(page.projects.ids()) == ["/p/alpha", "/p/gamma"]
    with qtbot.waitSignal(page.removal_requested) as removal:
        QTest.mouseClick(page.remove_button, LEFT)
    assert sorted(removal.args[0]) == ["/p/alpha", "/p/gamma"]
    click(page.projects, 1, Qt.KeyboardModifier.NoModifier)
    assert opened == ["/p/beta"]


def test_typing_searches_and_enter_opens_the_first_hit(page: StartPage, qtbot: QtBot) -> None:
    page.show_projects(CARDS)
    QTest.keyClicks(page.search, "GAM")
    assert page.projects.cards.rowCount() == 1
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert opened.args == ["/p/gamma"]
    QTest.keyClicks(page.search, "x")
    assert not page.projects.isVisible()


def test_delete_takes_the_current_project_from_the_list(page: StartPage, qtbot: QtBot) -> None:
    page.show_projects(CARDS)
    page.take_focus()
    QTest.keyClick(page.projects, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.removal_requested) as removal:
        QTest.keyClick(page.projects, Qt.Key.Key_Delete)
    assert removal.args == [["/p/beta"]]


def test_without_projects_the_first_steps_are_told(page: StartPage) -> None:
    page.show_projects([])
    page.take_focus()
    assert page._steps.isVisible()
    assert not page.search.isVisible()
    page.show_projects(CARDS)
    assert not page._steps.isVisible()


def test_lost_text_is_offered_and_can_be_given_up(page: StartPage, qtbot: QtBot) -> None:
    page.show_lost([Lost("/p/alpha", "Alpha", ("app.js",))])
    assert page.recovery.isVisible()
    page.show_lost([])
    assert not page.recovery.isVisible()


def test_drafts_are_listed_by_project(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    for root, path in (("/b", "x.js"), ("/a", "y.js"), ("/a", "app.json")):
        drafts.put(Path(root), path, "text")
    assert drafts.lost() == {"/a": ["app.json", "y.js"], "/b": ["x.js"]}


def test_the_picture_of_a_project_is_kept_small(qtbot: QtBot, tmp_path: Path) -> None:
    pictures = Pictures(tmp_path / "pictures")
    project = tmp_path / "shop"
    assert pictures.of(project) is None
    picture = QPixmap(780, 1560)
    picture.fill(QColor("#336699"))
    pictures.put(project, picture)
    file = pictures.of(project)
    assert file is not None
    assert QPixmap(str(file)).size() == QSize(392, 784)
    pictures.remove(project)
    assert pictures.of(project) is None


def test_moments_are_told_as_a_person_would() -> None:
    translator.use("de")
    now = datetime(2026, 5, 3, 14, 5)
    assert moment(now.isoformat(), now.date()) == "Heute, 14:05"
    assert moment((now - timedelta(days=1)).isoformat(), now.date()) == "Gestern, 14:05"
    assert moment("2026-01-31T10:00:00", now.date()) == "31.01.26"
    assert moment("soon", date(2026, 1, 1)) == ""


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> NewProjectDialog:
    translator.use("en")
    dialog = NewProjectDialog(tmp_path, "tabs")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_enter_creates_what_was_typed(
    dialog: NewProjectDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClicks(dialog.name, "My shop: two")
    with qtbot.waitSignal(dialog.created) as created:
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    (wanted,) = created.args
    assert wanted.template == "tabs"
    assert wanted.name == "My shop: two"
    assert wanted.folder == tmp_path / "My shop- two"
    assert wanted.app_id == "touristappid"


def test_a_fault_is_told_and_nothing_can_be_created(
    dialog: NewProjectDialog, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").write_text("")
    dialog.folder.setText(str(tmp_path / "taken"))
    assert "is not empty" in dialog.fault.text()
    assert not dialog.create_button.isEnabled()
    dialog.folder.setText(str(tmp_path / "free"))
    dialog.app_id.setText("12")
    assert "AppID" in dialog.fault.text()
    dialog.app_id.clear()
    dialog.name.clear()
    assert dialog.fault.text() == "Give the project a name."
    dialog.name.setText("shop")
    assert dialog.create_button.isEnabled()


def test_a_taken_folder_gets_a_number(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "blank").mkdir()
    (tmp_path / "blank" / "app.json").write_text("{}")
    dialog = NewProjectDialog(tmp_path, "")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    assert dialog.folder.text() == str(tmp_path / "blank-2")
