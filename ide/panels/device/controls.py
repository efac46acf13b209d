"""The controls of the cards: each shows a value silently and tells when a person sets one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QWidget,
)

from ide.i18n import catalogue, tr
from ide.panels.device.schema import Field
from ide.widgets.texts import follow

_NARROW = 80
CURRENCIES = "¥"
_NUMBER = 92
"""The width of the number beside a slider: all sliders of a card are as long."""
_WHEEL_FREE = Qt.FocusPolicy.StrongFocus


class NumberField(QDoubleSpinBox):
    """A number that does not change when the wheel passes over it."""

    put = Signal(object)

    def __init__(
        self, minimum: float, maximum: float, decimals: int, step: float, unit: str = ""
    ) -> None:
        """A currency stands before the number, any other ``unit`` behind it."""
        super().__init__()
        self.setDecimals(decimals)
        self.setRange(minimum, maximum)
        self.setSingleStep(step)
        if unit and unit in CURRENCIES:
            self.setPrefix(f"{unit} ")
        elif unit:
            self.setSuffix(f" {unit}")
        self.setKeyboardTracking(False)
        # The style sheet's padding does not reach the text of a spin box.
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.setMinimumWidth(_NARROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(_WHEEL_FREE)
        self.valueChanged.connect(self.put.emit)

    def name_lowest(self, key: str) -> None:
        """Show the text of ``key`` in place of the least number."""
        follow(self, lambda: self.setSpecialValueText(tr(key)))

    def show_value(self, value: Any) -> None:
        """Show a value without telling that it changed."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll the dock instead."""
        event.ignore()


class SliderField(QWidget):
    """A number to drag, and to type beside it."""

    put = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        low, high = field.range
        self._step = field.step
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(low / field.step), round(high / field.step))
        self.slider.setPageStep(max(1, self.slider.maximum() // 10))
        self.slider.setMinimumSize(40, 24)
        self.slider.setFocusPolicy(_WHEEL_FREE)
        self.slider.wheelEvent = self._pass_on  # type: ignore[method-assign]
        self.number = NumberField(low, high, field.decimals, field.step, field.unit)
        self.number.setFixedWidth(_NUMBER)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.number)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._on_dragged)
        self.number.put.connect(self._on_typed)

    def show_value(self, value: Any) -> None:
        """Show a value without telling that it changed."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(value / self._step))
        self.slider.blockSignals(False)
        self.number.show_value(value)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """Name both parts."""
        super().setAccessibleName(name)
        self.slider.setAccessibleName(name)
        self.number.setAccessibleName(name)

    def _on_dragged(self, place: int) -> None:
        self.number.show_value(place * self._step)
        self.put.emit(place * self._step)

    def _on_typed(self, value: float) -> None:
        self.show_value(value)
        self.put.emit(value)

    def _pass_on(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(QComboBox):
    """A choice among values; their texts come from the catalogue under ``prefix``."""

    put = Signal(object)

    def __init__(self, prefix: str, values: Sequence[Any]) -> None:
        super().__init__()
        self._prefix = prefix
        self._values = list(values)
        self.setFocusPolicy(_WHEEL_FREE)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(_NARROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for each in values:
            self.addItem("", each)
        follow(self, self._retranslate)
        self.currentIndexChanged.connect(self._on_chosen)

    @property
    def choice(self) -> str:
        """The value chosen, as text."""
        return str(self.currentData())

    def offer(self, values: Sequence[Any]) -> None:
        """Offer other values."""
        self.blockSignals(True)
        self.clear()
        self._values = list(values)
        for each in values:
            self.addItem("", each)
        self._retranslate()
        self.blockSignals(False)

    def show_value(self, value: Any) -> None:
        """Show a choice without telling that it changed; one that is not offered is added."""
        self.blockSignals(True)
        if value not in self._values:
            self._values.append(value)
            self.addItem(str(value), value)
        self.setCurrentIndex(self._values.index(value))
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll the dock instead."""
        event.ignore()

    def _on_chosen(self, index: int) -> None:
        if index >= 0:
            self.put.emit(self._values[index])

    def _retranslate(self) -> None:
        known = catalogue("en")
        for index, value in enumerate(self._values):
            name = "none" if value == "" else str(value).lower().replace(" ", "-")
            key = f"{self._prefix}.{name}"
            plain = f"{value:g}×" if isinstance(value, float) else str(value)
            self.setItemText(index, tr(key) if key in known else plain)


class FlagField(QCheckBox):
    """A yes-or-no field; the catalogue's ``key`` stands beside it when there is one."""

    put = Signal(object)

    def __init__(self, key: str = "") -> None:
        super().__init__()
        if key:
            follow(self, lambda: self.setText(tr(key)))
        self.setMinimumHeight(24)
        self.toggled.connect(self.put.emit)

    def show_value(self, value: Any) -> None:
        """Show a value without telling that it changed."""
        self.blockSignals(True)
        self.setChecked(value)
        self.blockSignals(False)


class TextField(QLineEdit):
    """A line of text that counts while it is typed."""

    put = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(_NARROW)
        self.textEdited.connect(self._on_text_edited)

    def show_value(self, value: object) -> None:
        """Show a value without telling that it changed."""
        if self.text() != str(value):
            self.setText(str(value))
            self.setCursorPosition(0)

    def _on_text_edited(self, text: str) -> None:
        self.put.emit(text)


class LinesField(TextField):
    """Several short texts, separated by commas."""

    def show_value(self, value: object) -> None:
        """Show the texts; what is just being typed stays as it is."""
        lines = [str(each) for each in value] if isinstance(value, (list, tuple)) else []
        if _split(self.text()) != lines:
            super().show_value(", ".join(lines))

    def _on_text_edited(self, text: str) -> None:
        self.put.emit(_split(text))


def _split(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]
