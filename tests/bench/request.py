"""What somebody who runs a bench wants of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Request:
    """``folder`` is scratch space; ``corpus`` a folder of real mini-programs, if there is one."""

    folder: Path
    corpus: Path | None
    repeats: int
    long: bool
