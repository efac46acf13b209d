"""What a project folder says about itself: name, AppID and where the mini-program is (no Qt)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from renderer.compiler import jsonc
from renderer.compiler.config.project import MAX_DEPTH, PROJECT_FILE, USUAL_ROOTS

SKIPPED = frozenset({"node_modules", ".git", ".svn", ".hg", "__pycache__", ".DS_Store"})

_MOST_FOLDERS = 2000
"""How many folders are looked into: somebody may open a whole disk."""


class NotAProjectError(ValueError):
    """The folder holds no mini-program."""


@dataclass(frozen=True)
class ProjectFolder:
    """A folder with a mini-program in it."""

    root: Path
    app_root: Path
    """The folder of app.json: the root, or what ``miniprogramRoot`` names."""
    config: Mapping[str, Any]
    app: Mapping[str, Any]
    """app.json, empty when it cannot be read."""

    @property
    def name(self) -> str:
        """The project's name, else its folder's; the official tool writes it percent-encoded."""
        return unquote(str(self.config.get("projectname") or "")) or self.root.name

    @property
    def app_id(self) -> str:
        """The AppID, or the guest's when the project has none."""
        return str(self.config.get("appid") or "touristappid")

    @property
    def package_folder(self) -> str:
        """The folder of app.json relative to the root, empty when it is the root."""
        folder = self.app_root.relative_to(self.root).as_posix()
        return "" if folder == "." else folder

    def locate(self, path: str) -> str:
        """Return a path of the package as the project's tree writes it."""
        inside = f"{self.package_folder}/{path}".lstrip("/")
        return inside if path and (self.root / inside).is_file() else path

    @property
    def entry_page(self) -> str:
        """The template of the page shown first, relative to the root; empty when it is missing."""
        pages = self.app.get("pages")
        first = str(self.app.get("entryPagePath") or (pages[0] if pages else ""))
        file = self.app_root / f"{first.strip('/')}.wxml"
        return file.relative_to(self.root).as_posix() if first and file.is_file() else ""

    def files(self) -> list[str]:
        """List every file a person may want to open, relative to the root."""
        found = []
        for folder, folders, names in os.walk(self.root):
            folders[:] = sorted(name for name in folders if name not in SKIPPED)
            place = Path(folder).relative_to(self.root)
            found += [(place / name).as_posix() for name in sorted(names) if name not in SKIPPED]
        return found


def read_folder(root: Path) -> ProjectFolder:
    """Read a project folder; the mini-program is found where the compiler finds it.

    Raises:
        NotAProjectError: there is no app.json where one should be.
    """
    root = root.resolve()
    base = _config_folder(root)
    config = _merged(
        _read_json(base / PROJECT_FILE), _read_json(base / "project.private.config.json")
    )
    for folder in _likely(base, str(config.get("miniprogramRoot") or "")):
        if folder.resolve().is_relative_to(root) and (folder / "app.json").is_file():
            return ProjectFolder(root, folder.resolve(), config, _read_json(folder / "app.json"))
    raise NotAProjectError(str(root))


def _config_folder(root: Path) -> Path:
    """Return the folder of project.config.json: the root, else the least deep one below it."""
    if (root / PROJECT_FILE).is_file() or (root / "app.json").is_file():
        return root
    return next((one for one in _below(root) if (one / PROJECT_FILE).is_file()), root)


def _likely(base: Path, stated: str) -> Iterator[Path]:
    """Yield where app.json is looked for, the likeliest folder first."""
    yield base / stated
    yield from (base / usual for usual in USUAL_ROOTS)
    for folder in _below(base):
        if "pages" in _read_json(folder / "app.json") or (folder / "app.js").is_file():
            yield folder


def _below(root: Path) -> Iterator[Path]:
    """Yield the folders below a folder, those that lie less deep first."""
    level = [root]
    seen = 0
    for _depth in range(MAX_DEPTH):
        inner = sorted(entry.path for folder in level for entry in _folders(folder))
        level = [Path(path) for path in inner[: _MOST_FOLDERS - seen]]
        seen += len(level)
        yield from level


def _folders(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [
                entry
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and entry.name not in SKIPPED
            ]
    except OSError:  # nobody may read it: then no project is in it either
        return []


def _merged(config: dict[str, Any], private: dict[str, Any]) -> dict[str, Any]:
    """Lay the private configuration over the shared one; settings one by one."""
    settings = [part.get("setting") for part in (config, private)]
    merged = {**config, **private}
    if all(isinstance(each, dict) for each in settings):
        merged["setting"] = {**config["setting"], **private["setting"]}
    return merged


def _read_json(file: Path) -> dict[str, Any]:
    try:
        data = jsonc.parse(file.name, file.read_text(encoding="utf-8-sig")).value
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
