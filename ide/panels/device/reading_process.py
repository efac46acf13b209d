"""Reads a large route or movement in a process of its own (``python -m``, no Qt).

One request comes as a line of JSON, ``{"kind": "track" | "motion", "file": path}``. The answer is
lines ``{"progress": 0–1}``, then ``{"rows": […]}`` some at a time, as the phone keeps them, and a
last one, ``{"name": …}`` or ``{"mistake": …}``, a sentence for the person.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from apimock.mendable import MendableError
from apimock.routes.motion import read_motion
from apimock.routes.mover import rows_of
from apimock.routes.player import rows_of_track
from apimock.routes.reader import read_track

Row = list[Any]
_ROWS = 2_000
_STEP = 0.01


def read_rows(
    kind: str, data: bytes, name: str, told: Callable[[float], None]
) -> tuple[str, list[Row]]:
    """The name and rows of a file of that kind. Raises MendableError."""
    if kind == "motion":
        movement = read_motion(data, name)
        return movement.name, rows_of(movement)
    track = read_track(data, name, told)
    return track.name, rows_of_track(track)


def answer(request: Mapping[str, Any], out: TextIO) -> None:
    """Write the rows of the file of a request."""
    file = Path(request["file"])
    last = 0.0

    def told(share: float) -> None:
        nonlocal last
        if share - last >= _STEP:
            last = share
            _write(out, progress=round(share, 3))

    try:
        name, rows = read_rows(request["kind"], file.read_bytes(), file.name, told)
    except MendableError as error:
        _write(out, mistake=str(error))
        return
    except OSError as error:
        _write(out, mistake=f"{file.name}: {error.strerror or error}")
        return
    for start in range(0, len(rows), _ROWS):
        _write(out, rows=rows[start : start + _ROWS])
    _write(out, name=name)


def _write(out: TextIO, **facts: Any) -> None:
    out.write(json.dumps(facts) + "\n")
    out.flush()


if __name__ == "__main__":
    answer(json.loads(sys.stdin.readline()), sys.stdout)
