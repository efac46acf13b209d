"""The command `open`: shows the window, or says why it cannot."""

from __future__ import annotations

import argparse
import os
import sys

from ide.exit_codes import CannotRunError

_NO_DISPLAY = (
    "There is no display. To run without one, set QT_QPA_PLATFORM=offscreen (and see the window "
    "with --screenshot FILE), or use `check` and `snapshot`, which need none."
)


def run(args: argparse.Namespace) -> int:
    """Open the window on ``args.project``, or on the start page when there is none.

    Raises:
        CannotRunError: there is no display, or the project is not a folder.
    """
    if not _has_display():
        raise CannotRunError(_NO_DISPLAY)
    if args.project is not None and not args.project.is_dir():
        raise CannotRunError(
            f"{args.project} is not a folder. Name the folder that holds app.json or "
            "project.config.json."
        )
    from ide.app import run as run_window  # noqa: PLC0415 - Qt is loaded only when it is shown

    return run_window(
        args.project and args.project.resolve(),
        args.screenshot,
        profile=args.profile and args.profile.resolve(),
        lite=args.lite,
    )


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
