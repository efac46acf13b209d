"""One journey of a person through the whole window, with real keys and mouse events.

The editor is typed into and the phone follows; the device dock decides what taps in the app are
answered; the submission dialog finds a missing page, is satisfied, and writes a package.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.submit.dialog import SubmitDialog
from ide.submit.dialog.steps import Step
from tests.e2e.journey import CONTROL, Person, at_the_window

ACCENT = QColor("#e53935")
SHIFT = Qt.KeyboardModifier.ShiftModifier

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qapp, qtbot, tmp_path / "kiosk", tmp_path / "profile") as somebody:
        yield somebody


def test_a_person_edits_plays_the_phone_and_submits(person: Person) -> None:
    edits_a_template_and_the_phone_follows(person)
    edits_a_style_and_a_pixel_follows(person)
    breaks_the_page_and_mends_it(person)
    says_where_the_phone_is(person)
    pays(person)
    goes_offline(person)
    submits(person)


def edits_a_template_and_the_phone_follows(person: Person) -> None:
    person.sees("Fresh rolls until noon")
    person.window.editor.code.setFocus()
    person.open_by_name("home.wxml", "pages/home/home.wxml")
    person.find_and_replace_by_hand("Fresh", "Warm")
    person.wait(lambda: "Warm rolls" in person.editor_text())
    person.sees("Warm rolls until noon")
    assert "Fresh rolls" in (person.root / "pages/home/home.wxml").read_text("utf-8")
    assert person.window.editor.dirty == ["pages/home/home.wxml"]
    person.press(Qt.Key.Key_S, CONTROL)
    person.wait(lambda: not person.window.editor.dirty)
    assert "Warm rolls" in (person.root / "pages/home/home.wxml").read_text("utf-8")


def edits_a_style_and_a_pixel_follows(person: Person) -> None:
    person.open_by_name("home.wxss", "pages/home/home.wxss")
    corner = QPoint(person.point_of("#locate").x() // 4, person.point_of(".card").y())
    person.wait(lambda: person.pixel(corner) == QColor("#ffffff"))
    person.press(Qt.Key.Key_End, CONTROL)
    person.type(f"\n.card {{ background: {ACCENT.name()}; }}")
    person.wait(lambda: person.pixel(corner) == ACCENT)
    person.press(Qt.Key.Key_S, CONTROL)
    person.wait(lambda: not person.window.editor.dirty)


def breaks_the_page_and_mends_it(person: Person) -> None:
    notice = person.window.simulator.notice
    person.open_by_name("home.wxml", "pages/home/home.wxml")
    person.press(Qt.Key.Key_End, CONTROL)
    person.type("<view")
    person.wait(lambda: notice.kind == "broken")
    assert "Warm rolls" in person.text()
    person.wait(lambda: any(f.line for f in person.window.problems.findings))
    with person.watching_the_phone_follow():
        for _ in "<view":
            person.press(Qt.Key.Key_Backspace)
        person.wait(lambda: notice.kind == "")
        person.wait(lambda: not person.window.problems.findings)


def says_where_the_phone_is(person: Person) -> None:
    device = person.window.device
    person.enter(device.control("location.latitude"), "31.2304")
    person.enter(device.control("location.longitude"), "121.4737")
    permission = device.control("permissions.scopes.scope.userLocation")
    person.tap("#locate")
    person.answer("allowed")
    person.sees("at 31.230, 121.474")
    assert permission.choice == "allowed"
    person.choose(permission, "denied")
    person.tap("#locate")
    person.sees("getLocation:fail")
    assert "den" in person.text()


def pays(person: Person) -> None:
    device = person.window.device
    person.tap("#pay")
    person.answer("ok")
    person.sees("paid, thank you")
    assert "SUCCESS" in device.part("payment").states()
    for outcome in ("cancel", "fail"):
        person.choose(device.control("payment.outcome"), outcome)
        person.tap("#pay")
        person.wait(lambda outcome=outcome: failed_by(person) == outcome)
    assert person.window.simulator.sheet.question is None


def failed_by(person: Person) -> str:
    """Return how the phone says that a payment ended without success."""
    words = person.text()
    if "requestPayment:fail" not in words:
        return ""
    return "cancel" if "requestPayment:fail cancel" in words else "fail"


def goes_offline(person: Person) -> None:
    device = person.window.device
    kind, offline = device.control("network.type"), device.part("network").offline
    person.choose(kind, "5g")
    person.sees("now 5g")
    person.tap("#connection")
    person.sees("by 5g")
    offline.setFocus()
    QTest.keyClick(offline, Qt.Key.Key_Space)
    person.sees("now offline")
    assert kind.choice == "none"
    person.tap("#connection")
    person.sees("by none")
    names = person.window.calls.names()
    assert {"getLocation", "requestPayment", "getNetworkType"} <= set(names)


def submits(person: Person) -> None:
    about = person.root / "pages/about/about.wxml"
    template = about.read_bytes()
    about.unlink()
    person.window.editor.code.setFocus()
    person.press(Qt.Key.Key_U, CONTROL | SHIFT)
    person.wait(lambda: person.bench.submit and person.bench.submit.isVisible())
    dialog = person.bench.submit
    assert isinstance(dialog, SubmitDialog)
    person.wait(lambda: "page-missing" in [finding.code for finding in dialog.findings])
    missing = next(finding for finding in dialog.findings if finding.code == "page-missing")
    assert missing.place == "app.json:4"
    fills_in(person, dialog)
    assert not dialog.create_button.isEnabled()
    about.write_bytes(template)
    person.wait(lambda: "page-missing" not in [finding.code for finding in dialog.findings])
    person.wait(lambda: dialog.preparation.settled)
    person.click(dialog.package_page.checks_button)
    accepts_what_is_left(person, dialog)
    dialog.go_to(Step.PACKAGE)
    person.wait(dialog.create_button.isEnabled)
    person.click(dialog.create_button)
    person.wait(lambda: dialog.package)
    done = dialog.package
    assert done is not None
    assert {done.sha256, done.file.name} <= set(dialog.package_page.facts)
    assert hashlib.sha256(done.file.read_bytes()).hexdigest() == done.sha256
    assert json.loads(done.manifest.read_text("utf-8"))["version"] == "1.0.0"
    with zipfile.ZipFile(done.file) as archive:
        assert archive.testzip() is None
        packed = {name: archive.read(name) for name in archive.namelist()}
    files = (path for path in person.root.rglob("*") if path.is_file())
    expected = {path.relative_to(person.root).as_posix(): path.read_bytes() for path in files}
    del expected["notes/ideas.txt"]
    assert packed.keys() == expected.keys()
    assert json.loads(packed["project.config.json"])["setting"]["minified"] is False


def accepts_what_is_left(person: Person, dialog: SubmitDialog) -> None:
    """Accept the warnings of the kiosk, when it has any."""
    assert dialog.steps.step is Step.CHECKS
    if dialog.preparation.checking.unconfirmed:
        person.click(dialog.checks_page.confirm_button)
    assert not dialog.preparation.checking.unconfirmed


def fills_in(person: Person, dialog: SubmitDialog) -> None:
    """Enter what blocks the package when it is missing, and go to the last step."""
    dialog.version_page.description.setFocus()
    person.type("Sells warm rolls")
    dialog.go_to(Step.PRIVACY)
    person.wait(lambda: "privacy.location" in dialog.privacy_page.fields)
    dialog.privacy_page.enter()
    person.type("To find the kiosk near you")
    while dialog.steps.step is not Step.PACKAGE:
        person.press(Qt.Key.Key_PageDown, CONTROL)
