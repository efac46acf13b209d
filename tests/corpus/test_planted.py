"""Violations planted in real mini-programs are found, and told where they are."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

from ide.project.folder import read_folder
from tests.corpus.planting import Field, Plant, fields, plant
from tests.e2e.conftest import minideck

LEAST = 0.9
"""Share of what is planted that has to be found."""
LIMIT_S = 900.0
Told = Counter[tuple[str, str, str]]


def test_enough_is_planted() -> None:
    checks = [one.check for field in fields() for one in field.plants if one.check]
    assert len(checks) >= 30
    assert len(set(checks)) >= 24


def test_what_is_planted_is_found(corpus_folder: Path, tmp_path: Path) -> None:
    missed: list[Plant] = []
    planted = 0
    for field in fields():
        wanted = [one for one in field.plants if one.check]
        planted += len(wanted)
        missed += _missed(field, wanted, corpus_folder / field.app, tmp_path)
    names = [f"{one.check} {one.app} {one.file}" for one in missed]
    assert len(missed) <= planted * (1 - LEAST), names


def _missed(field: Field, wanted: list[Plant], app: Path, work: Path) -> list[Plant]:
    """Plant all of an app; return what is not told besides what was told before."""
    before = _told(field, app, work / f"{field.app}-before.json", form=None)
    copy = work / field.app
    shutil.copytree(app, copy, symlinks=True)
    folder = read_folder(copy)
    plant(field.plants, folder.app_root)
    form = work / f"{field.app}-form.json"
    form.write_text(json.dumps(field.form), "utf-8")
    told = _told(field, copy, work / f"{field.app}.json", form=form if field.form else None)
    below = folder.app_root.relative_to(folder.root)
    return [one for one in wanted if not _found(one, told - before, below)]


def _told(field: Field, project: Path, out: Path, *, form: Path | None) -> Told:
    more = (["--run"] if field.run else []) + (["--form", str(form)] if form else [])
    done = minideck("preflight", project, *more, json_file=out, limit_s=LIMIT_S)
    assert done.code in (0, 1), done.output + done.errors
    findings: list[dict[str, Any]] = done.result["findings"]
    return Counter((row["check"], row["file"], str(row["message"])) for row in findings)


def _found(one: Plant, told: Told, below: Path) -> bool:
    file = one.told_in or (below / one.file).as_posix()
    return any(check == one.check and file in ("*", place) for check, place, _ in told)
