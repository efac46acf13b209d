"""What is drawn for one card: a map, a pose, a ledger. It knows the phone only through Desk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from apimock.observable import Change
from apimock.phone import Phone
from ide.access import NetworkAccess
from ide.panels.device.edits import Edits
from ide.standing import StandingAnswers


@dataclass(frozen=True)
class Desk:
    """All that a card works with."""

    phone: Phone
    edits: Edits
    answers: StandingAnswers
    access: NetworkAccess


class Part(QWidget):
    """A widget that follows some sections of the phone."""

    sections: tuple[str, ...] = ()
    """Whose changes it wants to hear of."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def show_change(self, change: Change | None) -> None:
        """Show what has changed; None means all."""

    def release(self) -> None:
        """Let go of what is not the phone's."""
