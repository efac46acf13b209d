"""The versions that are on phones: unpacked beside the desk's folder, never in it (no Qt)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ide import atomic
from ide.desk.model import mpsub
from ide.desk.model.board import RELEASE, Board
from ide.desk.model.process import DeskError

_LABEL = "edition.json"
_APP = "app"
_BESIDE = "next"
EDITIONS = "desk"
"""The folder of the profile with all of them."""
REVIEW = "review"
"""The channel of what a reviewer looks at: to the app it is a trial version."""


@dataclass(frozen=True)
class Edition:
    """What is installed on a phone of the window.

    ``desk`` is the folder it came from; ``channel`` is ``develop``, ``trial``, ``release`` or
    ``review``.
    """

    desk: str
    app: str
    channel: str
    submission: str
    version: str

    @property
    def env_version(self) -> str:
        """What wx.getAccountInfoSync tells."""
        return "trial" if self.channel == REVIEW else self.channel


class Editions:
    """The installed versions in the profile folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def of(self, project: Path) -> Edition | None:
        """Return what is installed in a project's folder; None for a project of the person's."""
        folder = project.resolve()
        if folder.name != _APP or folder.parent.parent != self._root:
            return None
        try:
            return Edition(**json.loads((folder.parent / _LABEL).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def installed(self, edition: Edition) -> Edition | None:
        """Return what is installed where an edition would go."""
        return self.of(self.folder(edition))

    def folder(self, edition: Edition) -> Path:
        """Return the project folder of a channel: one for each app, for reviews each submission."""
        what = edition.submission if edition.channel == REVIEW else edition.channel
        name = "\n".join((edition.desk, edition.app, what))
        return self._root / hashlib.sha256(name.encode()).hexdigest()[:16] / _APP

    def install(self, edition: Edition, package: Path) -> tuple[str, ...]:
        """Unpack a submission in place of what is installed; return the paths that changed.

        Raises:
            DeskError: the package is damaged or the folder cannot be written; what was installed
                stays.
        """
        folder = self.folder(edition)
        try:
            files = mpsub.package_files(package)
            changed = _write_over(folder, files)
            label = json.dumps(asdict(edition), ensure_ascii=False, indent=1)
            atomic.write_text(folder.parent / _LABEL, label + "\n")
        except mpsub.DamagedError as error:
            raise DeskError("damaged", name=edition.submission, reason=error) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise DeskError("unreadable", file=package.name, reason=reason) from error
        return changed


def _write_over(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Make a folder hold exactly these files, and return which changed; others stay untouched.

    All is written beside the folder first: what fails there leaves the folder as it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(_BESIDE)
    shutil.rmtree(beside, ignore_errors=True)
    fresh = [path for path, data in files.items() if not _holds(folder / path, data)]
    try:
        for path in fresh:
            (beside / path).parent.mkdir(parents=True, exist_ok=True)
            (beside / path).write_bytes(files[path])
        gone = _remove_others(folder, files)
        for path in fresh:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (beside / path).replace(folder / path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(sorted({*fresh, *gone}))


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and not file.is_symlink() and file.read_bytes() == data


def _remove_others(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Remove what is none of the files, and folders that are empty then."""
    gone = []
    for parent, _folders, names in os.walk(folder, topdown=False):
        for name in names:
            path = Path(parent, name).relative_to(folder).as_posix()
            if path not in files:
                Path(parent, name).unlink()
                gone.append(path)
        if Path(parent) != folder:
            with suppress(OSError):
                Path(parent).rmdir()
    return gone


@dataclass(frozen=True)
class Offer:
    """Another version somebody gets in place of the installed one."""

    edition: Edition
    forced: bool = False
    """Whether the installed one may no longer be used."""


def offer(board: Board, installed: Edition, openid: str) -> Offer | None:
    """Return what an update would bring; None when the installed version is the right one.

    Only released versions are updated: of the others the phone takes the newest at each start.
    """
    if installed.channel != RELEASE:
        return None
    given = board.given(RELEASE, openid)
    if given is None or given.id == installed.submission:
        return None
    edition = replace(installed, submission=given.id, version=given.facts.version)
    return Offer(edition, board.must_update(installed.version))
