"""The submission, whose dialog is joined with the window when somebody opens it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ide.mainwindow import MainWindow
    from ide.submit.dialog import SubmitDialog
    from ide.workbench import Workbench


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect each submission dialog that is opened."""
    bench.submit_opened.connect(partial(_wire_dialog, window, bench))


def _wire_dialog(window: MainWindow, bench: Workbench, dialog: SubmitDialog) -> None:
    # Few starts of the window come to a submission, and it needs all checks.
    from ide.wiring.submit_dialog import wire_dialog  # noqa: PLC0415

    wire_dialog(window, bench, dialog)
