"""No text is cut off, no target is too small, in any language, theme or small window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ide.i18n import languages
from tests.e2e.journey import Person, at_the_window

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

LEAST = 24


def cut_off(widget: QWidget) -> str:
    """Return the text of a widget that has too little room for it, empty when it has enough."""
    if isinstance(widget, QLabel):
        if widget.pixmap().isNull() is False or not widget.text():
            return ""
        if widget.wordWrap():
            enough = widget.height() >= widget.heightForWidth(widget.width())
        else:
            enough = widget.width() >= widget.sizeHint().width()
        return "" if enough else widget.text()
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        field = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            widget,
        )
        needed = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return "" if field.width() >= needed else widget.currentText()
    if isinstance(widget, QAbstractButton):
        return "" if widget.width() >= widget.sizeHint().width() else widget.text()
    return ""


def settle() -> None:
    """Deliver what layouts and styles have posted, and what that posts in turn."""
    for _ in range(3):
        QApplication.sendPostedEvents()


def faults(root: QWidget) -> list[str]:
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible():
            continue
        words = cut_off(widget)
        if words:
            found.append(f"cut off: {words!r} ({type(widget).__name__} {widget.width()} px)")
        is_target = isinstance(widget, QAbstractButton | QComboBox)
        closes_a_tab = isinstance(widget.parent(), QTabBar)
        if is_target and not closes_a_tab and min(widget.width(), widget.height()) < LEAST:
            found.append(f"too small: {type(widget).__name__} {widget.size().toTuple()}")
        if isinstance(widget, QAbstractButton | QComboBox) and not isinstance(widget, QCheckBox):
            name = widget.accessibleName() or widget.toolTip() or getattr(widget, "text", str)()
            if not name and not closes_a_tab and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                found.append(f"nameless: {type(widget).__name__} {widget.objectName()}")
    return found


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qapp, qtbot, tmp_path / "kiosk", tmp_path / "profile") as somebody:
        yield somebody


def test_every_text_has_room(person: Person) -> None:
    window, bench = person.window, person.bench
    window.resize(QSize(1280, 720))
    window.simulator.trust_bar.show()
    bench.run("project.submit")
    assert bench.submit is not None
    found: list[str] = []
    for code in languages():
        bench.settings.set("appearance.language", code)
        for theme in ("light", "dark"):
            bench.settings.set("appearance.theme", theme)
            for dock in ("problems", "console", "calls"):
                window.focus_dock(dock)
                settle()
                found += [f"{code} {theme} {dock}: {fault}" for fault in faults(window)]
        bench.submit.close()
        bench.run("project.submit")
        settle()
        found += [f"{code} submit: {fault}" for fault in faults(bench.submit)]
    bench.submit.close()
    bench.close_project()
    bench.show_start()
    settle()
    found += [f"start: {fault}" for fault in faults(window)]
    assert "\n".join(sorted(set(found))) == ""
