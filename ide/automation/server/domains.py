"""Who answers what the runtime does not."""

from __future__ import annotations

from ide.automation.server.app import App
from ide.automation.server.context import Context, Domain
from ide.automation.server.minideck import Minideck
from ide.automation.server.native import Native
from ide.automation.server.tool import Tool


def domains(context: Context) -> list[Domain]:
    """Return the domains of one server."""
    return [App(context), Tool(context), Native(context), Minideck(context)]
