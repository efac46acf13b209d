"""What the phone has to know of the mini-program it runs: identity and declarations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


class PackageReader(Protocol):
    """Reads the files of the mini-program's package."""

    def read(self, path: str) -> bytes | None:
        """The content of a package file (no leading slash), or None when there is none."""
        ...

    def children(self, path: str) -> tuple[str, ...] | None:
        """Names in a package folder ('' is the root), or None when it is no folder."""
        ...


class EmptyPackage:
    """A package without files, for a phone that runs alone."""

    def read(self, path: str) -> bytes | None:
        return None

    def children(self, path: str) -> tuple[str, ...] | None:
        return () if path == "" else None


@dataclass(frozen=True)
class AppFacts:
    """Facts of a project that decide calls.

    ``config`` is app.json as parsed, or None when nothing is known: then no declaration is
    missed. ``domains`` lists hosts by kind (``request``, ``socket``, ``upload``, ``download``)
    as full origins (``https://api.example.com``); ``url_check`` is ``setting.urlCheck``.
    """

    app_id: str = "touristappid"
    name: str = "mini-program"
    config: Mapping[str, Any] | None = None
    env_version: str = "develop"
    version: str = ""
    url_check: bool = False
    domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ext_config: Mapping[str, Any] = field(default_factory=dict)
    plugin: Mapping[str, str] = field(default_factory=dict)

    def declares_private(self, api: str) -> bool:
        """Whether ``requiredPrivateInfos`` of app.json lists the API."""
        if self.config is None:
            return True
        listed = self.config.get("requiredPrivateInfos")
        return isinstance(listed, list) and api in listed

    def permission_text(self, scope: str) -> str:
        """The purpose written in ``permission.<scope>.desc``, '' when there is none."""
        permission = (self.config or {}).get("permission")
        entry = permission.get(scope) if isinstance(permission, Mapping) else None
        text = entry.get("desc") if isinstance(entry, Mapping) else None
        return text if isinstance(text, str) else ""

    def explains(self, scope: str) -> bool:
        """Whether app.json says what the scope is for."""
        return self.config is None or bool(self.permission_text(scope))

    def background_mode(self, mode: str) -> bool:
        """Whether ``requiredBackgroundModes`` lists the mode (``location``, ``audio``)."""
        if self.config is None:
            return True
        listed = self.config.get("requiredBackgroundModes")
        return isinstance(listed, list) and mode in listed
