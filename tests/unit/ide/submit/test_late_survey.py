"""What the compiler tells a submission dialog after it was closed is told to nobody."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject

from ide.wiring.submit_dialog import _survey


class Dialog(QObject):
    """Stands for the dialog; a deleted one cannot be asked anything."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def set_survey(self, survey: object) -> None:
        """Take what the compiler knows."""
        self.heard.append((self.objectName(), survey))


@pytest.fixture
def asked() -> list[Callable[[object], None]]:
    return []


def survey_for(dialog: Dialog, asked: list[Callable[[object], None]]) -> None:
    builder = SimpleNamespace(survey=asked.append)
    bench: Any = SimpleNamespace(session=SimpleNamespace(builder=builder))
    _survey(bench, dialog)  # type: ignore[arg-type]


def test_a_dialog_hears_what_the_compiler_knows(asked: list[Callable[[object], None]]) -> None:
    dialog = Dialog()
    survey_for(dialog, asked)
    asked[0](None)
    assert dialog.heard == [("", None)]


def test_a_closed_dialog_hears_nothing(asked: list[Callable[[object], None]]) -> None:
    dialog = Dialog()
    survey_for(dialog, asked)
    shiboken6.delete(dialog)
    asked[0](None)
    assert dialog.heard == []
