"""A finger and a keyboard on a player's view: real events, as a person's come."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def press(view: QWebEngineView, at: QPointF) -> None:
    """Put the finger down."""
    _mouse(view, QEvent.Type.MouseButtonPress, at, _LEFT, _LEFT)


def move(view: QWebEngineView, at: QPointF) -> None:
    """Move the finger."""
    _mouse(view, QEvent.Type.MouseMove, at, _NONE, _LEFT)


def release(view: QWebEngineView, at: QPointF) -> None:
    """Take the finger off."""
    _mouse(view, QEvent.Type.MouseButtonRelease, at, _LEFT, _NONE)


def write(view: QWebEngineView, words: str) -> None:
    """Replace what the field with the focus holds."""
    key(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if words:
        event = QInputMethodEvent()
        event.setCommitString(words)
        QCoreApplication.sendEvent(_target(view), event)
    else:
        key(view, Qt.Key.Key_Delete)


def key(
    view: QWebEngineView,
    code: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key and let it go."""
    text = "\r" if code is Qt.Key.Key_Return else ""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(_target(view), QKeyEvent(kind, code, modifiers, text))


def _mouse(
    view: QWebEngineView,
    kind: QEvent.Type,
    at: QPointF,
    button: Qt.MouseButton,
    buttons: Qt.MouseButton,
) -> None:
    whole = view.mapToGlobal(at)
    no_key = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, whole, button, buttons, no_key)
    QCoreApplication.sendEvent(_target(view), event)


def _target(view: QWebEngineView) -> QWidget:
    """The widget of the engine that takes the events."""
    target = view.focusProxy()
    assert target is not None
    return target
