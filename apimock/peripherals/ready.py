"""The peripherals that come with the program."""

from __future__ import annotations

from functools import cache
from typing import Any

import resources
from apimock.peripherals.reader import read_peripheral


@cache
def ready_documents() -> tuple[dict[str, Any], ...]:
    """Their documents, in the order of their files' names."""
    found = sorted(resources.path("peripherals").glob("*.yaml"))
    return tuple(dict(read_peripheral(path.read_bytes(), path.name).document) for path in found)
