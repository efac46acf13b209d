"""Fixes of findings: shown as a plan, carried out by who wires the dialog, taken back again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ide.i18n import tr
from ide.submit.dialog.checks_page import ChecksPage
from ide.submit.dialog.fix_dialog import FixDialog, titles
from ide.submit.fixes import Plan


class Mending(QObject):
    """Goes between the checklist and the editor."""

    fixes_requested = Signal(list)
    """A plan for these fixes is wanted, for :meth:`show_plan`."""
    plan_chosen = Signal(object)
    """A Plan is to be carried out; :meth:`take_undo` wants what takes it back."""

    def __init__(self, page: ChecksPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self._parent = parent
        self._chosen: Plan | None = None
        self._undo: Plan | None = None
        page.fixes_requested.connect(self.fixes_requested)
        page.undo_requested.connect(self._on_undo_requested)

    def show_plan(self, plan: Plan) -> None:
        """Show what fixes would change, and ask whether they shall."""
        dialog = FixDialog(plan, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._choose, plan))
        dialog.open()

    def take_undo(self, undo: Plan | None) -> None:
        """Offer to take back what was done just now; None when nothing was done."""
        chosen, self._chosen = self._chosen, None
        self._undo = undo if chosen is not None else None
        what = "\n".join(titles(chosen.done)) if chosen is not None and undo is not None else ""
        self._page.show_done(tr("submit.fix_done", what=what) if what else "")

    def _choose(self, plan: Plan) -> None:
        self._chosen = plan
        self.plan_chosen.emit(plan)

    def _on_undo_requested(self) -> None:
        undo, self._undo = self._undo, None
        self._page.show_done("")
        if undo is not None:
            self.plan_chosen.emit(undo)
