"""Names for what a recording becomes: its function, its file (no Qt)."""

from __future__ import annotations

import keyword
import os
import re
from pathlib import Path, PurePath

_APART = re.compile(r"\W+")
_MOST = 60


def function_name(title: str) -> str:
    """``test_`` and what the words of a title make of an identifier, in any script."""
    words = _APART.sub("_", title.strip()).strip("_").lower()[:_MOST].rstrip("_")
    name = f"test_{words or 'recording'}"
    return name if name.isidentifier() and not keyword.iskeyword(name) else "test_recording"


def file_name(scenario: str) -> str:
    """``test_first_ride.py`` for ``mock/first ride.scenario.yaml``."""
    return f"{function_name(stem_of(scenario))}.py"


def stem_of(scenario: str) -> str:
    """What a scenario's file is called without its endings."""
    return PurePath(scenario).name.partition(".")[0]


def from_folder(path: Path, folder: Path) -> str:
    """A path as it is named from a folder, with slashes; whole where there is no way."""
    try:
        return PurePath(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.as_posix()
