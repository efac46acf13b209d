"""Bluetooth: the adapter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from apimock.observable import Section


@dataclass
class Bluetooth(Section):
    """State of the adapter as opened by the app; the switch is in ``switches.bluetooth``."""

    title: ClassVar[str] = "bluetooth"

    opened: bool = False
    discovering: bool = False
    mode: str = "central"
