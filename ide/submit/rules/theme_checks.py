"""Checks of dark mode: who announces it has colours for it (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ide.submit.rules.flaws import APP, Facts, Flaw, Flaws
from ide.survey import Spot, is_library
from renderer.compiler.jsonc import KeyPath

_MODES = ("light", "dark")
_THEMED = ("window", "tabBar")
_HEARD = "onThemeChange"

Variable = tuple[str, str, KeyPath]
"""File, name and place of a colour that a theme gives."""


def theme_file(facts: Facts) -> Flaws:
    """P40: theme.json is there, and has each colour for light and for dark."""
    app = facts.submission.app
    if app.get("darkmode") is not True:
        return
    file = _location(facts)
    if file not in facts.submission.paths:
        yield Flaw("theme-missing", facts.in_json(APP, "darkmode"))
        return
    modes = _modes(facts)
    if set(modes) != set(_MODES):
        yield Flaw("theme-missing", facts.in_json(file))
        return
    for mode, other in (_MODES, _MODES[::-1]):
        missing = sorted(set(modes[other]) - set(modes[mode]))
        if missing:
            values = {"mode": mode, "names": ", ".join(missing)}
            yield Flaw("theme-incomplete", facts.in_json(file, mode), values)


def theme_variables(facts: Facts) -> Flaws:
    """P40: colours that configurations take from the theme are in it, and some do."""
    modes, used = _modes(facts), list(_variables(facts))
    known = {name for mode in modes.values() for name in mode}
    for file, name, path in used:
        if name not in known:
            yield Flaw("theme-variable-missing", facts.in_json(file, *path), {"name": f"@{name}"})
    announced = facts.submission.app.get("darkmode") is True
    if announced and known and not used:
        yield Flaw("theme-unused", facts.in_json(APP, "darkmode"))


def dark_styles(facts: Facts) -> Flaws:
    """P40: styles know the dark mode that app.json announces, and the other way round."""
    survey = facts.surveyed
    own = {path: row for path, row in survey.data["styles"].items() if not is_library(path)}
    announced = facts.submission.app.get("darkmode") is True
    dark = next((path for path, row in own.items() if row["dark"]), None)
    told = any(
        _HEARD in names.keys or _HEARD in names.assigned for names in survey.members.values()
    )
    if announced and own and dark is None and not told and _HEARD not in survey.names:
        yield Flaw("dark-styles-missing", facts.in_json(APP, "darkmode"))
    elif dark is not None and not announced and "darkmode" not in facts.submission.app:
        yield Flaw("dark-styles-idle", Spot(own[dark]["file"]))


def _location(facts: Facts) -> str:
    return str(facts.submission.app.get("themeLocation") or "").removeprefix("./")


def _modes(facts: Facts) -> Mapping[str, Mapping[str, Any]]:
    value = facts.submission.json(_location(facts)).value if _location(facts) else None
    rows = value if isinstance(value, Mapping) else {}
    return {mode: rows[mode] for mode in _MODES if isinstance(rows.get(mode), Mapping)}


def _variables(facts: Facts) -> Iterator[Variable]:
    """Yield what app.json and the pages take from the theme."""
    app = facts.submission.app
    for key in _THEMED:
        yield from _inside(APP, app.get(key), (key,))
    for route, _ in facts.submission.pages():
        file = f"{route}.json"
        if file in facts.submission.paths:
            yield from _inside(file, facts.submission.json(file).value, ())


def _inside(file: str, value: object, path: KeyPath) -> Iterator[Variable]:
    if isinstance(value, str) and value.startswith("@"):
        yield file, value[1:], path
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if key != "usingComponents":
                yield from _inside(file, one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _inside(file, one, (*path, number))
