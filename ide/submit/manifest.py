"""The description beside a package: what it holds, with hashes, and how it was made (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ide.version import VERSION

SCHEMA = "minideck-package-1"
_HASH_LETTERS = 64


class ManifestError(ValueError):
    """A text is no manifest; the message says what is wrong with it."""


@dataclass(frozen=True)
class FileRow:
    """A file of the package: its path, its bytes and their SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class PartRow:
    """The main package (``main``) or a sub-package, with what it weighs."""

    name: str
    size: int
    files: int


@dataclass(frozen=True)
class Manifest:
    """What a package holds. It has no time: the same input gives the same manifest."""

    name: str
    app_id: str
    version: str
    description: str
    sha256: str
    size: int
    files: tuple[FileRow, ...]
    parts: tuple[PartRow, ...] = ()
    built: Mapping[str, bool] = field(default_factory=dict)
    """The switches of the project with which it was built."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Path of what is in the project and not in the package → why."""
    maps: str = ""
    """Name of the file with the source maps."""
    tool: str = f"minideck {VERSION}"

    def to_text(self) -> str:
        """Return the text of the file."""
        return json.dumps(self.to_json(), ensure_ascii=False, indent=1) + "\n"

    def to_json(self) -> dict[str, Any]:
        """Return what the file holds."""
        return {
            "schema": SCHEMA,
            "tool": self.tool,
            "name": self.name,
            "appid": self.app_id,
            "version": self.version,
            "description": self.description,
            "sha256": self.sha256,
            "bytes": self.size,
            "packages": [
                {"name": part.name, "bytes": part.size, "files": part.files} for part in self.parts
            ],
            "built": dict(self.built),
            "maps": self.maps,
            "files": [
                {"path": row.path, "bytes": row.size, "sha256": row.sha256} for row in self.files
            ],
            "leftOut": [
                {"path": path, "reason": why} for path, why in sorted(self.left_out.items())
            ],
        }

    @classmethod
    def from_text(cls, text: str) -> Manifest:
        """Read the text of the file.

        Raises:
            ManifestError: it is none, or of a schema this version does not know.
        """
        try:
            value = json.loads(text)
        except ValueError as error:
            raise ManifestError(f"no JSON: {error}") from error
        if not isinstance(value, dict):
            raise ManifestError("no object")
        if value.get("schema") != SCHEMA:
            raise ManifestError(f"schema {value.get('schema')!r}, not {SCHEMA!r}")
        try:
            return cls._from_json(value)
        except (KeyError, TypeError, ValueError) as error:
            raise ManifestError(f"{type(error).__name__}: {error}") from error

    @classmethod
    def _from_json(cls, value: Mapping[str, Any]) -> Manifest:
        files = tuple(
            FileRow(_text(row["path"]), int(row["bytes"]), _hash(row["sha256"]))
            for row in value["files"]
        )
        parts = tuple(
            PartRow(_text(row["name"]), int(row["bytes"]), int(row.get("files", 0)))
            for row in value.get("packages", ())
        )
        return cls(
            name=_text(value["name"]),
            app_id=_text(value["appid"]),
            version=_text(value["version"]),
            description=_text(value.get("description", "")),
            sha256=_hash(value["sha256"]),
            size=int(value["bytes"]),
            files=files,
            parts=parts,
            built={str(k): v is True for k, v in dict(value.get("built", {})).items()},
            left_out={_text(row["path"]): str(row["reason"]) for row in value.get("leftOut", ())},
            maps=_text(value.get("maps", "")),
            tool=_text(value.get("tool", "")),
        )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _hash(value: object) -> str:
    text = _text(value)
    if len(text) != _HASH_LETTERS or set(text) - set("0123456789abcdef"):
        raise ValueError(f"{value!r} is no SHA-256")
    return text
