"""The review desk, loaded when somebody comes to it or runs a version from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ide.mainwindow import MainWindow
    from ide.session import Session
    from ide.wiring.review_desk import ReviewDesk
    from ide.workbench import Workbench

_EDITIONS = "desk"
"""The folder of the profile with versions that were unpacked, as ``ide.desk.model.editions``."""


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    bench.handle("desk.show", partial(_show, window, bench))
    bench.handle("desk.hand_in", partial(_hand_in, window, bench))


def wire_session(window: MainWindow, bench: Workbench, session: Session) -> None:
    """Let a version of the desk follow it; a project of the person's is none."""
    if session.folder.root.parent.parent.name == _EDITIONS:
        # Few projects that are opened are versions from a desk.
        from ide.wiring.desk_phone import follow_desk  # noqa: PLC0415

        follow_desk(window, desk_of(window, bench), session)


def desk_of(window: MainWindow, bench: Workbench) -> ReviewDesk:
    """Return the desk of a window, made when it is first wanted."""
    # Few starts of the window come to the desk, and it needs all checks of a submission.
    from ide.wiring.review_desk import ReviewDesk  # noqa: PLC0415

    return window.findChild(ReviewDesk) or ReviewDesk(window, bench)


def _show(window: MainWindow, bench: Workbench) -> None:
    desk_of(window, bench).show()


def _hand_in(window: MainWindow, bench: Workbench) -> None:
    desk_of(window, bench).hand_in()
