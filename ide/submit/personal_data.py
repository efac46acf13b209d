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
    factories = sought()["factories"]
    names = privacy()["categories"][category]
    wanted = {factories.get(name.partition(".")[0], name) for name in names}
    told: set[tuple[str, str]] = set()
    for use in survey.uses:
        if use.runs and use.name in wanted and (use.name, use.script) not in told:
            told.add((use.name, use.script))
            yield Touch(f"wx.{use.name}", use.spot)
    for element in survey.elements:
        if _asks_for(category, element) and (element.tag, element.template) not in told:
            told.add((element.tag, element.template))
            yield Touch(f"<{element.tag}>", element.spot)


def _asks_for(category: str, element: Element) -> bool:
    return any(
        element.tag == tag and (not key or element.attributes.get(key) == value)
        for tag, key, value in sought()["privacy"].get(category, ())
    )
