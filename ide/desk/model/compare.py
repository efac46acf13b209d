"""How one submission differs from another: size, pages, permissions, files (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ide.desk.model.mpsub import Contents, pages_of, parts_of


@dataclass(frozen=True)
class Change:
    """Something that differs. ``kind``: ``size``, ``page``, ``permission``, ``domain``, ``api`` or
    ``file``; ``before`` and ``after`` are bytes, None for what is not there."""

    kind: str
    name: str
    before: int | None
    after: int | None

    @property
    def how(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


def compare(old: Contents | None, new: Contents) -> tuple[Change, ...]:
    """Return what differs, kind by kind; against nothing all of ``new`` is added."""
    before: Mapping[str, Any] = old.app if old else {}
    rows = [
        *_sizes(old, new),
        *_names("page", pages_of(before), pages_of(new.app)),
        *_names("permission", permissions(old), permissions(new)),
        *_names("domain", _domains(old), _domains(new)),
        *_names("api", _apis(old), _apis(new)),
        *_files(old, new),
    ]
    return tuple(rows)


def permissions(contents: Contents | None) -> tuple[str, ...]:
    """Return what an app declares to need: scopes, private interfaces, background modes, and the
    personal data of its form."""
    if contents is None:
        return ()
    app = contents.app
    scopes = app.get("permission")
    found = [str(name) for name in scopes] if isinstance(scopes, Mapping) else []
    for name in ("requiredPrivateInfos", "requiredBackgroundModes"):
        rows = app.get(name)
        found += [str(row) for row in rows] if isinstance(rows, list) else []
    found += [row.category for row in contents.form.privacy]
    return tuple(sorted(set(found)))


def _sizes(old: Contents | None, new: Contents) -> Iterable[Change]:
    before, after = _parts(old), _parts(new)
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) != after.get(name):
            yield Change("size", name, before.get(name), after.get(name))


def _parts(contents: Contents | None) -> dict[str, int]:
    if contents is None:
        return {}
    parts = parts_of(contents.app, {path: row[0] for path, row in contents.sizes.items()})
    return {"total": sum(parts.values()), **parts}


def _names(kind: str, before: Iterable[str], after: Iterable[str]) -> Iterable[Change]:
    old, new = list(before), list(after)
    for name in new:
        if name not in old:
            yield Change(kind, name, None, 0)
    for name in old:
        if name not in new:
            yield Change(kind, name, 0, None)


def _domains(contents: Contents | None) -> tuple[str, ...]:
    listed = contents.config.get("domains") if contents else None
    if not isinstance(listed, Mapping):
        return ()
    return tuple(
        f"{kind} {origin}"
        for kind, rows in sorted(listed.items())
        for origin in (rows if isinstance(rows, list) else ())
    )


def _apis(contents: Contents | None) -> tuple[str, ...]:
    rows = contents.report.get("apis") if contents else None
    listed = rows if isinstance(rows, list) else []
    names = [str(row.get("name")) for row in listed if isinstance(row, Mapping)]
    return tuple(sorted(set(names)))


def _files(old: Contents | None, new: Contents) -> Iterable[Change]:
    before: Mapping[str, tuple[int, str]] = old.sizes if old else {}
    for path in sorted({*before, *new.sizes}):
        was, now = before.get(path), new.sizes.get(path)
        if was != now:
            yield Change("file", path, was[0] if was else None, now[0] if now else None)
