"""The phone as a product: make, platform, client, library, language, theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from apimock.observable import Section


@dataclass
class System(Section):
    """What the getSystemInfo family tells about the device and the client."""

    title: ClassVar[str] = "system"

    brand: str = "iPhone"
    model: str = "iPhone 13<iPhone14,5>"
    system: str = "iOS 17.5.1"
    platform: str = "ios"
    """``ios``, ``android`` or ``devtools``; also decides how failures are spelled."""
    version: str = "8.0.58"
    library: str = "3.17.0"
    """Version of the base library (``SDKVersion``)."""
    language: str = "zh_CN"
    benchmark_level: int = 50
    abi: str = "arm64"
    cpu: str = "Apple A15"
    memory_mb: int = 4096
    font_size: float = 16
    font_scale: float = 1.0
    theme: str = "light"
    orientation: str = "portrait"
    debug: bool = False
    host_app_id: str = "wx0000000000000000"
    my_mini_program: bool = False
    accessibility: bool = False
