"""Real mouse and key events on the view of a player."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

_LEFT = Qt.MouseButton.LeftButton


def tap(view: QWebEngineView, at: QPoint) -> None:
    """Click."""
    QTest.mouseClick(_target(view), _LEFT, pos=at)


def press(view: QWebEngineView, at: QPoint) -> None:
    """Put the button down."""
    QTest.mousePress(_target(view), _LEFT, pos=at)


def move(view: QWebEngineView, at: QPoint) -> None:
    """Move with the button down."""
    # QTest moves the cursor without a button.
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        _LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(_target(view), event)


def release(view: QWebEngineView, at: QPoint) -> None:
    """Let the button go."""
    QTest.mouseRelease(_target(view), _LEFT, pos=at)


def write(view: QWebEngineView, words: str) -> None:
    """Write with the keyboard; what a keyboard has no key for comes from an input method."""
    if words.isascii():
        QTest.keyClicks(_target(view), words)
        return
    event = QInputMethodEvent()
    event.setCommitString(words)
    QCoreApplication.sendEvent(_target(view), event)


def enter(view: QWebEngineView) -> None:
    """Press Enter."""
    QTest.keyClick(_target(view), Qt.Key.Key_Return)


def _target(view: QWebEngineView) -> QWidget:
    """The widget of the engine that takes the events."""
    target = view.focusProxy()
    assert target is not None
    return target
