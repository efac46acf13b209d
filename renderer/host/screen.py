"""The phones of ``resources/devices.toml`` and the screen a mini-program sees on each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources

DEFAULT_DEVICE = "iphone-15"


class UnknownDeviceError(LookupError):
    """No phone of that name is known."""


@dataclass(frozen=True)
class Insets:
    """What the screen's edges take from the safe area, in CSS pixels."""

    top: int
    bottom: int


@dataclass(frozen=True)
class DevicePreset:
    """A phone: its screen in CSS pixels, and what it says about itself."""

    id: str
    name: str
    brand: str
    model: str
    system: str
    platform: str
    """``ios`` or ``android``."""
    width: int
    height: int
    pixel_ratio: float
    status_bar: int
    safe_area: Insets
    cutout: str
    """``none``, ``notch``, ``island`` or ``hole``."""
    benchmark_level: int

    @property
    def navigation_bar(self) -> int:
        """Height of the navigation bar below the status bar, as WeChat draws it."""
        return 44 if self.platform == "ios" else 48

    def screen(self, *, theme: str = "light", font_size: int = 16) -> dict[str, Any]:
        """Return the ``Screen`` of ``runtime/shared/messages.ts`` for a page with a bar."""
        bottom = self.height - self.safe_area.bottom
        return {
            "width": self.width,
            "height": self.height - self.status_bar - self.navigation_bar,
            "screenWidth": self.width,
            "screenHeight": self.height,
            "pixelRatio": self.pixel_ratio,
            "statusBarHeight": self.status_bar,
            "safeArea": {
                "left": 0,
                "right": self.width,
                "top": self.safe_area.top,
                "bottom": bottom,
                "width": self.width,
                "height": bottom - self.safe_area.top,
            },
            "theme": theme,
            "platform": self.platform,
            "fontSizeSetting": font_size,
        }

    def system_info(self) -> dict[str, Any]:
        """Return the facts of ``wx.getSystemInfoSync`` that come with the phone itself."""
        return {
            "brand": self.brand,
            "model": self.model,
            "system": self.system,
            "platform": self.platform,
            "benchmarkLevel": self.benchmark_level,
        }


@cache
def devices() -> Mapping[str, DevicePreset]:
    """Return every phone by its id, in the order of the file."""
    with resources.path("devices.toml").open("rb") as file:
        rows = tomllib.load(file)["device"]
    return {row["id"]: _preset(row) for row in rows}


def device(name: str) -> DevicePreset:
    """Return the phone of an id or a display name, whatever its case.

    Raises:
        UnknownDeviceError: there is none; the message lists those that exist.
    """
    wanted = name.strip().casefold()
    for preset in devices().values():
        if wanted in {preset.id, preset.name.casefold(), preset.model.casefold()}:
            return preset
    raise UnknownDeviceError(f"no device {name!r}; known are {', '.join(devices())}")


def _preset(row: Mapping[str, Any]) -> DevicePreset:
    top, bottom = row["safe_area"]
    fields = {key: row[key] for key in row if key != "safe_area"}
    return DevicePreset(safe_area=Insets(top, bottom), **fields)
