"""``trace``: leads the stack trace of a package back to the lines of the sources."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from ide.exit_codes import FINDINGS, GOOD, CannotRunError
from ide.headless.document import write_document
from ide.i18n import tr
from ide.submit.trace import Maps, MapsError, bundled_lines

_STANDARD_INPUT = Path("-")


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code: 1 when no line names a file of the package.

    Raises:
        CannotRunError: the trace or the maps cannot be read, or the result not be written.
    """
    try:
        text = _text(args.file)
        with Maps(args.maps) as maps:
            frames = maps.trace(text, args.upload_map)
    except OSError as error:
        raise CannotRunError(f"trace: {error.filename}: {error.strerror}.") from error
    except MapsError as error:
        raise CannotRunError(f"trace: {tr('trace.no_maps', reason=error)}") from error
    for frame in frames:
        sys.stdout.write(f"{frame.traced}\n")
        if frame.place is not None and frame.place.text.strip():
            sys.stdout.write(f"        {frame.place.text.strip()}\n")
    found = [frame for frame in frames if frame.place is not None]
    if not found:
        bundled = any(bundled_lines(text))
        sys.stdout.write(f"{tr('trace.bundled' if bundled else 'trace.nothing')}\n")
    if args.json is not None:
        rows = [
            {"line": frame.line, "place": asdict(frame.place) if frame.place else None}
            for frame in frames
        ]
        write_document("trace", args.json, {"frames": rows})
    return GOOD if found else FINDINGS


def _text(file: Path) -> str:
    if file == _STANDARD_INPUT:
        return sys.stdin.read()
    return file.read_text("utf-8", errors="replace")
