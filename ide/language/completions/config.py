"""Paths in the JSON files of pages, components and the app."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ide.language.answers import Completion, Item, ItemKind
from ide.language.completions import paths
from ide.language.project import Project
from ide.language.workspace import stem_of

_ICONS = frozenset({"iconPath", "selectedIconPath"})


def complete(project: Project, path: str, offset: int) -> Completion:
    """Return what fits at an offset of a JSON file."""
    document = project.workspace.json(path)
    found = document.at(offset) if document else None
    if found is None or found[1]:
        return Completion()
    entry = found[0]
    written = entry.text[: offset - entry.start]
    keys = tuple("*" if isinstance(key, int) else key for key in entry.path)
    if keys[:1] == ("usingComponents",) or keys[-1:] == ("default",):
        items = list(_components(project, path, str(entry.path[-1])))
        return Completion(tuple(items), entry.start, offset)
    if keys == ("pages", "*"):
        return Completion(tuple(_new_pages(project)), entry.start, offset)
    if len(keys) == 4 and keys[0] in ("subpackages", "subPackages") and keys[2] == "pages":
        root = document.get(*entry.path[:2], "root") if document else None
        items = list(_new_pages(project, root.text.strip("/") + "/" if root else ""))
        return Completion(tuple(items), entry.start, offset)
    if keys[-1:] in (("pagePath",), ("entryPagePath",)):
        return Completion(tuple(paths.pages(project, slash=False)), entry.start, offset)
    if keys and keys[-1] in _ICONS:
        items = list(paths.files(project, path, written, paths.IMAGES))
        return Completion(tuple(items), offset - len(written.rpartition("/")[2]), offset)
    return Completion()


def _components(project: Project, origin: str, tag: str) -> Iterator[Item]:
    """Yield the project's components, those named like the tag first."""
    inside = project.workspace.package_path(origin)
    folder = posixpath.dirname(inside or "")
    for path in sorted(project.workspace.paths):
        if not path.endswith(".json") or not project.workspace.exists(stem_of(path) + ".wxml"):
            continue
        document = project.workspace.json(path)
        marked = document.get("component") if document else None
        place = project.workspace.package_path(stem_of(path))
        if marked is None or marked.text != "true" or place is None or path == origin:
            continue
        near = posixpath.relpath("/" + place, "/" + folder)
        near = near if near.startswith(".") else f"./{near}"
        rank = 1 if tag and tag in place else 3
        yield Item(f"/{place}", ItemKind.FILE, f"/{place}", "", rank)
        yield Item(near, ItemKind.FILE, near, "", rank + 1)


def _new_pages(project: Project, root: str = "") -> Iterator[Item]:
    """Yield templates that could be pages and are none yet."""
    known = set(project.pages())
    for path in sorted(project.workspace.paths):
        place = project.workspace.package_path(path)
        if place is None or not place.endswith(".wxml") or not place.startswith(root):
            continue
        route = place.removesuffix(".wxml")
        script = project.workspace.beside(stem_of(path), "script")
        if route not in known and script is not None:
            document = project.workspace.json(stem_of(path) + ".json")
            marked = document.get("component") if document else None
            if marked is None or marked.text != "true":
                yield Item(route[len(root) :], ItemKind.FILE, route[len(root) :], "", 2)
