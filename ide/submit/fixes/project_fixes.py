"""Fixes in project.config.json: settings of the upload, files that are left out (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from ide.fix import AddItem, Fix, SetValue
from ide.submit.fixes.plan import value_at
from ide.submit.project_facts import Submission
from ide.submit.rules.flaws import Facts, Flaw

SHARED = "project.config.json"
PRIVATE = "project.private.config.json"


_TRANSLATED = ("es6", "enhance")
_SOURCES = frozenset({".js", ".ts", ".json", ".wxml", ".wxss", ".wxs", ".less", ".scss", ".sass"})


def minified(facts: Facts, flaw: Flaw) -> Fix | None:
    """Switch on what makes the package smaller, where it is off or not said."""
    names = flaw.values.get("settings") or flaw.values["setting"]
    return _switched(facts.submission, str(names).split(", "))


def source_maps(facts: Facts, flaw: Flaw) -> Fix | None:
    """Let the upload keep its source maps."""
    return _switched(facts.submission, ["uploadWithSourceMap"])


def prefixes(facts: Facts, flaw: Flaw) -> Fix | None:
    """Let styles have the prefixes of old phones."""
    return _switched(facts.submission, ["postcss"])


def translated(facts: Facts, flaw: Flaw) -> Fix | None:
    """Have scripts translated for old phones."""
    return _switched(facts.submission, _TRANSLATED)


def url_check(facts: Facts, flaw: Flaw) -> Fix | None:
    """Switch the check of server domains on."""
    return _switched(facts.submission, ["urlCheck"])


def _switched(submission: Submission, names: Sequence[str]) -> Fix | None:
    """Switch settings on: in each file that has one off, else in the shared file."""
    configs = list(_configs(submission))
    changes = [
        SetValue(file, ("setting", name), value=True)
        for name in names
        for file in _files_saying(configs, name)
    ]
    return (
        Fix("fixing.setting_on", tuple(changes), {"setting": ", ".join(names)}) if changes else None
    )


def _files_saying(configs: Sequence[tuple[str, str]], name: str) -> list[str]:
    said = {file: value_at(text, ("setting", name)) for file, text in configs}
    off = [file for file, value in said.items() if value is False]
    unsaid = all(value is None for value in said.values())
    return off or [file for file in said if unsaid and file.endswith(SHARED)]


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


def folder_left_out(facts: Facts, flaw: Flaw) -> Fix | None:
    """Leave a folder out of the upload that holds nothing but sources nobody comes to."""
    submission, survey = facts.submission, facts.surveyed
    below = [
        path
        for path in survey.packed
        if submission.project_path(path).startswith(f"{flaw.spot.file.rstrip('/')}/")
    ]
    sources = all(PurePosixPath(path).suffix in _SOURCES for path in below)
    return left_out(facts, flaw) if sources and survey.reached.isdisjoint(below) else None


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
