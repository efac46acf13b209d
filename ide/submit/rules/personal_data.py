"""Which personal data a project touches, and where (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ide.submit.rules.known import privacy, sought
from ide.survey import Element, Spot, Survey


@dataclass(frozen=True)
class Touch:
    """A function or an element that touches personal data."""

    by: str
    spot: Spot


def touches(survey: Survey) -> Mapping[str, tuple[Touch, ...]]:
    """Return every category that is touched, in the order of the privacy guide."""
    found = {name: tuple(_of(name, survey)) for name in privacy()["categories"]}
    return {name: rows for name, rows in found.items() if rows}


def _of(category: str, survey: Survey) -> Iterator[Touch]:
    told: set[tuple[str, str]] = set()
    for by, file, spot in _uses(category, survey):
        if (by, file) not in told:
            told.add((by, file))
            yield Touch(by, spot)


def _uses(category: str, survey: Survey) -> Iterator[tuple[str, str, Spot]]:
    look, names = sought(), privacy()["categories"][category]
    scopes = look["scopes"].get(category, ())
    for use in survey.uses:
        asked = use.name == "authorize" and use.values.get("scope") in scopes
        if use.runs and (use.name in names or asked):
            yield f"wx.{use.name}", use.script, use.spot
    parts = (name.partition(".") for name in names)
    made = {(look["factories"].get(of), method) for of, _, method in parts if method}
    for method in survey.methods:
        if (method.of, method.name) in made:
            yield f"wx.{method.of}().{method.name}", method.script, method.spot
    for element in survey.elements:
        if _asks_for(category, element):
            yield f"<{element.tag}>", element.template, element.spot


def _asks_for(category: str, element: Element) -> bool:
    return any(
        element.tag == tag and (not key or element.attributes.get(key) == value)
        for tag, key, value in sought()["privacy"].get(category, ())
    )
