"""Joins a control to what it sets: a field of the phone, or the answer to a kind of question."""

from __future__ import annotations

from typing import Any

from ide.i18n import tr
from ide.panels.device.controls import (
    CURRENCIES,
    ChoiceField,
    FlagField,
    LinesField,
    NumberField,
    SliderField,
    TextField,
)
from ide.panels.device.part import Desk
from ide.panels.device.schema import Field
from ide.panels.device.value_controls import FactField, FileField, JsonField, RowsField, fact_text
from ide.widgets.texts import follow

Control = (
    NumberField | SliderField | ChoiceField | FlagField | TextField | LinesField
    | FileField | RowsField | JsonField | FactField
)  # fmt: skip


class Bound:
    """A control and its field; what the person sets reaches the phone at once."""

    def __init__(self, field: Field, desk: Desk) -> None:
        self.field = field
        self._desk = desk
        self.control: Control = _control(field)
        self.control.setObjectName(field.path)
        name = f"device.field.{field.path}"
        follow(self.control, lambda: self.control.setAccessibleName(tr(name)))
        self.show()
        self.control.put.connect(self._on_put)

    def show(self) -> None:
        """Show what is set now."""
        if self.field.answer:
            self.control.show_value(self._desk.answers.get(self.field.answer))
        else:
            self.control.show_value(shown(self.field, self._desk.edits.get(self.field.path)))

    def _on_put(self, value: Any) -> None:
        field, edits = self.field, self._desk.edits
        if field.answer:
            answers, old = self._desk.answers, self._desk.answers.get(field.answer)
            edits.do(
                lambda: answers.set(field.answer, value), lambda: answers.set(field.answer, old)
            )
            return
        edits.set(field.path, meant(field, value))
        if not isinstance(self.control, TextField) and not isinstance(self.control, SliderField):
            edits.settle()


def shown(field: Field, value: Any) -> Any:
    """Return what the control shows for a value of the phone."""
    if value is None and field.nothing:
        return field.nothing
    if isinstance(value, (int, float)) and not isinstance(value, bool) and field.scale != 1:
        return value * field.scale
    return value


def meant(field: Field, value: Any) -> Any:
    """Return the value of the phone for what the control shows."""
    if field.nothing and value == field.nothing:
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool) and field.scale != 1:
        return value / field.scale
    return value


def summary_text(field: Field | None, value: Any) -> str:
    """Return a value for the header of a folded card."""
    if field is None or isinstance(value, bool):
        return fact_text(value)
    text = fact_text(shown(field, value))
    if field.kind == "choice":
        box = ChoiceField(field.texts, [value])
        text = box.itemText(0)
        box.deleteLater()
    if not field.unit or value is None:
        return text
    return f"{field.unit} {text}" if field.unit in CURRENCIES else f"{text} {field.unit}"


def _number(field: Field) -> NumberField:
    number = NumberField(*field.range, field.decimals, field.step, field.unit)
    if field.lowest:
        number.name_lowest(f"device.lowest.{field.path}")
    return number


def _control(field: Field) -> Control:
    match field.kind:
        case "number":
            return _number(field)
        case "slider":
            return SliderField(field)
        case "choice":
            return ChoiceField(field.texts, field.choices)
        case "switch":
            return FlagField()
        case "file" | "folder":
            return FileField(field)
        case "rows" | "mapping":
            return RowsField(field)
        case "lines":
            return LinesField()
        case "json":
            return JsonField()
        case "fact":
            return FactField(field)
        case _:
            return TextField()
