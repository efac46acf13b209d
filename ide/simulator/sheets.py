"""The sheet in which the phone asks its person: pay, allow, choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from apimock.asking import Choice, Question
from ide.i18n import catalogue, tr
from ide.simulator.sheet_parts import SheetPart
from ide.simulator.sheet_table import PhoneView, parts
from ide.widgets.labels import plain

_FINE_PRINT = ("purpose", "text", "desc")
_MARGINS = (10, 10, 10, 16)
_EDGE = 2
_MOST_BUTTONS = 4
"""Sheets with more choices show the first two, the others are in a menu."""


class QuestionSheet(QWidget):
    """Covers the phone's screen with the oldest open question."""

    answered = Signal(int, str, object)  # question id, choice id, what the sheet adds

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture_of: Callable[[str], bytes | None] = lambda _address: None
        """Gives a picture the app names, None when it cannot be had here."""
        self.view_of_phone = PhoneView()
        """What lists and the scanner show of the phone."""
        self._question: Question | None = None
        self._parts: list[SheetPart] = []
        self._card = QFrame()
        self._card.setProperty("card", True)
        self._layout = QVBoxLayout(self._card)
        self._layout.setContentsMargins(16, 16, 16, 16)
        self._layout.setSpacing(8)
        self._area = QScrollArea()
        self._area.setWidget(self._card)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self._card.installEventFilter(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*_MARGINS)
        outer.addStretch(1)
        outer.addWidget(self._area)
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
        self._fit()
        first = self._card.findChild(QPushButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def text(self) -> str:
        """Return what can be read on the sheet."""
        return "\n".join(one.text() for one in self._card.findChildren(QLabel))

    def has_picture(self) -> bool:
        """Tell whether a picture is shown."""
        return any(not one.pixmap().isNull() for one in self._card.findChildren(QLabel))

    def part(self, kind: type[SheetPart]) -> SheetPart | None:
        """Return the part of this class, if the sheet has one."""
        return next((one for one in self._parts if isinstance(one, kind)), None)

    def choose(self, choice: str) -> None:
        """Answer with a choice and what the parts add to it."""
        question = self._question
        if question is not None:
            data: dict[str, Any] = {}
            for part in self._parts:
                data |= part.data(choice)
            self.answered.emit(question.id, choice, data)

    def button(self, choice: str) -> QPushButton | None:
        """Return the button of a choice."""
        return self._card.findChild(QPushButton, f"choice.{choice}")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the card all it needs, or what there is: it scrolls then."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Fit the card again when something in it changes its size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        left, top, right, bottom = _MARGINS
        width, room = self.width() - left - right, self.height() - top - bottom
        layout = self._layout
        needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        needed = max(needed, layout.totalSizeHint().height())
        self._area.setFixedHeight(max(1, min(needed + _EDGE, room)))

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
        self._parts = parts(question, self.view_of_phone)
        for part in self._parts:
            part.chosen.connect(self.choose)
            self._layout.addWidget(part)
        many = len(question.choices) > _MOST_BUTTONS
        shown = question.choices[:2] if many else question.choices
        for number, choice in enumerate(shown):
            self._layout.addWidget(self._button(question, choice, primary=number == 0))
        if many:
            self._layout.addWidget(self._others(question, question.choices[2:]))

    def _others(self, question: Question, choices: tuple[Choice, ...]) -> QPushButton:
        """Return a button with the menu of the seldom choices."""
        button = QPushButton(tr("sheet.more"))
        button.setObjectName("more")
        button.setAutoDefault(False)
        menu = QMenu(button)
        for choice in choices:
            action = menu.addAction(_choice_text(question, choice))
            action.setObjectName(f"choice.{choice.id}")
            action.triggered.connect(self._on_clicked)
        button.setMenu(menu)
        return button

    def _button(self, question: Question, choice: Choice, *, primary: bool) -> QPushButton:
        button = QPushButton(_choice_text(question, choice))
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
        self._parts = []
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.choose(sender.objectName().removeprefix("choice."))


def _text(key: str, otherwise: str) -> str:
    return tr(key) if key in catalogue("en") else otherwise


def _choice_text(question: Question, choice: Choice) -> str:
    usual = _text(f"choice.any.{choice.id}", choice.label)
    return _text(f"choice.{question.kind}.{choice.id}", usual)


def _payment_facts(facts: Mapping[str, Any]) -> list[QLabel]:
    lines = [plain("step", tr("sheet.simulated"), wrap=True)]
    if "merchant" in facts:
        lines.append(plain("muted", str(facts["merchant"]), wrap=True))
        lines.append(plain("title", f"¥ {int(facts['amount']) / 100:.2f}"))
    for line in lines:
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    lines += _trouble(facts)
    lines += [plain("error", text, wrap=True) for text in facts.get("warnings", ())]
    return lines


def _trouble(facts: Mapping[str, Any]) -> list[QLabel]:
    """Return why the last answer was not taken."""
    name = facts.get("trouble")
    if not name:
        return []
    words = tr(f"sheet.trouble.{name}", left=facts.get("triesLeft", ""))
    return [plain("error", words, wrap=True)]


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


def _scan_facts(facts: Mapping[str, Any]) -> list[QLabel]:
    return _trouble(facts)


_FACTS: dict[str, Callable[[Mapping[str, Any]], list[QLabel]]] = {
    "payment": _payment_facts,
    "permission": _permission_facts,
    "scan": _scan_facts,
    "share": _share_facts,
}
