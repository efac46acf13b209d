"""What Qt's web engine needs from its surroundings when nobody looks at it."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping

CHROMIUM_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_SOFTWARE_WEBGL = ("--ignore-gpu-blocklist", "--enable-webgl")
_NO_SANDBOX = "--no-sandbox"
ROOT_NOTICE = "running as root: the web engine's sandbox is off, because it does not work for root"


def prepare(
    environment: MutableMapping[str, str],
    *,
    platform: str = sys.platform,
    user: int | None = None,
) -> list[str]:
    """Set the variables before Qt is loaded; returns sentences the person should read.

    Without a display the offscreen platform is chosen. The sandbox is turned off for root only.
    """
    said = []
    if platform.startswith("linux") and not (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    ):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    flags = environment.get(CHROMIUM_FLAGS, "").split()
    flags += [flag for flag in _SOFTWARE_WEBGL if flag not in flags]
    if user is None and hasattr(os, "geteuid"):
        user = os.geteuid()
    if user == 0 and _NO_SANDBOX not in flags:
        flags.append(_NO_SANDBOX)
        said.append(ROOT_NOTICE)
    environment[CHROMIUM_FLAGS] = " ".join(flags)
    return said
