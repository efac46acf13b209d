"""The facts of one own phone as fields, with a word about what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from ide.i18n import tr
from ide.simulator.own_devices import LIMITS, faults
from ide.widgets.labels import label, plain
from ide.widgets.texts import follow
from renderer.host.screen import CUTOUTS, PLATFORMS, DevicePreset, Insets

_TITLES = {"width": "size", "height": "size", "safe_top": "safe", "safe_bottom": "safe"}
_KINDS = ("phone", "tablet")


class DeviceForm(QWidget):
    """Edits a phone; ``edited`` comes with a phone that fits only."""

    edited = Signal(object)  # DevicePreset

    def __init__(self) -> None:
        super().__init__()
        self._device: DevicePreset | None = None
        self.name = QLineEdit()
        self.texts = {name: QLineEdit() for name in ("brand", "model", "system")}
        self.choices = {
            "platform": self._choice("platform", PLATFORMS),
            "kind": self._choice("kind", _KINDS),
            "cutout": self._choice("cutout", CUTOUTS),
        }
        self.numbers: dict[str, QSpinBox | QDoubleSpinBox] = {
            name: QSpinBox()
            for name in ("width", "height", "status_bar", "safe_top", "safe_bottom")
        }
        self.numbers["pixel_ratio"] = QDoubleSpinBox()
        self.fault = plain("error", wrap=True)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setVerticalSpacing(8)
        self._form.setHorizontalSpacing(12)
        self._row("name", self.name)
        for name in ("platform", "kind"):
            self._row(name, self.choices[name])
        self._pair("size", "width", "height")
        self._row("pixel_ratio", self.numbers["pixel_ratio"])
        self._row("cutout", self.choices["cutout"])
        self._row("status_bar", self.numbers["status_bar"])
        self._pair("safe", "safe_top", "safe_bottom")
        for name, field in self.texts.items():
            self._row(name, field)
        self._form.addRow(self.fault)
        self._listen()

    def show_device(self, device: DevicePreset) -> None:
        """Show a phone's facts without telling."""
        self._device = None
        self.name.setText(device.name)
        for name, field in self.texts.items():
            field.setText(getattr(device, name))
        for name, box in self.choices.items():
            box.setCurrentIndex(max(0, box.findData(getattr(device, name))))
        area = {"safe_top": device.safe_area.top, "safe_bottom": device.safe_area.bottom}
        for name, number in self.numbers.items():
            number.setValue(area.get(name, getattr(device, name, 0)))
        self._device = device
        self._say(device)

    def _listen(self) -> None:
        for name, number in self.numbers.items():
            _, most = LIMITS[name]
            # Values out of range can be typed; the form says what is wrong with them.
            number.setRange(0, int(most) * 10)
            number.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            # The style sheet's padding does not reach the text of a spin box.
            number.lineEdit().setTextMargins(6, 0, 0, 0)
            number.valueChanged.connect(self._on_changed)
        for box in self.choices.values():
            box.currentIndexChanged.connect(self._on_changed)
        for field in (self.name, *self.texts.values()):
            field.textEdited.connect(self._on_changed)

    def _on_changed(self) -> None:
        if self._device is None:
            return
        value = {name: number.value() for name, number in self.numbers.items()}
        changes: dict[str, Any] = {
            "name": self.name.text().strip(),
            "safe_area": Insets(int(value.pop("safe_top")), int(value.pop("safe_bottom"))),
            **{name: field.text() for name, field in self.texts.items()},
            **{name: str(box.currentData()) for name, box in self.choices.items()},
            **value,
        }
        one = replace(self._device, **changes)
        if one.kind != "foldable":
            one = replace(one, folded=None)
        if self._say(one):
            self._device = one
            self.edited.emit(one)

    def _say(self, one: DevicePreset) -> bool:
        """Say what does not fit; tells whether all does."""
        lines = []
        for field, fault in faults(one).items():
            least, most = LIMITS.get(field, (0, 0))
            title = tr(f"phones.{_TITLES.get(field, field)}")
            lines.append(
                tr(f"phones.fault.{fault}", field=title, least=f"{least:g}", most=f"{most:g}")
            )
        self.fault.setText("\n".join(lines))
        return not lines

    def _choice(self, name: str, ids: Sequence[str]) -> QComboBox:
        box = QComboBox()
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for each in ids:
            box.addItem("", each)

        def retranslate() -> None:
            for index, each in enumerate(ids):
                box.setItemText(index, tr(f"phones.{name}s.{each}"))

        follow(box, retranslate)
        return box

    def _row(self, name: str, field: QWidget) -> None:
        words = label(f"phones.{name}", "muted")
        words.setBuddy(field)
        follow(field, lambda: field.setAccessibleName(tr(f"phones.{name}")))
        self._form.addRow(words, field)

    def _pair(self, name: str, first: str, second: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (first, second):
            field = self.numbers[each]
            follow(field, lambda field=field: field.setAccessibleName(tr(f"phones.{name}")))  # type: ignore[misc]
            row.addWidget(field)
        words = label(f"phones.{name}", "muted")
        words.setBuddy(self.numbers[first])
        self._form.addRow(words, row)
