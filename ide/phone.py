"""Joins two rooms that do not know each other: the host of the renderer and the mocked phone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

import apimock.calls as mock
from apimock.app import AppFacts
from apimock.clock import Clock
from apimock.permissions import HEADLESS, Policy
from apimock.phone import Phone
from ide.clock import QtClock
from ide.offline import OfflineNetwork
from ide.project.domains import domains, is_checked
from ide.project.folder import ProjectFolder
from renderer import api
from renderer.compiler.source import DiskTree
from renderer.host import player
from renderer.host.screen import DevicePreset


class PackageFiles:
    """The files of the mini-program's package, as the phone's file system shows them."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._tree = DiskTree(self._root)

    def read(self, path: str) -> bytes | None:
        """Return a file's content, or None when there is none inside the package."""
        return self._tree.read(path)

    def children(self, path: str) -> tuple[str, ...] | None:
        """Return the names in a folder, or None when it is none of the package."""
        folder = (self._root / path).resolve()
        if not folder.is_relative_to(self._root) or not folder.is_dir():
            return None
        return tuple(sorted(entry.name for entry in folder.iterdir()))


@dataclass(frozen=True)
class PhoneSetup:
    """What a phone is made of before the mini-program starts."""

    preset: DevicePreset
    app: AppFacts
    package: Path
    """The package root: the folder of app.json."""
    policy: Policy = HEADLESS
    state: Mapping[str, Any] | None = None
    """A snapshot of a phone (``Phone.snapshot``) to start from."""


def app_facts(manifest: Mapping[str, Any], config: Mapping[str, Any]) -> AppFacts:
    """Return what decides the phone's answers, from the compiler's manifest.

    ``config`` is the project's configuration: addresses are checked only when it lists domains.
    """
    return AppFacts(
        app_id=manifest.get("appId") or "touristappid",
        name=manifest.get("projectName") or "mini-program",
        config=manifest.get("app"),
        url_check=is_checked(config),
        domains=domains(config),
    )


def folder_facts(folder: ProjectFolder) -> AppFacts:
    """Return what decides the phone's answers, from the project's files."""
    return AppFacts(
        app_id=folder.app_id,
        name=folder.name,
        config=folder.app,
        url_check=is_checked(folder.config),
        domains=domains(folder.config),
    )


def new_phone(setup: PhoneSetup, parent: QObject, clock: Clock | None = None) -> Phone:
    """Return a phone of the chosen make with nothing on it but the mini-program.

    It lives by the computer's clock, whose timers end with ``parent``, or by another one.

    Raises:
        SnapshotError: ``setup.state`` does not fit a phone.
    """
    clock = clock or QtClock(parent)
    phone = Phone(
        clock,
        app=setup.app,
        transport=OfflineNetwork(clock),
        package=PackageFiles(setup.package),
        policy=setup.policy,
    )
    if setup.state is not None:
        phone.restore(setup.state)
    system, preset = phone.device.system, setup.preset
    system.brand, system.model = preset.brand, preset.model
    system.system, system.platform = preset.system, preset.platform
    system.benchmark_level = preset.benchmark_level
    return phone


def host_phone(phone: Phone, preset: DevicePreset) -> player.Phone:
    """Return the phone as a player wants it."""
    system = phone.device.system
    screen = preset.screen(theme=system.theme, font_size=round(system.font_size))
    return player.Phone(handler_of(phone), phone.files, phone.system_info(), screen)


def handler_of(phone: Phone) -> api.ApiHandler:
    """Return the handler that lets a phone answer a player's calls."""

    def handle(call: api.Call, respond: Callable[[api.Reply], None]) -> None:
        def answered(reply: mock.Reply) -> None:
            outcome = api.Outcome(reply.outcome.value)
            respond(api.Reply(outcome, reply.result, reply.value, reply.simulated))

        asked = mock.Call(
            call.name, call.params, call.sync, call.page, call.target, call.gesture, call.id
        )
        phone.call(asked, answered)

    return handle


def connect_events(phone: Phone, sink: api.EventSink) -> Callable[[], None]:
    """Send the phone's events to a player; returns how to stop it."""
    return phone.listen(lambda event: sink(api.Event(event.name, event.detail)))
