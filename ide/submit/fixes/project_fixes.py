"""Fixes in project.config.json: settings of the upload, files that are left out (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator

from ide.fix import AddItem, Fix, SetValue
from ide.submit.fixes.plan import value_at
from ide.submit.project_facts import Submission
from ide.submit.rules.flaws import Facts, Flaw

SHARED = "project.config.json"
PRIVATE = "project.private.config.json"


def minified(facts: Facts, flaw: Flaw) -> Fix | None:
    """Switch on a setting that makes the package smaller."""
    return _switched(facts.submission, str(flaw.values["setting"]))


def url_check(facts: Facts, flaw: Flaw) -> Fix | None:
    """Switch the check of server domains on."""
    return _switched(facts.submission, "urlCheck")


def _switched(submission: Submission, name: str) -> Fix | None:
    """Switch a setting on in each file that has it off."""
    keys = ("setting", name)
    changes = tuple(
        SetValue(file, keys, value=True)
        for file, text in _configs(submission)
        if value_at(text, keys) is False
    )
    return Fix("fixing.setting_on", changes, {"setting": name}) if changes else None


def left_out(facts: Facts, flaw: Flaw) -> Fix | None:
    """Leave a file, or the folder of a package, out of the upload."""
    submission = facts.submission
    place = submission.root / flaw.spot.file
    shared = [file for file, _ in _configs(submission) if file.endswith(SHARED)]
    if not shared or not place.is_relative_to(submission.app_root):
        return None
    inside = place.relative_to(submission.app_root).as_posix()
    row = {"type": "folder" if place.is_dir() else "file", "value": inside}
    change = AddItem(shared[0], ("packOptions", "ignore"), row)
    return Fix("fixing.left_out", (change,), {"file": inside})


def _configs(submission: Submission) -> Iterator[tuple[str, str]]:
    """Yield the project's configuration files with their texts, paths from the root."""
    root = submission.root
    folders = [
        f
        for f in (submission.app_root, *submission.app_root.parents)
        if f == root or root in f.parents
    ]
    for folder in reversed(folders):
        if (folder / SHARED).is_file():
            for name in (SHARED, PRIVATE):
                file = folder / name
                if file.is_file():
                    text = file.read_text(encoding="utf-8-sig", errors="replace")
                    yield file.relative_to(root).as_posix(), text
            return
