"""The inbox of the person: messages a server sends, customer service; Enter opens their page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout

from apimock import inbox
from apimock.observable import Change
from ide.i18n import tr
from ide.panels.device.chat_box import ChatBox
from ide.panels.device.part import Desk, Part
from ide.panels.device.small import beside_button, entry, entry_row, small_table
from ide.widgets.labels import label, line
from ide.widgets.rows import Column, RowModel

Mail = dict[str, Any]


def _time(row: Mail) -> str:
    return datetime.fromtimestamp(float(row.get("time", 0)) / 1000).strftime("%H:%M")


def _title(row: Mail) -> str:
    words = " ".join(str(value) for value in dict(row.get("data", {})).values())
    unread = "" if row.get("read") else "● "
    return f"{unread}{row.get('title', '')}  {words}".rstrip()


_COLUMNS = (
    Column[Mail]("device.inbox.template", _title),
    Column[Mail]("device.inbox.page", lambda row: str(row.get("page", ""))),
    Column[Mail]("device.ledger.time", _time),
)


class InboxPart(Part):
    """Messages, newest first, and a line that sends one."""

    sections = ("user", "apps")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.model = RowModel[Mail](_COLUMNS, key=lambda row: row.get("id"), parent=self)
        self.table = small_table(self.model, "device.inbox.name", rows=3)
        self.table.activated.connect(self._open)
        self.empty = label("device.inbox.none", "small", wrap=True)
        self.template = entry("device.inbox.template", self.send)
        self.page = entry("device.inbox.page", self.send)
        send = beside_button("device.inbox.send", self.send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.empty)
        layout.addWidget(self.table)
        layout.addLayout(entry_row(self.template, self.page, act=send))
        self.chat = ChatBox(desk)
        layout.addWidget(line())
        layout.addWidget(self.chat)

    def show_change(self, change: Change | None) -> None:
        """Follow the inbox; offer a template that may be sent."""
        if change is None or change.path == "apps.chats":
            self.chat.show_chat()
        if change is not None and change.path not in {"user.inbox", "apps.permits"}:
            return
        mails = self.desk.phone.device.user.inbox
        self.model.set_rows(list(reversed(mails)))
        self.empty.setVisible(not mails)
        self.table.setVisible(bool(mails))
        permits = [name for name, left in self.desk.phone.device.apps.permits.items() if left > 0]
        if permits and not self.template.text():
            self.template.setText(permits[0])

    def send(self) -> None:
        """Send as a server would; what the platform refuses is told."""
        phone, user = self.desk.phone, self.desk.phone.device.user
        before = user.inbox

        def back() -> None:
            user.inbox = before

        answers: list[dict[str, Any]] = []
        self.desk.edits.do(
            lambda: answers.append(
                inbox.send_subscribe(phone, self.template.text(), {}, page=self.page.text())
            ),
            back,
        )
        self.desk.edits.settle()
        if answers[0]["errcode"]:
            answer = f"{answers[0]['errcode']} {answers[0]['errmsg']}"
            self.refused.emit(tr("device.inbox.refused", reason=answer))

    def _open(self, index: QModelIndex) -> None:
        inbox.open_message(self.desk.phone, str(self.model.row(index.row())["id"]))
