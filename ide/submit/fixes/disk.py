"""Reads the files that fixes touch and writes them: all or none, and none that changed (no Qt)."""

from __future__ import annotations

from pathlib import Path

from ide import atomic
from ide.encoding import DecodedText, NotTextError, decode
from ide.submit.fixes.plan import FileChange, Plan, ReadText, StaleFixError

_MOST_BYTES = 5_000_000


def reader(root: Path) -> ReadText:
    """Return what reads the texts of a project's files; what an editor could not keep is none."""

    def read(file: str) -> str | None:
        decoded = _decoded(root, file)
        return None if decoded is None else _line_feeds(decoded.text)

    return read


def apply(root: Path, plan: Plan) -> None:
    """Write what a plan says into the project at ``root``; encodings and line endings stay.

    Raises:
        StaleFixError: a file is not as the plan saw it; nothing is written.
        OSError: one cannot be written; those before it have their old content again.
        UnicodeEncodeError: a file's encoding has no such character; nothing is written.
    """
    found = [(root / change.file, *_bytes(root, change)) for change in plan.files]
    written: list[tuple[Path, bytes | None]] = []
    try:
        for path, before, after in found:
            _put(path, after)
            written.append((path, before))
    except OSError:
        for path, before in reversed(written):
            _put(path, before)
        raise


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        atomic.write_bytes(path, data)


def _bytes(root: Path, change: FileChange) -> tuple[bytes | None, bytes | None]:
    """Return a file's bytes now and to come, None for no file."""
    decoded = _decoded(root, change.file)
    now = None if decoded is None else _line_feeds(decoded.text)
    if now != change.before or (now is None and (root / change.file).exists()):
        raise StaleFixError(change.file)
    old = None if decoded is None else (root / change.file).read_bytes()
    if change.after is None:
        return old, None
    return old, change.after.encode() if decoded is None else decoded.encode(change.after)


def _decoded(root: Path, file: str) -> DecodedText | None:
    path = root / file
    try:
        if not path.resolve().is_relative_to(root.resolve()) or path.stat().st_size > _MOST_BYTES:
            return None
        decoded = decode(path.read_bytes())
    except (OSError, NotTextError):
        return None
    return decoded if decoded.is_exact else None


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
