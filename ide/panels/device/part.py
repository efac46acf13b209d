"""What is drawn for one card: a map, a pose, a ledger. It knows the phone only through Desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from apimock.observable import Change
from apimock.phone import Phone
from ide.access import NetworkAccess
from ide.panels.device.edits import Edits
from ide.panels.device.file_use import use_file
from ide.standing import StandingAnswers
from ide.webcam.switch import Webcam

Read = TypeVar("Read")


@dataclass(frozen=True)
class Desk:
    """All that a card works with."""

    phone: Phone
    edits: Edits
    answers: StandingAnswers
    access: NetworkAccess
    webcam: Webcam


class Part(QWidget):
    """A widget that follows some sections of the phone."""

    sections: tuple[str, ...] = ()
    """Whose changes it wants to hear of."""
    refused = Signal(str)
    """What the person wanted is not possible, for this reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def show_change(self, change: Change | None) -> None:
        """Show what has changed; None means all."""

    def release(self) -> None:
        """Let go of what is not the phone's."""

    def read_file(self, file: Path, read: Callable[[bytes, str], Read]) -> Read | None:
        """Return what ``read`` makes of a file's bytes and name; what is wrong with it is told.

        ``read`` may raise MendableError. None means that the file cannot be used.
        """
        return use_file(file, lambda: read(file.read_bytes(), file.name), self.refused.emit)
