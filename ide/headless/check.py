"""``check``: compiles everything of a project and lists what is wrong."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ide.cache_folder import cache_folder
from ide.exit_codes import FINDINGS, GOOD
from ide.headless.document import write_document
from ide.headless.frames import Frames
from renderer.compiler import Compiler, Diagnostic, DiskCache, DiskTree, NoCache, Report
from renderer.toolchain.process import Toolchain


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code.

    Raises:
        CannotRunError: the result cannot be written.
    """
    root: Path = args.project
    toolchain = Toolchain()
    folder = cache_folder()
    cache = DiskCache(folder) if folder is not None else NoCache()
    try:
        toolchain.start()  # it gets ready while the files are looked through
        report = Compiler(DiskTree(root), toolchain, cache).check()
    finally:
        toolchain.close()
        cache.close()
    frames = Frames(root) if sys.stdout.isatty() else None
    for note in report.diagnostics:
        sys.stdout.write(f"{_line(note)}\n")
        if frames is not None:
            sys.stdout.write(frames.frame(note))
    sys.stdout.write(f"{_summary(report)}\n")
    if args.json is not None:
        write_document("check", args.json, report.to_json())
    return GOOD if report.is_clean else FINDINGS


def _line(note: Diagnostic) -> str:
    hint = f" – {note.hint}" if note.hint else ""
    place = f"{note.file}:{note.line}:{note.column}"
    return f"{place}: {note.severity}: {note.message} [{note.code}]{hint}"


def _summary(report: Report) -> str:
    counts = {
        severity: sum(note.severity == severity for note in report.diagnostics)
        for severity in ("error", "warning")
    }
    size = sum(package.bytes for package in report.packages)
    return f"{counts['error']} errors, {counts['warning']} warnings, {size / 1024:.0f} KB"
