"""Fixes of findings in the window: through the editor where a file is open, else on disk."""

from __future__ import annotations

from collections.abc import Iterable

from ide import messages
from ide.fix import Fix
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.session import Session
from ide.submit.fixes import Plan, StaleFixError, carry_out, plan, reader_with


def plan_fixes(window: MainWindow, session: Session, fixes: Iterable[Fix]) -> Plan:
    """Work out what fixes do to the files as they stand in the editor or on disk."""
    return plan(fixes, reader_with(window.editor, session.folder.root))


def carry_out_plan(window: MainWindow, session: Session, chosen: Plan) -> Plan | None:
    """Change the files; return what takes it back, None when that failed, which is told.

    What is open can be undone in the editor as well.
    """
    try:
        return carry_out(window.editor, session.folder.root, chosen)
    except StaleFixError as error:
        messages.warning(tr("fixing.stale", file=error))
    except OSError as error:
        messages.error(tr("fixing.failed", reason=error.strerror or error))
    except UnicodeEncodeError as error:
        messages.error(tr("fixing.failed", reason=error))
    return None
