"""Where files are: URIs of the protocol, paths on disk, and the project a file belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pygls import uris

from ide.project.folder import NotAProjectError, read_folder
from renderer.compiler import jsonc
from renderer.compiler.config.project import PROJECT_FILE

APP_FILE = "app.json"
LANDMARKS = frozenset({PROJECT_FILE, APP_FILE, "app.js", "app.ts"})
"""Files by which a project's root is found."""


def path_of(uri: str) -> Path | None:
    """Return the path of a ``file:`` URI, None for any other document."""
    if not uri.startswith("file:"):
        return None
    found = uris.to_fs_path(uri)
    return Path(os.path.normpath(found)) if found else None


def uri_of(path: Path) -> str:
    """Return the ``file:`` URI of a path."""
    return str(uris.from_fs_path(path.as_posix()))


def project_root(file: Path) -> Path | None:
    """Return the nearest project a file lies in, None when it lies in none.

    A folder with ``project.config.json`` counts together with the mini-program it names; a
    mini-program between the file and that folder which it does not name is a project of its own.
    """
    app: Path | None = None
    for folder in _upwards(file):
        if app is None and _holds_app(folder):
            app = folder
        if (folder / PROJECT_FILE).is_file():
            named = _app_folder(folder)
            if app is None or named is None or named == app.resolve():
                return folder if app is None or named is not None else app
            return app
    return app


def _upwards(file: Path) -> Iterator[Path]:
    # What a package manager put there is read as a part of the project around it.
    return (folder for folder in file.parents if "node_modules" not in folder.parts)


def _holds_app(folder: Path) -> bool:
    """Whether ``app.json`` here is that of a mini-program; a broken one is, beside a script."""
    file = folder / APP_FILE
    if not file.is_file():
        return False
    if (folder / "app.js").is_file() or (folder / "app.ts").is_file():
        return True
    try:
        value = jsonc.parse(APP_FILE, file.read_text(encoding="utf-8-sig")).value
    except (OSError, ValueError):
        return False
    return isinstance(value, dict) and "pages" in value


def _app_folder(folder: Path) -> Path | None:
    try:
        return read_folder(folder).app_root
    except NotAProjectError:
        return None
