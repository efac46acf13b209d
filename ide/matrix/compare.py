"""What has changed in a cell since an earlier run: its picture, its text, how it ended (no Qt)."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Any

import blazediff
from PIL import Image

from ide.matrix.record import Record
from ide.matrix.store import Last, Store

COLOUR_THRESHOLD = 0.1
"""From which difference of two colours on an eye notices it, 0 to 1 (YIQ)."""

_MOST_LINES = 400
_NAME = 24
"""Digits of each picture's digest in the name of their difference."""


@dataclass(frozen=True)
class Change:
    """A cell beside the same one of an earlier run. ``kind``: ``new``, ``same`` or ``changed``.

    ``what`` lists what changed: ``picture``, ``text``, ``status``.
    """

    kind: str = "new"
    what: list[str] = field(default_factory=list)
    pixels: int = 0
    """Pixels that differ visibly, those of smoothed edges aside."""
    share: float = 0.0
    """The same in percent of the picture."""
    before: str = ""
    """The picture before, by its digest."""
    difference: str = ""
    """Name of the picture that shows the difference."""
    status: str = ""
    """How the cell ended before."""
    text: list[str] = field(default_factory=list)
    """Lines that went (``-…``) and came (``+…``)."""

    def to_json(self) -> dict[str, Any]:
        """Return the change as JSON."""
        return dict(vars(self))


def compare(key: str, now: Record, last: Last | None, store: Store, threshold: float) -> Change:
    """Compare a cell with the run before. A picture counts beyond ``threshold`` percent."""
    before = last.cells.get(key) if last is not None else None
    if before is None or last is None:
        return Change()
    pixels, share, difference = 0, 0.0, ""
    picture = before.picture if before.picture and store.adopt_picture(before.picture, last) else ""
    other = now.picture != before.picture
    if other and picture and now.picture:
        difference = f"{picture[:_NAME]}-{now.picture[:_NAME]}"
        pixels, share = _difference(store, picture, now.picture, difference)
        if not pixels:
            difference = ""
    what = []
    if (other and not (now.picture and picture)) or share > threshold:
        what.append("picture")
    text = text_difference(before.text, now.text)
    if text:
        what.append("text")
    if now.status != before.status:
        what.append("status")
    kind = "changed" if what else "same"
    return Change(kind, what, pixels, share, picture, difference, before.status, text)


def text_difference(before: str, now: str) -> list[str]:
    """Return the lines that went, with a minus before them, and those that came, with a plus."""
    lines = unified_diff(before.splitlines(), now.splitlines(), lineterm="", n=0)
    told = [line for line in lines if not line.startswith("@@")][2:]
    return told[:_MOST_LINES]


def _difference(store: Store, before: str, now: str, name: str) -> tuple[int, float]:
    """Return how many pixels of two pictures differ, and their share in percent."""
    files = store.pictures / f"{before}.png", store.pictures / f"{now}.png"
    target = store.differences / f"{name}.png"
    found = _compare(*files, target)
    if found.reason == "layout-diff":
        with tempfile.TemporaryDirectory(prefix="minideck-") as folder:
            found = _compare(*_same_size(files, Path(folder)), target)
    return found.diff_count or 0, round(found.diff_percentage or 0.0, 4)


def _compare(before: Path, now: Path, target: Path) -> blazediff.PyDiffResult:
    return blazediff.compare(
        str(before), str(now), str(target), threshold=COLOUR_THRESHOLD, antialiasing=True
    )


def _same_size(files: tuple[Path, Path], folder: Path) -> tuple[Path, Path]:
    """Write two pictures on grounds of the same size, so that what one lacks is a difference."""
    pictures = [Image.open(file).convert("RGB") for file in files]
    size = max(one.width for one in pictures), max(one.height for one in pictures)
    made = []
    for number, picture in enumerate(pictures):
        ground = Image.new("RGB", size, (255, 0, 255) if number else (0, 255, 0))
        ground.paste(picture, (0, 0))
        ground.save(folder / f"{number}.png")
        made.append(folder / f"{number}.png")
    return made[0], made[1]
