"""Remembers which project folders the person lets reach the network (no Qt)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ide import atomic


class Trust:
    """Decisions by project folder, kept as JSON in the profile; without a file for this run."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._network = _read(file)

    def network(self, project: Path) -> bool | None:
        """Return what was decided for a project, or None when nobody was asked."""
        decided = self._network.get(str(project.resolve()))
        return decided if isinstance(decided, bool) else None

    def allow_network(self, project: Path, *, allowed: bool) -> None:
        """Remember a decision; raises OSError when it cannot be written."""
        self._network[str(project.resolve())] = allowed
        if self._file is not None:
            text = json.dumps({"network": self._network}, ensure_ascii=False, indent=2)
            atomic.write_text(self._file, text)


def _read(file: Path | None) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8")) if file else {}
    except (OSError, ValueError):
        return {}
    network = data.get("network") if isinstance(data, dict) else None
    return network if isinstance(network, dict) else {}
