"""Plants violations of the submission's rules into a copy of a real mini-program.

``planted.toml`` says what is planted where. Every text planted is our own; of the app only the
name of a file and a pattern of a place in it are used.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("planted.toml")


@dataclass(frozen=True)
class Plant:
    """One violation. ``file`` is a path below the folder of app.json.

    Exactly one of ``append``, ``after`` with ``put``, ``set`` with ``value``, ``write`` and
    ``size`` says how it comes into the file; without any it is in the app already, and ``form``
    is what breaks the rule.
    """

    app: str
    check: str = ""
    """The rule that tells of it; without one it only helps another to be there."""
    file: str = ""
    append: str = ""
    """Text at the end of the file."""
    after: str = ""
    """Pattern of the place behind which ``put`` is written, found once or more."""
    put: str = ""
    set: tuple[str | int, ...] = ()
    """Way into a JSON file; a list is made longer by ``value``, anything else replaced."""
    value: Any = None
    write: str = ""
    """A new file's text."""
    size: int = 0
    """A new file of so many bytes."""
    told_in: str = ""
    """The file that the finding names, where that is not ``file``; ``*`` for any."""


@dataclass(frozen=True)
class Field:
    """All that is planted in one app, and what its submission's form says."""

    app: str
    plants: tuple[Plant, ...]
    form: dict[str, Any] = field(default_factory=dict)
    run: bool = False
    """Whether its rules need a run of the app."""


def fields() -> tuple[Field, ...]:
    """Return the apps of the table with their plants."""
    data = tomllib.loads(TABLE.read_text("utf-8"))
    rows: list[dict[str, Any]] = data["plant"]
    plants = [Plant(**{**row, "set": tuple(row.get("set", ()))}) for row in rows]
    return tuple(
        Field(
            app=row["app"],
            plants=tuple(plant for plant in plants if plant.app == row["app"]),
            form=row.get("form", {}),
            run=row.get("run", False),
        )
        for row in data["app"]
    )


def plant(plants: Sequence[Plant], app_root: Path) -> None:
    """Change a copy of an app. Raises ValueError when a place is not there."""
    for one in plants:
        target = app_root / one.file
        if one.write or one.size:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(one.write.encode() or b"\x89PNG\r\n\x1a\n".ljust(one.size, b"\0"))
        elif one.append:
            target.write_text(f"{target.read_text('utf-8')}\n{one.append}\n", "utf-8")
        elif one.after:
            target.write_text(_put(target.read_text("utf-8"), one), "utf-8")
        elif one.set:
            document = json.loads(target.read_text("utf-8-sig"))
            _set(document, one.set, one.value)
            target.write_text(json.dumps(document, ensure_ascii=False, indent=2), "utf-8")


def _put(text: str, one: Plant) -> str:
    changed, count = re.subn(one.after, lambda found: f"{found[0]}\n{one.put}\n", text, count=1)
    if not count:
        raise ValueError(f"{one.file} of {one.app} has no place like {one.after}")
    return changed


def _set(document: Any, way: Sequence[str | int], value: Any) -> None:
    *parents, last = way
    for name in parents:
        document = document.setdefault(name, {}) if isinstance(name, str) else document[name]
    if isinstance(last, str) and isinstance(document.get(last), list):
        document[last].append(value)
    else:
        document[last] = value
