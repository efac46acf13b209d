"""A run of all pages, asked for from the checklist, and how far checks and run are."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ide import messages
from ide.i18n import tr
from ide.submit.dialog.checks_page import ChecksPage
from ide.submit.dialog.preparation import Preparation
from ide.submit.run_record import RunRecord


class Running(QObject):
    """Shows the progress of the run; while there is none, that of the checks."""

    run_requested = Signal()
    """Every page is to be run, for :meth:`set_run`; progress goes to :meth:`show_run`."""
    cancel_requested = Signal()

    def __init__(self, page: ChecksPage, preparation: Preparation, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._preparation = preparation
        self._active = False
        page.run_requested.connect(self._on_run_requested)
        page.cancel_requested.connect(self._on_cancel_requested)
        preparation.checking.progressed.connect(self._on_checking)
        preparation.checking.running_changed.connect(self._on_checking_changed)

    def set_run(self, record: RunRecord | None) -> None:
        """Check with what a run of all pages saw; None when there is none."""
        self._active = False
        self._page.set_progress("", 0, 0)
        self._preparation.set_run(record)

    def fail_run(self, reason: str) -> None:
        """Say why there is no run."""
        messages.warning(tr("submit.run_failed", reason=reason))
        self.set_run(self._preparation.checking.run)

    def show_run(self, done: int, total: int, page: str) -> None:
        """Say how many pages have run."""
        self._active = True
        self._page.set_progress(tr("submit.running", page=page), done, total)

    def close(self) -> None:
        """End a run that is under way."""
        if self._active:
            self._active = False
            self.cancel_requested.emit()

    def _on_run_requested(self) -> None:
        self.show_run(0, 0, "")
        self.run_requested.emit()

    def _on_cancel_requested(self) -> None:
        if self._active:
            self.close()
            self.set_run(self._preparation.checking.run)
        else:
            self._preparation.checking.cancel()
            self._preparation.standing_changed.emit()

    def _on_checking(self, done: int, total: int) -> None:
        if not self._active:
            self._page.set_progress(tr("submit.checking"), done, total)

    def _on_checking_changed(self, running: bool) -> None:
        if not self._active:
            self._page.set_progress(tr("submit.checking") if running else "", 0, 0)
