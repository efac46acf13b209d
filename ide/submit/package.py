"""Writes the package of a submission: the same files give the same bytes (no Qt)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ide.i18n import tr
from ide.submit.archive import Archive, digest_of, pieces_of
from ide.submit.files import PackageFile
from ide.submit.outputs import Outputs
from ide.submit.project_facts import Submission

Progress = Callable[[int, int], None]
"""Hears how many of how many steps are done; the last call has both equal."""


class PackageError(Exception):
    """No package can be written: a sentence for the person, in their language."""


class CancelledError(Exception):
    """The person gave up; nothing new is left in the folder."""


@dataclass(frozen=True)
class Package:
    """A written package and its description beside it."""

    file: Path
    manifest: Path
    sha256: str
    size: int


def write(
    submission: Submission,
    folder: Path,
    name: str,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Package:
    """Write ``<name>-<version>.zip`` and a JSON manifest beside it: all of it or nothing.

    May run on any thread; ``progress`` and ``cancelled`` are called on that one, often.

    Raises:
        PackageError: a file cannot be read, or the folder not be written or lies in the package.
        CancelledError: ``cancelled`` returned True.
    """
    run = _Run(submission, name, progress or _silent, cancelled or _never)
    if folder.resolve().is_relative_to(submission.app_root.resolve()):
        raise PackageError(tr("package.folder_inside", folder=folder))
    try:
        with Outputs(folder) as outputs:
            return run.write(outputs, folder)
    except OSError as error:
        reason = error.strerror or str(error)
        where = str(error.filename or folder)
        raise PackageError(tr("package.not_written", file=where, reason=reason)) from error


class _Run:
    """One package in the making."""

    def __init__(
        self,
        submission: Submission,
        name: str,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        self._submission = submission
        self._name = name
        self._progress = progress
        self._cancelled = cancelled

    def write(self, outputs: Outputs, folder: Path) -> Package:
        stem = f"{file_name(self._name)}-{self._submission.form.version}"
        file = outputs.open(f"{stem}.zip")
        rows = self._fill(file)
        digest, size = digest_of(file)
        text = json.dumps(self._manifest(rows, digest, size), ensure_ascii=False, indent=2)
        outputs.write(f"{stem}.json", f"{text}\n".encode())
        self._check()
        outputs.commit()
        return Package(folder / f"{stem}.zip", folder / f"{stem}.json", digest, size)

    def _fill(self, file: IO[bytes]) -> list[dict[str, Any]]:
        rows, files = [], self._submission.files
        with Archive(file) as archive:
            for number, one in enumerate(files):
                self._progress(number, len(files))
                rows.append(self._add(archive, one))
        self._progress(len(files), len(files))
        return rows

    def _add(self, archive: Archive, file: PackageFile) -> dict[str, Any]:
        with (self._submission.app_root / file.path).open("rb") as source:
            digest, size = archive.add(file.path, pieces_of(source, self._check), file.size)
        return {"path": file.path, "bytes": size, "sha256": digest}

    def _check(self) -> None:
        if self._cancelled():
            raise CancelledError

    def _manifest(self, rows: list[dict[str, Any]], digest: str, size: int) -> dict[str, Any]:
        submission = self._submission
        return {
            "schema": "minideck-package-1",
            "name": self._name,
            "appid": submission.config.get("appid") or "touristappid",
            "version": submission.form.version,
            "description": submission.form.description,
            "sha256": digest,
            "bytes": size,
            "packages": [{"name": part.name, "bytes": part.size} for part in submission.parts],
            "files": rows,
        }


def file_name(name: str) -> str:
    """Return a name as a file may have it on every system."""
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "-", name).strip("-.") or "mini-program"


def _silent(_done: int, _all: int) -> None:
    return None


def _never() -> bool:
    return False
