"""What clients have put into the running app, taken out again when they go."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from ide.automation.server.answer import Client
from ide.automation.server.context import Context

_BOUND = "App.bindingCalled"
_LOGGED = "App.logAdded"


class Belongings(QObject):
    """Knows whose the bindings, mocks and logs are, and who hears of which event.

    Bindings and logs outlive a restart of the app, mocks do not.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context.owner)
        self._context = context
        self._followed: set[Client] = set()
        self._bindings: dict[str, set[Client]] = {}
        self._mocks: dict[tuple[str, str], Client] = {}
        self._loggers: set[Client] = set()
        context.runtime.began.connect(self._put_back)
        context.runtime.over.connect(self._on_over)
        context.runtime.automated.connect(self._on_event)

    @property
    def count(self) -> int:
        """How many things of clients are kept."""
        return len(self._bindings) + len(self._mocks) + len(self._loggers)

    def note(self, method: str, params: Mapping[str, Any], client: Client) -> None:
        """Note what a request to the worker leaves there."""
        if method == "App.addBinding":
            self._bindings.setdefault(params["name"], set()).add(client)
        elif method == "App.enableLog":
            self._loggers.add(client)
        elif method == "App.mockWxMethod":
            place = (params.get("pluginId") or "", params["method"])
            if "functionDeclaration" in params or "result" in params:
                self._mocks[place] = client
            else:
                self._mocks.pop(place, None)
        else:
            return
        if client not in self._followed:
            self._followed.add(client)
            client.left.connect(partial(self._take_out, client))

    def _take_out(self, client: Client) -> None:
        self._followed.discard(client)
        tell = self._context.runtime.tell
        for place in [place for place, whose in self._mocks.items() if whose is client]:
            del self._mocks[place]
            plugin, method = place
            tell("App.mockWxMethod", {"method": method, **({"pluginId": plugin} if plugin else {})})
        for name, clients in tuple(self._bindings.items()):
            clients.discard(client)
            if not clients:
                del self._bindings[name]
                tell("App.removeBinding", {"name": name})
        if client in self._loggers:
            self._loggers.discard(client)
            if not self._loggers:
                tell("App.disableLog", {})

    def _put_back(self) -> None:
        for name in self._bindings:
            self._context.runtime.tell("App.addBinding", {"name": name})
        if self._loggers:
            self._context.runtime.tell("App.enableLog", {})

    def _on_over(self, _why: str) -> None:
        self._mocks.clear()

    def _on_event(self, name: str, params: object) -> None:
        if not isinstance(params, dict):
            return
        if name == _BOUND:
            hearers = self._bindings.get(str(params.get("name")), set())
        elif name == _LOGGED:
            hearers = self._loggers
        else:
            self._context.tell_all(name, params)
            return
        for client in tuple(hearers):
            client.tell(name, params)
