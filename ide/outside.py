"""Opens places of the project in the person's own editor."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from renderer.host.child_process import ChildProcess


class NoEditorError(OSError):
    """The command names no program, or its program cannot be started."""


def command_for(template: str, file: Path, line: int, column: int) -> list[str]:
    """Return the command with its arguments; the place is filled in after it was taken apart.

    A name with blanks or quotes therefore stays one argument, whatever it holds.
    """
    words = shlex.split(template, posix=sys.platform != "win32")
    places = {"{file}": str(file), "{line}": str(line), "{column}": str(column)}
    filled = []
    for word in words:
        for mark, value in places.items():
            word = word.replace(mark, value)  # noqa: PLW2901 - filled in step by step
        filled.append(word)
    return filled


def open_outside(template: str, file: Path, line: int = 1, column: int = 1) -> None:
    """Start the person's editor on a place; it lives on by itself.

    Raises:
        NoEditorError: there is no such program.
    """
    try:
        command = command_for(template, file, line, column)
    except ValueError as error:
        raise NoEditorError(str(error)) from error
    if not command:
        raise NoEditorError("–")
    # No shell: the project's file names are data.
    process = ChildProcess()
    process.setProgram(command[0])
    process.setArguments(command[1:])
    if not process.startDetached():
        raise NoEditorError(command[0])
