"""A card of the device dock: a titled form whose fields follow a section of the phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ide.i18n import tr
from ide.theme import icons
from ide.widgets.labels import label
from ide.widgets.texts import follow

_LABEL_WIDTH = 72


class Card(QFrame):
    """An icon and title above a form; ``name`` is the card's place in the catalogue."""

    def __init__(self, name: str, icon: str) -> None:
        super().__init__()
        self._name = name
        self._icon = icon
        self._stops: list[Callable[[], None]] = []
        self.setProperty("card", True)
        self._picture = QLabel()
        title = label(f"device.{name}.title", "heading")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._picture)
        head.addWidget(title)
        head.addStretch(1)
        self.form = QFormLayout()
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(self.form)
        follow(self, lambda: self.setAccessibleName(tr(f"device.{name}.title")))
        self._draw()

    def add_row(self, field_name: str, widget: QWidget) -> None:
        """Add a field with its label (device.<card>.<field>)."""
        words = label(f"device.{self._name}.{field_name}", "muted")
        words.setBuddy(widget)
        widget.setObjectName(f"{self._name}.{field_name}")
        follow(widget, lambda: widget.setAccessibleName(tr(f"device.{self._name}.{field_name}")))
        words.setMinimumWidth(_LABEL_WIDTH)
        self.form.addRow(words, widget)

    def keep(self, stop: Callable[[], None]) -> None:
        """Remember how to stop watching the phone shown."""
        self._stops.append(stop)

    def release(self) -> None:
        """Watch the phone no longer."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the icon anew when the theme changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, "accent", 18, self.devicePixelRatioF()))


class NumberField(QDoubleSpinBox):
    """A number that does not change when the wheel passes over it."""

    def __init__(
        self, minimum: float, maximum: float, decimals: int, step: float, suffix: str = ""
    ) -> None:
        super().__init__()
        self.setRange(minimum, maximum)
        self.setDecimals(decimals)
        self.setSingleStep(step)
        self.setSuffix(suffix)
        self.setKeyboardTracking(False)
        # The style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_value(self, value: float) -> None:
        """Show a value without telling that it changed."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)

    def wheelEvent(self, event: Any) -> None:  # noqa: N802
        """Scroll the dock instead."""
        event.ignore()


class ChoiceField(QComboBox):
    """A choice among ids; their texts come from the catalogue under ``prefix``."""

    def __init__(self, prefix: str, ids: Sequence[str]) -> None:
        super().__init__()
        self._prefix = prefix
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for each in ids:
            self.addItem("", each)
        follow(self, self._retranslate)

    @property
    def choice(self) -> str:
        """The id chosen."""
        return str(self.currentData())

    def show_value(self, choice: str) -> None:
        """Show a choice without telling that it changed."""
        self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(choice)))
        self.blockSignals(False)

    def wheelEvent(self, event: Any) -> None:  # noqa: N802
        """Scroll the dock instead."""
        event.ignore()

    def _retranslate(self) -> None:
        for index in range(self.count()):
            name = str(self.itemData(index)) or "none"
            self.setItemText(index, tr(f"{self._prefix}.{name}"))


class FlagField(QCheckBox):
    """A yes-or-no field whose text is the catalogue's ``key``."""

    def __init__(self, key: str) -> None:
        super().__init__()
        follow(self, lambda: self.setText(tr(key)))

    def show_value(self, value: bool) -> None:
        """Show a value without telling that it changed."""
        self.blockSignals(True)
        self.setChecked(value)
        self.blockSignals(False)
