"""The submission dialog under real keys and clicks: fill in, be blocked, fix, accept, package."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ide.i18n import translator
from ide.submit.categories import first_classes, second_classes
from ide.submit.dialog import Subject, SubmitDialog
from ide.submit.dialog.fix_dialog import FixDialog
from ide.submit.dialog.steps import Step
from ide.submit.drafts import Draft
from ide.submit.fixes import apply, plan, reader
from ide.submit.form import Item
from ide.submit.history import History
from ide.submit.rules import State
from ide.submit.run_record import RunRecord
from ide.survey import Survey
from renderer.compiler import Compiler, DiskTree
from renderer.toolchain.process import Toolchain
from tests.patience import PATIENCE_MS

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

CONTROL = Qt.KeyboardModifier.ControlModifier
SOURCES = {
    "app.json": '{"pages": ["pages/home", "pages/map"], "requiredPrivateInfos": ["getLocation"],'
    ' "permission": {"scope.userLocation": {"desc": "near you"}},'
    ' "lazyCodeLoading": "requiredComponents"}',
    "app.js": "App({})\n",
    "pages/home.wxml": '<navigator url="/pages/map">Map of all shops</navigator><button/>\n',
    "pages/home.js": "Page({\n  onLoad() {\n    debugger\n  },\n})\n",
    "pages/home.json": '{"navigationBarTitleText": "Home"}',
    "pages/map.wxml": '<button bindtap="find">Find the next shop</button><view>Shops</view>\n',
    "pages/map.js": "Page({ find() { wx.getLocation({ success() {}, fail() {} }) } })\n",
    "project.config.json": '{"appid": "wx0123456789abcdef", "projectname": "Corner Shop"}',
}


class Visitor:
    """Somebody in front of the dialog of a project in a folder of its own."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.root = folder / "shop"
        for path, text in SOURCES.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, "utf-8")
        self.profile = folder / "profile"
        self.dialog = self.open()

    def open(self) -> SubmitDialog:
        config = json.loads(SOURCES["project.config.json"])
        subject = Subject(self.root, self.root, config, "Corner Shop", {})
        history = History(self.profile / "submissions.json")
        self.dialog = SubmitDialog(subject, history, Draft(self.profile / "draft"))
        self.qtbot.addWidget(self.dialog, before_close_func=lambda dialog: dialog.done(0))
        self.dialog.show()
        self.qtbot.waitActive(self.dialog)
        return self.dialog

    def wait(self, condition: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def settle(self) -> None:
        self.wait(lambda: self.dialog.preparation.settled)

    def type(self, widget: QWidget, text: str) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(widget, text)

    def next(self) -> None:
        QTest.keyClick(self.dialog, Qt.Key.Key_PageDown, CONTROL)

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def codes(self) -> list[str]:
        return [finding.code for finding in self.dialog.findings]


@pytest.fixture
def visitor(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Visitor]:
    visitor = Visitor(qtbot, tmp_path)
    yield visitor
    visitor.dialog.done(0)


def test_fill_in_be_blocked_fix_by_click_and_package(
    visitor: Visitor, toolchain: Toolchain, tmp_path: Path
) -> None:
    dialog = visitor.dialog
    dialog.set_survey(Survey(Compiler(DiskTree(visitor.root), toolchain).survey().to_json()))
    visitor.wait(lambda: "description-empty" in visitor.codes())
    is_blocked_by_what_is_missing(visitor)
    says_what_is_asked_for(visitor)
    mends_a_finding_by_a_click(visitor)
    accepts_a_warning_with_the_keyboard(visitor)
    writes_the_package(visitor, tmp_path / "out")
    finds_everything_again(visitor)


def is_blocked_by_what_is_missing(visitor: Visitor) -> None:
    dialog = visitor.dialog
    visitor.type(dialog.version_page.version, "1.0")
    visitor.wait(lambda: "version-form" in visitor.codes())
    assert "1.0" in dialog.version_page.fields["version"].fault
    assert dialog.version_page.version.property("wrong")
    dialog.go_to(Step.PACKAGE)
    visitor.wait(lambda: dialog.preparation.standing.level == "error")
    assert not dialog.create_button.isEnabled()
    visitor.click(dialog.package_page.checks_button)
    assert dialog.steps.step is Step.CHECKS
    choose(dialog, "version-form")
    QTest.keyClick(dialog.checks_page.tree, Qt.Key.Key_Return)
    assert dialog.steps.step is Step.VERSION
    entries = (dialog.version_page.version, dialog.version_page.description)
    assert dialog.focusWidget() in entries
    visitor.click(dialog.version_page.use_button)
    assert dialog.form.version == "1.0.0"


def says_what_is_asked_for(visitor: Visitor) -> None:
    dialog = visitor.dialog
    visitor.type(dialog.version_page.description, "Finds the next shop")
    visitor.next()
    assert dialog.steps.step is Step.BASIC
    assert dialog.basic_page.fields["basic.name"].text == "Corner Shop"
    for name, text in (
        ("short_name", "Shops"),
        ("intro", "Corner Shop finds the next shop and shows the way there."),
        ("contact", "shop@example.org"),
        ("icp", "ICP 00000000"),
        ("complaint", "pages/map"),
    ):
        visitor.type(dialog.basic_page.fields[f"basic.{name}"].control, text)
    visitor.next()
    assert dialog.form.items == (Item("pages/home", "Home"),)
    visitor.type(dialog.items_page.fields["items.tag"].control, "shops maps")
    for box in (dialog.items_page.first, dialog.items_page.second):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Down)
    item = dialog.form.items[0]
    assert item.tags == ("shops", "maps")
    assert item.first_class in first_classes()
    assert item.second_class in second_classes(item.first_class)
    visitor.click(dialog.items_page.add_button)
    assert [item.address for item in dialog.form.items] == ["pages/home", "pages/map"]
    visitor.next()
    entry = dialog.privacy_page.fields["privacy.location"]
    visitor.type(entry.control, "to find the next shop")
    assert [(row.category, row.purpose) for row in dialog.form.privacy] == [
        ("location", "to find the next shop")
    ]
    visitor.next()
    visitor.type(dialog.account_page.fields["test_account.user"].control, "tester")
    visitor.type(dialog.account_page.steps, "Open the map")
    visitor.next()
    QTest.keyClick(dialog.content_page.scenes[4], Qt.Key.Key_Space)
    QTest.keyClick(dialog.content_page.methods[1], Qt.Key.Key_Space)
    assert (dialog.form.ugc.scene, dialog.form.ugc.method) == ((4,), (1,))
    QTest.keyClick(dialog.content_page.scenes[4], Qt.Key.Key_Space)
    assert dialog.form.ugc.method == ()
    visitor.next()
    takes_pictures(visitor)


def takes_pictures(visitor: Visitor) -> None:
    dialog, page = visitor.dialog, visitor.dialog.media_page
    picture = QPixmap(40, 80)
    picture.fill(QColor("red"))
    dialog.picture_requested.connect(lambda: dialog.add_picture(picture))
    visitor.click(page.take_button)
    visitor.click(page.take_button)
    first, second = page.pictures
    assert Path(first).is_file()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Left, CONTROL)
    assert page.pictures == [second, first]
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert dialog.form.media.pics == (first,)


def mends_a_finding_by_a_click(visitor: Visitor) -> None:
    dialog, page = visitor.dialog, visitor.dialog.checks_page
    read = reader(visitor.root)
    dialog.mending.fixes_requested.connect(
        lambda fixes: dialog.mending.show_plan(plan(fixes, read))
    )
    dialog.mending.plan_chosen.connect(lambda chosen: carry_out(dialog, visitor.root, chosen))
    visitor.settle()
    dialog.go_to(Step.CHECKS)
    choose(dialog, "debugger")
    visitor.click(page.fix_button)
    shown = dialog.findChild(FixDialog)
    assert shown is not None
    assert "-    debugger" in shown.diff.toPlainText()
    QTest.keyClick(shown, Qt.Key.Key_Return)
    script = visitor.root / "pages/home.js"
    assert "debugger" not in script.read_text("utf-8")
    visitor.click(page.undo_button)
    assert script.read_text("utf-8") == SOURCES["pages/home.js"]
    assert not page.undo_button.isVisible()


def carry_out(dialog: SubmitDialog, root: Path, chosen: Any) -> None:
    apply(root, chosen)
    dialog.mending.take_undo(chosen.taken_back())


def choose(dialog: SubmitDialog, code: str) -> None:
    model = dialog.checks_page.model
    for row in range(model.rowCount()):
        rule = model.index(row, 0)
        for below in range(model.rowCount(rule)):
            index = model.index(below, 0, rule)
            finding = model.finding(index)
            if finding is not None and finding.code == code:
                dialog.checks_page.tree.setCurrentIndex(index)
                return
    raise AssertionError(code)


def accepts_a_warning_with_the_keyboard(visitor: Visitor) -> None:
    dialog, tree = visitor.dialog, visitor.dialog.checks_page.tree
    assert dialog.preparation.standing.key == "submit.unconfirmed"
    choose(dialog, "debugger")
    tree.setFocus()
    tree.setCurrentIndex(tree.currentIndex().parent())
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert "debugger" in dialog.form.confirmed
    if dialog.checks_page.confirm_button.isEnabled():
        visitor.click(dialog.checks_page.confirm_button)
    assert not dialog.preparation.checking.unconfirmed


def writes_the_package(visitor: Visitor, out: Path) -> None:
    dialog = visitor.dialog
    visitor.next()
    assert dialog.steps.step is Step.PACKAGE
    visitor.type(dialog.package_page.folder, str(out))
    visitor.wait(dialog.create_button.isEnabled)
    QTest.keyClick(dialog.package_page.folder, Qt.Key.Key_Return)
    visitor.wait(lambda: dialog.package)
    done = dialog.package
    assert done is not None
    assert hashlib.sha256(done.file.read_bytes()).hexdigest() == done.sha256
    assert {done.sha256, done.file.name} <= set(dialog.package_page.facts)
    assert done.file.name in dialog.verdict
    visitor.click(dialog.package_page.note_button)
    assert done.sha256 in QGuiApplication.clipboard().text()


def finds_everything_again(visitor: Visitor) -> None:
    before = visitor.dialog.form
    visitor.dialog.reject()
    (visitor.root / "pages/news.wxml").write_text("<view>News</view>\n", "utf-8")
    (visitor.root / "pages/news.js").write_text("Page({})\n", "utf-8")
    listed = SOURCES["app.json"].replace('"pages/map"]', '"pages/map", "pages/news"]')
    (visitor.root / "app.json").write_text(listed, "utf-8")
    dialog = visitor.open()
    assert dialog.form.basic == before.basic
    assert dialog.form.items == before.items
    assert dialog.form.description == ""
    visitor.wait(lambda: dialog.form.version == "1.1.0")
    visitor.wait(lambda: "pages/news" in dialog.version_page.reason)
    assert dialog.foot.anew.isVisible()


def test_a_draft_survives_a_kill(visitor: Visitor) -> None:
    visitor.type(visitor.dialog.version_page.description, "Half a sen")
    form = visitor.profile / "draft/form.json"
    visitor.wait(lambda: form.exists() and "Half a sen" in form.read_text("utf-8"))
    visitor.wait(lambda: visitor.open().form.description == "Half a sen")


def test_the_map_of_sizes_is_walked_with_keys(visitor: Visitor) -> None:
    dialog = visitor.dialog
    visitor.wait(lambda: dialog.sizes_page.map.trail[-1].children)
    dialog.go_to(Step.SIZES)
    view = dialog.sizes_page.map
    assert view.shown.kind == "part"
    names = [block.name for block in view.shown.children]
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.chosen is not None
    assert view.chosen.name == names[0] == "pages"
    assert "pages" in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.shown.path == "pages"
    opened: list[str] = []
    dialog.open_requested.connect(lambda path, *_place: opened.append(path))
    chosen = view.chosen
    assert chosen is not None
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == [chosen.path]
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert view.shown.kind == "part"
    right = view.chosen
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.chosen is not right
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert view.chosen is view.shown.children[0]


def test_a_run_of_all_pages_is_asked_for_followed_and_stopped(visitor: Visitor) -> None:
    dialog, page = visitor.dialog, visitor.dialog.checks_page
    asked: list[str] = []
    dialog.running.run_requested.connect(lambda: asked.append("run"))
    dialog.running.cancel_requested.connect(lambda: asked.append("cancel"))
    dialog.set_survey(None)
    visitor.settle()
    dialog.go_to(Step.CHECKS)
    visitor.click(page.run_button)
    dialog.running.show_run(1, 2, "pages/home")
    assert (page.progress.value(), page.progress.maximum()) == (1, 2)
    visitor.click(page.cancel_button)
    assert asked == ["run", "cancel"]
    visitor.settle()
    states = {each.rule.id: each.state for each in dialog.preparation.checking.verdicts}
    assert states["P35"] is State.UNSEEN
    visitor.click(page.run_button)
    dialog.running.set_run(RunRecord("phone", 3, complete=True))
    visitor.settle()
    states = {each.rule.id: each.state for each in dialog.preparation.checking.verdicts}
    assert states["P35"] is State.CLEAN
    assert dialog.preparation.checking.score is not None


def test_checks_that_were_stopped_let_nothing_through(visitor: Visitor) -> None:
    dialog = visitor.dialog
    dialog.set_survey(None)
    dialog.checks_page.cancel_requested.emit()
    assert dialog.preparation.standing.key in ("submit.stopped", "submit.blocked")
    assert not dialog.preparation.standing.ready
    dialog.checks_page.again_button.click()
    dialog.set_survey(None)
    visitor.wait(lambda: dialog.preparation.checking.settled)


@pytest.mark.parametrize("code", ["zh", "de", "en"])
def test_the_dialog_follows_the_language(visitor: Visitor, code: str) -> None:
    visitor.dialog.set_survey(None)
    translator.use(code)
    visitor.settle()
    model = visitor.dialog.steps.model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert titles[1] == {"zh": "基本信息", "de": "Grunddaten", "en": "Basic data"}[code]
    translator.use("en")


def test_every_entry_can_be_reached_with_tab(visitor: Visitor) -> None:
    dialog = visitor.dialog
    for step in (Step.BASIC, Step.ITEMS, Step.ACCOUNT):
        page = dialog.pages[step]
        dialog.go_to(step)
        reached = set()
        for _ in range(60):
            widget = QApplication.focusWidget()
            assert widget is not None
            reached.add(widget)
            QTest.keyClick(widget, Qt.Key.Key_Tab)
        controls = {field.control for field in page.fields.values()}
        assert controls <= reached
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
