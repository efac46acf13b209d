"""All that is planted: the tables FAULTS and SOUND of every module in `planted/`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.unit.ide.submit.sound import Planted

_ROOMS = sorted(file.stem for file in Path(__file__).with_name("planted").glob("*.py"))


def rows(table: str) -> list[tuple[str, str, Planted]]:
    """Return room, code and what is planted for each row of one table."""
    return [
        (room, code, planted)
        for room in _ROOMS
        for code, planted in getattr(
            import_module(f"tests.unit.ide.submit.planted.{room}"), table, ()
        )
    ]


def cases(table: str) -> list[ParameterSet]:
    """Return the rows of one table as cases of a test, named by room and code."""
    return [pytest.param(code, planted, id=f"{room}-{code}") for room, code, planted in rows(table)]
