"""What a project folder says about itself: name, AppID and where the mini-program is (no Qt)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from renderer.compiler import jsonc

SKIPPED = frozenset({"node_modules", ".git", ".svn", ".hg", "__pycache__", ".DS_Store"})


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
        """The project's name, else its folder's."""
        return str(self.config.get("projectname") or self.root.name)

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
    """Read a project folder.

    Raises:
        NotAProjectError: there is no app.json where one should be.
    """
    root = root.resolve()
    config = _merged(
        _read_json(root / "project.config.json"), _read_json(root / "project.private.config.json")
    )
    stated = str(config.get("miniprogramRoot") or "")
    for folder in dict.fromkeys((root / stated, root, root / "miniprogram", root / "src")):
        if folder.resolve().is_relative_to(root) and (folder / "app.json").is_file():
            return ProjectFolder(root, folder.resolve(), config, _read_json(folder / "app.json"))
    raise NotAProjectError(str(root))


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
