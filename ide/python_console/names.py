"""The names that are at hand: the mini-program, its parts, and the page that is on top now."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Mapping
from typing import Any, NoReturn

from ide.automation import App, MiniProgram, Page, connect
from ide.automation.errors import AutomationError, ConnectionLostError

PARTS = ("app", "mock", "device", "project", "scenario", "clock", "snapshot", "native")
"""What a mini-program is made of; each is a name of its own."""


class PageOnTop(Page):
    """The page on top, whichever that is when something is asked of it."""

    def __init__(self, app: App) -> None:
        object.__setattr__(self, "_top", app.current_page)

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("_"):
            return object.__getattribute__(self, name)
        top = object.__getattribute__(self, "_top")
        found = inspect.getattr_static(Page, name, None)
        if not inspect.isfunction(found):
            return getattr(top(), name)

        # Who only looks at a method, as completion and help do, asks the mini-program nothing.
        @functools.wraps(functools.partial(found, self).func)
        def call(*args: Any, **named: Any) -> Any:
            return getattr(top(), name)(*args, **named)

        signature = inspect.signature(found)
        own = list(signature.parameters.values())[1:]
        call.__signature__ = signature.replace(parameters=own)  # type: ignore[attr-defined]
        return call

    def __repr__(self) -> str:
        return repr(self._top())

    def __eq__(self, other: object) -> bool:
        return bool(self._top() == other)

    def __hash__(self) -> int:
        return hash(self._top())


class Missing:
    """Stands for a name while the mini-program cannot be reached; says why when it is used."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(name)
        raise ConnectionLostError(self._reason)

    def __repr__(self) -> str:
        return f"<{self._reason}>"


def names_of(mini: MiniProgram) -> Mapping[str, object]:
    """Return every name for a mini-program that is connected."""
    parts = {name: getattr(mini, name) for name in PARTS}
    return {"mini": mini, "page": PageOnTop(mini.app), **parts}


def connected(server: str) -> Mapping[str, object]:
    """Connect to a server and return every name; those that cannot be had say why."""
    try:
        if not server:
            raise ConnectionLostError("this console has no automation server.")
        return names_of(connect(server))
    except AutomationError as error:
        missing = Missing(str(error))
        return dict.fromkeys(("mini", "page", *PARTS), missing)
