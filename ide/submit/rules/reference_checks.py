"""Checks of what files refer to: what is missing, and what nobody refers to (no Qt)."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath

from ide.submit.rules.flaws import APP, Facts, Flaw, Flaws
from ide.survey import NPM, Spot, is_library

_PICTURE_TAGS = frozenset({"image", "cover-image"})
_REMOTE = re.compile(r"[A-Za-z][\w+.-]*:|//")
_CODE = frozenset({".js", ".ts", ".wxml", ".wxss", ".wxs", ".less", ".scss", ".sass"})


def pictures(facts: Facts) -> Flaws:
    """P02: pictures named in templates exist, spelt as they are named."""
    files = facts.submission.present
    spelt = {path.lower(): path for path in files}
    for element in facts.surveyed.elements:
        source = element.attributes.get("src") if element.tag in _PICTURE_TAGS else None
        if not source or "{{" in source or _REMOTE.match(source) or is_library(element.template):
            continue
        path = _resolved(source, element.template)
        if path in files:
            continue
        other = spelt.get(path.lower())
        if other is not None:
            yield Flaw("path-case", element.spot, {"path": source, "file": other})
        else:
            yield Flaw("image-missing", element.spot, {"path": source})


def _resolved(source: str, origin: str) -> str:
    plain = source.strip().partition("?")[0].partition("#")[0]
    folder = "" if plain.startswith("/") else posixpath.dirname(origin)
    return posixpath.normpath(posixpath.join(folder, plain.lstrip("/"))).lstrip("/")


def unused_files(facts: Facts) -> Flaws:
    """P05: sources that the app cannot come to, and npm packages that nothing requires."""
    survey, named = facts.surveyed, _named_in_app(facts)
    unused = [path for path in survey.packed if path not in survey.reached and path not in named]
    sources = [path for path in unused if PurePosixPath(path).suffix in _CODE]
    stems = {path.rpartition(".")[0] for path in sources}
    for path in sorted(unused):
        source = path in sources or (path.endswith(".json") and path[:-5] in stems)
        hidden = path.startswith(".") or "/." in path
        if source and not hidden and not is_library(path) and not path.endswith(".d.ts"):
            yield Flaw("file-unused", Spot(facts.submission.project_path(path)))
    reached = {_package(path) for path in survey.reached if is_library(path)}
    for package in sorted({_package(path) for path in survey.packed if is_library(path)} - reached):
        yield Flaw("package-unused", Spot(facts.submission.project_path(package)))


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
    return names


def _package(path: str) -> str:
    before, _, inside = path.partition(NPM)
    parts = inside.split("/")
    return before + NPM + "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def unused_plugins(facts: Facts) -> Flaws:
    """P06: plugins that nothing names."""
    plugins = facts.submission.app.get("plugins")
    survey = facts.surveyed
    texts = [facts.submission.text(f"{path}.json") for path in survey.components]
    texts += [facts.submission.text(APP), *(said.text for said in survey.strings)]
    texts += [value for one in survey.elements for value in one.attributes.values() if value]
    for name in plugins if isinstance(plugins, dict) else ():
        named = re.compile(rf"plugin(-private)?://{re.escape(name)}(/|$)")
        if name not in survey.words and not any(named.search(text) for text in texts):
            yield Flaw("plugin-unused", facts.in_app("plugins", name), {"plugin": name})


def unused_components(facts: Facts) -> Flaws:
    """P06: components that are declared and that no template uses."""
    for path, component in facts.surveyed.components.items():
        if not is_library(path) and f"{path}.json" in facts.submission.paths:
            for tag in component["unused"]:
                spot = facts.in_json(f"{path}.json", "usingComponents", tag)
                yield Flaw("component-unused", spot, {"tag": tag})
    declared = facts.submission.app.get("usingComponents")
    used = {tag for one in facts.surveyed.components.values() for tag in one["using"]}
    for tag in declared if isinstance(declared, dict) else ():
        if tag not in used:
            yield Flaw("component-unused", facts.in_app("usingComponents", tag), {"tag": tag})
