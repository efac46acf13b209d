"""What a report says beside the findings: packages, personal data, functions, servers (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from ide.i18n import tr
from ide.submit.project_facts import Submission, limit
from ide.submit.rules import Facts
from ide.submit.rules.known import privacy, scope_of, sought
from ide.submit.rules.personal_data import touches
from ide.submit.rules.privacy_checks import category_of
from ide.survey import Spot

_SCHEMES = frozenset({"http", "https", "ws", "wss"})
_WEB_VIEW = "web-view"

Row = dict[str, Any]


def packages(submission: Submission) -> list[Row]:
    """Return main package and sub-packages with what they weigh and may weigh, in bytes."""
    most = limit("package.single")
    return [
        {"name": part.name, "bytes": part.size, "limit": most, "files": part.files}
        for part in submission.parts
    ]


def total(submission: Submission) -> Row:
    """Return what all packages weigh together and may weigh, in bytes."""
    parts = submission.parts
    return {
        "bytes": sum(part.size for part in parts),
        "limit": limit("package.total"),
        "files": sum(part.files for part in parts),
    }


def personal_data(facts: Facts) -> Row:
    """Return the categories that are used, declared, and used without being declared.

    What nobody has looked at or filled in is None.
    """
    used = None if facts.survey is None else touches(facts.survey)
    purposes = None if facts.form is None else _purposes(facts)
    missing = None
    if used is not None and purposes is not None:
        missing = [category for category in used if not purposes.get(category)]
    return {
        "used": used
        and [
            {
                "category": category,
                "title": tr(f"personal_data.{category}"),
                "by": sorted({touch.by for touch in found}),
                "places": [_place(touch.spot) for touch in found],
            }
            for category, found in used.items()
        ],
        "declared": purposes
        and [{"category": name, "purpose": purpose} for name, purpose in purposes.items()],
        "missing": missing,
    }


def _purposes(facts: Facts) -> dict[str, str]:
    """Return the purposes that the form names, by category."""
    assert facts.form is not None
    return {
        category_of(row.category) or row.category: row.purpose.strip() for row in facts.form.privacy
    }


def apis(facts: Facts) -> list[Row]:
    """Return every function of ``wx`` with the places that can call it."""
    places: dict[str, list[str]] = {}
    for use in facts.survey.uses if facts.survey is not None else ():
        if use.runs:
            places.setdefault(use.name, []).append(_place(use.spot))
    touched = {name: key for key, names in privacy()["categories"].items() for name in names}
    return [
        {
            "name": name,
            "places": found,
            "scope": scope_of(name) or None,
            "privacy": touched.get(name),
        }
        for name, found in sorted(places.items())
    ]


def servers(facts: Facts) -> list[Row]:
    """Return the servers whose addresses are written in the project, by kind of call.

    ``listed`` is None where the project lists no domains of that kind.
    """
    places: dict[tuple[str, str], list[str]] = {}
    for kind, url, spot in _addresses(facts):
        origin = _origin(url)
        if origin:
            places.setdefault((origin, kind), []).append(_place(spot))
    return [
        {"url": origin, "kind": kind, "listed": _listed(facts.domains, kind, origin), "places": at}
        for (origin, kind), at in sorted(places.items())
    ]


def _addresses(facts: Facts) -> Iterator[tuple[str, str, Spot]]:
    """Yield kind, address and place; the kind is '' where an address is only written."""
    if facts.survey is None:
        return
    kinds, called = sought()["network"], set()
    for use in facts.survey.uses:
        url = use.values.get("url")
        if use.name in kinds and isinstance(url, str):
            called.add(_origin(url))
            yield kinds[use.name], url, use.spot
    for element in facts.survey.elements:
        if element.tag == _WEB_VIEW:
            yield _WEB_VIEW, element.attributes.get("src") or "", element.spot
    for said in facts.survey.strings:
        if _origin(said.text) not in called:
            yield "", said.text, said.spot


def _origin(url: str) -> str:
    try:
        split = urlsplit(url)
    except ValueError:
        return ""
    host = split.hostname or ""
    known = split.scheme in _SCHEMES and "." in host and host not in sought()["hosts"]["names"]
    return f"{split.scheme}://{split.netloc}" if known else ""


def _listed(domains: Mapping[str, tuple[str, ...]], kind: str, origin: str) -> bool | None:
    listed = domains.get(kind)
    return None if not listed else origin in {one.rstrip("/") for one in listed}


def _place(spot: Spot) -> str:
    return f"{spot.file}:{spot.line}"
