"""The commands of the official tool's console: recognised before anything is evaluated (no Qt)."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAMES = ("help", "build", "preview", "upload", "openVendor", "openToolsLog", "checkProxy")
_CALL = re.compile(r"^\s*([A-Za-z]+)\s*\(\s*(.*?)\s*\)\s*;?\s*$", re.DOTALL)


@dataclass(frozen=True)
class Command:
    """A command and the text between its brackets, without quotes."""

    name: str
    argument: str = ""


def read_command(text: str) -> Command | None:
    """Return the command a text is: ``build()``, or its bare name."""
    if text.strip().rstrip(";") in NAMES:
        return Command(text.strip().rstrip(";"))
    found = _CALL.match(text)
    if found is None or found[1] not in NAMES:
        return None
    return Command(found[1], found[2].strip("'\"`"))
