"""Failures by code: the recorded words of an API for a code, else those of its family."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from apimock import wording
from apimock.context import Context
from apimock.observable import Section


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("apimock") / "data" / "radio.toml").read_text("utf-8"))


def coded(label: str, family: str, code: int) -> wording.Failure:
    """The failure of an API with a code of a family (``BluetoothError``, ``WifiError``, …)."""
    errno = _table()["errno"].get(family, {}).get(str(code))
    for row in wording.rows(label):
        if row.get("errCode") == code:
            return wording.Failure(row["errMsg"], row.get("errno", errno), code)
    words = _table()["words"].get(family, {}).get(str(code)) or wording.code_text(family, code)
    return wording.Failure(f"{label}:fail:{words}", errno, code)


def fail_code(context: Context, family: str, code: int) -> None:
    """Fail a call with a code of a family."""
    context.fail_with(coded(context.label, family, code))


def switch_off(context: Context, section: Section, field: str, family: str, code: int) -> None:
    """End what a field says is on; a call for what is off fails with the code."""
    if getattr(section, field):
        setattr(section, field, False)
        context.ok({"errCode": 0})
    else:
        fail_code(context, family, code)
