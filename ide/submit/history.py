"""The packages written so far, kept in the profile folder (no Qt)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ide import atomic


@dataclass(frozen=True)
class Written:
    """One package."""

    version: str
    description: str
    file: str
    sha256: str


class History:
    """Packages by project, oldest first."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def last(self, project: Path) -> Written | None:
        """Return the newest package of a project."""
        rows = self._read().get(str(project), [])
        return Written(**rows[-1]) if rows else None

    def add(self, project: Path, written: Written) -> None:
        """Note a package."""
        data = self._read()
        data.setdefault(str(project), []).append(asdict(written))
        if self._file is not None:
            atomic.write_text(self._file, json.dumps(data, ensure_ascii=False, indent=2))

    def _read(self) -> dict[str, list[dict[str, Any]]]:
        if self._file is None:
            return {}
        try:
            data = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}


def next_version(last: str) -> str:
    """Return the version after ``last``: its last number plus one, 1.0.0 at the start."""
    parts = last.split(".")
    if not last or not all(part.isdigit() for part in parts):
        return "1.0.0"
    return ".".join([*parts[:-1], str(int(parts[-1]) + 1)])
