"""Small projects on disk for the tests of the package."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ide.project.folder import read_folder
from ide.submit.form import Form
from ide.submit.package import Package
from ide.submit.project_facts import Submission

Files = Mapping[str, str | bytes]
_PLACES = ("file", "manifest", "maps", "upload")
FORM = Form("1.2.0", "Adds the evening menu")


def make_project(
    root: Path,
    files: Files | None = None,
    *,
    app: Mapping[str, Any] | None = None,
    config: Mapping[str, Any] | None = None,
) -> Submission:
    """Write a project with one page and return it as it would be submitted."""
    content: dict[str, str | bytes] = {
        "app.json": json.dumps({"pages": ["pages/a/a"], **(app or {})}),
        "app.js": "App({})\n",
        "pages/a/a.js": "Page({})\n",
        "pages/a/a.wxml": "<view>\n  hello\n</view>\n",
        "project.config.json": json.dumps({"appid": "wx0123456789abcdef", **(config or {})}),
        **(files or {}),
    }
    for path, text in content.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    folder = read_folder(root)
    return Submission(folder.root, folder.app_root, folder.config, FORM)


def copied(done: Package, folder: Path) -> Package:
    """Return a package with all that lies beside it in another folder."""
    shutil.copytree(done.file.parent, folder)
    places = {name: folder / getattr(done, name).name for name in _PLACES}
    return replace(done, **places)


def content_of(file: Path) -> dict[str, bytes]:
    """Return what a zip holds."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
