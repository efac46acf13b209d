"""``verify``: says whether a package is whole, safe to unpack, and unchanged."""

from __future__ import annotations

import argparse
import sys

from ide.exit_codes import FINDINGS, GOOD, CannotRunError
from ide.headless.document import write_document
from ide.i18n import tr
from ide.submit.verify import Doubt, Verdict, verify


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code: 1 when anything is wrong with the package.

    Raises:
        CannotRunError: the package cannot be read, or the result not be written.
    """
    try:
        verdict = verify(args.file, args.manifest)
    except OSError as error:
        raise CannotRunError(f"verify: {error.filename}: {error.strerror}.") from error
    for doubt in verdict.doubts:
        sys.stdout.write(f"{_line(doubt)}\n")
    sys.stdout.write(f"{_summary(verdict)}\n")
    if args.json is not None:
        write_document("verify", args.json, verdict.to_json())
    return GOOD if verdict.is_sound else FINDINGS


def _line(doubt: Doubt) -> str:
    path = doubt.path.encode("utf-8", "backslashreplace").decode("utf-8")
    said = tr(f"verify.{doubt.fault}", detail=doubt.detail)
    return f"{path}: {said}" if path else said


def _summary(verdict: Verdict) -> str:
    if verdict.is_sound and verdict.manifest is not None:
        about = {"version": verdict.manifest.version, "name": verdict.manifest.name}
        return tr("verify.sound", count=verdict.entries, sha=verdict.sha256, **about)
    return tr("verify.unsound", count=len(verdict.doubts), sha=verdict.sha256)
