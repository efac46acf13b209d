"""``preflight``: runs the checks of a submission and says what each rule came to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from ide.cache_folder import cache_folder
from ide.exit_codes import FINDINGS, GOOD, CannotRunError
from ide.headless.document import write_document, write_text
from ide.headless.fixing import mend, show
from ide.headless.inputs import given_form, given_project
from ide.i18n import tr
from ide.project.domains import domains
from ide.project.folder import ProjectFolder, read_folder
from ide.submit import report
from ide.submit.form import EMPTY, Form
from ide.submit.pictures import Pictures
from ide.submit.project_facts import Submission
from ide.submit.report_page import page
from ide.submit.report_sarif import sarif
from ide.submit.rules import Facts, State, Verdict, examine
from ide.submit.run_record import RunRecord
from ide.survey import Survey
from renderer.compiler import Compiler, DiskCache, DiskTree, NoCache
from renderer.toolchain.process import Toolchain


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code: 1 when an error would block the package.

    Raises:
        CannotRunError: the folder holds no mini-program, the form cannot be read, or a result
            cannot be written.
    """
    folder = given_project("preflight", args.project)
    form = given_form("preflight", args.form) if args.form is not None else None
    if args.fix and not args.dry_run:
        mend(folder.root, lambda: examine(facts_of(args.project, form)))
    with TemporaryDirectory() as kept:
        record = _record(folder, args.shots or Path(kept)) if args.run else None
        return _report(args, record, form)


def _record(folder: ProjectFolder, shots: Path) -> RunRecord | None:
    """Do a smoke run; None where there is nothing that runs, which the person is told."""
    # The web engine is loaded by who wants a run, and by nobody else.
    from ide.headless.smoke_run import run_pages  # noqa: PLC0415

    try:
        return run_pages(folder.root, shots, _tell_page)
    except CannotRunError as error:
        sys.stderr.write(f"preflight: the pages were not run: {error}\n")
        return None


def _report(args: argparse.Namespace, record: RunRecord | None, form: Form | None) -> int:
    folder, facts = read_folder(args.project), replace(facts_of(args.project, form), run=record)
    verdicts = examine(facts)
    document = report.document(facts, verdicts, folder.name, created=_now())
    if args.dry_run:
        show(folder.root, verdicts)
    else:
        _tell(verdicts)
        _tell_score(document["summary"]["score"])
    if args.json is not None:
        kept = document if args.shots is not None else {**document, "screens": []}
        write_document("preflight", args.json, kept)
    if args.html is not None:
        write_text("preflight", args.html, page(document))
    if args.sarif is not None:
        write_document("preflight", args.sarif, sarif(facts, verdicts))
    return FINDINGS if report.result_of(verdicts) == "blocked" else GOOD


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def facts_of(project: Path, form: Form | None) -> Facts:
    """Return all that is known of a project without a run; ``form`` where one was filled in."""
    folder = read_folder(project)
    submission = Submission(folder.root, folder.app_root, folder.config, form or EMPTY)
    pictures = _pictures() if form is not None else None
    survey = _survey(folder)
    return Facts(submission, survey, form, domains(folder.config), pictures=pictures)


def _pictures() -> Pictures:
    # Qt is loaded by who has pictures to be looked at, and by nobody else.
    from ide.submit.picture_reader import PictureReader  # noqa: PLC0415

    return PictureReader()


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


def _tell_page(done: int, pages: int, route: str) -> None:
    sys.stderr.write(f"{done}/{pages} {route}\n")


def _tell_score(groups: Mapping[str, int | None] | None) -> None:
    if groups is None:
        return
    unmeasured = tr("report.unmeasured")
    told = (
        f"{tr(f'audit.{name}')} {unmeasured if value is None else value}"
        for name, value in groups.items()
    )
    sys.stdout.write(f"{tr('report.score')}: {', '.join(told)}\n")


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
