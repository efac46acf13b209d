"""``package``: checks a project and writes its package, with all that belongs beside it."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ide.cache_folder import cache_folder
from ide.exit_codes import FINDINGS, GOOD, CannotRunError
from ide.finding import Finding, Severity
from ide.headless.document import write_document
from ide.headless.inputs import given_form, given_project
from ide.headless.preflight import facts_of
from ide.i18n import tr
from ide.project.folder import ProjectFolder
from ide.submit import package
from ide.submit.form import EMPTY, Form
from ide.submit.project_facts import Submission
from ide.submit.rules import check

_FIRST_VERSION = "1.0.0"
_STEP = 100


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code: 1 when errors of the project forbid a package.

    Raises:
        CannotRunError: the folder holds no mini-program, the form cannot be read, or the package
            not be written.
    """
    folder = given_project("package", args.project)
    form = _form(args)
    submission = Submission(folder.root, folder.app_root, folder.config, form)
    facts = facts_of(args.project, form if args.form is not None else None)
    errors = [found for found in check(facts) if found.severity is Severity.ERROR]
    if errors:
        return _blocked(args, errors)
    try:
        done = package.write(
            submission, args.out, folder.name, progress=_progress(), cache=cache_folder()
        )
    except package.UnpackableError as error:
        sys.stdout.write(f"{error}\n")
        _note(args, {"result": "blocked", "reason": str(error), "errors": []})
        return FINDINGS
    except package.PackageError as error:
        raise CannotRunError(f"package: {error}") from error
    _tell(done, folder)
    _note(args, _document(done))
    return GOOD


def _form(args: argparse.Namespace) -> Form:
    form = given_form("package", args.form) if args.form is not None else EMPTY
    version = args.version or form.version or _FIRST_VERSION
    described = form.description if args.desc is None else args.desc
    return replace(form, version=version, description=described)


def _blocked(args: argparse.Namespace, errors: Sequence[Finding]) -> int:
    for finding in errors:
        place = f"{finding.place}: " if finding.place else ""
        sys.stdout.write(f"{place}{finding.severity}: {finding.message} [{finding.code}]\n")
        sys.stdout.write(f"  {finding.hint}\n" if finding.hint else "")
    sys.stdout.write(f"{tr('package.blocked', count=len(errors))}\n")
    rows = [{"code": one.code, "place": one.place, "message": one.message} for one in errors]
    _note(args, {"result": "blocked", "reason": "", "errors": rows})
    return FINDINGS


def _progress() -> package.Progress | None:
    """Tell how far the work is where somebody watches."""
    if not sys.stderr.isatty():
        return None

    def told(done: int, total: int) -> None:
        if done % _STEP == 0 or done == total:
            sys.stderr.write(f"\r{done} / {total} " + ("\n" if 0 < total == done else ""))

    return told


def _tell(done: package.Package, folder: ProjectFolder) -> None:
    content = done.content
    lines = [f"{folder.name} {content.version}  {done.file}", f"SHA-256 {done.sha256}"]
    for part in content.parts:
        name = tr("submit.main_package") if part.name == "main" else part.name
        lines.append(f"  {name}: {part.size / 1024:,.1f} KB, {part.files}")
    reasons = Counter(content.left_out.values())
    for reason, count in sorted(reasons.items()):
        lines.append(tr("package.left_out", count=count, reason=tr(f"left_out.{reason}")))
    links = [p for p, why in content.left_out.items() if why.startswith("link-")]
    lines += [f"  {path}: {tr(f'left_out.{content.left_out[path]}')}" for path in links]
    lines.append(tr("package.beside", files=", ".join(_names(done))))
    lines.append(tr("report.practice"))
    sys.stdout.write("\n".join(lines) + "\n")


def _names(done: package.Package) -> list[str]:
    return [path.name for path in (done.manifest, done.maps, done.upload)]


def _document(done: package.Package) -> dict[str, Any]:
    return {
        "result": "written",
        "file": str(done.file),
        "maps": str(done.maps),
        "upload": str(done.upload),
        "manifest": str(done.manifest),
        **{key: value for key, value in done.content.to_json().items() if key != "maps"},
    }


def _note(args: argparse.Namespace, document: dict[str, Any]) -> None:
    path: Path | None = args.json
    if path is not None:
        write_document("package", path, document)
