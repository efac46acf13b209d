"""The outline of a file: elements, rules, keys, definitions and functions as a tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ide.language.answers import Symbol
from ide.language.reading import json_text, script, style, wxml
from ide.language.reading.json_text import Entry
from ide.language.reading.objects import Member, ObjectLiteral, is_function, read_class, read_object
from ide.language.text import SourceText
from ide.language.workspace import LARGEST_SCRIPT, STYLES

_MOST_DETAIL = 60
_DEEPEST_OBJECT = 3
_BLANK = re.compile(r"\s+")


def symbols(path: str, text: str) -> list[Symbol]:
    """Return the outline of a file by its extension, empty for other files."""
    source = SourceText(text)
    for endings, read in _READERS:
        if path.endswith(endings):
            return read(source, path)
    return []


def _symbol(
    source: SourceText,
    name: str,
    kind: str,
    whole: tuple[int, int],
    named: tuple[int, int],
    *,
    detail: str = "",
) -> Symbol:
    start, end = min(whole[0], named[0]), max(whole[1], named[1])
    short = _BLANK.sub(" ", detail).strip()
    short = short if len(short) <= _MOST_DETAIL else short[: _MOST_DETAIL - 1] + "…"
    return Symbol(name or "…", kind, short, source.range(start, end), source.range(*named))


def _of_template(source: SourceText, _path: str) -> list[Symbol]:
    template = wxml.read(source.text)
    found: dict[int, list[Symbol]] = {id(template.root): []}
    for element in template.elements:
        symbol = _symbol(
            source,
            element.name,
            "template" if element.name in ("template", "wxs", "import", "include") else "tag",
            (element.start, element.end),
            (element.name_start, element.name_end),
            detail=_marks(element),
        )
        parent = element.parent or template.root
        found.setdefault(id(parent), []).append(symbol)
        found[id(element)] = symbol.children
    return found[id(template.root)]


def _marks(element: wxml.Element) -> str:
    parts = []
    identity, classes = element.value("id"), element.value("class")
    if identity:
        parts.append(f"#{identity}")
    if classes:
        parts += [f".{name}" for name in re.sub(r"\{\{.*?\}\}", " ", classes).split()]
    for name in ("name", "is", "module", "src", "wx:if", "wx:for"):
        value = element.value(name)
        if value and (
            name.startswith("wx:")
            or element.name in ("template", "wxs", "import", "include", "slot")
        ):
            parts.append(value)
    return " ".join(parts)


def _of_style(source: SourceText, path: str) -> list[Symbol]:
    sheet = style.read(source.text, line_comments=path.endswith((".less", ".scss", ".sass")))
    top: list[Symbol] = []
    holders: dict[int, list[Symbol]] = {}
    for rule in sheet.rules:
        head = (rule.start, max(rule.start, rule.opening))
        kind = "at-rule" if rule.selector.startswith("@") else "rule"
        symbol = _symbol(source, rule.selector, kind, (rule.start, rule.end), head)
        holders[id(rule)] = symbol.children
        (holders[id(rule.parent)] if rule.parent is not None else top).append(symbol)
    return top


def _of_json(source: SourceText, _path: str) -> list[Symbol]:
    document = json_text.read(source.text)
    return [_entry(source, entry) for entry in document.root.children]


def _entry(source: SourceText, entry: Entry) -> Symbol:
    in_array = entry.key_start < 0
    named = (
        (entry.start, max(entry.end, entry.start)) if in_array else (entry.key_start, entry.key_end)
    )
    named = (max(named[0], 0), max(named[1], 0))
    end = entry.outer_end if entry.outer_end >= 0 else named[1]
    name = str(entry.path[-1])
    symbol = _symbol(source, name, entry.kind or "other", (named[0], end), named, detail=entry.text)
    symbol.children = [_entry(source, child) for child in entry.children]
    return symbol


def _of_script(source: SourceText, _path: str) -> list[Symbol]:
    if len(source.text) > LARGEST_SCRIPT:
        return []
    return list(_Outline(source, script.read(source.text)).top())


class _Outline:
    """Walks the statements at the top of a script."""

    def __init__(self, source: SourceText, read: script.Script) -> None:
        self._source, self._script = source, read
        self._tokens = read.tokens

    def top(self) -> Iterator[Symbol]:
        tokens, at = self._tokens, 0
        while at < len(tokens.items):
            token = tokens.items[at]
            made: tuple[Symbol, int] | None = None
            if token.kind == "word":
                made = self._declared(at) or self._defined(at)
            if made is not None:
                yield made[0]
                at = max(made[1], at + 1)
            elif token.text in "([{" and token.kind == "sign":
                at = tokens.close_of(at) + 1
            else:
                at += 1

    def _declared(self, at: int) -> tuple[Symbol, int] | None:
        tokens = self._tokens
        word, name = tokens.word(at), tokens.word(at + 1)
        if word == "function" and tokens.word(at - 1) not in ("=", "(", ":", ","):
            at = at + 1 if name == "*" else at
            return self._block(at + 1, "function", at) if tokens.word(at + 2) == "(" else None
        if word in ("class", "interface", "enum", "namespace"):
            return self._block(at + 1, "class" if word == "class" else "interface", at)
        if word in ("const", "let", "var") and tokens.items[at + 1 : at + 2]:
            return self._variable(at)
        return None

    def _block(self, name: int, kind: str, start: int) -> tuple[Symbol, int] | None:
        tokens = self._tokens
        if name >= len(tokens.items) or tokens.items[name].kind != "word":
            return None
        opening = name + 1
        while opening < len(tokens.items) and tokens.word(opening) != "{":
            if tokens.word(opening) == ";":
                return None
            opening = tokens.close_of(opening) if tokens.word(opening) in ("(", "[") else opening
            opening += 1
        closing = tokens.close_of(opening)
        token = tokens.items[name]
        whole = (tokens.items[start].start, tokens.end_at(closing))
        symbol = _symbol(self._source, token.text, kind, whole, (token.start, token.end))
        if kind == "class" and opening < len(tokens.items):
            symbol.children = self._members(read_class(tokens, opening), 0)
        return symbol, closing + 1

    def _variable(self, at: int) -> tuple[Symbol, int] | None:
        tokens = self._tokens
        name = tokens.items[at + 1]
        if name.kind != "word":
            return None
        equals = at + 2
        if tokens.word(equals) == ":":
            while equals < len(tokens.items) and tokens.word(equals) not in ("=", ";"):
                equals = (
                    tokens.close_of(equals)
                    if tokens.word(equals) in ("{", "(", "[", "<")
                    else equals
                )
                equals += 1
        value = equals + 1
        if tokens.word(equals) != "=":
            symbol = _symbol(
                self._source, name.text, "variable", (name.start, name.end), (name.start, name.end)
            )
            return symbol, at + 2
        function = is_function(tokens, value)
        end = self._statement_end(value)
        whole = (tokens.items[at].start, tokens.end_at(max(end - 1, at)))
        kind = "function" if function else "variable"
        symbol = _symbol(self._source, name.text, kind, whole, (name.start, name.end))
        if tokens.word(value) == "{":
            symbol.children = self._members(read_object(tokens, value), 1)
            return symbol, end
        if function:
            return symbol, end
        return symbol, value

    def _statement_end(self, at: int) -> int:
        """Return the token after a value: behind a semicolon, or at the start of a new line."""
        tokens, start = self._tokens, at
        while at < len(tokens.items) and tokens.word(at) != ";":
            token = tokens.items[at]
            if at > start and token.kind != "sign" and self._begins_line(at):
                return at
            if token.kind == "sign" and token.text in ("(", "[", "{"):
                at = tokens.close_of(at)
            at += 1
        return at

    def _begins_line(self, at: int) -> bool:
        """Whether a token stands first on its line, and the one before it may end a statement."""
        tokens = self._tokens
        before = tokens.items[at - 1]
        ends = before.kind != "sign" or before.text in (")", "]", "}")
        return ends and "\n" in tokens.text[before.end : tokens.items[at].start]

    def _defined(self, at: int) -> tuple[Symbol, int] | None:
        for definition in self._script.definitions:
            body = definition.body
            if definition.maker == self._tokens.word(at) and at < body.opening <= at + 60:
                token = self._tokens.items[at]
                whole = (token.start, self._tokens.end_at(body.closing))
                symbol = _symbol(
                    self._source, token.text, "module", whole, (token.start, token.end)
                )
                symbol.children = self._members(body, 0)
                return symbol, body.closing + 1
        return None

    def _members(self, literal: ObjectLiteral, depth: int) -> list[Symbol]:
        return [self._member(member, depth) for member in literal.members]

    def _member(self, member: Member, depth: int) -> Symbol:
        tokens = self._tokens
        kind = "method" if member.kind == "method" else "field"
        end = max(tokens.end_at(member.last - 1), member.end)
        detail = ""
        value = tokens.items[member.value] if member.value < len(tokens.items) else None
        if kind == "field" and value is not None and member.kind == "value" and value.text != "{":
            detail = tokens.text[value.start : min(end, value.start + 200)]
        symbol = _symbol(
            self._source,
            member.name,
            kind,
            (member.start, end),
            (member.start, member.end),
            detail=detail,
        )
        if value is not None and value.text == "{" and kind == "field" and depth < _DEEPEST_OBJECT:
            symbol.children = self._members(read_object(tokens, member.value), depth + 1)
        return symbol


_READERS: tuple[tuple[tuple[str, ...], Callable[[SourceText, str], list[Symbol]]], ...] = (
    ((".wxml",), _of_template),
    (STYLES, _of_style),
    ((".json",), _of_json),
    ((".js", ".ts", ".wxs"), _of_script),
)
