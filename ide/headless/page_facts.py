"""From what the runtime says of a page to the facts of its visit, each at its place (no Qt)."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ide.inspect.place import Place, Sources, find_place
from ide.inspect.style_source import find_rule, source_file
from ide.submit.project_facts import threshold
from ide.submit.run_record import (
    Bar,
    Part,
    Picture,
    Rule,
    SetData,
    TapArea,
    Text,
    Timing,
    Tree,
)
from ide.survey import Spot, is_library

_PARTS = ("texts", "taps", "pictures", "bars", "scrollers", "controls")


class Places:
    """Finds places of the project's sources for what the runtime names."""

    def __init__(self, root: Path, package: Path) -> None:
        """``root`` is the project's folder, ``package`` that of app.json."""
        self._package = package
        self._prefix = package.relative_to(root).as_posix()
        self._texts: dict[str, str | None] = {}
        self._sources = Sources(self._read)
        self._found: dict[str, Spot] = {}

    def turn_page(self) -> None:
        """Read templates anew: one look-up reads a limited number of them."""
        self._sources = Sources(self._read)

    def spot(self, file: str, line: int = 0, column: int = 0) -> Spot:
        """Return a place of the package as one of the project; no place for no file."""
        if not file:
            return Spot()
        return Spot(posixpath.normpath(posixpath.join(self._prefix, file)), line, column)

    def of_node(self, chain: Sequence[Mapping[str, Any]], page: str) -> Spot:
        """Return where a node is written, or what of the author's own surrounds it.

        ``chain``: its place in its component's template, then those of the hosts around it.
        """
        for place in chain:
            found = self._of_place(place)
            if found.file and not is_library(found.file):
                return found
        return self.spot(f"{page}.wxml")

    def rule(self, row: Mapping[str, Any]) -> Rule:
        """Return a style rule as it is written, at its sheet when its place is unsure."""
        key, selector = str(row["key"]), str(row["selector"])
        rule = find_rule(self._read, key, int(row["ordinal"]), selector)
        if rule is not None:
            return Rule(" ".join(rule.selector.split()), self.spot(rule.file, rule.line, 1))
        return Rule(selector, self.spot(source_file(self._read, key)))

    def _of_place(self, place: Mapping[str, Any]) -> Spot:
        key = json.dumps(place)
        if key not in self._found:
            found = find_place(self._sources, place["component"], place["steps"])
            self._found[key] = Spot() if found is None else self._of_tag(found)
        return self._found[key]

    def _of_tag(self, place: Place) -> Spot:
        """Return where an element begins, as far as its name goes."""
        point = self.spot(place.file, place.line, place.column)
        if not place.node.name:
            return point
        end = place.column + len(f"<{place.node.name}")
        return replace(point, end_line=place.line, end_column=end)

    def _read(self, path: str) -> str | None:
        if path not in self._texts:
            file = self._package / path
            inside = file.resolve().is_relative_to(self._package.resolve())
            try:
                text = file.read_text("utf-8-sig", errors="replace") if inside else None
            except OSError:
                text = None
            self._texts[path] = text
        return self._texts[path]


def nodes_of(audit: Mapping[str, Any]) -> list[int]:
    """Return the nodes of the view an audit speaks of."""
    tree = audit["tree"]
    named = {row["node"] for name in _PARTS for row in audit[name]}
    return sorted(named | {node for node in (tree["deepest"], tree["widest"]) if node})


def facts_of(
    audit: Mapping[str, Any], chains: Mapping[str, Sequence[Mapping[str, Any]]], places: Places
) -> dict[str, Any]:
    """Return the fields of a ``Visit`` that the page's document tells."""
    route = audit["route"]
    places.turn_page()

    def spot(node: int) -> Spot:
        return places.of_node(chains.get(str(node), ()), route)

    def rows(name: str, kind: Callable[..., Any], *names: str) -> tuple[Any, ...]:
        return tuple(
            kind(*(_fixed(row[one]) for one in names), spot(row["node"])) for row in audit[name]
        )

    tree = audit["tree"]
    return {
        "landed": route,
        "interactive": audit["interactive"],
        "resizable": audit["resizable"],
        "adapts": audit["adapts"],
        "tree": Tree(
            tree["nodes"],
            tree["depth"],
            tree["children"],
            spot(tree["deepest"]),
            spot(tree["widest"]),
        ),
        "texts": rows("texts", Text, "text", "color", "background", "size", "weight", "own"),
        "taps": tuple(
            TapArea(
                row["tag"],
                row["text"],
                # A library decides for itself what it listens to.
                row["heard"] and not _is_library(chains.get(str(row["node"]), ())),
                row["width"],
                row["height"],
                spot(row["node"]),
            )
            for row in audit["taps"]
        ),
        "pictures": rows(
            "pictures", Picture, "source", "mode", "natural", "shown", "turned", "vector"
        ),
        "bars": rows("bars", Bar, "tag", "height", "overlap"),
        "scrollers": tuple(
            Part("scroll", row["tag"], spot(row["node"])) for row in audit["scrollers"]
        ),
        "controls": rows("controls", Part, "kind", "tag"),
        "active_rules": tuple(places.rule(row) for row in audit["rules"]),
    }


def set_data_of(rows: Iterable[Mapping[str, Any]]) -> tuple[SetData, ...]:
    """Return the ``setData`` calls of a run, their times counted from the first."""
    calls = list(rows)
    first = min((row["time"] for row in calls), default=0)
    return tuple(
        SetData(
            row["owner"],
            row["instance"],
            row["page"],
            row["time"] - first,
            row["bytes"],
            tuple(row["paths"]),
        )
        for row in calls
    )


def timings_of(
    renderings: Iterable[float], pieces: Iterable[Mapping[str, Any]], route: str, places: Places
) -> tuple[Timing, ...]:
    """Return the longest rendering and every measured piece of script."""
    longest = max(renderings, default=None)
    render, script = threshold("renderTime"), threshold("scriptTime")
    page = places.spot(f"{route}.wxml")
    found = [] if longest is None else [Timing("render", route, longest, render, page)]
    for row in pieces:
        what = row["file"] if row["what"] == "evaluate" else row["what"]
        found.append(Timing("script", what, row["ms"], script, places.spot(row["file"])))
    return tuple(found)


def _is_library(chain: Sequence[Mapping[str, Any]]) -> bool:
    return bool(chain) and is_library(str(chain[0]["component"]))


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
