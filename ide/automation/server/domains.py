"""Who answers what the runtime does not."""

from __future__ import annotations

from ide.automation.server.context import Context, Domain
from ide.automation.server.minideck import Minideck
from ide.automation.server.tool import Tool


def domains(context: Context) -> list[Domain]:
    """Return the domains of one server."""
    return [Tool(context), Minideck(context)]
