"""Gathers what is handed in: the package as it was written, its form, its report, its pictures
(no Qt)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ide.desk.model.mpsub import SHOTS, DamagedError, Handed, pictures_named
from ide.submit.form import Form
from ide.submit.history import Written
from ide.submit.run_record import RECORD, RunRecord


@dataclass(frozen=True)
class Origin:
    """The project a package was made of."""

    root: Path
    name: str
    app_id: str
    config: Mapping[str, Any]


def form_of(left: Form | None, written: Written) -> Form:
    """Return the form as the person left it, with version and words of the package itself.

    Where nothing was left nothing but those is known.
    """
    form = left if left is not None else Form()
    return replace(form, version=written.version, description=written.description)


def run_in(folder: Path) -> RunRecord | None:
    """Return the record of the last smoke run beside a draft; None when there is none to use."""
    try:
        return RunRecord.from_json(json.loads((folder / RECORD).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def gather(
    written: Written, origin: Origin, author: str, form: Form, report: Mapping[str, Any]
) -> Handed:
    """Put together what is handed in; the author's compile modes are not.

    Raises:
        DamagedError: the package is not as it was written, or a picture of the form is missing.
        OSError: the package cannot be read.
    """
    data = Path(written.file).read_bytes()
    if hashlib.sha256(data).hexdigest() != written.sha256:
        raise DamagedError("it was changed after it was written")
    shots, told = _screens(report)
    return Handed(
        origin.name,
        origin.app_id,
        author,
        form,
        _members(data),
        {name: value for name, value in origin.config.items() if name != "condition"},
        told,
        shots,
        media=pictures_named(_pictures(form, origin.root)),
    )


def _screens(report: Mapping[str, Any]) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the pictures of a report by name, and the report without places of the author's disk.

    Pictures of a run that were deleted since are left out of both.
    """
    shots: dict[str, bytes] = {}
    screens = []
    for row in report.get("screens") or ():
        name = str(row["page"]).replace("/", "_") + ".png"
        try:
            shots[name] = Path(row["png"]).read_bytes()
        except OSError:
            continue
        screens.append({**row, "png": f"{SHOTS}{name}"})
    project = {key: value for key, value in (report.get("project") or {}).items() if key != "root"}
    told = {**report, "project": project}
    return shots, {**told, "screens": screens} if "screens" in report else told


def _members(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows = [row for row in archive.infolist() if not row.is_dir()]
            return {row.filename: archive.read(row) for row in rows}
    except (zipfile.BadZipFile, zlib.error) as error:
        raise DamagedError(str(error)) from error


def _pictures(form: Form, root: Path) -> Iterable[tuple[str, bytes]]:
    for name in (*form.media.pics, *form.feedback.pics):
        file = root / name
        try:
            yield file.name, file.read_bytes()
        except OSError as error:
            raise DamagedError(f"{name}: {error.strerror or error}") from error
