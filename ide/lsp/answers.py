"""What the language service answers, in the words of the protocol."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types

from ide.language.text import Range
from ide.language.tokens import Kind
from ide.lsp.documents import joined, range_of
from ide.lsp.places import uri_of

Row = Mapping[str, Any]
UriOf = Callable[[str], str]
"""Gives the URI of a file of the project."""

SOURCE = "minideck"
TOKEN_KINDS = [kind.value for kind in Kind]
"""The legend of semantic tokens."""
_ITEM_KINDS: Mapping[str, types.CompletionItemKind] = {
    "tag": types.CompletionItemKind.Property,
    "component": types.CompletionItemKind.Class,
    "attribute": types.CompletionItemKind.Field,
    "event": types.CompletionItemKind.Event,
    "directive": types.CompletionItemKind.Keyword,
    "value": types.CompletionItemKind.EnumMember,
    "method": types.CompletionItemKind.Method,
    "data": types.CompletionItemKind.Variable,
    "property": types.CompletionItemKind.Field,
    "class": types.CompletionItemKind.Constant,
    "file": types.CompletionItemKind.File,
    "module": types.CompletionItemKind.Module,
    "unit": types.CompletionItemKind.Unit,
}
_SYMBOL_KINDS: Mapping[str, types.SymbolKind] = {
    "tag": types.SymbolKind.Property,
    "template": types.SymbolKind.Module,
    "rule": types.SymbolKind.Class,
    "at-rule": types.SymbolKind.Namespace,
    "module": types.SymbolKind.Module,
    "class": types.SymbolKind.Class,
    "interface": types.SymbolKind.Interface,
    "function": types.SymbolKind.Function,
    "method": types.SymbolKind.Method,
    "field": types.SymbolKind.Field,
    "variable": types.SymbolKind.Variable,
    "object": types.SymbolKind.Object,
    "array": types.SymbolKind.Array,
    "string": types.SymbolKind.String,
}
_SEVERITIES: Mapping[str, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
    "hint": types.DiagnosticSeverity.Hint,
}
_STOP = re.compile(r"\\([\\$}])|\$(\d+)|\$\{\d+\}|\$\{\d+:([^{}]*)\}|\$\{\d+\|([^,|}]*)[^|]*\|\}")


def stretch(row: Row) -> types.Range:
    """Return the range of an answer."""
    return range_of(Range(row["line"], row["column"], row["endLine"], row["endColumn"]))


def plain_text(snippet: str) -> str:
    """Return what a snippet writes before anyone fills it in."""
    return _STOP.sub(lambda m: m[1] or m[3] or m[4] or "", snippet)


def completion_item(
    item: Row, place: types.Range, *, snippets: bool, asks_again: bool, data: Any
) -> types.CompletionItem:
    """Return one suggestion; its documentation follows when the client resolves it."""
    insert = joined(item["insert"])
    again = types.Command(title="", command="editor.action.triggerSuggest")
    return types.CompletionItem(
        label=joined(item["label"]),
        kind=_ITEM_KINDS[item["kind"]],
        detail=joined(item["detail"]) or None,
        sort_text=f"{item['rank']}{joined(item['label'])}",
        insert_text_format=types.InsertTextFormat.Snippet if snippets else None,
        text_edit=types.TextEdit(place, insert if snippets else plain_text(insert)),
        command=again if item["again"] and asks_again else None,
        data=data,
    )


def hover(answer: Row, *, markdown: bool) -> types.Hover:
    """Return a hover, in Markdown where the client shows it."""
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, joined(answer["text"])), stretch(answer["range"]))


def locations(targets: Iterable[Row], uri: UriOf) -> list[types.Location]:
    """Return places of files."""
    return [types.Location(uri(row["path"]), stretch(row["range"])) for row in targets]


def location_links(
    targets: Iterable[Row], origin: types.Range, uri: UriOf
) -> list[types.LocationLink]:
    """Return places of files with the stretch that leads to them."""
    return [
        types.LocationLink(
            target_uri=uri(row["path"]),
            target_range=stretch(row["range"]),
            target_selection_range=stretch(row["range"]),
            origin_selection_range=origin,
        )
        for row in targets
    ]


def document_symbol(row: Row) -> types.DocumentSymbol:
    """Return a part of an outline with what it holds."""
    return types.DocumentSymbol(
        name=joined(row["name"]) or "?",
        detail=joined(row["detail"]) or None,
        kind=_SYMBOL_KINDS.get(row["kind"], types.SymbolKind.Key),
        range=stretch(row["range"]),
        selection_range=stretch(row["nameRange"]),
        children=[document_symbol(child) for child in row["children"]],
    )


def flat_symbols(rows: Iterable[Row], uri: str, holder: str = "") -> list[types.SymbolInformation]:
    """Return an outline as a list, for clients that know no tree."""
    found = []
    for row in rows:
        found += named_symbols([(holder, row)], uri)
        found += flat_symbols(row["children"], uri, joined(row["name"]))
    return found


def named_symbols(
    rows: Iterable[tuple[str, Row]], uri: str, otherwise: str = ""
) -> list[types.SymbolInformation]:
    """Return parts of a file beside what holds each, or what is said ``otherwise``."""
    return [
        types.SymbolInformation(
            location=types.Location(uri, stretch(row["nameRange"])),
            name=joined(row["name"]) or "?",
            kind=_SYMBOL_KINDS.get(row["kind"], types.SymbolKind.Key),
            container_name=joined(holder) or otherwise or None,
        )
        for holder, row in rows
    ]


def document_links(rows: Iterable[Row], root: Path) -> list[types.DocumentLink]:
    """Return the words that lead to other files."""
    return [
        types.DocumentLink(stretch(row["range"]), target=uri_of(root / row["path"])) for row in rows
    ]


def semantic_tokens(rows: Iterable[Row]) -> types.SemanticTokens:
    """Return what words are, each placed from the one before it."""
    data: list[int] = []
    line = column = 0
    for row in rows:
        start = stretch(row["range"]).start
        length = row["range"]["endColumn"] - row["range"]["column"]
        same = start.line == line
        data += [start.line - line, start.character - column if same else start.character]
        data += [length, TOKEN_KINDS.index(row["kind"]), 0]
        line, column = start.line, start.character
    return types.SemanticTokens(data)


def diagnostics(rows: Sequence[Row]) -> list[types.Diagnostic]:
    """Return what is wrong in a file; a hint follows its sentence."""
    return [
        types.Diagnostic(
            range=_widened(row),
            message=joined(row["message"])
            + (f"\n{joined(row['hint'])}" if row.get("hint") else ""),
            severity=_SEVERITIES[row["severity"]],
            code=row["code"],
            source=SOURCE,
        )
        for row in rows
    ]


def _widened(row: Row) -> types.Range:
    """Return where a finding is; one without a place stands at the beginning."""
    line, column = max(row["line"], 1), max(row["column"], 1)
    end_line = max(row.get("endLine") or 0, line)
    end = max(row.get("endColumn") or 0, 1)
    return range_of(Range(line, column, end_line, end if end_line > line else max(end, column)))
