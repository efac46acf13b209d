"""Files that appear in a folder together or not at all (no Qt)."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Self


class Outputs:
    """Opens files under other names in their folder and gives them their own at ``commit``.

    Left without ``commit``, or when that fails, nothing new stays: no file, no folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: list[Path] = []
        self._pending: list[tuple[IO[bytes], Path, Path]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file, temporary, _ in self._pending:
            with contextlib.suppress(OSError):
                file.close()
            temporary.unlink(missing_ok=True)
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):  # somebody may have put a file there meanwhile
                folder.rmdir()

    def open(self, name: str) -> IO[bytes]:
        """Begin a file of the folder, ``name`` may have folders; raises OSError."""
        target = self._folder / name
        self._make(target.parent)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        file = os.fdopen(descriptor, "w+b")
        self._pending.append((file, Path(temporary), target))
        return file

    def write(self, name: str, data: bytes) -> None:
        """Begin a file with all that it holds; raises OSError."""
        self.open(name).write(data)

    def commit(self) -> None:
        """Give every file its name; raises OSError, and then all is as it was before."""
        for file, temporary, _ in self._pending:
            file.flush()
            os.fsync(file.fileno())
            file.close()
            temporary.chmod(0o666 & ~_umask())
        placed: list[tuple[Path, Path | None]] = []
        try:
            for _, temporary, target in self._pending:
                placed.append((target, _kept(target)))
                temporary.replace(target)
        except OSError:
            for target, before in placed:
                if before is not None:
                    before.replace(target)
                elif target.is_file():
                    target.unlink()
            raise
        for _, before in placed:
            if before is not None:
                before.unlink(missing_ok=True)
        self._pending.clear()
        self._made.clear()

    def _make(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir()
            self._made.append(one)


def _kept(target: Path) -> Path | None:
    """Give a file that is there a second name, for the case that it has to come back.

    None where there is none, or the disk knows no second names: then the new one stays.
    """
    if not target.is_file():
        return None
    before = target.with_name(f".{target.name[:40]}.{os.getpid()}.before")
    with contextlib.suppress(OSError):
        before.unlink(missing_ok=True)
        os.link(target, before)
        return before
    return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
