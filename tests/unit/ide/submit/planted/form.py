"""Faults of what the person enters, and what only looks like one."""

from __future__ import annotations

from ide.submit.form import Form
from tests.unit.ide.submit.sound import Planted

FAULTS: list[tuple[str, Planted]] = [
    ("version-form", {"form": Form("1.2", "Adds a menu")}),
    ("version-not-higher", {"form": Form("1.9.0", "Adds a menu", "1.10.0")}),
    ("version-not-higher", {"form": Form("1.0.0", "Adds a menu", "1.0.0")}),
    ("description-empty", {"form": Form("1.0.0", " ")}),
    ("description-vague", {"form": Form("1.0.0", "Update")}),
]

SOUND: list[tuple[str, Planted]] = []
