"""The projects opened last, kept in the profile folder (no Qt)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ide import atomic

_MOST = 60


@dataclass(frozen=True)
class RecentProject:
    """A project that was open once."""

    path: Path
    name: str
    opened: str = ""
    """When, in local time as ISO 8601; empty when nobody noted it."""
    pinned: bool = False

    @property
    def exists(self) -> bool:
        """Whether its folder is still there."""
        return self.path.is_dir()


class RecentProjects:
    """Pinned projects first, then the newest; one that is gone from the disk stays in the list.

    Read anew each time, so that several windows share one list.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def all(self) -> list[RecentProject]:
        """Return every project of the list."""
        return sorted(self._read(), key=lambda project: not project.pinned)

    def add(self, path: Path, name: str, opened: datetime | None = None) -> None:
        """Put a project first; it keeps its pin."""
        rows = self._read()
        pinned = any(row.pinned for row in rows if row.path == path)
        noted = (opened or datetime.now()).isoformat(timespec="seconds")
        first = RecentProject(path, name, noted, pinned)
        self._write([first, *(row for row in rows if row.path != path)])

    def remove(self, *paths: Path) -> None:
        """Forget projects; their files stay."""
        self._write([row for row in self._read() if row.path not in paths])

    def pin(self, path: Path, *, pinned: bool) -> None:
        """Keep a project at the top, or no longer."""
        rows = self._read()
        self._write([replace(row, pinned=pinned) if row.path == path else row for row in rows])

    def _read(self) -> list[RecentProject]:
        if self._file is None:
            return []
        try:
            rows = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [_project(row) for row in rows if _is_row(row)] if isinstance(rows, list) else []

    def _write(self, projects: Iterable[RecentProject]) -> None:
        if self._file is not None:
            rows = [{**asdict(project), "path": str(project.path)} for project in projects]
            kept = _shortened(rows)
            atomic.write_text(self._file, json.dumps(kept, ensure_ascii=False, indent=2))


def _shortened(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let the oldest go that nobody pinned."""
    room = _MOST - sum(row["pinned"] for row in rows)
    free = [row for row in rows if not row["pinned"]][: max(0, room)]
    return [row for row in rows if row["pinned"] or row in free]


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and {"path", "name"} <= set(row)


def _project(row: dict[str, Any]) -> RecentProject:
    opened, pinned = str(row.get("opened", "")), row.get("pinned") is True
    return RecentProject(Path(row["path"]), str(row["name"]), opened, pinned)
