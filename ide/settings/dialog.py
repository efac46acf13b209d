"""The settings dialog, generated from settings.toml."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import catalogue, languages, tr
from ide.settings.schema import Setting, settings
from ide.settings.store import Settings
from ide.widgets.labels import label, plain

_LABEL_WIDTH = 170


class SettingsDialog(QDialog):
    """A field a setting; what is changed counts at once."""

    def __init__(self, store: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("settings.title"))
        self.resize(520, 460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        group = ""
        form = QFormLayout()
        for setting in settings().values():
            if f"setting.{setting.name}" not in catalogue("en"):
                continue
            prefix = setting.name.partition(".")[0]
            if prefix != group:
                group = prefix
                layout.addWidget(label(f"settings.group.{group}", "heading"))
                form = QFormLayout()
                form.setContentsMargins(0, 0, 0, 12)
                form.setHorizontalSpacing(16)
                layout.addLayout(form)
            field = _FIELDS[setting.kind](setting, store)
            field.setAccessibleName(tr(f"setting.{setting.name}"))
            field.setObjectName(setting.name)
            words = plain("muted", tr(f"setting.{setting.name}"))
            words.setBuddy(field)
            words.setMinimumWidth(_LABEL_WIDTH)
            form.addRow(words, field)
        layout.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("button.close"))
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)


def _flag(setting: Setting, store: Settings) -> QWidget:
    field = QCheckBox()
    field.setChecked(store.flag(setting.name))
    field.toggled.connect(partial(store.set, setting.name))
    return field


def _integer(setting: Setting, store: Settings) -> QWidget:
    field = QSpinBox()
    field.setRange(setting.minimum, setting.maximum)
    field.setValue(store.number(setting.name))
    field.lineEdit().setTextMargins(6, 0, 0, 0)
    field.valueChanged.connect(partial(store.set, setting.name))
    return field


def _choice(setting: Setting, store: Settings) -> QWidget:
    field = QComboBox()
    names = languages()
    for choice in setting.choices:
        key = f"choice_of.{setting.name}.{choice}"
        words = tr(key) if key in catalogue("en") else names.get(choice, choice)
        field.addItem(words, choice)
    field.setCurrentIndex(field.findData(store.text(setting.name)))

    def choose(index: int) -> None:
        store.set(setting.name, str(field.itemData(index)))

    field.activated.connect(choose)
    return field


def _text(setting: Setting, store: Settings) -> QWidget:
    field = QLineEdit(store.text(setting.name))

    def put() -> None:
        store.set(setting.name, field.text())

    field.editingFinished.connect(put)
    return field


_FIELDS: dict[str, Callable[[Setting, Settings], QWidget]] = {
    "flag": _flag,
    "integer": _integer,
    "choice": _choice,
    "text": _text,
}
