"""Finds the parts of all files of a project by name: pages, functions, templates, classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from lsprotocol import types

from ide.language.service import LanguageService
from ide.lsp import answers
from ide.lsp.documents import joined
from ide.lsp.places import uri_of
from ide.lsp.project import Project

_MOST = 200
_KINDS = frozenset({"template", "rule", "class", "interface", "function", "method", "module"})
_DEEPEST = 4

Row = Mapping[str, Any]


async def search(project: Project, query: str) -> list[types.SymbolInformation]:
    """Return what has a query in its name, whatever the case; bounded.

    Files are read one at a time, so that other questions come between.
    """
    wanted = query.casefold()
    found: list[types.SymbolInformation] = []
    for path in await project.ask(lambda service: service.sources()):
        rows = await project.ask(partial(_rows, path, wanted))
        found += answers.named_symbols(rows, uri_of(project.root / path), path)
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _rows(path: str, wanted: str, service: LanguageService) -> list[tuple[str, Row]]:
    if wanted not in joined(service.source(path).text).casefold():
        return []
    named = _named(service.symbols(path), "", 0)
    return [(holder, row) for holder, row in named if wanted in joined(row["name"]).casefold()]


def _named(rows: list[Row], holder: str, depth: int) -> Iterator[tuple[str, Row]]:
    for row in rows:
        if row["kind"] in _KINDS:
            yield holder, row
        if depth < _DEEPEST:
            yield from _named(row["children"], row["name"], depth + 1)
