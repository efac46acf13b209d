"""The cards of the device dock as data: what each shows and sets, read from cards.toml (no Qt)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

KINDS = (
    "number", "slider", "switch", "choice", "text", "file", "folder",
    "lines", "rows", "mapping", "json", "fact",
)  # fmt: skip


@dataclass(frozen=True)
class Preset:
    """Several fields at once; its title is the text ``device.preset.<card>.<id>``."""

    id: str
    set: Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One line of a card: a field of the phone and the control that sets it.

    ``path`` is ``section.field`` or ``section.field.member``. The control shows the field's value
    times ``scale``. ``answer`` is a kind of question instead: the choice is the answer given to it.
    """

    path: str
    kind: str
    range: tuple[float, float] = (0, 1_000_000)
    step: float = 1
    decimals: int = 0
    scale: float = 1
    unit: str = ""
    choices: tuple[Any, ...] = ()
    choice_texts: str = ""
    """Where the texts of the choices are, when another field has them already."""
    nothing: str = ""
    """The choice that stands for None."""
    columns: tuple[str, ...] = ()
    files: str = ""
    """Which files can be chosen, as a file dialog wants it."""
    answer: str = ""
    lowest: bool = False
    """Whether the least number has a meaning of its own: ``device.lowest.<path>`` says which."""
    more: bool = False
    """Whether it is seldom needed: it is seen after asking for all fields."""

    @property
    def section(self) -> str:
        """The section of the phone's state."""
        return self.path.split(".")[0]

    @property
    def texts(self) -> str:
        """Where the names of the choices are in the catalogue."""
        return f"device.choice.{self.choice_texts or self.path}"


@dataclass(frozen=True)
class Card:
    """One card: fields, perhaps a part drawn for it, and the APIs whose answers it decides."""

    id: str
    icon: str
    fields: tuple[Field, ...] = ()
    part: str = ""
    covers: tuple[str, ...] = ()
    """Fields of the phone that the part sets or shows."""
    apis: tuple[str, ...] = ()
    presets: tuple[Preset, ...] = ()
    summary: tuple[str, ...] = ()
    """What a folded card says."""
    open: bool = False

    def paths(self) -> Iterator[str]:
        """Yield what of the phone is on the card, as ``section.field``."""
        for path in (*(field.path for field in self.fields if not field.answer), *self.covers):
            yield ".".join(path.split(".")[:2])


@dataclass(frozen=True)
class Cards:
    """All cards, and the fields of the phone that nobody sets by hand."""

    cards: tuple[Card, ...]
    inner: frozenset[str]

    def field(self, path: str) -> Field:
        """Return the field with this path. Raises KeyError when no card has it."""
        for card in self.cards:
            for field in card.fields:
                if field.path == path:
                    return field
        raise KeyError(path)


@cache
def cards() -> Cards:
    """Return the cards of cards.toml."""
    data = tomllib.loads((Path(__file__).parent / "cards.toml").read_text(encoding="utf-8"))
    return Cards(tuple(_card(row) for row in data["card"]), frozenset(data["inner"]))


def _card(row: Mapping[str, Any]) -> Card:
    rest = {key: _frozen(value) for key, value in row.items() if key not in {"field", "preset"}}
    return Card(
        **rest,
        fields=tuple(_field(each) for each in row.get("field", ())),
        presets=tuple(Preset(**each) for each in row.get("preset", ())),
    )


def _field(row: Mapping[str, Any]) -> Field:
    made = Field(**{key: _frozen(value) for key, value in row.items()})
    if made.kind not in KINDS:
        raise ValueError(f"cards.toml: “{made.kind}” of {made.path} is no kind of control")
    return made


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
