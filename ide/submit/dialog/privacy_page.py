"""The page of the privacy guide: what personal data the code touches, where, and what for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ide.i18n import tr
from ide.submit.dialog.field import Field
from ide.submit.dialog.page import Page
from ide.submit.dialog.steps import Step
from ide.submit.form import Form, Purpose
from ide.submit.rules.known import privacy
from ide.submit.rules.personal_data import Touch
from ide.survey import Spot
from ide.widgets.labels import label, plain
from ide.widgets.texts import bind, follow

_PLACES = 3
_WIDEST_LINK = 560


class PrivacyPage(Page):
    """A purpose for each category that is used; what is declared and not used can go."""

    def __init__(self) -> None:
        super().__init__(Step.PRIVACY)
        self._touched: Mapping[str, tuple[Touch, ...]] | None = None
        self._purposes: dict[str, str] = {}
        self._looking = label("submit.privacy_looking", "muted", wrap=True)
        self._none = label("submit.privacy_none", "muted", wrap=True)
        self._unused_title = label("submit.privacy_unused", "heading")
        self._unused_lead = label("submit.privacy_unused_lead", "small", wrap=True)
        self.not_used = QCheckBox()
        bind(self.not_used, self.not_used.setText, "submit.privacy_api_not_use")
        self.not_used.toggled.connect(self.tell_changed)
        self._used, self._unused = QVBoxLayout(), QVBoxLayout()
        self._used.setSpacing(16)
        self._unused.setSpacing(4)
        for widget in (self._looking, self._none):
            self.body.addWidget(widget)
        self.body.addLayout(self._used)
        self.body.addWidget(self._unused_title)
        self.body.addWidget(self._unused_lead)
        self.body.addLayout(self._unused)
        self.body.addWidget(self.not_used)
        follow(self, self._rebuild)

    @property
    def unused(self) -> list[str]:
        """Categories that are declared and not found in the code."""
        found = self._touched
        return [] if found is None else [name for name in self._purposes if name not in found]

    def set_touched(self, touched: Mapping[str, tuple[Touch, ...]] | None) -> None:
        """Show what the code touches; None as long as that is not known."""
        if touched != self._touched:
            self._touched = touched
            self._rebuild()

    def put(self, form: Form) -> None:
        """Fill the entries."""
        purposes = {row.category: row.purpose for row in form.privacy}
        self.not_used.setChecked(form.privacy_api_not_use)
        if purposes != self._purposes:
            self._purposes = purposes
            self._rebuild()

    def edit(self, form: Form) -> Form:
        """Return ``form`` with the purposes, in the order of the guide."""
        rows = tuple(
            Purpose(name, self._purposes[name])
            for name in (*privacy()["categories"], *self._strange())
            if name in self._purposes
        )
        return replace(form, privacy=rows, privacy_api_not_use=self.not_used.isChecked())

    def enter(self) -> None:
        """Begin with the first purpose."""
        if self.fields:
            super().enter()
        else:
            self.not_used.setFocus()

    def tell_changed(self) -> None:
        """Take the purposes over; an empty one declares nothing."""
        if self._showing:
            return
        for name, field in self.fields.items():
            category = name.removeprefix("privacy.")
            if field.text:
                self._purposes[category] = field.text
            else:
                self._purposes.pop(category, None)
        super().tell_changed()

    def _strange(self) -> list[str]:
        return [name for name in self._purposes if name not in privacy()["categories"]]

    def _rebuild(self) -> None:
        showing, self._showing = self._showing, True
        _empty(self._used)
        _empty(self._unused)
        self.fields.clear()
        touched = self._touched or {}
        self._looking.setVisible(self._touched is None)
        self._none.setVisible(self._touched is not None and not touched)
        for category, places in touched.items():
            self._used.addWidget(self._entry(category, places))
        for category in self.unused:
            self._unused.addWidget(self._leftover(category))
        self._unused_title.setVisible(bool(self.unused))
        self._unused_lead.setVisible(bool(self.unused))
        self._showing = showing

    def _entry(self, category: str, places: tuple[Touch, ...]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        field = Field(f"privacy.{category}", QLineEdit(), f"personal_data.{category}")
        words = field.title.text()
        field.title.setText(words[:1].upper() + words[1:])
        control = field.control
        assert isinstance(control, QLineEdit)
        control.setPlaceholderText(tr("submit.privacy_hint"))
        field.put(self._purposes.get(category, ""))
        self.watch(field)
        column.addWidget(field)
        for touch in places[:_PLACES]:
            column.addWidget(self._link(touch), 0, Qt.AlignmentFlag.AlignLeft)
        if len(places) > _PLACES:
            more = tr("submit.privacy_more", count=len(places) - _PLACES)
            column.addWidget(plain("small", more))
        return box

    def _link(self, touch: Touch) -> QPushButton:
        button = QPushButton()
        button.setProperty("link", True)
        place = f"{touch.by}  {touch.spot.file}:{touch.spot.line}"
        middle = Qt.TextElideMode.ElideMiddle
        button.setText(button.fontMetrics().elidedText(place, middle, _WIDEST_LINK))
        button.setToolTip(place)
        button.setAccessibleName(place)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._open, touch.spot))
        return button

    def _leftover(self, category: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        known = category in privacy()["categories"]
        title = tr(f"personal_data.{category}") if known else category
        row.addWidget(plain("", f"{title}: {self._purposes[category]}", wrap=True), 1)
        button = QPushButton(tr("submit.privacy_drop"))
        button.setAutoDefault(False)
        button.setAccessibleName(tr("submit.privacy_drop_one", category=title))
        button.clicked.connect(partial(self._drop, category))
        row.addWidget(button)
        return box

    def _open(self, spot: Spot) -> None:
        self.open_requested.emit(spot.file, spot.line, spot.column)

    def _drop(self, category: str) -> None:
        self._purposes.pop(category, None)
        self._rebuild()
        super().tell_changed()


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
