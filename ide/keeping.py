"""Keeps what the mini-program of a project stored on its phone, in the profile folder (no Qt)."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from apimock.clock import Clock
from apimock.files.tree import FileTree, FolderTree, MemoryTree
from apimock.observable import Change
from apimock.phone import Phone
from apimock.state.device import SnapshotError
from ide import atomic, log

SECTIONS = ("storage", "permissions")
"""What a phone remembers of an app; the rest of the phone starts as it came from the factory."""

_DELAY_MS = 500
_logger = log.logger("keeping")


def folder_of(profile: Path, project: Path) -> Path:
    """Return where a project's phone is kept: one folder for each project folder."""
    root = project.resolve()
    digest = hashlib.sha256(str(root).encode()).hexdigest()[:16]
    return profile / "phones" / digest


def forget(profile: Path, project: Path) -> None:
    """Delete what the mini-program stored: storage, files, permissions.

    Raises:
        OSError: something could not be deleted.
    """
    folder = folder_of(profile, project)
    if folder.exists():
        shutil.rmtree(folder)


class KeptPhone:
    """The phone of one project between its runs; without a folder it lives in memory."""

    def __init__(self, folder: Path | None, clock: Clock, failed: Callable[[str], None]) -> None:
        """``failed`` is told once why nothing can be kept."""
        self._folder = folder
        self._clock = clock
        self._failed = failed
        self._phone: Phone | None = None
        self._cancel: Callable[[], None] | None = None
        self.tree: FileTree = self._open_tree()

    def follow(self, phone: Phone) -> None:
        """Give a new phone what was kept, and keep what changes from now on."""
        self._phone = phone
        phone.files.cold_start()
        if self._folder is None:
            return
        self._restore(self._folder / "phone.json", phone)
        for name in SECTIONS:
            phone.device.sections()[name].watch(self._on_changed)

    def close(self) -> None:
        """Write what still waits."""
        if self._cancel is not None:
            self._cancel()
            self._write()

    def _open_tree(self) -> FileTree:
        if self._folder is None:
            return MemoryTree()
        try:
            return FolderTree(self._folder / "files")
        except OSError as error:
            self._give_up(error)
            return MemoryTree()

    def _restore(self, file: Path, phone: Phone) -> None:
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            device = {name: kept[name] for name in SECTIONS if name in kept}
            phone.device.restore(device)
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, SnapshotError) as error:
            # A damaged or newer file is set aside by the next write, the app starts empty.
            _logger.warning("%s is not used: %s", file, error)

    def _on_changed(self, _change: Change) -> None:
        if self._cancel is None:
            self._cancel = self._clock.later(_DELAY_MS, self._write)

    def _write(self) -> None:
        self._cancel = None
        if self._folder is None or self._phone is None:
            return
        device = self._phone.device.to_json()
        kept = {name: device[name] for name in SECTIONS}
        try:
            text = json.dumps(kept, ensure_ascii=False)
            atomic.write_text(self._folder / "phone.json", text)
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        self._folder = None
        self._failed(error.strerror or str(error))
