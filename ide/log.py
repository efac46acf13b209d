"""The log file of the program and the named loggers that write it (no Qt)."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_SIZE = 1_000_000


def start(folder: Path) -> Path:
    """Write everything from level INFO on to ``minideck.log`` in ``folder``; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "minideck.log"
    handler = RotatingFileHandler(file, maxBytes=_SIZE, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("minideck")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    return file


def stop() -> None:
    """Close the log file."""
    root = logging.getLogger("minideck")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()


def logger(room: str) -> logging.Logger:
    """Return the logger of a room, for example ``logger("editor")``."""
    return logging.getLogger(f"minideck.{room}")
