"""What new projects begin with, templates and samples: files, texts, copying (no Qt)."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import resources
from ide import atomic

GUEST_APP_ID = "touristappid"
_APP_ID = re.compile(r"wx[0-9a-f]{16}|touristappid")
_FIRST = "en"
_QUOTED = frozenset({".js", ".ts", ".json", ".wxml", ".yaml"})
_ROOTS = ("templates", "samples")
_PLACED = ("setting", "condition")
"""What of ``[config]`` has a place of its own in project.config.json."""
_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True)
class Template:
    """One folder of resources/templates or samples; its title is the text ``template.<id>``."""

    id: str
    folder: Path
    order: int
    config: Mapping[str, Any] = field(default_factory=dict)
    """What its project.config.json says beyond the usual."""
    texts: tuple[Mapping[str, str], ...] = ()
    """Each text of the files in every language."""
    looks_like: str = ""
    """The template whose pictures it shares, its own id as a rule."""

    def picture(self, language: str) -> Path:
        """Return the picture of its first page."""
        known = language if language in self.languages() else _FIRST
        return self.folder.with_name(self.looks_like) / f"preview-{known}.png"

    def files(self) -> list[Path]:
        """Return its files, relative to the project."""
        root = self.folder / "files"
        return sorted(file.relative_to(root) for file in root.rglob("*") if file.is_file())

    def languages(self) -> list[str]:
        """Return the languages its texts are written in."""
        return sorted(set.intersection(*(set(text) for text in self.texts)))


@dataclass(frozen=True)
class NewProject:
    """What the person chose."""

    template: str
    folder: Path
    name: str
    language: str = _FIRST
    app_id: str = GUEST_APP_ID


@cache
def templates() -> Mapping[str, Template]:
    """Return every template by id, in the order they are offered."""
    folders = (resources.path(root) for root in _ROOTS)
    found = [_read(file) for folder in folders for file in folder.glob("*/template.toml")]
    return {template.id: template for template in sorted(found, key=lambda each: each.order)}


def folder_fault(folder: Path) -> str:
    """Return why a project cannot be made in ``folder``: a key below ``new.fault``, or nothing."""
    if not folder.is_absolute():
        return "relative"
    if _RESERVED.search(folder.name):
        return "characters"
    if folder.is_file():
        return "file"
    try:
        if folder.is_dir() and any(folder.iterdir()):
            return "full"
    except OSError:
        return "unreadable"
    return ""


def app_id_fault(app_id: str) -> str:
    """Return why this is no AppID: a key below ``new.fault``, or nothing."""
    return "" if not app_id or _APP_ID.fullmatch(app_id) else "app_id"


def create(wanted: NewProject, base_library: str) -> Path:
    """Write the files of a template into a new or empty folder and return it.

    Raises:
        OSError: the folder cannot be written, or is not empty.
    """
    template = templates()[wanted.template]
    if folder_fault(wanted.folder):
        raise FileExistsError(f"{wanted.folder} cannot become a project")
    wanted.folder.mkdir(parents=True, exist_ok=True)
    words = _words(template, wanted.language)
    for name in template.files():
        data = (template.folder / "files" / name).read_bytes()
        if name.suffix in _QUOTED:
            data = words.put(data.decode()).encode()
        atomic.write_bytes(wanted.folder / name, data)
    config = json.dumps(_config(template, wanted, base_library), ensure_ascii=False, indent=2)
    atomic.write_text(wanted.folder / "project.config.json", f"{config}\n")
    return wanted.folder


@dataclass(frozen=True)
class _Words:
    """Replaces texts where they stand alone: as a string, or between tags and expressions."""

    by_text: Mapping[str, str]

    def put(self, text: str) -> str:
        if not self.by_text:
            return text
        texts = "|".join(re.escape(each) for each in sorted(self.by_text, key=len, reverse=True))
        alone = re.compile(rf"(?<=['\"`>])({texts})(?=['\"`<]|: \{{\{{)")
        return alone.sub(lambda match: self.by_text[match[1]], text)


def _words(template: Template, language: str) -> _Words:
    if language not in template.languages():
        language = _FIRST
    return _Words({text[_FIRST]: text[language] for text in template.texts})


def _config(template: Template, wanted: NewProject, base_library: str) -> dict[str, Any]:
    """Return project.config.json with the keys and the order of the official tool."""
    usual = tomllib.loads(resources.path("templates", "project.toml").read_text(encoding="utf-8"))
    setting = {**usual.pop("setting"), **template.config.get("setting", {})}
    roots = {key: value for key, value in template.config.items() if key not in _PLACED}
    return {
        **usual,
        "compileType": "miniprogram",
        **roots,
        "setting": setting,
        "libVersion": base_library,
        "appid": wanted.app_id or GUEST_APP_ID,
        "projectname": wanted.name,
        "condition": template.config.get("condition", {}),
    }


def _read(file: Path) -> Template:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Template(
        id=file.parent.name,
        folder=file.parent,
        order=data["order"],
        config=data.get("config", {}),
        texts=tuple(data.get("text", ())),
        looks_like=data.get("picture", file.parent.name),
    )
