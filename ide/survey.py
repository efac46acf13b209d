"""The compiler's survey of a project as the rules read it (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

NPM = "miniprogram_npm/"


@dataclass(frozen=True)
class Spot:
    """A range of a file; ``file`` counts from the project's root, lines and columns from 1.

    Without an end it is a point.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True)
class ApiUse:
    """A function of ``wx`` in a script, without ``wx.``; ``*`` where the name is not written."""

    name: str
    how: str
    """``called``, ``taken`` as a value, ``tested`` for being there, or ``assigned``."""
    keys: tuple[str, ...] | None
    """Keys of the options, None where they are not written out."""
    values: Mapping[str, Any]
    """Constants among the options; the first argument itself under ''."""
    within: tuple[str, ...]
    """Named functions around it, the outermost first."""
    caught: bool
    script: str
    spot: Spot
    function: int = -1
    """Number of the function around it in ``Survey.data``, -1 for the script itself."""
    granted: bool = False
    """Whether the script has seen before that the person has allowed it."""
    after: str = ""
    """The function of ``wx`` that was awaited last before."""

    @property
    def runs(self) -> bool:
        """Whether the function can be called from here."""
        return self.how in ("called", "taken")


@dataclass(frozen=True)
class MethodUse:
    """A method called on what the function ``of`` of ``wx`` has made."""

    of: str
    name: str
    script: str
    spot: Spot
    function: int


@dataclass(frozen=True)
class Said:
    """A text in a script; ``name`` is what holds it."""

    text: str
    name: str
    script: str
    spot: Spot
    whole: bool = True
    """Not a piece that something is put before or after."""


@dataclass(frozen=True)
class Evaluated:
    """Code made from a text by ``eval``, ``Function`` or a timer."""

    by: str
    text: str
    script: str
    spot: Spot


@dataclass(frozen=True)
class Element:
    """An element of a template; an attribute without a value has the value None."""

    tag: str
    attributes: Mapping[str, str | None]
    template: str
    spot: Spot
    spots: Mapping[str, Spot] = field(default_factory=dict)
    """Where each attribute stands."""


@dataclass(frozen=True)
class Words:
    """A text that a template shows."""

    text: str
    template: str
    spot: Spot


@dataclass(frozen=True)
class Shown:
    """A text in a script that a person will read; ``by`` shows it."""

    text: str
    by: str
    script: str
    spot: Spot


@dataclass(frozen=True)
class Definition:
    """A call of ``Page``, ``Component``, ``Behavior`` or ``App``."""

    by: str
    names: frozenset[str]
    """Its functions; all there are when ``plain``."""
    plain: bool
    """Written out: nothing is spread into it, mixed in or computed."""


@dataclass(frozen=True)
class Members:
    """The names by which templates may call a script."""

    definitions: tuple[Definition, ...]
    assigned: frozenset[str]
    """Members that get a value; ``Page`` where a script puts its own in its place."""
    keys: frozenset[str]
    """Every name of a property or a member of a class; ``*`` where one is computed."""
    words: frozenset[str]
    """Short texts."""


@dataclass(frozen=True)
class StyleRule:
    """A rule of a style sheet; ``needs`` has the classes, ids and tags of each selector."""

    text: str
    bytes: int
    needs: tuple[Mapping[str, Sequence[str]], ...]
    sheet: str
    spot: Spot


@dataclass(frozen=True)
class NamedFile:
    """A file that a style sheet names by ``url(…)``, as it is written."""

    url: str
    sheet: str
    spot: Spot


@dataclass(frozen=True)
class Survey:
    """What the compiler's ``survey`` answers; paths of its parts count from the package's root."""

    data: Mapping[str, Any]

    @cached_property
    def uses(self) -> tuple[ApiUse, ...]:
        """Every use of ``wx``, those in the author's own files first."""
        found = [
            ApiUse(
                row["name"],
                row["as"],
                None if row["keys"] is None else tuple(row["keys"]),
                row["values"],
                tuple(row["within"]),
                row["caught"],
                path,
                spot,
                row["in"],
                row["granted"],
                row["after"],
            )
            for path, row, spot in self._rows("scripts", "apis")
        ]
        return tuple(sorted(found, key=lambda use: is_library(use.script)))

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of all functions that can be called."""
        return frozenset(use.name for use in self.uses if use.runs)

    @cached_property
    def unwritten(self) -> bool:
        """Whether functions may be called whose names are not written.

        One that is given a ``url`` opens a page: which way is chosen, and nothing else.
        """
        uses = (use for use in self.uses if use.name == "*" and use.runs)
        return any(use.keys is None or "url" not in use.keys for use in uses)

    @cached_property
    def methods(self) -> tuple[MethodUse, ...]:
        """Methods called on what functions of ``wx`` have made."""
        rows = self._rows("scripts", "methods")
        return tuple(MethodUse(r["of"], r["name"], path, spot, r["in"]) for path, r, spot in rows)

    @cached_property
    def strings(self) -> tuple[Said, ...]:
        """Paths, addresses and long words in scripts."""
        rows = self._rows("scripts", "strings")
        return tuple(
            Said(row["text"], row["name"], path, spot, row["whole"]) for path, row, spot in rows
        )

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """Texts in scripts that a person will read."""
        rows = self._rows("scripts", "shown")
        return tuple(Shown(row["text"], row["by"], path, spot) for path, row, spot in rows)

    @cached_property
    def patterns(self) -> tuple[Said, ...]:
        """Regular expressions in scripts."""
        rows = self._rows("scripts", "patterns")
        return tuple(Said(row["text"], "", path, spot) for path, row, spot in rows)

    @cached_property
    def modern(self) -> tuple[Spot, ...]:
        """The first place of each script that needs more than ES5, the author's own first."""
        found = [(is_library(path), spot) for path, _, spot in self._rows("scripts", "modern")]
        return tuple(spot for _, spot in sorted(found, key=lambda one: one[0]))

    @cached_property
    def members(self) -> Mapping[str, Members]:
        """Names of functions by script."""
        return {path: _members(row) for path, row in self.data["scripts"].items()}

    @cached_property
    def style_rules(self) -> tuple[StyleRule, ...]:
        """The rules of every style sheet."""
        rows = self._rows("styles", "rules")
        return tuple(
            StyleRule(row["text"], row["bytes"], tuple(row["needs"]), path, spot)
            for path, row, spot in rows
        )

    @cached_property
    def style_urls(self) -> tuple[NamedFile, ...]:
        """Files of the project that style sheets name."""
        rows = self._rows("styles", "urls")
        return tuple(NamedFile(row["url"], path, spot) for path, row, spot in rows)

    @cached_property
    def words(self) -> frozenset[str]:
        """Short texts in scripts and paths within longer ones, without a place."""
        return frozenset(word for row in self.data["scripts"].values() for word in row["words"])

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Short texts in scripts that something is put before or after."""
        return frozenset(text for row in self.data["scripts"].values() for text in row["pieces"])

    @cached_property
    def evaluated(self) -> tuple[Evaluated, ...]:
        """Code made from texts."""
        rows = self._rows("scripts", "evals")
        return tuple(Evaluated(row["by"], row["text"], path, spot) for path, row, spot in rows)

    @cached_property
    def debuggers(self) -> tuple[Spot, ...]:
        """``debugger`` statements of the author's files."""
        rows = self._rows("scripts", "debuggers")
        return tuple(spot for path, _, spot in rows if not is_library(path))

    @cached_property
    def logs(self) -> tuple[tuple[tuple[str, ...], Spot], ...]:
        """Calls of ``console`` in the author's files with the names of what is written."""
        rows = self._rows("scripts", "logs")
        return tuple(
            (tuple(row["names"]), spot) for path, row, spot in rows if not is_library(path)
        )

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element of every template."""
        return tuple(
            Element(
                row["tag"],
                {one["name"]: one["value"] for one in row["attributes"]},
                path,
                spot,
                {one["name"]: _spot(spot.file, one) for one in row["attributes"]},
            )
            for path, row, spot in self._rows("templates", "elements")
        )

    @cached_property
    def texts(self) -> tuple[Words, ...]:
        """Every text of every template."""
        rows = self._rows("templates", "texts")
        return tuple(Words(row["text"], path, spot) for path, row, spot in rows)

    @property
    def components(self) -> Mapping[str, Mapping[str, Any]]:
        """Pages and components that are reached."""
        found: Mapping[str, Mapping[str, Any]] = self.data["components"]
        return found

    @property
    def pages(self) -> tuple[str, ...]:
        """Routes of the pages, in the order of app.json."""
        return tuple(row["route"] for row in self.data["pages"])

    @property
    def entry_page(self) -> str:
        """The page shown first."""
        return str(self.data["entryPage"])

    @property
    def packed(self) -> Mapping[str, int]:
        """Files that would be uploaded, with their bytes."""
        found: Mapping[str, int] = self.data["packed"]
        return found

    @property
    def diagnostics(self) -> tuple[Mapping[str, Any], ...]:
        """The findings of ``check``."""
        return tuple(self.data["diagnostics"])

    @cached_property
    def reached(self) -> frozenset[str]:
        """Every script, template, style, WXS and component file that the app can come to."""
        parts = ("scripts", "templates", "styles", "wxs")
        files = {path for part in parts for path in self.data[part]}
        return frozenset(files | {f"{path}.json" for path in self.components})

    def _rows(self, part: str, kind: str) -> Iterator[tuple[str, Mapping[str, Any], Spot]]:
        for path, row in self.data[part].items():
            for one in row[kind]:
                yield path, one, _spot(self.data[part][path]["file"], one)


def _spot(file: str, row: Mapping[str, Any]) -> Spot:
    return Spot(file, row["line"], row["column"], row["endLine"], row["endColumn"])


def _members(row: Mapping[str, Any]) -> Members:
    made = (Definition(d["by"], frozenset(d["names"]), d["plain"]) for d in row["definitions"])
    return Members(tuple(made), *(frozenset(row[key]) for key in ("assigned", "members", "words")))


def is_library(path: str) -> bool:
    """Whether a file of the package belongs to an npm package."""
    return NPM in path
