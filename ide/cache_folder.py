"""Where results of the compiler are kept between commands (no Qt)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "MINIDECK_CACHE"
"""Names another folder; empty, nothing is kept."""

_NAME = "minideck"


def cache_folder(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Path | None:
    """Return the folder for caches of this program, None when nothing may be kept.

    It may be missing or not writable: the cache then works as none at all.
    """
    chosen = environment.get(VARIABLE)
    if chosen is not None:
        return Path(chosen).absolute() if chosen else None
    base = _base(environment, platform)
    return base / _NAME if base is not None else None


def _base(environment: Mapping[str, str], platform: str) -> Path | None:
    home = environment.get("USERPROFILE" if platform == "win32" else "HOME")
    if platform == "win32":
        stated, usual = environment.get("LOCALAPPDATA"), "AppData/Local"
    elif platform == "darwin":
        stated, usual = None, "Library/Caches"
    else:
        stated, usual = environment.get("XDG_CACHE_HOME"), ".cache"
    if stated and Path(stated).is_absolute():
        return Path(stated)
    return Path(home) / usual if home else None
