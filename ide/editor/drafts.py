"""Unsaved text, kept on disk while it is unsaved, so that it survives a crash (no Qt)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ide import atomic


@dataclass(frozen=True)
class Draft:
    """The unsaved text of a file; ``root`` is its project."""

    root: str
    path: str
    text: str


class Drafts:
    """One file a draft in a folder of the profile; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def put(self, root: Path, path: str, text: str | None) -> None:
        """Keep the unsaved text of a file, or forget it with None.

        Raises:
            OSError: the folder cannot be written.
        """
        file = self._file(root, path)
        if file is None:
            return
        if text is None:
            file.unlink(missing_ok=True)
        else:
            draft = Draft(str(root), path, text)
            atomic.write_text(file, json.dumps(asdict(draft), ensure_ascii=False))

    def of(self, root: Path) -> list[Draft]:
        """Return the drafts of a project, by path; what cannot be read is left alone."""
        if self._folder is None or not self._folder.is_dir():
            return []
        found = [_read(file) for file in self._folder.glob("*.json")]
        mine = [draft for draft in found if draft is not None and draft.root == str(root)]
        return sorted(mine, key=lambda draft: draft.path)

    def lost(self) -> dict[str, list[str]]:
        """Return the paths of all drafts by project folder."""
        if self._folder is None or not self._folder.is_dir():
            return {}
        drafts = [draft for file in self._folder.glob("*.json") if (draft := _read(file))]
        found: dict[str, list[str]] = {}
        for draft in sorted(drafts, key=lambda each: (each.root, each.path)):
            found.setdefault(draft.root, []).append(draft.path)
        return found

    def _file(self, root: Path, path: str) -> Path | None:
        if self._folder is None:
            return None
        name = hashlib.sha256(f"{root}\0{path}".encode()).hexdigest()[:32]
        return self._folder / f"{name}.json"


def _read(file: Path) -> Draft | None:
    try:
        return Draft(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
