"""Who answers what the runtime does not."""

from __future__ import annotations

from ide.automation.server.app import App
from ide.automation.server.clock import Clock
from ide.automation.server.context import Context, Domain, Forgetful
from ide.automation.server.device import Device
from ide.automation.server.happening import Happening
from ide.automation.server.minideck import Minideck
from ide.automation.server.mocks import Mocks
from ide.automation.server.native import Native
from ide.automation.server.project import Project
from ide.automation.server.scenarios import Scenarios
from ide.automation.server.snapshot import Snapshot
from ide.automation.server.telling import Telling
from ide.automation.server.tool import Tool


def domains(context: Context) -> list[Domain]:
    """Return the domains of one server."""
    clock = Clock(context)
    scenarios = Scenarios(context, clock)
    happening, mocks, telling = Happening(context), Mocks(context), Telling(context)
    forgetful: list[Forgetful] = [scenarios, happening, clock, mocks, telling]
    minideck = Minideck(context, mocks.keep, [one.forget for one in forgetful], clock.renew)
    return [
        App(context),
        Tool(context),
        Native(context),
        minideck,
        Snapshot(context, minideck),
        Device(context),
        Project(context),
        *forgetful,
    ]
