"""Files a scenario names relative to its own folder: tracks, pictures, Bluetooth devices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from apimock.peripherals.document import PeripheralError
from apimock.peripherals.reader import read_peripheral
from apimock.scenario.document import Field, read_bytes
from apimock.scenario.errors import ScenarioError

_PROJECT_FILES = ("project.config.json", "app.json")
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"})


@dataclass(frozen=True)
class Place:
    """Where a scenario lies, and the folder that the files it names lie in or below."""

    file: Path
    root: Path
    """Resolved: that of the project, the scenario's own folder where there is none."""

    @classmethod
    def of(cls, file: Path) -> Place:
        """Return the place of a scenario that no other one uses."""
        own = file.parent.resolve()
        folders = (own, *own.parents)
        for name in _PROJECT_FILES:
            for folder in folders:
                if (folder / name).is_file():
                    return cls(file, folder)
        return cls(file, own)

    def used(self, file: Path) -> Place:
        """Return the place of a scenario that this one uses."""
        return replace(self, file=file)


def path_beside(field: Field, place: Place) -> Path:
    """A file named relative to the scenario's own folder, in the project. Raises ScenarioError."""
    name = field.text().replace("\\", "/")
    if _is_absolute(name):
        raise field.error("should be relative to the scenario", "a colleague has no such folder")
    path = place.file.parent / name
    try:
        inside = path.resolve().is_relative_to(place.root)
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a zero byte
        raise field.error("is no name of a file") from error
    if not inside:
        raise field.error(
            f"leads out of {place.root}",
            "a scenario names files of its project, or of its own folder outside of one",
        )
    return path


def picture(field: Field, place: Place) -> str:
    """A picture: a file beside the scenario, or the id of one in the phone's album.

    Raises ScenarioError for a file that is not there.
    """
    name = field.text().replace("\\", "/")
    if PurePosixPath(name).suffix.lower() not in _PICTURES or _is_absolute(name):
        return field.text()
    path = path_beside(field, place)
    if not path.is_file():
        raise field.error(f"there is no picture “{name}” beside the scenario")
    return str(path.resolve())


def peripherals(field: Field, place: Place) -> list[Any]:
    """Bluetooth devices; a text is the YAML file of one. Raises ScenarioError."""
    return [
        _peripheral(item, place) if isinstance(item.value, str) else item.value
        for item in field.items()
    ]


def _peripheral(field: Field, place: Place) -> dict[str, Any]:
    path = path_beside(field, place)
    try:
        found = read_peripheral(read_bytes(path), path.name)
    except PeripheralError as error:
        raise ScenarioError(str(error), hint="see apimock/README.md") from error
    return {**found.document, "address": found.address}


def _is_absolute(name: str) -> bool:
    return PurePosixPath(name).is_absolute() or ":" in name.partition("/")[0]
