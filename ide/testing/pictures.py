"""Pictures a test expects: written by the first run, compared by every other one."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ide import atomic
from ide.testing.artefacts import make

if TYPE_CHECKING:
    from ide.testing.difference import Area, Difference

_UNFIT = re.compile(r"[^\w.-]+")


class PictureMismatchError(AssertionError):
    """A picture is not the expected one."""


@dataclass(frozen=True)
class Comparison:
    """What came of one expected picture; pictures are PNGs, None where there is none."""

    name: str
    outcome: str
    """``equal``, ``written``, ``renewed`` or ``different``."""
    message: str
    expected: bytes | None = None
    actual: bytes | None = None
    marked: bytes | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as the report has it, pictures in base64."""
        return {
            name: b64encode(value).decode("ascii") if isinstance(value, bytes) else value
            for name, value in vars(self).items()
        }


@dataclass
class Gallery:
    """The expected pictures of one test: where they lie, and what came of each."""

    folder: Path
    suffix: str
    """What sets apart the pictures of one phone, theme, language and system."""
    update: bool = False
    require: bool = False
    results: Path | None = None
    """Where expected, actual and marked picture of a mismatch are put."""
    comparisons: list[Comparison] = field(default_factory=list)

    def file(self, name: str) -> Path:
        """Return where the expected picture of that name lies."""
        return self.folder / f"{_UNFIT.sub('-', name)}-{self.suffix}.png"

    def expect(
        self,
        actual: bytes,
        name: str,
        *,
        threshold: float = 0.1,
        allowed: float = 0.0,
        mask: Iterable[Area] = (),
    ) -> None:
        """Compare a PNG with the expected one of that name.

        Args:
            actual: the picture as it is.
            name: what sets it apart from the other pictures of the test file.
            threshold: how far colours may be apart, 0 to 1.
            allowed: the share of pixels that may differ, 0 to 1.
            mask: areas (left, top, width, height in pixels of the picture) that are not compared.

        Raises:
            PictureMismatchError: it differs, or has to be there and is not.
        """
        file = self.file(name)
        if self.update or not file.is_file():
            self._write(file, name, actual)
            return
        from ide.testing.difference import difference  # noqa: PLC0415 - loads Pillow

        expected = file.read_bytes()
        found = difference(expected, actual, threshold=threshold, mask=list(mask))
        if not found.resized and found.share <= allowed:
            self.comparisons.append(Comparison(name, "equal", ""))
            return
        message = _told(name, file, found, allowed)
        self._failed(Comparison(name, "different", message, expected, actual, found.picture))

    def _write(self, file: Path, name: str, actual: bytes) -> None:
        there = file.is_file()
        if not there and self.require and not self.update:
            message = (
                f"there is no expected picture {name!r}: {file} is missing. Run once without "
                f"--minideck-require-pictures, look at the picture, and commit it."
            )
            self._failed(Comparison(name, "different", message, actual=actual))
            return
        if there and not _differs(file, actual):
            self.comparisons.append(Comparison(name, "equal", ""))
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_bytes(file, actual)
        outcome = "renewed" if there else "written"
        self.comparisons.append(Comparison(name, outcome, f"{file}", actual=actual))

    def _failed(self, comparison: Comparison) -> None:
        """Keep what differs where a person finds it, and fail the test."""
        __tracebackhide__ = True
        self.comparisons.append(comparison)
        kept = self._keep(comparison)
        raise PictureMismatchError(f"{comparison.message}{kept}")

    def _keep(self, comparison: Comparison) -> str:
        if self.results is None:
            return ""
        make(self.results)
        for part in ("expected", "actual", "marked"):
            data = getattr(comparison, part)
            if data is not None:
                name = _UNFIT.sub("-", comparison.name)
                atomic.write_bytes(self.results / f"{name}-{part}.png", data)
        return f" All of them are in {self.results}."


def suffix(*traits: str) -> str:
    """Return what a picture's file is called after, given phone, theme and language."""
    parts = [*traits, sys.platform]
    return "-".join(_UNFIT.sub("-", part) for part in parts if part)


def _differs(file: Path, actual: bytes) -> bool:
    """Return whether a picture has to be written anew; only what is seen counts."""
    from ide.testing.difference import difference  # noqa: PLC0415 - loads Pillow

    found = difference(file.read_bytes(), actual, threshold=0.0)
    return found.resized or found.pixels > 0


def _told(name: str, file: Path, found: Difference, allowed: float) -> str:
    if found.resized:
        (width, height), (now_width, now_height) = found.sizes
        what = f"its size is {now_width}×{now_height} and not {width}×{height} pixels"
    else:
        what = f"{found.pixels} of {found.of} pixels differ ({found.share:.2%})"
        what += f", {allowed:.2%} may" if allowed else ""
    renew = "If it is right, renew it with --minideck-update-pictures."
    return f"picture {name!r} is not {file.name}: {what}. {renew}"
