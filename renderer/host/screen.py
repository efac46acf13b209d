"""The phones of ``resources/devices.toml`` and the screen a mini-program sees on each (no Qt)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources

DEFAULT_DEVICE = "iphone-15"
KINDS = ("phone", "tablet", "foldable")
CUTOUTS = ("none", "notch", "island", "hole")
PLATFORMS = ("ios", "android")

_LYING_STATUS_BAR = 24
"""Height of Android's status bar while a phone lies on its side."""
_LYING_HOME_STRIP = 21
"""Height of the home indicator's strip while an iPhone lies on its side."""


class UnknownDeviceError(LookupError):
    """No phone of that name is known."""


@dataclass(frozen=True)
class Insets:
    """What the screen's edges take from the safe area, in CSS pixels."""

    top: int
    bottom: int


@dataclass(frozen=True)
class Cover:
    """The outer screen of a foldable that is shut."""

    width: int
    height: int
    status_bar: int
    safe_area: Insets
    cutout: str


@dataclass(frozen=True)
class Posture:
    """How a phone is held: on its side, and shut when it can be."""

    landscape: bool = False
    folded: bool = False


UPRIGHT = Posture()


@dataclass(frozen=True)
class Shape:
    """The screen in one posture. Lengths are CSS pixels."""

    width: int
    height: int
    status_bar: int
    left: int
    top: int
    right: int
    bottom: int
    """What each edge takes from the safe area."""
    cutout: str
    landscape: bool = False


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
    kind: str = "phone"
    """``phone``, ``tablet`` or ``foldable``."""
    folded: Cover | None = None
    """The outer screen; the other fields describe a foldable that is open."""

    @property
    def navigation_bar(self) -> int:
        """Height of the navigation bar below the status bar, as WeChat draws it."""
        return 44 if self.platform == "ios" else 48

    def shape(self, posture: Posture = UPRIGHT) -> Shape:
        """Return the screen in a posture; a phone without a cover cannot be shut."""
        face = self.folded if posture.folded and self.folded is not None else self
        upright = Shape(
            width=face.width,
            height=face.height,
            status_bar=face.status_bar,
            left=0,
            top=face.safe_area.top,
            right=0,
            bottom=face.safe_area.bottom,
            cutout=face.cutout,
        )
        return self._lying(upright) if posture.landscape else upright

    def screen(
        self, *, theme: str = "light", font_size: float = 16, posture: Posture = UPRIGHT
    ) -> dict[str, Any]:
        """Return the ``Screen`` of ``runtime/shared/messages.ts`` for a page with a bar."""
        shape = self.shape(posture)
        right, bottom = shape.width - shape.right, shape.height - shape.bottom
        return {
            "width": shape.width,
            "height": shape.height - shape.status_bar - self.navigation_bar,
            "screenWidth": shape.width,
            "screenHeight": shape.height,
            "pixelRatio": self.pixel_ratio,
            "statusBarHeight": shape.status_bar,
            "safeArea": {
                "left": shape.left,
                "right": right,
                "top": shape.top,
                "bottom": bottom,
                "width": right - shape.left,
                "height": bottom - shape.top,
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

    def _lying(self, upright: Shape) -> Shape:
        """Turn a screen: what was cut out of its top is at the left, an iPhone's clock is gone."""
        whole = upright.cutout == "none"
        if self.kind == "tablet" or (whole and self.platform == "android"):
            status, top, left, right = upright.status_bar, upright.top, 0, 0
            bottom = upright.bottom
        elif self.platform == "ios":
            status = top = 0
            left = right = 0 if whole else upright.top
            bottom = _LYING_HOME_STRIP if upright.bottom else 0
        else:
            status = top = min(_LYING_STATUS_BAR, upright.status_bar)
            left, right, bottom = upright.top, 0, upright.bottom
        return Shape(
            width=upright.height,
            height=upright.width,
            status_bar=status,
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            cutout=upright.cutout,
            landscape=True,
        )


@cache
def devices() -> Mapping[str, DevicePreset]:
    """Return every phone by its id, in the order of the file."""
    with resources.path("devices.toml").open("rb") as file:
        rows = tomllib.load(file)["device"]
    return {row["id"]: preset(row) for row in rows}


def device(name: str) -> DevicePreset:
    """Return the phone of an id or a display name, whatever its case.

    Raises:
        UnknownDeviceError: there is none; the message lists those that exist.
    """
    wanted = name.strip().casefold()
    for each in devices().values():
        if wanted in {each.id, each.name.casefold(), each.model.casefold()}:
            return each
    raise UnknownDeviceError(f"no device {name!r}; known are {', '.join(devices())}")


def preset(row: Mapping[str, Any]) -> DevicePreset:
    """Return the phone of a row of ``devices.toml``; all fields have to be there and fit."""
    fields = {key: row[key] for key in row if key not in {"safe_area", "folded"}}
    cover = row.get("folded")
    return DevicePreset(
        safe_area=Insets(*row["safe_area"]),
        folded=Cover(**{**cover, "safe_area": Insets(*cover["safe_area"])}) if cover else None,
        **fields,
    )
