"""Extension libraries (``useExtendedLib``): WeChat brings them along, and so does Minideck."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

from renderer.compiler.config.app import AppConfig
from renderer.compiler.package import NPM_FOLDER
from resources import path as resource_path

_PACKAGES = {"weui": "weui-miniprogram"}
"""Name in ``useExtendedLib`` → npm package that references name."""

_STYLES = {"weui-miniprogram": "weui-wxss/dist/style/weui.wxss"}
"""Library → its sheet, which applies to the whole app without anybody importing it."""

_SOURCE = re.compile(rb"""(\bsrc=["'])/([^"'{}?#]+)""")


def wanted_packages(app: AppConfig) -> frozenset[str]:
    """Return the npm names of the libraries that an app or one of its subpackages asks for."""
    tables = [app.value.get("useExtendedLib")]
    for key in ("subPackages", "subpackages"):
        listed = app.value.get(key)
        for entry in listed if isinstance(listed, list) else []:
            tables.append(entry.get("useExtendedLib") if isinstance(entry, dict) else None)
    return frozenset(
        package
        for name, package in _PACKAGES.items()
        if any(isinstance(table, dict) and table.get(name) for table in tables)
    )


def library_styles(packages: Iterable[str]) -> dict[str, str]:
    """Return the sheets that come before the app's own, by the package path of each."""
    found: dict[str, str] = {}
    for package in sorted(packages):
        style = _STYLES.get(package)
        file = resource_path("web", "libraries", package) / style if style else None
        if file is not None and file.is_file():
            found[f"{NPM_FOLDER}{package}/{style}"] = file.read_text("utf-8")
    return found


def library_files(package: str) -> dict[str, bytes]:
    """Return the files of a library by their path in it, {} when it was not brought along."""
    root: Path = resource_path("web", "libraries", package)
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
    return {
        path: _with_own_pictures(path, data, files) if path.endswith(".wxml") else data
        for path, data in files.items()
    }


def _with_own_pictures(path: str, data: bytes, files: dict[str, bytes]) -> bytes:
    """The template with ``/…`` that means the library's own root, not the app's, made relative."""

    def relative(match: re.Match[bytes]) -> bytes:
        target = match[2].decode("utf-8", "replace")
        if target not in files:
            return match[0]
        return match[1] + posixpath.relpath(target, posixpath.dirname(path) or ".").encode()

    return _SOURCE.sub(relative, data)
