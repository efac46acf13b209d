"""A box over the phone: what went wrong, where, and the way on. The last good page stays below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ide.finding import Finding
from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import plain
from ide.widgets.texts import follow

_SHOWN = 3
_ICONS = {"paused": ("info", "info")}
"""Icon and colour of what is no error, by kind."""


class Notice(QFrame):
    """A title, findings that open their place, and at most one button."""

    open_requested = Signal(str, int, int)  # path, line, column
    action_requested = Signal(str)  # name of the button

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compileOverlay")
        self._kind = ""
        self._findings: list[Finding] = []
        self._picture = QLabel()
        self._title = plain("heading", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self._picture)
        head.addWidget(self._title, 1)
        self._body = QVBoxLayout()
        self._body.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addLayout(head)
        layout.addLayout(self._body)
        self.hide()
        self._say_again: Callable[[], None] = lambda: None
        follow(self, self._retranslate)

    @property
    def kind(self) -> str:
        """What is said at the moment, empty when nothing is."""
        return self._kind

    def show_errors(self, findings: Sequence[Finding], *, first: bool = False) -> None:
        """Say that the app does not compile; the page below is the last good one.

        There is no page below when it is the ``first`` compilation that failed.
        """
        self._say_again = partial(self.show_errors, list(findings), first=first)
        title = "simulator.broken_first" if first else "simulator.broken"
        self._begin("broken", tr(title, count=len(findings)))
        self._findings = list(findings)
        for number, finding in enumerate(self._findings[:_SHOWN]):
            button = QPushButton(finding.place)
            button.setObjectName(str(number))
            button.setProperty("flat", True)
            button.setToolTip(finding.hint)
            button.clicked.connect(self._on_finding_clicked)
            self._add(button)
            message = plain("muted", finding.message, wrap=True)
            message.setContentsMargins(14, 0, 0, 6)
            self._add(message)

    def show_text(self, kind: str, text: str = "", action: str = "") -> None:
        """Say something; ``action`` names a button of the catalogue (simulator.action.<name>).

        Without a ``text`` the catalogue's ``simulator.<kind>_text`` explains it.
        """
        self._say_again = partial(self.show_text, kind, text, action)
        self._begin(kind, tr(f"simulator.{kind}"))
        self._add(plain("muted", text or tr(f"simulator.{kind}_text"), wrap=True))
        if action:
            button = QPushButton(tr(f"simulator.action.{action}"))
            button.setObjectName(action)
            button.setProperty("primary", True)
            button.clicked.connect(self._on_action_clicked)
            self._body.addSpacing(8)
            self._add(button)

    def fitting_height(self, width: int) -> int:
        """Return how high the box has to be to show all of its text."""
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        self.ensurePolished()
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        layout.invalidate()
        return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())

    def dismiss(self, kind: str = "") -> None:
        """Go away; with a kind only when that is what is said."""
        if kind in ("", self._kind):
            self._kind = ""
            self.hide()

    def _retranslate(self) -> None:
        if self._kind:
            self._say_again()

    def _add(self, widget: QWidget) -> None:
        self._body.addWidget(widget)
        # A layout leaves out what is not shown yet when it is asked for its height.
        widget.show()

    def _begin(self, kind: str, title: str) -> None:
        self._kind = kind
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        name, color = _ICONS.get(kind, ("error", "error"))
        self._picture.setPixmap(icons.pixmap(name, color, 16, self.devicePixelRatioF()))
        self._title.setText(title)
        self.show()
        self.raise_()

    def _on_finding_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            finding = self._findings[int(sender.objectName())]
            self.open_requested.emit(finding.file, finding.line or 1, finding.column or 1)

    def _on_action_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.action_requested.emit(sender.objectName())
