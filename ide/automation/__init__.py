"""Drives a mini-program from outside: wire, server, client. ``connect`` and ``launch`` begin."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ide.automation.client.sync.app import App
    from ide.automation.client.sync.clock import Clock
    from ide.automation.client.sync.connecting import connect, launch
    from ide.automation.client.sync.device import Device
    from ide.automation.client.sync.element import Element
    from ide.automation.client.sync.expecting import Expectation, NotAsExpectedError, expect
    from ide.automation.client.sync.log import Log
    from ide.automation.client.sync.mini import MiniProgram
    from ide.automation.client.sync.mocking import Mock
    from ide.automation.client.sync.native import Native
    from ide.automation.client.sync.page import Page
    from ide.automation.client.sync.project import Project
    from ide.automation.client.sync.scenario import Played, Scenarios
    from ide.automation.client.sync.search import Elements, Locator
    from ide.automation.client.sync.snapshot import Snapshot

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
    return getattr(import_module(f"ide.automation.client.sync.{_HOMES[name]}"), name)
