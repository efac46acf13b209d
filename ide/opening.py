"""The command `open`: shows the window."""

from __future__ import annotations

import argparse


def run(args: argparse.Namespace) -> int:
    """Open the window on ``args.project``, or on the start page when there is none."""
    from ide.app import run as run_window  # noqa: PLC0415 - Qt is loaded only when it is shown

    return run_window(
        args.project and args.project.resolve(),
        args.screenshot,
        profile=args.profile and args.profile.resolve(),
        lite=args.lite,
    )
