"""``preflight``: runs the checks of a submission and says what each rule came to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ide.cache_folder import cache_folder
from ide.exit_codes import FINDINGS, GOOD, CannotRunError
from ide.headless.document import write_document, write_text
from ide.headless.fixing import mend, show
from ide.i18n import tr
from ide.project.domains import domains
from ide.project.folder import NotAProjectError, ProjectFolder, read_folder
from ide.submit import report
from ide.submit.project_facts import Submission
from ide.submit.report_page import page
from ide.submit.rules import Facts, State, Verdict, examine
from ide.survey import Survey
from renderer.compiler import Compiler, DiskCache, DiskTree, NoCache
from renderer.toolchain.process import Toolchain


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code: 1 when an error would block the package.

    Raises:
        CannotRunError: the folder holds no mini-program, or a result cannot be written.
    """
    try:
        folder = read_folder(args.project)
    except NotAProjectError as error:
        raise CannotRunError(f"preflight: {error}") from error
    if args.fix and not args.dry_run:
        mend(folder.root, lambda: examine(_facts(args.project)))
    facts = _facts(args.project)
    verdicts = examine(facts)
    if args.dry_run:
        show(folder.root, verdicts)
    else:
        _tell(verdicts)
    if args.json is not None:
        write_document("preflight", args.json, report.document(facts, verdicts, folder.name))
    if args.html is not None:
        write_text("preflight", args.html, page(report.document(facts, verdicts, folder.name)))
    if args.sarif is not None:
        write_document("preflight", args.sarif, report.sarif(verdicts, folder.root))
    return FINDINGS if report.result_of(verdicts) == "blocked" else GOOD


def _facts(project: Path) -> Facts:
    folder = read_folder(project)
    submission = Submission(folder.root, folder.app_root, folder.config)
    return Facts(submission, _survey(folder), domains=domains(folder.config))


def _survey(folder: ProjectFolder) -> Survey:
    toolchain = Toolchain()
    cached = cache_folder()
    cache = DiskCache(cached) if cached is not None else NoCache()
    try:
        toolchain.start()
        compiler = Compiler(DiskTree(Path(folder.root)), toolchain, cache)
        return Survey(compiler.survey().to_json())
    finally:
        toolchain.close()
        cache.close()


def _tell(verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        rule = verdict.rule
        state = tr(f"check_state.{verdict.state}")
        number = f" {len(verdict.findings)}" if verdict.state is State.FOUND else ""
        left = report.left_of(rule)
        without = f" ({tr('check_state.without', left=left)})" if left else ""
        sys.stdout.write(f"{rule.id}  {tr(f'check.{rule.id}')}: {state}{number}{without}\n")
        for finding in verdict.findings:
            place = f"{finding.place}: " if finding.place else ""
            sys.stdout.write(f"     {place}{finding.severity}: {finding.message}\n")
            if finding.hint:
                sys.stdout.write(f"       {finding.hint}\n")
    sys.stdout.write(f"{_summary(verdicts)}\n")


def _summary(verdicts: Sequence[Verdict]) -> str:
    severities = [str(f.severity) for verdict in verdicts for f in verdict.findings]
    unlooked = sum(v.state in (State.OPEN, State.UNSEEN, State.HUMAN) for v in verdicts)
    return (
        f"{severities.count('error')} errors, {severities.count('warning')} warnings, "
        f"{severities.count('info')} notes; {unlooked} of {len(verdicts)} checks were not made. "
        f"{tr('report.practice')}"
    )
