"""Checks of what nobody refers to: sources, npm packages, pictures and other resources (no Qt)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from pathlib import PurePosixPath

from ide.submit.rules.flaws import APP, Facts, Flaw, Flaws
from ide.submit.rules.groups import Group, grouped
from ide.submit.rules.known import sought
from ide.submit.rules.weight_checks import kilobytes
from ide.survey import NPM, Spot, is_library

_CODE = frozenset({".js", ".ts", ".wxml", ".wxss", ".wxs", ".less", ".scss", ".sass"})
_MOST = 8
"""More groups than these in one folder are told as one."""
_SHOWN = 5
_WORD = re.compile(r"[\w-]+")
_BUILT = re.compile(r"([\w.-]+)/([\w.-]*)(?=['\"`]|\{\{|\$\{)")
"""The beginning of a path whose rest is put together: its last folder, and how the name begins."""


def sources(facts: Facts) -> Flaws:
    """P05: sources that the app cannot come to."""
    survey, named = facts.surveyed, _named_in_app(facts)
    own = [path for path in survey.packed if not is_library(path) and not _is_hidden(path)]
    unused = [path for path in own if path not in survey.reached and path not in named]
    code = {path for path in unused if PurePosixPath(path).suffix in _CODE}
    code = {path for path in code if not path.endswith(".d.ts")}
    stems = {path.rpartition(".")[0] for path in code}
    code |= {path for path in unused if path.endswith(".json") and path[:-5] in stems}
    used = [path for path in own if path in survey.reached]
    for group in grouped(code, [*code, *used], _vendored(facts), _MOST):
        spot = Spot(facts.submission.project_path(group.folder))
        if group.folder in group.files:
            yield Flaw("file-unused", spot)
        else:
            kind = "folder-unused" if group.whole else "folder-partly-unused"
            yield Flaw(kind, spot, _told(facts, group))


def packages(facts: Facts) -> Flaws:
    """P05: npm packages that nothing requires."""
    survey = facts.surveyed
    reached = {_package(path) for path in survey.reached if is_library(path)}
    for package in sorted({_package(path) for path in survey.packed if is_library(path)} - reached):
        yield Flaw("package-unused", Spot(facts.submission.project_path(package)))


def resources(facts: Facts) -> Flaws:
    """P05: pictures, sounds and data that no text of the app names."""
    packed = facts.surveyed.packed
    found = [path for path in packed if _is_resource(path, packed)]
    if not found:
        return
    named = _Named(_texts(facts))
    for group in grouped([path for path in found if path not in named], found, (), _MOST):
        spot = Spot(facts.submission.project_path(group.folder))
        yield Flaw("resource-unused", spot, _told(facts, group))


def _told(facts: Facts, group: Group) -> dict[str, object]:
    size = sum(facts.surveyed.packed.get(path, 0) for path in group.files)
    names = [posixpath.relpath(path, group.folder) for path in group.files[:_SHOWN]]
    if group.folder in group.files:
        names = [posixpath.basename(group.folder)]
    more = " …" if len(group.files) > _SHOWN else ""
    return {
        "count": len(group.files),
        "size": kilobytes(size),
        "names": ", ".join(names) + more,
    }


def _is_hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path


def _is_resource(path: str, packed: Container[str]) -> bool:
    suffix, name = PurePosixPath(path).suffix, posixpath.basename(path)
    stem = path.removesuffix(".json")
    source = suffix in _CODE or any(f"{stem}{kind}" in packed for kind in (".js", ".wxml"))
    read = source or suffix == ".map" or name in sought()["unused"]["read_by_tools"]
    return not (read or _is_hidden(path) or is_library(path))


def _texts(facts: Facts) -> Iterator[str]:
    """Yield every source that the app comes to, and every configuration."""
    survey, submission = facts.surveyed, facts.submission
    for path in sorted(survey.reached | (survey.packed.keys() & _named_in_app(facts))):
        yield submission.text(path)
    for source in ("plugin.json", "theme.json", APP):
        yield submission.text(source)
    if facts.form is not None:
        media, logo = facts.form.media, facts.form.basic.logo
        yield from (logo, media.video, *media.pics, *facts.form.feedback.pics)
    for part in ("scripts", "styles"):
        for row in survey.data[part].values():
            file = submission.root / row["file"]
            yield file.read_text("utf-8", "replace") if file.is_file() else ""


class _Named:
    """What texts name: files whose name without suffix is a word, and beginnings of paths."""

    def __init__(self, texts: Iterable[str]) -> None:
        # Text by text: a search in all of them at once lets no other thread go on meanwhile.
        self._texts = list(texts)
        self._words: set[str] = set()
        self._begun: dict[str, set[str]] = {}
        for text in self._texts:
            self._words.update(_WORD.findall(text))
            for found in _BUILT.finditer(text):
                self._begun.setdefault(found[1], set()).add(found[2])

    def __contains__(self, path: object) -> bool:
        folder, name = posixpath.split(str(path))
        stem = name.rpartition(".")[0]
        starts = self._begun.get(posixpath.basename(folder), ())
        if any(start != name and name.startswith(start) for start in starts):
            return True
        if _WORD.fullmatch(stem):
            return stem in self._words
        return any(stem in text for text in self._texts)


def _vendored(facts: Facts) -> frozenset[str]:
    """Return folders that hold somebody else's code, by their names or by a licence in them."""
    known = re.compile(sought()["unused"]["vendored"])
    marks = frozenset(sought()["unused"]["marks"])
    found = set()
    for path in facts.submission.present:
        folder = posixpath.dirname(path)
        if folder and posixpath.basename(path).lower() in marks:
            found.add(folder)
        parts = folder.split("/")
        for length, name in enumerate(parts, 1):
            if known.fullmatch(name):
                found.add("/".join(parts[:length]))
    return frozenset(found)


def _named_in_app(facts: Facts) -> set[str]:
    """Return files that app.json names and that no survey comes to."""
    app = facts.submission.app
    names = {APP, "app.js", "app.ts", "sitemap.json", "theme.json", "ext.json"}
    for key in ("sitemapLocation", "themeLocation"):
        names.add(str(app.get(key) or "").lstrip("./"))
    for key in ("subPackages", "subpackages"):
        rows = app.get(key)
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and row.get("entry"):
                names.add(posixpath.join(str(row.get("root", "")).strip("/"), str(row["entry"])))
    # Without a use these are P06's affair: their declaration has to go with them.
    declared = app.get("usingComponents")
    for target in declared.values() if isinstance(declared, dict) else ():
        stem = posixpath.normpath(str(target).lstrip("/"))
        names |= {stem + ending for ending in (*_CODE, ".json")}
    return names


def _package(path: str) -> str:
    before, _, inside = path.partition(NPM)
    parts = inside.split("/")
    return before + NPM + "/".join(parts[: 2 if parts[0].startswith("@") else 1])
