"""Faults of a window that a program can see: cut texts, overlaps, small targets, pale texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

LEAST_TARGET = 24
"""Pixels a target has at least in both directions (WCAG 2.2, 2.5.8)."""
LEAST_CONTRAST = 4.5
"""Of text against what is behind it (WCAG 2.2, 1.4.3)."""
_LIES_OVER = {"Toasts", "Toast", "QuickPick", "QSizeGrip", "QRubberBand", "QMenu"}
"""Widgets that are meant to lie over others."""


def settle() -> None:
    """Deliver what layouts and styles have posted, and what that posts in turn."""
    for _ in range(4):
        QApplication.sendPostedEvents()


def faults(root: QWidget, *, colours: bool = True) -> list[str]:
    """Return what is wrong with a window or dialog that is shown.

    Without ``colours`` nobody looks at its picture, which is the same in every language.
    """
    picture = root.grab().toImage() if colours else None
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not _is_seen(widget, root):
            continue
        found += [f"{_named(widget)}: {fault}" for fault in _of(widget)]
        if picture is not None:
            found += [f"{_named(widget)}: {fault}" for fault in _pale(widget, root, picture)]
        found += _overlaps(widget)
    return found + list(_docks_over(root))


def _docks_over(window: QWidget) -> Iterator[str]:
    """Name docks that lie over each other: Qt lets them when the window is too small for all."""
    docks = [dock for dock in window.findChildren(QDockWidget) if _is_seen(dock, window)]
    for first, second in combinations(docks, 2):
        common = first.geometry().intersected(second.geometry())
        if not first.isFloating() and not second.isFloating() and not common.isEmpty():
            yield f"{_named(first)} lies over {_named(second)}"


def _is_seen(widget: QWidget, root: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.window() is root.window()
        and not widget.visibleRegion().isEmpty()
    )


def _named(widget: QWidget) -> str:
    name = widget.objectName() or widget.accessibleName()
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {name!r} {words[:40]!r}"


def _of(widget: QWidget) -> Iterator[str]:
    words = _cut_off(widget)
    if words:
        yield f"cut off: {words!r} in {widget.width()}×{widget.height()} px"
    inside_tab = isinstance(widget.parentWidget(), QTabBar)
    if isinstance(widget, QAbstractButton | QComboBox) and not inside_tab:
        if min(widget.width(), widget.height()) < LEAST_TARGET and not _has_room(widget):
            yield f"too small: {widget.width()}×{widget.height()} px"
        if not _accessible_name(widget) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield "has no accessible name"
    if isinstance(widget, QLineEdit | QAbstractItemView | QPlainTextEdit | QTextEdit):
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if (
            takes_keys
            and not isinstance(widget, QHeaderView)
            and not _accessible_name(widget)
            and not _labelled(widget)
        ):
            yield "has no accessible name"


def _has_room(widget: QWidget) -> bool:
    """A check box is hit by its words as well; it has its height from its row."""
    return isinstance(widget, QCheckBox | QRadioButton) and widget.height() >= LEAST_TARGET - 4


def _accessible_name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or widget.toolTip()


def _labelled(widget: QWidget) -> bool:
    """Whether the widget is the inside of another one, or a label names it."""
    parent = widget.parentWidget()
    if isinstance(parent, QComboBox | QAbstractSpinBox):
        return bool(parent.accessibleName()) or _labelled(parent)
    return any(label.buddy() is widget for label in widget.window().findChildren(QLabel))


def _cut_off(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return _cut_label(widget)
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        field = widget.style().subControlRect(control, option, part, widget)
        needed = widget.fontMetrics().horizontalAdvance(widget.currentText())
        if not widget.itemIcon(widget.currentIndex()).isNull():
            needed += widget.iconSize().width()
        return "" if field.width() >= needed else widget.currentText()
    if isinstance(widget, QAbstractButton):
        enough = widget.width() >= widget.sizeHint().width()
        return "" if enough or not widget.text() else widget.text()
    if isinstance(widget, QTabBar):
        return _cut_tab(widget)
    if isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text():
        room = widget.contentsRect().width() - 8
        needed = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        return "" if room >= needed else widget.placeholderText()
    return ""


def _cut_label(label: QLabel) -> str:
    if not label.pixmap().isNull() or not label.text():
        return ""
    if label.wordWrap():
        enough = label.height() >= label.heightForWidth(label.width())
    else:
        enough = label.width() >= label.sizeHint().width()
    return "" if enough else label.text()


def _cut_tab(bar: QTabBar) -> str:
    if bar.usesScrollButtons():
        return ""
    for index in range(bar.count()):
        needed = bar.fontMetrics().horizontalAdvance(bar.tabText(index))
        if bar.tabRect(index).width() < needed:
            return bar.tabText(index)
    return ""


def _pale(widget: QWidget, root: QWidget, picture: QImage) -> Iterator[str]:
    """Compare a widget's text with the colour that most of its place has."""
    if not isinstance(widget, QLabel | QAbstractButton) or not widget.isEnabled():
        return
    if not widget.text() or (isinstance(widget, QLabel) and not widget.pixmap().isNull()):
        return
    place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()).intersected(root.rect())
    ground = _most_common(picture, place)
    role = widget.foregroundRole()
    if role == QPalette.ColorRole.NoRole:
        role = QPalette.ColorRole.WindowText
    ink = widget.palette().color(QPalette.ColorGroup.Active, role)
    contrast = contrast_of(ink, ground)
    if contrast < LEAST_CONTRAST:
        yield f"pale: {ink.name()} on {ground.name()} is {contrast:.1f}"


def _most_common(picture: QImage, place: QRect) -> QColor:
    scale = picture.devicePixelRatio()
    colors: Counter[int] = Counter()
    size = place.size() * scale
    part = picture.copy(QRect(place.topLeft() * scale, size))
    part = part.convertToFormat(QImage.Format.Format_RGB32)
    colors.update(part.constBits().cast("I")[::3])
    return QColor(colors.most_common(1)[0][0]) if colors else QColor("white")


def contrast_of(first: QColor, second: QColor) -> float:
    """Return the contrast of two colours by WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _overlaps(parent: QWidget) -> Iterator[str]:
    """Name children that lie over each other although nobody meant them to."""
    if isinstance(parent, QAbstractScrollArea | QTabBar | QLineEdit | QComboBox | QDockWidget):
        return
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and type(child).__name__ not in _LIES_OVER
        and isinstance(child, QLabel | QAbstractButton | QLineEdit | QComboBox)
    ]
    for first, second in combinations(children, 2):
        common = first.geometry().intersected(second.geometry())
        if common.width() > 2 and common.height() > 2:
            yield f"{_named(first)} lies over {_named(second)}"
