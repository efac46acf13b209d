"""Checks of components and plugins: which nobody uses, which lie in the wrong package (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ide.submit.files import MAIN, sub_package_roots
from ide.submit.rules.flaws import APP, Facts, Flaw, Flaws
from ide.survey import NPM, Spot, Survey, is_library


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


def misplaced(facts: Facts) -> Flaws:
    """P06: what sub-packages alone use is in the main package, which every start waits for."""
    roots = sub_package_roots(facts.submission.app)
    if not roots:
        return
    survey = facts.surveyed
    users = _users(survey)
    packages = _packages(survey, users, roots)
    owners: dict[str, set[str]] = {}
    for path, found in packages.items():
        owners.setdefault(_library(path) or path, set()).update(found)
    told = set()
    for path in sorted(packages):
        whole = _library(path) or path
        names = owners[whole]
        near = any(_package(user, roots) in names for user in users.get(path, ()))
        if whole in told or _package(path, roots) != MAIN or MAIN in names or not near:
            continue
        component = path in survey.components
        if component or path.rpartition(".")[0] not in survey.components:
            told.add(whole)
            spot = (
                _spot(survey, path) if whole == path else Spot(facts.submission.project_path(whole))
            )
            values = {"name": whole.rpartition(NPM)[2], "packages": ", ".join(sorted(names))}
            yield Flaw("component-elsewhere" if component else "script-elsewhere", spot, values)


Users = Mapping[str, Sequence[str]]
"""Components and scripts by who uses them; a script is told by its whole path."""


def _users(survey: Survey) -> Users:
    users: dict[str, list[str]] = {}
    for path, component in survey.components.items():
        used = [*component["children"], *([component["script"]] if component["script"] else [])]
        for other in used:
            users.setdefault(other, []).append(path)
    for path, script in survey.data["scripts"].items():
        for other in (*script["needs"], *script["later"]):
            users.setdefault(other, []).append(path)
    return users


def _packages(survey: Survey, users: Users, roots: Iterable[str]) -> Mapping[str, set[str]]:
    """Return for each component and script the packages whose pages come to it."""
    uses: dict[str, list[str]] = {}
    for path, rows in users.items():
        for user in rows:
            uses.setdefault(user, []).append(path)
    starts = {path: _package(path, roots) for path in survey.pages}
    for path in survey.data["roots"]["components"]:
        starts.setdefault(path, MAIN)
    for path in survey.data["roots"]["scripts"]:
        if path not in users:
            starts.setdefault(path, _package(path, roots))
    found: dict[str, set[str]] = {}
    for start, package in starts.items():
        pending = [start]
        while pending:
            path = pending.pop()
            if package not in found.setdefault(path, set()):
                found[path].add(package)
                pending.extend(uses.get(path, ()))
    return found


def _package(path: str, roots: Iterable[str]) -> str:
    return next((root for root in roots if path.startswith(f"{root}/")), MAIN)


def _library(path: str) -> str:
    """Return the folder of the npm package that a file belongs to, '' for one's own files."""
    before, found, inside = path.partition(NPM)
    parts = inside.split("/")
    return before + found + "/".join(parts[: 2 if parts[0].startswith("@") else 1]) if found else ""


def _spot(survey: Survey, path: str) -> Spot:
    rows = survey.components if path in survey.components else survey.data["scripts"]
    return Spot(str(rows[path]["file"]))
