"""Phones the person described: checked, kept in the profile, written and read as TOML (no Qt)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from ide import atomic
from renderer.host.screen import (
    CUTOUTS,
    KINDS,
    PLATFORMS,
    DevicePreset,
    Insets,
    devices,
    preset,
)

OWN = "own-"
"""What the ids of own phones begin with."""
LIMITS: Mapping[str, tuple[float, float]] = {
    "width": (200, 2000),
    "height": (200, 3000),
    "pixel_ratio": (1, 6),
    "status_bar": (0, 100),
    "safe_top": (0, 200),
    "safe_bottom": (0, 200),
    "benchmark_level": (-2, 50),
}
"""Smallest and largest value of a number."""
_CHOICES = {"platform": PLATFORMS, "cutout": CUTOUTS, "kind": KINDS}
_TEXTS = ("name", "brand", "model", "system")
_DEFAULTS = {"kind": "phone", "benchmark_level": 40, "brand": "", "model": "", "system": ""}
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


class DeviceFileError(ValueError):
    """A file of phones that cannot be read; the message says which phone and field."""


def faults(one: DevicePreset) -> dict[str, str]:
    """Return what is wrong with a phone: field → ``empty``, ``range`` or ``shape``."""
    found = {}
    if not one.name.strip():
        found["name"] = "empty"
    values = {"safe_top": one.safe_area.top, "safe_bottom": one.safe_area.bottom}
    for field, (least, most) in LIMITS.items():
        value = values.get(field, getattr(one, field, least))
        if not least <= value <= most:
            found[field] = "range"
    if one.safe_area.top + one.safe_area.bottom >= one.height // 2:
        found["safe_top"] = "shape"
    if one.status_bar > one.safe_area.top and one.cutout != "none":
        found["status_bar"] = "shape"
    return found


def parse(text: str) -> list[DevicePreset]:
    """Read phones from TOML of the form of ``resources/devices.toml``.

    Raises:
        DeviceFileError: it is no TOML, holds no phone, or a phone is wrong.
    """
    try:
        rows = tomllib.loads(text).get("device")
    except tomllib.TOMLDecodeError as error:
        raise DeviceFileError(str(error)) from error
    if not isinstance(rows, list) or not rows:
        raise DeviceFileError("[[device]]")
    return [_checked(number, row) for number, row in enumerate(rows, 1)]


def to_toml(presets: Iterable[DevicePreset]) -> str:
    """Write phones so that :func:`parse` reads them again."""
    return "\n".join(_table(one) for one in presets)


class OwnDevices:
    """The person's own phones, in the order they were made; ``None`` keeps them in memory."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._listeners: list[Callable[[], None]] = []
        self._all: dict[str, DevicePreset] = {one.id: one for one in _read(file)}

    def all(self) -> list[DevicePreset]:
        """Return the own phones."""
        return list(self._all.values())

    def find(self, name: str) -> DevicePreset | None:
        """Return a phone by its id, a built-in one too."""
        return self._all.get(name) or devices().get(name)

    def put(self, one: DevicePreset) -> DevicePreset:
        """Keep a phone under its id, or as a new one when the id is none of the own phones.

        Raises:
            OSError: it cannot be written; it is kept for this session all the same.
        """
        if one.id not in self._all:
            one = replace(one, id=self._new_id(one.name))
        self._all[one.id] = one
        self._changed()
        return one

    def remove(self, name: str) -> None:
        """Forget a phone. Raises OSError as :meth:`put` does."""
        if self._all.pop(name, None) is not None:
            self._changed()

    def add(self, text: str) -> list[DevicePreset]:
        """Add the phones of a TOML text as new ones.

        Raises:
            DeviceFileError: nothing was added.
            OSError: as :meth:`put`.
        """
        return [self.put(replace(one, id="")) for one in parse(text)]

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` after each change; returns the way to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _new_id(self, name: str) -> str:
        stem = OWN + (re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "phone")
        number, found = 1, stem
        while found in self._all:
            number += 1
            found = f"{stem}-{number}"
        return found

    def _changed(self) -> None:
        for listener in tuple(self._listeners):
            listener()
        if self._file is not None:
            atomic.write_text(self._file, to_toml(self._all.values()))


def _read(file: Path | None) -> list[DevicePreset]:
    try:
        return parse(file.read_text(encoding="utf-8")) if file is not None else []
    except (OSError, ValueError):
        # Nobody kept a phone yet, or somebody damaged the file: the next change writes it anew.
        return []


def _checked(number: int, row: Any) -> DevicePreset:
    if not isinstance(row, dict):
        raise DeviceFileError(f"device {number}")
    row = {**_DEFAULTS, "id": f"{OWN}{number}", **row}
    title = f"device {number} ({row.get('name', '?')})"
    wrong = [field for field in _TEXTS if not isinstance(row.get(field), str)]
    wrong += [field for field, known in _CHOICES.items() if row.get(field) not in known]
    if wrong:
        raise DeviceFileError(f"{title}: {', '.join(wrong)}")
    try:
        one = preset(row)
        bad = faults(one)
    except (KeyError, TypeError, ValueError) as error:
        raise DeviceFileError(f"{title}: {error}") from error
    if bad:
        raise DeviceFileError(f"{title}: {', '.join(bad)}")
    return one


def _table(one: DevicePreset) -> str:
    row = {name: value for name, value in asdict(one).items() if name != "folded"}
    row["safe_area"] = [one.safe_area.top, one.safe_area.bottom]
    lines = ["[[device]]", *(f"{name} = {_value(value)}" for name, value in row.items())]
    if one.folded is not None:
        cover = {**asdict(one.folded), "safe_area": _edges(one.folded.safe_area)}
        lines += ["", "[device.folded]"]
        lines += [f"{name} = {_value(value)}" for name, value in cover.items()]
    return "\n".join(lines) + "\n"


def _edges(insets: Insets) -> list[int]:
    return [insets.top, insets.bottom]


def _value(value: object) -> str:
    if isinstance(value, str):
        return f'"{value.translate(_QUOTED)}"'
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return str(value)
