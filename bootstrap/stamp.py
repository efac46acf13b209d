"""Remembers which inputs each set-up step was last run with, so that nothing is done twice."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

from bootstrap.places import ROOT, STAMP, WEB_SOURCES

_BUILD_INPUTS = (
    "bootstrap/build.mjs",
    "package-lock.json",
    "resources/api_homes.toml",
    "resources/icon_fonts.json",
)


def read() -> dict[str, str]:
    """Return the recorded fingerprint of each step; empty when there is none that can be read."""
    try:
        content = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def record(step: str, fingerprint: str) -> None:
    """Record that a step is done for this fingerprint, in one atomic write."""
    content = {**read(), step: fingerprint}
    part = STAMP.with_suffix(".part")
    part.write_text(json.dumps(content, indent=1), encoding="utf-8")
    os.replace(part, STAMP)


def of_files(*files: Path) -> str:
    """Return a fingerprint of the contents of some files, of this Python and of this place."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for file in files:
        digest.update(file.read_bytes() if file.exists() else b"-")
    return digest.hexdigest()


def of_web_sources() -> str:
    """Return a fingerprint of everything the web bundles are made of.

    Size and modification time of each file are enough to notice an edit and cost no reading.
    """
    digest = hashlib.sha256()
    for name in _BUILD_INPUTS:
        _add(digest, ROOT / name)
    for folder in WEB_SOURCES:
        for path in _files(ROOT / folder):
            _add(digest, path)
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        folders.sort()
        found += [Path(here, name) for name in sorted(names) if not name.endswith(".md")]
    return found


def _add(digest: hashlib._Hash, path: Path) -> None:
    try:
        facts = path.stat()
    except FileNotFoundError:
        return
    digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
