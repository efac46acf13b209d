"""One writer at a time in a folder that several computers share (no Qt)."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from ide.desk.model.process import DeskError

NAME = "desk.lock"
STALE_S = 30.0
"""A lock this old is of somebody whose computer or stick went away."""
_PAUSE_S = 0.05


@contextmanager
def locked(folder: Path, by: str, *, patience_s: float = 1.0) -> Iterator[None]:
    """Hold the folder's lock. Raises DeskError ``busy`` when somebody else does, OSError else."""
    file, token = folder / NAME, uuid4().hex
    tries = max(2, round(patience_s / _PAUSE_S))
    for left in reversed(range(tries)):
        if _take(file, by, token):
            break
        _remove_stale(folder, file)
        if left and patience_s:
            time.sleep(_PAUSE_S)
    else:
        raise DeskError("busy", name=_holder(file))
    try:
        yield
    finally:
        with suppress(OSError):
            if _read(file).get("token") == token:
                file.unlink()


def _take(file: Path, by: str, token: str) -> bool:
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump({"by": by, "token": token}, stream, ensure_ascii=False)
    return True


def _remove_stale(folder: Path, file: Path) -> None:
    """Remove the lock of somebody who is gone, judged by the clock of the folder's own disk."""
    probe = folder / f".{uuid4().hex}.probe"
    try:
        probe.touch()
        old = probe.stat().st_mtime - file.stat().st_mtime > STALE_S
    except FileNotFoundError:
        return
    finally:
        probe.unlink(missing_ok=True)
    if old:
        # Renaming works for one of several who find it; the others find the new holder's lock.
        aside = folder / f".{uuid4().hex}.stale"
        with suppress(OSError):
            file.rename(aside)
            aside.unlink()


def _read(file: Path) -> dict[str, object]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _holder(file: Path) -> str:
    return str(_read(file).get("by") or "?")
