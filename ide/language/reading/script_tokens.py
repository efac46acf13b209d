"""Cuts JavaScript, TypeScript and WXS into tokens and pairs their brackets; never fails."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_SPACE = re.compile(r"\s+")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_WORD = re.compile(r"[A-Za-z_$\u00a0-\uffff][\w$]*")
_NUMBER = re.compile(r"\.?\d[\w.]*")
_STRING = re.compile(r"'(?:[^'\\\n]|\\.)*'?|\"(?:[^\"\\\n]|\\.)*\"?", re.DOTALL)
_REGEXP = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
_SIGN = re.compile(r"=>|\.\.\.|\?\.|[=!]==?|&&=?|\|\|=?|\?\?=?|[-+*/%<>&|^]=|\+\+|--|.", re.DOTALL)
_BEFORE_REGEXP = frozenset(
    {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do"}
)
_CLOSERS = {")": "(", "]": "[", "}": "{"}


class Token(NamedTuple):
    """``kind`` is ``word``, ``string``, ``template``, ``number``, ``regexp`` or ``sign``."""

    kind: str
    text: str
    start: int
    end: int


@dataclass
class Tokens:
    """The tokens of a script; ``pairs`` gives the number of the other bracket."""

    text: str
    items: list[Token] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    pairs: dict[int, int] = field(default_factory=dict)

    def word(self, at: int) -> str:
        """Return the text of a token, empty outside."""
        return self.items[at].text if 0 <= at < len(self.items) else ""

    def close_of(self, at: int) -> int:
        """Return the number of the closing bracket, or one past the last token."""
        return self.pairs.get(at, len(self.items))

    def end_at(self, at: int) -> int:
        """Return the offset where a token ends, that of the text's end outside."""
        return self.items[at].end if 0 <= at < len(self.items) else len(self.text)


def tokens_of(text: str) -> Tokens:
    """Cut a script."""
    found = Tokens(text)
    items = found.items
    at, size = 0, len(text)
    while at < size:
        space = _SPACE.match(text, at)
        if space:
            at = space.end()
            continue
        comment = _COMMENT.match(text, at) if text[at] == "/" else None
        if comment:
            found.comments.append(comment.span())
            at = comment.end()
            continue
        token = _token(text, at, items)
        items.append(token)
        at = token.end
    _pair(found)
    return found


def _token(text: str, at: int, before: list[Token]) -> Token:
    letter = text[at]
    if letter == "`":
        end = _template_end(text, at + 1)
        return Token("template", text[at:end], at, end)
    kind, pattern = "sign", _SIGN
    if letter in "'\"":
        kind, pattern = "string", _STRING
    elif letter == "/" and _may_be_regexp(before) and _REGEXP.match(text, at):
        kind, pattern = "regexp", _REGEXP
    elif letter.isdigit() or (letter == "." and text[at + 1 : at + 2].isdigit()):
        kind, pattern = "number", _NUMBER
    elif _WORD.match(text, at):
        kind, pattern = "word", _WORD
    match = pattern.match(text, at)
    assert match is not None  # each pattern takes at least the letter it was chosen for
    return Token(kind, match[0], at, match.end())


def _may_be_regexp(before: list[Token]) -> bool:
    if not before:
        return True
    last = before[-1]
    if last.kind == "word":
        return last.text in _BEFORE_REGEXP
    return last.kind == "sign" and last.text not in (")", "]", "}", "++", "--")


def _template_end(text: str, at: int) -> int:
    """Return where a template string ends, strings inside ``${ }`` included."""
    depth = 0
    while at < len(text):
        letter = text[at]
        if letter == "\\":
            at += 1
        elif letter == "`" and depth == 0:
            return at + 1
        elif letter == "$" and text[at + 1 : at + 2] == "{":
            depth += 1
            at += 1
        elif depth and letter == "{":
            depth += 1
        elif depth and letter == "}":
            depth -= 1
        elif depth and letter == "`":
            at = _template_end(text, at + 1) - 1
        at += 1
    return len(text)


def _pair(tokens: Tokens) -> None:
    """Pair brackets; one that nobody closes ends where the next outer one does."""
    stack: list[int] = []
    for number, token in enumerate(tokens.items):
        if token.kind != "sign":
            continue
        if token.text in "([{":
            stack.append(number)
        elif token.text in _CLOSERS:
            wanted = _CLOSERS[token.text]
            if not any(tokens.items[opening].text == wanted for opening in stack):
                continue
            while tokens.items[stack[-1]].text != wanted:
                tokens.pairs[stack.pop()] = number
            tokens.pairs[stack[-1]] = number
            tokens.pairs[number] = stack.pop()
