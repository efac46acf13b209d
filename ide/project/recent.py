"""The projects opened last, kept in the profile folder (no Qt)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ide import atomic

_MOST = 20


@dataclass(frozen=True)
class RecentProject:
    """A project that was open once."""

    path: Path
    name: str


class RecentProjects:
    """Newest first; projects that are gone from the disk are left out."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def all(self) -> list[RecentProject]:
        """Return those that still exist."""
        rows = self._read()
        found = [RecentProject(Path(row["path"]), row["name"]) for row in rows]
        return [project for project in found if project.path.is_dir()]

    def add(self, path: Path, name: str) -> None:
        """Put a project first."""
        kept = [row for row in self._read() if row["path"] != str(path)]
        self._write([{"path": str(path), "name": name}, *kept][:_MOST])

    def remove(self, path: Path) -> None:
        """Forget a project; its files stay."""
        self._write([row for row in self._read() if row["path"] != str(path)])

    def _read(self) -> list[dict[str, str]]:
        if self._file is None:
            return []
        try:
            rows = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        rows = rows if isinstance(rows, list) else []
        return [row for row in rows if isinstance(row, dict) and {"path", "name"} <= set(row)]

    def _write(self, rows: list[dict[str, str]]) -> None:
        if self._file is not None:
            atomic.write_text(self._file, json.dumps(rows, ensure_ascii=False, indent=2))
