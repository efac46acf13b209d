"""The submission dialog: places it opens, what is known, pictures of the phone, runs, fixes."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtGui import QPixmap

from ide.fix import Fix
from ide.mainwindow import MainWindow
from ide.submit.dialog import SubmitDialog
from ide.submit.fixes import Plan
from ide.submit.smoke_run import SmokeRunner
from ide.survey import Survey
from ide.wiring.fixes import carry_out_plan, plan_fixes
from ide.workbench import Workbench


def wire_dialog(window: MainWindow, bench: Workbench, dialog: SubmitDialog) -> None:
    """Connect a dialog that was opened."""
    dialog.open_requested.connect(window.editor.open)
    dialog.survey_requested.connect(partial(_survey, bench, dialog))
    dialog.picture_requested.connect(partial(_picture, bench, dialog))
    dialog.mending.fixes_requested.connect(partial(_plan, window, bench, dialog))
    dialog.mending.plan_chosen.connect(partial(_carry_out, window, bench, dialog))
    dialog.package_page.hand_in_requested.connect(partial(bench.run, "desk.hand_in"))
    _wire_run(bench, dialog)
    dialog.request_survey()


def _survey(bench: Workbench, dialog: SubmitDialog) -> None:
    if bench.session is not None:
        bench.session.builder.survey(partial(_tell, dialog))


def _tell(dialog: SubmitDialog, survey: Survey | None) -> None:
    if shiboken6.isValid(dialog):  # else it was closed meanwhile
        dialog.set_survey(survey)


def _picture(bench: Workbench, dialog: SubmitDialog) -> None:
    session = bench.session
    player = session.player if session is not None else None
    dialog.add_picture(player.screenshot() if player is not None else QPixmap())


def _plan(window: MainWindow, bench: Workbench, dialog: SubmitDialog, fixes: list[Fix]) -> None:
    if bench.session is not None:
        dialog.mending.show_plan(plan_fixes(window, bench.session, fixes))


def _carry_out(window: MainWindow, bench: Workbench, dialog: SubmitDialog, chosen: Plan) -> None:
    if bench.session is not None:
        dialog.mending.take_undo(carry_out_plan(window, bench.session, chosen))


def _wire_run(bench: Workbench, dialog: SubmitDialog) -> None:
    runner = SmokeRunner(dialog)

    def run() -> None:
        if bench.session is not None:
            runner.start(bench.session.folder.root, dialog.preparation.draft.folder / "run")

    dialog.running.run_requested.connect(run)
    dialog.running.cancel_requested.connect(runner.cancel)
    runner.progressed.connect(dialog.running.show_run)
    runner.finished.connect(dialog.running.set_run)
    runner.failed.connect(dialog.running.fail_run)
