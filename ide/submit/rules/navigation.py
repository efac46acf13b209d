"""How pages lead to each other: which texts name a page, and how many taps away it is (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ide.submit.rules.flaws import Facts
from ide.submit.rules.reach import reach
from ide.survey import Element, Survey

_SHORTEST = 6
"""The beginning of a path that is put together has so many characters."""
_PAIR = re.compile(r"(?=(?<![\w.-])([\w.-]+/[\w.-]+))")
_GENERAL = frozenset({"index", "main", "home"})
"""Names of many pages: alone they name none."""
_MOVES = frozenset({"navigateTo", "redirectTo", "reLaunch", "switchTab"})
_ADDRESSES = frozenset({"url", "path", "link", "href", "to", "page", "link-url", "page-path"})


class Routes:
    """Finds the pages that a text names, as a whole or by a piece a path is put together from."""

    def __init__(self, routes: Iterable[str]) -> None:
        self._by_name: dict[str, set[str]] = {}
        self._by_tail: dict[str, set[str]] = {}
        self._by_start: dict[str, set[str]] = {}
        self.routes = frozenset(routes)
        for route in self.routes:
            names = route.split("/")
            special = next((name for name in reversed(names) if name not in _GENERAL), names[-1])
            self._by_name.setdefault(special, set()).add(route)
            self._by_tail.setdefault("/".join(names[-2:]), set()).add(route)
            for length in range(_SHORTEST - 1, len(route) + 1):
                self._by_start.setdefault(route[:length], set()).add(route)

    def named(self, text: str) -> Iterator[str]:
        """Yield the pages that a text may lead to."""
        path = text.partition("?")[0]
        last = path.rstrip("/").rpartition("/")[2]
        yield from self._by_name.get(last, ())
        if len(text) >= _SHORTEST:
            yield from self._by_start.get(text.lstrip("/"), ())
        for pair in _PAIR.findall(text):
            yield from self._by_tail.get(pair, ())

    def is_whole(self, address: object) -> bool:
        """Whether an address says by itself which page it leads to."""
        text = address if isinstance(address, str) else ""
        plain = text.partition("?")[0].removesuffix(".html")
        tail = "/".join(plain.split("/")[-2:])
        return "?" in text or plain.lstrip("/") in self.routes or tail in self._by_tail


@dataclass(frozen=True)
class Leads:
    """Where a file may lead. ``open_`` when it goes to an address made at run time, too."""

    pages: frozenset[str]
    open_: bool


@dataclass(frozen=True)
class Navigation:
    """The pages of an app and the ways between them."""

    facts: Facts

    @property
    def _survey(self) -> Survey:
        return self.facts.surveyed

    @cached_property
    def taps(self) -> Mapping[str, int]:
        """How many taps a page is away from the first one, at least; unreached ones are missing."""
        tabs = self._tabs
        pending = [page for page in [self._survey.entry_page] if page in self.leads]
        found = dict.fromkeys(pending, 0)
        while pending:
            page = pending.pop(0)
            leads = self.leads[page].pages | self._app.pages
            if page in tabs:
                leads |= tabs
            for other in sorted(leads & self.leads.keys()):
                if other not in found:
                    found[other] = found[page] + 1
                    pending.append(other)
        return found

    def is_open(self, most: int | None = None) -> bool:
        """Whether a page at most so many taps away goes to an address made at run time."""
        near = (page for page, taps in self.taps.items() if most is None or taps <= most)
        return self._app.open_ or any(self.leads[page].open_ for page in near)

    @cached_property
    def leads(self) -> Mapping[str, Leads]:
        """Where each page may lead, with all that is on it."""
        return {page: self._joined(self._files(page)) for page in self._survey.pages}

    @cached_property
    def _app(self) -> Leads:
        """Where scripts and bars lead that belong to no page."""
        roots = self._survey.data["roots"]
        later = {path for row in self._survey.data["scripts"].values() for path in row["later"]}
        files = set(
            reach(self._survey, "scripts", (path for path in roots["scripts"] if path not in later))
        )
        for path in roots["components"]:
            if path not in self._survey.pages:
                files |= self._files(path)
        return self._joined(files)

    @property
    def _tabs(self) -> frozenset[str]:
        bar = self.facts.submission.app.get("tabBar")
        rows = bar.get("list") if isinstance(bar, Mapping) else None
        listed = rows if isinstance(rows, list) else ()
        return frozenset(str(row.get("pagePath")) for row in listed if isinstance(row, Mapping))

    def _joined(self, files: Iterable[str]) -> Leads:
        found = [self._by_file[path] for path in files if path in self._by_file]
        pages = frozenset(page for one in found for page in one.pages)
        return Leads(pages, any(one.open_ for one in found))

    def _files(self, component: str) -> set[str]:
        """Return all scripts and templates that a page or component brings along."""
        survey = self._survey
        found = set(reach(survey, "components", [component]))
        rows = [survey.components[path] for path in found]
        found.update(reach(survey, "scripts", [row["script"] for row in rows]))
        found.update(reach(survey, "templates", [row["template"] for row in rows]))
        return found

    @cached_property
    def _by_file(self) -> Mapping[str, Leads]:
        survey, routes = self._survey, Routes(self._survey.pages)
        pages: dict[str, set[str]] = {}
        open_: set[str] = set()
        for path, text in _texts(survey):
            pages.setdefault(path, set()).update(routes.named(text))
        for use in survey.uses:
            goes = use.name in _MOVES and use.runs
            if goes and not routes.is_whole(use.values.get("url")):
                open_.add(use.script)
        for element in survey.elements:
            if any(_is_open(element, name, routes) for name in _ADDRESSES):
                open_.add(element.template)
        return {
            path: Leads(frozenset(pages.get(path, ())), path in open_)
            for path in pages.keys() | open_
        }


def _is_open(element: Element, name: str, routes: Routes) -> bool:
    value = element.attributes.get(name) or ""
    return "{{" in value and not routes.is_whole(value.partition("{{")[0])


def _texts(survey: Survey) -> Iterator[tuple[str, str]]:
    """Yield each text that may name a page, with the file it is in."""
    for path, row in survey.data["scripts"].items():
        yield from ((path, word) for word in row["words"])
    for said in survey.strings:
        yield said.script, said.text
    for use in survey.uses:
        for value in use.values.values():
            if isinstance(value, str):
                yield use.script, value
    for element in survey.elements:
        for value in element.attributes.values():
            if value:
                yield element.template, value
