"""How a file operation becomes an answer: one function for both of an operation's names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from apimock.context import Context
from apimock.files.space import FileFault, FileSpace, Place
from apimock.registry import Level, handles

Operation = Callable[[Context], tuple[dict[str, Any], Any]]
"""Does the work; returns the members of ``success`` and the synchronous value."""

NOTHING: tuple[dict[str, Any], None] = ({}, None)


def operation(
    *names: str, level: Level = Level.STATEFUL, note: str = ""
) -> Callable[[Operation], Operation]:
    """Register an operation under these names; a FileFault becomes the failure."""

    def add(work: Operation) -> Operation:
        @handles(*names, level=level, note=note)
        def answer(context: Context) -> None:
            try:
                result, value = work(context)
            except FileFault as fault:
                fail(context, fault)
                return
            context.ok(result, value=value)

        return work

    return add


def fail(context: Context, fault: FileFault) -> None:
    """Fail as the file system does; the message bears the method's name alone."""
    context.fail(fault.message, errno=fault.code, code=fault.code)


def managed(*names: str) -> tuple[str, ...]:
    """Names of methods of the FileSystemManager."""
    return tuple(f"FileSystemManager.{name}" for name in names)


def both(name: str) -> tuple[str, ...]:
    """A method and its synchronous twin."""
    return managed(name, f"{name}Sync")


def files(context: Context) -> FileSpace:
    """The phone's files."""
    return context.phone.files


def place(context: Context, name: str, verb: str) -> Place:
    """Where a path parameter leads."""
    return files(context).place(context.param(name), verb)
