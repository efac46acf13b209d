"""Pages in the text of app.json: which there are, one more, one less; all else stays (no Qt)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ide.refactor.json_strings import JsonString, json_strings

_LISTS = ("subPackages", "subpackages")
_EMPTY = re.compile(r'"pages"\s*:\s*\[(\s*)\]')


@dataclass(frozen=True)
class _Listed:
    route: str
    base: str
    entry: JsonString


def routes(text: str) -> list[str]:
    """Return the routes of all pages, those of subpackages with their root."""
    return [listed.route for listed in _listed(text)]


def with_page(text: str, route: str) -> str:
    """Add a page at the end of the package it belongs to; a listed one changes nothing.

    Raises:
        ValueError: the text has no list of pages to add to.
    """
    listed = _listed(text)
    if route in [page.route for page in listed]:
        return text
    bases = {page.base for page in listed if page.base and route.startswith(f"{page.base}/")}
    base = max(bases, key=len, default="")
    entry = route.removeprefix(f"{base}/") if base else route
    neighbours = [page.entry for page in listed if page.base == base]
    if neighbours:
        last = neighbours[-1]
        lead = re.search(r"[\[,](\s*)[\"']$", text[: last.start])
        space = lead[1] if lead else " "
        end = last.start + len(last.value) + 1
        return f'{text[:end]},{space}"{entry}"{text[end:]}'
    empty = _EMPTY.search(text)
    if empty is None:
        raise ValueError('app.json has no list "pages"')
    return f'{text[: empty.start(1)]}\n    "{entry}"\n  {text[empty.end(1) :]}'


def without_pages(text: str, gone: set[str]) -> str:
    """Take pages out, with the comma that stands before or behind each."""
    for page in reversed(_listed(text)):
        if page.route not in gone:
            continue
        start, end = page.entry.start - 1, page.entry.start + len(page.entry.value) + 1
        behind = re.match(r"\s*,", text[end:])
        before = re.search(r",\s*$", text[:start])
        if behind and not before:
            space = re.match(r"\s*,\s*", text[end:])
            end += space.end() if space else 0
        elif before:
            start = before.start()
        text = text[:start] + text[end:]
    return text


def _listed(text: str) -> list[_Listed]:
    strings = [found for found in json_strings(text) if not found.is_key]
    roots = {
        found.path[1]: found.value.strip("/")
        for found in strings
        if len(found.path) == 3 and found.path[0] in _LISTS and found.path[2] == "root"
    }
    pages = []
    for found in strings:
        path = found.path
        if len(path) == 2 and path[0] == "pages":
            pages.append(_Listed(found.value.strip("/"), "", found))
        elif len(path) == 4 and path[0] in _LISTS and path[2] == "pages":
            base = roots.get(path[1], "")
            pages.append(_Listed(f"{base}/{found.value.strip('/')}".strip("/"), base, found))
    return pages
