"""The other end of customer service: what was said, and what the agent says next."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from apimock import inbox
from ide.i18n import tr
from ide.panels.device.part import Desk
from ide.panels.device.small import beside_button, entry, entry_row, small_table
from ide.widgets.labels import label
from ide.widgets.rows import Column, RowModel

Line = dict[str, Any]


def _who(row: Line) -> str:
    return tr(f"sheet.chat_from.{row['from']}")


def _words(row: Line) -> str:
    return str(row.get("text") or row.get("title") or row.get("path", ""))


_COLUMNS = (
    Column[Line]("device.chat.words", _words),
    Column[Line]("device.inbox.page", lambda row: str(row.get("path", ""))),
    Column[Line]("device.chat.who", _who),
)


class ChatBox(QWidget):
    """Sets the chat through ``desk.edits``; a double click on a card opens the app by it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = RowModel[Line](_COLUMNS, key=lambda row: row.get("id"), parent=self)
        self.table = small_table(self.model, "device.chat.name", rows=3)
        self.table.activated.connect(self._open)
        self.none = label("device.chat.none", "small", wrap=True)
        self.words = entry("device.chat.words", self.say)
        self.page = entry("device.chat.page", self.say)
        say = beside_button("device.chat.say", self.say)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.none)
        layout.addWidget(self.table)
        layout.addLayout(entry_row(self.words, self.page, act=say))

    def show_chat(self) -> None:
        """Show what was said, the newest first."""
        chat = self._desk.phone.device.apps.chats
        self.model.set_rows(list(reversed(chat)))
        self.none.setVisible(not chat)
        self.table.setVisible(bool(chat))

    def say(self) -> None:
        """Say the words; with a page they are the title of a card that leads there."""
        words, page = self.words.text().strip(), self.page.text().strip()
        if not words and not page:
            return
        phone, apps = self._desk.phone, self._desk.phone.device.apps
        before = apps.chats
        kind, content = (
            ("card", {"title": words, "path": page}) if page else ("text", {"text": words})
        )

        def back() -> None:
            apps.chats = before

        self._desk.edits.do(lambda: inbox.agent_says(phone, kind, content), back)
        self._desk.edits.settle()
        self.words.clear()
        self.page.clear()

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row["kind"] != "text":
            inbox.open_chat_item(self._desk.phone, str(row["id"]))
