"""Errors as the person can use them: their own lines and the sentence, not our insides."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

import ipykernel
import IPython

from ide.automation.errors import AppError, AutomationError

_INSIDES = (
    Path(__file__).parents[1],
    Path(IPython.__file__).parent,
    Path(ipykernel.__file__).parent,
)
"""Where client, console and shell lie: nobody has to read what happens from there on."""


def own_frames(tb: TracebackType | None) -> TracebackType | None:
    """Return the frames of the person's code, None when a magic alone has failed."""
    frames: list[TracebackType] = []
    at = tb
    while at is not None and (not frames or not _inside(at)):
        if not _inside(at):
            frames.append(at)
        at = at.tb_next
    if at is not None and at.tb_frame.f_code.co_name == "run_line_magic":
        frames.pop()  # it shows how the shell writes a magic, not what the person wrote
    made: TracebackType | None = None
    for one in reversed(frames):
        made = TracebackType(made, one.tb_frame, one.tb_lasti, one.tb_lineno)
    return made


def show(
    shell: Any,
    kind: type[BaseException],
    value: BaseException,
    tb: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    """Let the shell print an error of the client (a handler for ``set_custom_exc``)."""
    if isinstance(value, AutomationError):
        value.__cause__ = None
        value.__suppress_context__ = True
    frames = own_frames(tb)
    value.__traceback__ = frames  # the shell looks there as well
    # The shell's own frame, which it would leave out, is gone already.
    lines: list[str] = shell.InteractiveTB.structured_traceback(kind, value, frames, tb_offset=0)
    if frames is None:
        del lines[:-1]  # the sentence alone: the shell takes no frames for those it knows
    if isinstance(value, AppError) and value.stack:
        lines.append(value.stack)
    shell._showtraceback(kind, value, lines)
    return lines


def _inside(tb: TracebackType) -> bool:
    file = Path(tb.tb_frame.f_code.co_filename)
    return any(folder in file.parents for folder in _INSIDES)
