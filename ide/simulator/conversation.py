"""The chat with customer service on the phone: what was said, and a line to say more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout

from ide.i18n import tr
from ide.simulator.sheet_parts import SheetPart

Chat = Sequence[Mapping[str, Any]]
"""Entries of ``device.apps.chats``."""
WatchChat = Callable[[Callable[[Chat], None]], Callable[[], None]]
_ID = Qt.ItemDataRole.UserRole
_HEIGHT = 168


def chat_line(entry: Mapping[str, Any]) -> str:
    """What somebody said, in a line: who, then the words or the card."""
    who = tr(f"sheet.chat_from.{entry['from']}")
    if entry["kind"] == "text":
        return f"{who}: {entry.get('text', '')}"
    return f"{who}: ▣ {entry.get('title') or entry.get('path', '')}"


class Conversation(SheetPart):
    """Follows the chat while it is open; the newest card is the one that can be opened."""

    def __init__(self, watch: WatchChat) -> None:
        super().__init__()
        self._model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setObjectName("sheet.chat")
        self.view.setAccessibleName(tr("sheet.chat"))
        self.view.setModel(self._model)
        self.view.setWordWrap(True)
        self.view.setFixedHeight(_HEIGHT)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.line = QLineEdit()
        self.line.setObjectName("sheet.chat_line")
        self.line.setPlaceholderText(tr("sheet.chat_line"))
        self.line.setAccessibleName(tr("sheet.chat_line"))
        self.line.returnPressed.connect(lambda: self.chosen.emit("send"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.view)
        layout.addWidget(self.line)
        self.destroyed.connect(watch(self._show))

    def data(self, choice: str) -> dict[str, Any]:
        """Return what is to be sent, or the card that was picked."""
        if choice == "send":
            return {"text": self.line.text()}
        picked = self.view.currentIndex().data(_ID)
        return {"id": picked} if choice == "card" and picked else {}

    def lines(self) -> list[str]:
        """Return what can be read."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def _show(self, chat: Chat) -> None:
        self._model.clear()
        newest = -1
        for row, entry in enumerate(chat):
            item = QStandardItem(chat_line(entry))
            leads = entry["kind"] in {"card", "link"}
            item.setData(entry["id"] if leads else None, _ID)
            item.setToolTip(str(entry.get("path", "")))
            self._model.appendRow(item)
            newest = row if leads else newest
        self.view.setCurrentIndex(self._model.index(newest, 0))
        self.view.scrollToBottom()
