"""Writes the package of a submission: the same files give the same bytes (no Qt)."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ide import atomic
from ide.submit.project_facts import Submission

_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16


@dataclass(frozen=True)
class Package:
    """A written package and its description beside it."""

    file: Path
    manifest: Path
    sha256: str
    size: int


def build(submission: Submission) -> bytes:
    """Return the zip: files in the order of their names, without times or owners."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in submission.files:
            entry = zipfile.ZipInfo(file.path, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _MODE
            entry.create_system = 3
            archive.writestr(entry, (submission.app_root / file.path).read_bytes())
    return buffer.getvalue()


def write(submission: Submission, folder: Path, name: str) -> Package:
    """Write ``<name>-<version>.zip`` and a JSON manifest beside it.

    Raises:
        OSError: a file cannot be read or the folder not be written.
    """
    data = build(submission)
    digest = hashlib.sha256(data).hexdigest()
    stem = f"{_file_name(name)}-{submission.form.version}"
    file, manifest = folder / f"{stem}.zip", folder / f"{stem}.json"
    atomic.write_bytes(file, data)
    text = json.dumps(_manifest(submission, name, digest, len(data)), ensure_ascii=False, indent=2)
    atomic.write_text(manifest, text + "\n")
    return Package(file, manifest, digest, len(data))


def _manifest(submission: Submission, name: str, digest: str, size: int) -> dict[str, Any]:
    return {
        "schema": "minideck-package-1",
        "name": name,
        "appid": submission.config.get("appid") or "touristappid",
        "version": submission.form.version,
        "description": submission.form.description,
        "sha256": digest,
        "bytes": size,
        "packages": [{"name": part.name, "bytes": part.size} for part in submission.parts],
        "files": [{"path": file.path, "bytes": file.size} for file in submission.files],
    }


def _file_name(name: str) -> str:
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "-", name).strip("-.") or "mini-program"
