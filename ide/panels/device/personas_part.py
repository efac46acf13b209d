"""Who holds the phone: change, add, duplicate, edit, remove."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout

from apimock import people
from apimock.observable import Change
from ide.i18n import tr
from ide.panels.device.flow import Flow
from ide.panels.device.part import Desk, Part
from ide.panels.device.rows_dialog import RowsDialog
from ide.panels.device.small import strip_button
from ide.widgets.labels import plain
from ide.widgets.texts import bind, follow

_COLUMNS = (
    "id", "nickName", "phone", "openid", "unionid", "avatar", "gender", "country", "city", "roles",
)  # fmt: skip


class PersonasPart(Part):
    """The persona in use, and what can be done with it."""

    sections = ("user",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.who = QComboBox()
        self.who.setMinimumWidth(80)
        self.who.activated.connect(self._on_chosen)
        bind(self.who, self.who.setAccessibleName, "device.personas.who")
        self.facts = plain("small", wrap=True)
        buttons = Flow()
        for key, act in (
            ("device.rows.add", self.add),
            ("device.rows.duplicate", self.duplicate),
            ("device.personas.edit", self.edit),
            ("device.rows.remove", self.remove),
        ):
            buttons.addWidget(strip_button(key, act))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.who)
        layout.addWidget(self.facts)
        layout.addLayout(buttons)
        follow(self.facts, self._show)

    def show_change(self, change: Change | None) -> None:
        """Follow the phone."""
        if change is None or change.field in {"personas", "persona"}:
            self._show()

    def add(self) -> None:
        """Add somebody and hand the phone over."""
        self._add({"nickName": tr("device.personas.new", number=len(self._all()) + 1)})

    def duplicate(self) -> None:
        """Add somebody like the one who holds the phone."""
        now = self.desk.phone.device.user.current()
        left = {"id", "openid", "unionid", "phone"}
        like = {name: value for name, value in now.items() if name not in left}
        self._add({**like, "nickName": f"{now.get('nickName', '')} 2"})

    def edit(self) -> RowsDialog:
        """Open all personas in a table."""
        title = tr("device.card.personas")
        dialog = RowsDialog(title, _COLUMNS, self._all(), self)
        dialog.changed.connect(self._on_edited)
        dialog.open()
        return dialog

    def remove(self) -> None:
        """Remove the one who holds the phone; the last one stays."""
        user, edits = self.desk.phone.device.user, self.desk.edits
        gone = user.persona
        left = [one for one in self._all() if one["id"] != gone]
        if left:
            with edits.together():
                edits.set("user.persona", left[0]["id"])
                edits.set("user.personas", left)

    def _all(self) -> list[dict[str, Any]]:
        return list(self.desk.phone.device.user.personas)

    def _add(self, facts: dict[str, Any]) -> None:
        user, edits, phone = self.desk.phone.device.user, self.desk.edits, self.desk.phone
        taken = {one["id"] for one in user.personas}
        number = len(taken) + 1
        while f"person-{number}" in taken:
            number += 1
        before = user.personas
        who = f"person-{number}"

        def back() -> None:
            user.personas = before

        with edits.together():
            edits.do(lambda: people.add(phone, {**facts, "id": who}), back)
            edits.set("user.persona", who)

    def _on_chosen(self, index: int) -> None:
        self.desk.edits.set("user.persona", self._all()[index]["id"])
        self.desk.edits.settle()

    def _on_edited(self, rows: list[dict[str, Any]]) -> None:
        known = [row for row in rows if row.get("id") and row.get("nickName")]
        if known:
            self.desk.edits.set("user.personas", known)

    def _show(self) -> None:
        user = self.desk.phone.device.user
        self.who.clear()
        self.who.addItems([str(one.get("nickName", "")) for one in user.personas])
        ids = [one["id"] for one in user.personas]
        self.who.setCurrentIndex(ids.index(user.persona) if user.persona in ids else 0)
        now = user.current()
        self.facts.setText(
            tr("device.personas.facts", openid=now.get("openid", ""), phone=now.get("phone", ""))
        )
