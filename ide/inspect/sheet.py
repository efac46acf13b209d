"""Reads WXSS, Less and SCSS into rules whose every part knows its offsets (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"/\*.*?(?:\*/|\Z)"
    r"|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?"
    r"|url\(\s*[^\"')\n]*\)|\\.|#\{[^}\n]*\}|@\{[^}\n]*\}|[^/\"'u\\{};()#@]+|.",
    re.DOTALL,
)
_LINE_COMMENT = re.compile(r"//[^\n]*")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SPACE = re.compile(r"\s*")
_DECLARATION = re.compile(r"\s*(-{0,2}[A-Za-z_][\w-]*)\s*:\s*(.*?)\s*\Z", re.DOTALL)
_IMPORTANT = re.compile(r"\s*!important\s*\Z", re.IGNORECASE)
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]+)", re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"@(?:media|supports|layer|container|document|scope|starting-style)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class SourceDeclaration:
    """A declaration; one that stands in a comment is switched off."""

    name: str
    value: str
    important: bool
    start: int
    end: int
    """Behind its semicolon, or behind the comment it stands in."""
    value_start: int
    value_end: int
    """Without ``!important``."""
    disabled: bool = False


@dataclass(frozen=True)
class SourceRule:
    """A style rule of a source; ``selector`` has the selectors around it joined in."""

    file: str
    text: str
    """The whole source."""
    selector: str
    start: int
    body_start: int
    body_end: int
    declarations: tuple[SourceDeclaration, ...]

    @property
    def line(self) -> int:
        """The line of the selector, from 1."""
        return self.text.count("\n", 0, self.start) + 1

    @property
    def active(self) -> list[int]:
        """Indexes of the declarations that count."""
        return [at for at, one in enumerate(self.declarations) if not one.disabled]


@dataclass(frozen=True)
class SourceImport:
    """Another sheet that stands at this place."""

    specifier: str


def read_sheet(
    file: str, text: str, *, nested: bool = False
) -> tuple[SourceRule | SourceImport, ...]:
    """Return rules and imports in their order; ``nested`` also reads rules inside of rules."""
    return _read_once(file, text, nested)


@lru_cache(maxsize=64)
def _read_once(file: str, text: str, nested: bool) -> tuple[SourceRule | SourceImport, ...]:
    return tuple(_Reader(file, text, nested).rules(0, len(text), ""))


class _Reader:
    def __init__(self, file: str, text: str, nested: bool) -> None:
        self._file = file
        # Offsets stay: what is blanked is as long as before.
        blank = _LINE_COMMENT.sub(lambda found: _blank(found, text), text) if nested else text
        self._text, self._read, self._nested = text, blank, nested

    def rules(self, at: int, end: int, around: str) -> Iterator[SourceRule | SourceImport]:
        """Yield what stands between two offsets, inside rules with the selectors ``around``."""
        text = self._read
        while at < end:
            at = self._skip(at, end)
            if at >= end:
                return
            stop = self._stop(at, end)
            prelude = text[at:stop]
            if text[stop : stop + 1] != "{":
                imported = _IMPORT.match(prelude)
                if imported:
                    yield SourceImport(imported.group(1))
                at = stop + 1
                continue
            close = self._close(stop, end)
            yield from self._block(prelude, at, stop + 1, close, around)
            at = close + 1

    def _block(
        self, prelude: str, start: int, inside: int, close: int, around: str
    ) -> Iterator[SourceRule | SourceImport]:
        if _CONDITIONAL.match(prelude):
            yield from self.rules(inside, close, around)
        elif not prelude.startswith("@"):
            selector = _COMMENT.sub(" ", prelude).strip()
            full = _joined(around, selector) if self._nested else selector
            found = tuple(self._declarations(inside, close))
            yield SourceRule(self._file, self._text, full, start, inside, close, found)
            if self._nested:
                yield from self.rules(inside, close, full)

    def _declarations(self, at: int, end: int) -> Iterator[SourceDeclaration]:
        text = self._read
        while at < end:
            space = _SPACE.match(text, at)
            at = space.end() if space else at
            comment = _COMMENT.match(text, at)
            if comment and comment.end() <= end:
                off = _declaration(text, comment.start() + 2, comment.end() - 2)
                if off is not None:
                    yield _disabled(off, comment.start(), comment.end())
                at = comment.end()
                continue
            stop = self._stop(at, end)
            if text[stop : stop + 1] == "{":
                at = self._close(stop, end) + 1
                continue
            found = _declaration(text, at, stop)
            if found is not None:
                behind = stop + 1 if text[stop : stop + 1] == ";" else found.end
                yield _ending(found, min(behind, end))
            at = stop + 1

    def _skip(self, at: int, end: int) -> int:
        text = self._read
        while at < end:
            space = _SPACE.match(text, at)
            at = space.end() if space else at
            comment = _COMMENT.match(text, at)
            if comment is None and text[at : at + 1] not in {"}", ";"}:
                break
            at = comment.end() if comment else at + 1
        return min(at, end)

    def _stop(self, at: int, end: int) -> int:
        """Return where ``{``, ``}`` or ``;`` ends what begins at an offset."""
        depth = 0
        while at < end:
            token = _TOKEN.match(self._read, at)
            if token is None:
                return end
            piece = token.group()
            if piece in {"{", "}"} or (piece == ";" and depth <= 0):
                return at
            depth += (piece == "(") - (piece == ")")
            at = token.end()
        return end

    def _close(self, open_: int, end: int) -> int:
        depth, at = 0, open_
        while at < end:
            token = _TOKEN.match(self._read, at)
            if token is None:
                return end
            depth += (token.group() == "{") - (token.group() == "}")
            if depth == 0:
                return at
            at = token.end()
        return end


def _blank(found: re.Match[str], text: str) -> str:
    # `//` inside an address is no comment.
    before = text[max(0, found.start() - 1) : found.start()]
    return found.group() if before == ":" else " " * len(found.group())


def _declaration(text: str, start: int, end: int) -> SourceDeclaration | None:
    inside = text[start:end].rstrip().removesuffix(";")
    found = _DECLARATION.match(inside)
    if found is None or not found.group(2) or "{" in found.group(2):
        return None
    value = _IMPORTANT.sub("", found.group(2))
    begin = start + found.start(2)
    first = start + found.start(1)
    return SourceDeclaration(
        found.group(1),
        value,
        value != found.group(2),
        first,
        start + len(inside),
        begin,
        begin + len(value),
    )


def _ending(one: SourceDeclaration, end: int) -> SourceDeclaration:
    return SourceDeclaration(
        one.name, one.value, one.important, one.start, end, one.value_start, one.value_end
    )


def _disabled(one: SourceDeclaration, start: int, end: int) -> SourceDeclaration:
    return SourceDeclaration(
        one.name, one.value, one.important, start, end, one.value_start, one.value_end, True
    )


def _joined(around: str, selector: str) -> str:
    """Return a nested selector with those around it."""
    if not around:
        return selector
    joined = []
    for outer in _listed(around):
        for inner in _listed(selector):
            joined.append(inner.replace("&", outer) if "&" in inner else f"{outer} {inner}")
    return ", ".join(joined)


def _listed(selector: str) -> Sequence[str]:
    pieces, depth, start = [], 0, 0
    for at, c in enumerate(selector):
        depth += (c in "([") - (c in ")]")
        if c == "," and depth == 0:
            pieces.append(selector[start:at].strip())
            start = at + 1
    return [*pieces, selector[start:].strip()]
