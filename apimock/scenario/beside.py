"""Files a scenario names relative to its own folder: tracks, pictures, Bluetooth devices."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from apimock.peripherals.document import PeripheralError
from apimock.peripherals.reader import read_peripheral
from apimock.scenario.document import Field, read_bytes
from apimock.scenario.errors import ScenarioError

_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"})


def path_beside(field: Field, file: Path) -> Path:
    """A file named relative to the scenario's own folder. Raises ScenarioError."""
    name = field.text().replace("\\", "/")
    if _is_absolute(name):
        raise field.error("should be relative to the scenario", "a colleague has no such folder")
    return file.parent / name


def picture(field: Field, file: Path) -> str:
    """A picture: a file beside the scenario, or the id of one in the phone's album.

    Raises ScenarioError for a file that is not there.
    """
    name = field.text().replace("\\", "/")
    if PurePosixPath(name).suffix.lower() not in _PICTURES or _is_absolute(name):
        return field.text()
    path = file.parent / name
    if not path.is_file():
        raise field.error(f"there is no picture “{name}” beside the scenario")
    return str(path.resolve())


def peripherals(field: Field, file: Path) -> list[Any]:
    """Bluetooth devices; a text is the YAML file of one. Raises ScenarioError."""
    return [
        _peripheral(item, file) if isinstance(item.value, str) else item.value
        for item in field.items()
    ]


def _peripheral(field: Field, file: Path) -> dict[str, Any]:
    path = path_beside(field, file)
    try:
        found = read_peripheral(read_bytes(path), path.name)
    except PeripheralError as error:
        raise ScenarioError(str(error), hint="see apimock/README.md") from error
    return {**found.document, "address": found.address}


def _is_absolute(name: str) -> bool:
    return PurePosixPath(name).is_absolute() or ":" in name.partition("/")[0]
