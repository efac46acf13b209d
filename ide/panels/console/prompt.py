"""The line a person writes into: evaluates with Enter, remembers, completes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QPlainTextEdit, QWidget

from ide.widgets.texts import bind

_MOST_LINES = 8
_MOST_KEPT = 200
_BASE = re.compile(r"((?:[\w$\]\)]+(?:\[[^\]]*\]|\([^()]*\))*\.)*)([\w$]*)$")
_PAIRS = {")": "(", "]": "[", "}": "{"}


class Prompt(QPlainTextEdit):
    """Grows with its text; Shift+Enter begins a line, and Enter does while a bracket is open."""

    entered = Signal(str)
    names_wanted = Signal(str)  # an expression whose members are asked for; empty: global names
    remembered = Signal(object)  # what was entered so far, oldest first

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("consolePrompt")
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind(self, self._invite, "console.prompt")
        bind(self, self.setAccessibleName, "console.prompt")
        self._history: list[str] = []
        self._at = 0
        self._draft = ""
        self._base = ""
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setWidget(self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.completer.activated.connect(self._on_completed)
        popup = self.completer.popup()
        assert popup is not None
        self._popup = popup
        self.textChanged.connect(self._fit)
        self._fit()

    @property
    def offers(self) -> bool:
        """Whether names are offered."""
        return self._popup.isVisible()

    def set_history(self, texts: Sequence[str]) -> None:
        """Know what was entered before."""
        self._history = list(texts)[-_MOST_KEPT:]
        self._at = len(self._history)

    def offer(self, base: str, names: Sequence[str]) -> None:
        """Offer names that can follow ``base``, when it still stands before the cursor."""
        now, part = self._before_cursor()
        # An answer can come late: behind `getApp()` nothing is begun, Enter has to evaluate.
        if now != base or not (now or part):
            return
        popup = self._popup
        self._model.setStringList(list(names))
        self.completer.setCompletionPrefix(part)
        only = self.completer.completionCount() == 1 and self.completer.currentCompletion() == part
        if self.completer.completionCount() == 0 or only:
            popup.hide()
            return
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))
        box = self.cursorRect()
        box.setWidth(min(360, popup.sizeHintForColumn(0) + 32))
        self.completer.complete(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter, remember, complete; everything else is text."""
        key = event.key()
        keys = Qt.Key
        popup = self._popup
        if popup.isVisible() and key in {keys.Key_Return, keys.Key_Enter, keys.Key_Tab}:
            self._on_completed(popup.currentIndex().data() or self.completer.currentCompletion())
            popup.hide()
            return
        if popup.isVisible() and key == keys.Key_Escape:
            popup.hide()
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if (
            key in {keys.Key_Return, keys.Key_Enter}
            and not shifted
            and is_whole(self.toPlainText())
        ):
            self._enter()
        elif key == keys.Key_Backtab:
            self.focusPreviousChild()
        elif key == keys.Key_Tab:
            # A prompt without text is left with Tab, as every other field.
            self._ask() if self.toPlainText().strip() else self.focusNextChild()
        elif key == keys.Key_Up and self.textCursor().blockNumber() == 0:
            self._recall(-1)
        elif key == keys.Key_Down and self.textCursor().blockNumber() == self.blockCount() - 1:
            self._recall(1)
        else:
            super().keyPressEvent(event)
            if event.text() and (event.text().isalnum() or event.text() in "._$"):
                self._ask()
            elif popup.isVisible():
                popup.hide()

    def _enter(self) -> None:
        text = self.toPlainText().strip()
        if not text:
            return
        self._popup.hide()
        if not self._history or self._history[-1] != text:
            self._history = [*self._history, text][-_MOST_KEPT:]
            self.remembered.emit(list(self._history))
        self._at = len(self._history)
        self._draft = ""
        self.clear()
        self.entered.emit(text)

    def _recall(self, step: int) -> None:
        if self._at == len(self._history):
            self._draft = self.toPlainText()
        self._at = min(max(0, self._at + step), len(self._history))
        text = self._history[self._at] if self._at < len(self._history) else self._draft
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def _ask(self) -> None:
        base, part = self._before_cursor()
        if base or part:
            self.names_wanted.emit(base)

    def _before_cursor(self) -> tuple[str, str]:
        """Return the expression before the last dot, and the name begun behind it."""
        cursor = self.textCursor()
        text = cursor.block().text()[: cursor.positionInBlock()]
        found = _BASE.search(text)
        return (found[1].rstrip("."), found[2]) if found else ("", "")

    def _on_completed(self, name: str) -> None:
        _base, part = self._before_cursor()
        cursor = self.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(part)
        )
        cursor.insertText(name)
        self.setTextCursor(cursor)

    def _invite(self, text: str) -> None:
        self.setPlaceholderText(text)
        # Qt does not paint another placeholder by itself.
        self.viewport().update()

    def _fit(self) -> None:
        lines = min(max(1, self.blockCount()), _MOST_LINES)
        policy = Qt.ScrollBarPolicy
        full = self.blockCount() > _MOST_LINES
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if full else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 18)


def is_whole(text: str) -> bool:
    """Whether every bracket and template that was opened is closed again."""
    open_: list[str] = []
    quote = ""
    escaped = False
    for character in text:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = bool(quote)
        elif quote:
            quote = "" if character == quote else quote
        elif character in "'\"`":
            quote = character
        elif character in "([{":
            open_.append(character)
        elif character in _PAIRS and open_ and open_[-1] == _PAIRS[character]:
            open_.pop()
    return not open_ and quote != "`"
