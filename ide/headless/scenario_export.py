"""``scenario export``: writes scenarios as Python tests for pytest."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from apimock.scenario.errors import ScenarioError
from ide.exit_codes import FINDINGS, GOOD, CannotRunError
from ide.recording.exporting import Export, export


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code.

    Raises:
        CannotRunError: a scenario cannot be used, or a file cannot be written.
    """
    out: Path = args.to_pytest
    if len(args.files) > 1 and out.suffix == ".py":
        raise CannotRunError("scenario: several tests need a folder: --to-pytest DIR.")
    made = [_made(file, args) for file in args.files]
    twice = next((one.file for one in made if [e.file for e in made].count(one.file) > 1), None)
    if twice is not None:
        raise CannotRunError(f"scenario: two scenarios would become {twice}; export them apart.")
    for one in made:
        _write(one)
    left_out = [sentence for one in made for sentence in one.left_out]
    for sentence in left_out:
        sys.stdout.write(f"left out: {sentence}\n")
    return FINDINGS if left_out else GOOD


def _made(file: Path, args: argparse.Namespace) -> Export:
    try:
        made = export(file, args.to_pytest, project=args.project, wait=args.wait)
    except ScenarioError as error:
        raise CannotRunError(f"scenario: {error}.") from error
    if made.differs and not args.force:
        raise CannotRunError(f"scenario: {made.file} exists already; --force writes it anew.")
    return made


def _write(made: Export) -> None:
    try:
        made.write()
    except OSError as error:
        raise CannotRunError(
            f"scenario: {made.file} cannot be written: {error.strerror}."
        ) from error
    sys.stdout.write(f"{made.file}\n")
