"""Paths of files and pages, offered a folder at a time."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ide.language.answers import Item, ItemKind
from ide.language.project import Project

IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")


def files(project: Project, origin: str, written: str, endings: tuple[str, ...]) -> Iterator[Item]:
    """Yield what continues a written path: folders that lead to such files, and the files."""
    inside = project.workspace.package_path(origin)
    if inside is None:
        return
    folder = _folder(inside, written)
    if folder is None:
        return
    if not written or written.endswith("../"):
        yield Item("../", ItemKind.FILE, "../", rank=8, again=True)
    for start in ("./", "/") if not written else ():
        yield Item(start, ItemKind.FILE, start, rank=7, again=True)
    folders, names = _inside(project, folder + "/" if folder else "", endings)
    for name in sorted(folders):
        yield Item(name + "/", ItemKind.FILE, name + "/", rank=4, again=True)
    own = inside.rpartition("/")[2] if posixpath.dirname(inside) == folder else ""
    for name in sorted(names - {own}):
        yield Item(name, ItemKind.FILE, name, rank=3)


def _inside(project: Project, prefix: str, endings: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Return the folders below a prefix that lead to files with these endings, and such files."""
    folders: set[str] = set()
    names: set[str] = set()
    for path in project.workspace.paths:
        place = project.workspace.package_path(path)
        if place is not None and place.startswith(prefix) and place.endswith(endings):
            head, slash, _ = place[len(prefix) :].partition("/")
            (folders if slash else names).add(head)
    return folders, names


def pages(project: Project, *, slash: bool = True) -> Iterator[Item]:
    """Yield the app's pages as addresses."""
    for route in project.pages():
        address = f"/{route}" if slash else route
        yield Item(address, ItemKind.FILE, address, _title(project, route), 2)


def _title(project: Project, route: str) -> str:
    stem = project.workspace.project_path(route)
    document = project.workspace.json(stem + ".json")
    title = document.get("navigationBarTitleText") if document else None
    return title.text if title else ""


def _folder(origin: str, written: str) -> str | None:
    """Return the folder inside the package that a half-written path is in, None above its top."""
    parts = [] if written.startswith("/") else origin.split("/")[:-1]
    for part in written.split("/")[:-1]:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
