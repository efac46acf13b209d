"""The client for programs with an event loop: the same names, to be awaited."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ide.automation.client.aio.app import App
    from ide.automation.client.aio.clock import Clock
    from ide.automation.client.aio.connecting import connect, launch
    from ide.automation.client.aio.device import Device
    from ide.automation.client.aio.element import Element
    from ide.automation.client.aio.expecting import Expectation, NotAsExpectedError, expect
    from ide.automation.client.aio.log import Log
    from ide.automation.client.aio.mini import MiniProgram
    from ide.automation.client.aio.mocking import Mock
    from ide.automation.client.aio.native import Native
    from ide.automation.client.aio.page import Page
    from ide.automation.client.aio.project import Project
    from ide.automation.client.aio.scenario import Played, Scenarios
    from ide.automation.client.aio.search import Elements, Locator
    from ide.automation.client.aio.snapshot import Snapshot

__all__ = [
    "App",
    "Clock",
    "Device",
    "Element",
    "Elements",
    "Expectation",
    "Locator",
    "Log",
    "MiniProgram",
    "Mock",
    "Native",
    "NotAsExpectedError",
    "Page",
    "Played",
    "Project",
    "Scenarios",
    "Snapshot",
    "connect",
    "expect",
    "launch",
]

_HOMES = {
    "App": "app",
    "Clock": "clock",
    "Device": "device",
    "Element": "element",
    "Elements": "search",
    "Expectation": "expecting",
    "Locator": "search",
    "Log": "log",
    "MiniProgram": "mini",
    "Mock": "mocking",
    "Native": "native",
    "NotAsExpectedError": "expecting",
    "Page": "page",
    "Played": "scenario",
    "Project": "project",
    "Scenarios": "scenario",
    "Snapshot": "snapshot",
    "connect": "connecting",
    "expect": "expecting",
    "launch": "connecting",
}


def __getattr__(name: str) -> Any:
    """Import a part of the client when it is used: the server needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"ide.automation.client.aio.{_HOMES[name]}"), name)
