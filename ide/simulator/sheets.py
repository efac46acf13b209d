"""The sheet in which the phone asks its person: pay, allow, choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from apimock.asking import Choice, Question
from ide.i18n import catalogue, tr
from ide.widgets.labels import plain

_FINE_PRINT = ("purpose", "text", "desc")


class QuestionSheet(QWidget):
    """Covers the phone's screen with the oldest open question."""

    answered = Signal(int, str)  # question id, choice id

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture_of: Callable[[str], bytes | None] = lambda _address: None
        """Gives a picture the app names, None when it cannot be had here."""
        self._question: Question | None = None
        self._card = QFrame()
        self._card.setProperty("card", True)
        self._layout = QVBoxLayout(self._card)
        self._layout.setContentsMargins(16, 16, 16, 16)
        self._layout.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 10, 10, 16)
        outer.addStretch(1)
        outer.addWidget(self._card)
        self.hide()

    @property
    def question(self) -> Question | None:
        """The question on screen."""
        return self._question

    def show_question(self, question: Question | None) -> None:
        """Ask a question, or go away with None."""
        if question == self._question:
            return
        self._question = question
        self._clear()
        self.setVisible(question is not None)
        if question is None:
            return
        self._fill(question)
        first = self._card.findChild(QPushButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def text(self) -> str:
        """Return what can be read on the sheet."""
        return "\n".join(one.text() for one in self._card.findChildren(QLabel))

    def has_picture(self) -> bool:
        """Tell whether a picture is shown."""
        return any(not one.pixmap().isNull() for one in self._card.findChildren(QLabel))

    def button(self, choice: str) -> QPushButton | None:
        """Return the button of a choice."""
        return self._card.findChild(QPushButton, f"choice.{choice}")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Dim the page below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 120))
        painter.end()

    def _fill(self, question: Question) -> None:
        key = f"sheet.{question.kind}"
        special = f"{key}_{question.facts.get('kind', '')}"
        words = _text(special, _text(key, f"wx.{question.api}"))
        title = plain("heading", words, wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(title)
        for line in _FACTS.get(question.kind, _plain_facts)(question.facts):
            self._layout.addWidget(line)
        address = question.facts.get("imageUrl")
        picture = self._picture(address) if isinstance(address, str) and address else None
        if picture is not None:
            self._layout.addWidget(picture)
        for number, choice in enumerate(question.choices):
            self._layout.addWidget(self._button(question, choice, primary=number == 0))

    def _button(self, question: Question, choice: Choice, *, primary: bool) -> QPushButton:
        button = QPushButton(_text(f"choice.{question.kind}.{choice.id}", choice.label))
        button.setObjectName(f"choice.{choice.id}")
        button.setProperty("primary", primary)
        button.setAutoDefault(True)
        button.clicked.connect(self._on_clicked)
        return button

    def _picture(self, address: str) -> QLabel | None:
        """Return the app's own picture, cut as on a card (5 : 4)."""
        pixmap = QPixmap()
        if not pixmap.loadFromData(self.picture_of(address) or b""):
            return None
        size = QSize(200, 160)
        grown = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        smooth = Qt.TransformationMode.SmoothTransformation
        scaled = pixmap.scaled(size, grown, smooth)
        corner = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
        shown = QLabel()
        shown.setPixmap(scaled.copy(*corner, size.width(), size.height()))
        shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return shown

    def _clear(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _on_clicked(self) -> None:
        sender, question = self.sender(), self._question
        if sender is not None and question is not None:
            self.answered.emit(question.id, sender.objectName().removeprefix("choice."))


def _text(key: str, otherwise: str) -> str:
    return tr(key) if key in catalogue("en") else otherwise


def _payment_facts(facts: Mapping[str, Any]) -> list[QLabel]:
    lines = []
    if "merchant" in facts:
        lines.append(plain("muted", str(facts["merchant"]), wrap=True))
        lines.append(plain("title", f"¥ {int(facts['amount']) / 100:.2f}"))
    for line in lines:
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    lines += [plain("error", text, wrap=True) for text in facts.get("warnings", ())]
    return lines


def _plain_facts(facts: Mapping[str, Any]) -> list[QLabel]:
    shown = [facts[name] for name in _FINE_PRINT if isinstance(facts.get(name), str)]
    lines = [plain("muted", text, wrap=True) for text in shown if text]
    for line in lines:
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return lines


def _share_facts(facts: Mapping[str, Any]) -> list[QLabel]:
    lines = [plain("", str(facts.get("title", "")), wrap=True)]
    place = str(facts.get("path") or facts.get("query") or "")
    if place:
        lines.append(plain("muted", tr("sheet.share_path", path=place), wrap=True))
    for line in lines:
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return lines


def _permission_facts(facts: Mapping[str, Any]) -> list[QLabel]:
    scope = str(facts.get("scope", "")).removeprefix("scope.")
    wish = plain("muted", _text(f"scope.{scope}", scope), wrap=True)
    wish.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return [wish, *_plain_facts(facts)]


_FACTS: dict[str, Callable[[Mapping[str, Any]], list[QLabel]]] = {
    "payment": _payment_facts,
    "permission": _permission_facts,
    "share": _share_facts,
}
