"""The servers a project may talk to, as far as its files say so (no Qt).

WeChat keeps the list on its own servers, so no project has to have one. Who wants addresses
checked here writes it into project.config.json or project.private.config.json::

    "domains": {"request": ["https://api.example.com"], "socket": ["wss://api.example.com"]}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KINDS = ("request", "socket", "upload", "download")


def domains(config: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the listed origins by kind; empty when the project lists none."""
    listed = config.get("domains")
    if not isinstance(listed, Mapping):
        return {}
    found = {kind: listed.get(kind) for kind in KINDS}
    return {
        kind: tuple(origin for origin in origins if isinstance(origin, str))
        for kind, origins in found.items()
        if isinstance(origins, list)
    }


def is_checked(config: Mapping[str, Any]) -> bool:
    """Tell whether addresses are checked: there is a list, and ``setting.urlCheck`` is not off."""
    setting = config.get("setting")
    off = isinstance(setting, Mapping) and setting.get("urlCheck") is False
    return bool(domains(config)) and not off
