"""A field for each kind of setting; it shows the value in force, whoever changed it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from ide.i18n import catalogue, languages, tr
from ide.settings.schema import Setting, Value
from ide.settings.store import Settings
from ide.widgets.texts import follow

Show = Callable[[], None]


def field_for(setting: Setting, store: Settings) -> QWidget:
    """Return the field of a setting; it writes to the store at once and follows it."""
    field, show = _FIELDS[setting.kind](setting, store)
    field.setObjectName(setting.name)
    show()

    def on_changed(name: str, _value: Value) -> None:
        if name == setting.name:
            show()

    field.destroyed.connect(store.listen(on_changed))
    return field


def _flag(setting: Setting, store: Settings) -> tuple[QWidget, Show]:
    field = QCheckBox()

    def show() -> None:
        with QSignalBlocker(field):
            field.setChecked(store.flag(setting.name))

    def put(checked: bool) -> None:
        store.set(setting.name, checked)

    field.toggled.connect(put)
    return field, show


def _integer(setting: Setting, store: Settings) -> tuple[QWidget, Show]:
    field = QSpinBox()
    field.setRange(setting.minimum, setting.maximum)
    field.setFixedWidth(96)
    field.lineEdit().setTextMargins(6, 0, 0, 0)

    def show() -> None:
        with QSignalBlocker(field):
            field.setValue(store.number(setting.name))

    def put(value: int) -> None:
        store.set(setting.name, value)

    field.valueChanged.connect(put)
    return field, show


def _choice(setting: Setting, store: Settings) -> tuple[QWidget, Show]:
    field = QComboBox()
    field.setMinimumWidth(200)

    def show() -> None:
        names = languages()
        choices = setting.choices or ("system", *names)
        with QSignalBlocker(field):
            field.clear()
            for choice in choices:
                key = f"choice_of.{setting.name}.{choice}"
                words = tr(key) if key in catalogue("en") else names.get(choice, choice)
                field.addItem(words, choice)
            field.setCurrentIndex(field.findData(store.text(setting.name)))

    def choose(index: int) -> None:
        store.set(setting.name, str(field.itemData(index)))

    field.activated.connect(choose)
    follow(field, show)
    return field, show


def _text(setting: Setting, store: Settings) -> tuple[QWidget, Show]:
    field = QLineEdit()
    field.setMinimumWidth(300)

    def show() -> None:
        if field.text() != store.text(setting.name):
            field.setText(store.text(setting.name))

    def put() -> None:
        store.set(setting.name, field.text())

    field.editingFinished.connect(put)
    return field, show


_FIELDS: dict[str, Callable[[Setting, Settings], tuple[QWidget, Show]]] = {
    "flag": _flag,
    "integer": _integer,
    "choice": _choice,
    "language": _choice,
    "text": _text,
}
