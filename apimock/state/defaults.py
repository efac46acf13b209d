"""What a fresh phone holds, read from ``data/phone.toml`` and the ready-made peripherals."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from apimock.peripherals.ready import ready_documents


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("apimock") / "data" / "phone.toml").read_text("utf-8"))


def names(name: str) -> tuple[str, ...]:
    """The plain list with this name."""
    return tuple(_table()[name])


def entries(name: str) -> Callable[[], list[dict[str, Any]]]:
    """A factory of the list with this name."""
    return lambda: copy.deepcopy(_table()[name])


def ready_peripherals() -> list[dict[str, Any]]:
    """The peripherals near a fresh phone: all that come with the program."""
    return copy.deepcopy(list(ready_documents()))
