"""Reads object literals and class bodies of a script: members, their values and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ide.language.reading.script_tokens import Token, Tokens

_MODIFIERS = frozenset(
    {"async", "get", "set", "static", "public", "private", "protected", "readonly", "declare"}
    | {"override", "abstract"}
)
_AFTER_KEY = frozenset({"(", ":", ",", "}", "=", ";", "?", "<", "!", ""})
_STARS = re.compile(r"^\s*\*? ?", re.MULTILINE)
_TAGS = re.compile(r"^@\w+.*", re.MULTILINE)


@dataclass(frozen=True)
class Member:
    """One member; ``value`` and ``last`` number the tokens of what it is set to."""

    name: str
    start: int
    end: int
    kind: str
    """``method``, ``value``, ``shorthand`` or ``spread``."""
    value: int
    last: int


@dataclass
class ObjectLiteral:
    """``{…}``; ``open`` says that something in it cannot be read: a spread, a computed key."""

    opening: int
    closing: int
    members: list[Member] = field(default_factory=list)
    spreads: list[str] = field(default_factory=list)
    computed: bool = False

    def get(self, name: str) -> Member | None:
        """Return the last member of a name."""
        return next((item for item in reversed(self.members) if item.name == name), None)


def read_object(tokens: Tokens, opening: int) -> ObjectLiteral:
    """Read the literal whose ``{`` is token ``opening``."""
    return _read(tokens, opening, ",")


def read_class(tokens: Tokens, opening: int) -> ObjectLiteral:
    """Read the class body whose ``{`` is token ``opening``."""
    return _read(tokens, opening, ";")


def _read(tokens: Tokens, opening: int, separator: str) -> ObjectLiteral:
    closing = tokens.close_of(opening)
    found = ObjectLiteral(opening, closing)
    at = opening + 1
    while at < closing:
        at = max(_member(tokens, at, found, separator), at + 1)
    return found


def _member(tokens: Tokens, at: int, found: ObjectLiteral, separator: str) -> int:
    """Read the member at a token; return the token after it and its separator."""
    items, closing = tokens.items, found.closing
    token = items[at]
    if token.text in (",", ";"):
        return at + 1
    if token.text == "...":
        last = _value_end(tokens, at + 1, closing, separator)
        found.spreads.append(tokens.text[items[at + 1].start : tokens.end_at(last - 1)])
        return last
    if token.text == "@":
        return at + 2
    if token.text == "*":
        at, token = at + 1, items[min(at + 1, len(items) - 1)]
    while token.text in _MODIFIERS and tokens.word(at + 1) not in _AFTER_KEY and at + 1 < closing:
        at += 2 if tokens.word(at + 1) == "*" else 1
        token = items[at]
    if token.text == "[":
        found.computed = True
        return _value_end(tokens, tokens.close_of(at) + 1, closing, separator)
    if token.kind not in ("word", "string", "number"):
        return _value_end(tokens, at, closing, separator)
    return _named(tokens, at, found, separator)


def _named(tokens: Tokens, at: int, found: ObjectLiteral, separator: str) -> int:
    items, closing = tokens.items, found.closing
    key, after = items[at], at + 1
    name, start, end = _key(key)
    while tokens.word(after) in ("?", "!"):
        after += 1
    sign = tokens.word(after) if after < closing else ""
    if sign == "<":  # type parameters of a method
        after = _skip_angles(tokens, after, closing)
        sign = tokens.word(after)
    if sign == "(":
        body = _body(tokens, tokens.close_of(after) + 1, closing)
        last = tokens.close_of(body) + 1 if body < closing else body
        found.members.append(Member(name, start, end, "method", after, last))
        return last
    if separator == ";" and sign == ":":  # the type of a field
        after = _type_end(tokens, after + 1, closing)
        sign = tokens.word(after)
    if sign in (":", "="):
        last = _value_end(tokens, after + 1, closing, separator)
        kind = "method" if is_function(tokens, after + 1) else "value"
        found.members.append(Member(name, start, end, kind, after + 1, last))
        return last
    if sign in (",", "", "}", ";"):
        found.members.append(Member(name, start, end, "shorthand", at, after))
        return after
    return _value_end(tokens, after, closing, separator)


def _key(token: Token) -> tuple[str, int, int]:
    if token.kind == "string":
        closed = len(token.text) > 1 and token.text[-1] == token.text[0]
        end = token.end - 1 if closed else token.end
        return token.text[1:-1] if closed else token.text[1:], token.start + 1, end
    return token.text, token.start, token.end


def _value_end(tokens: Tokens, at: int, closing: int, separator: str) -> int:
    """Return the token after a value: a separator, or the closing bracket of the object."""
    items = tokens.items
    start = at
    while at < closing:
        text = items[at].text
        if items[at].kind == "sign":
            if text in {separator, ";"}:
                return at
            if text in "([{":
                at = tokens.close_of(at) + 1
                continue
        elif (
            separator == ";"
            and at > start
            and _on_new_line(tokens, at)
            and _starts_field(tokens, at)
        ):
            return at
        at += 1
    return closing


def _on_new_line(tokens: Tokens, at: int) -> bool:
    before, token = tokens.items[at - 1], tokens.items[at]
    return "\n" in tokens.text[before.end : token.start]


def _starts_field(tokens: Tokens, at: int) -> bool:
    return tokens.items[at].kind == "word" and tokens.word(at - 1) not in (".", "=", ":", "=>")


def _type_end(tokens: Tokens, at: int, closing: int) -> int:
    while at < closing and tokens.word(at) not in ("=", ";", ","):
        if tokens.word(at) in ("(", "[", "{"):
            at = tokens.close_of(at)
        elif _on_new_line(tokens, at) and _starts_field(tokens, at):
            return at
        at += 1
    return at


def _body(tokens: Tokens, at: int, closing: int) -> int:
    """Return the ``{`` of a method's body after its parameters and the type it returns."""
    previous = ""
    while at < closing:
        word = tokens.word(at)
        if word == "{" and previous not in (":", "|", "&", "<", ","):
            return at
        if word in (",", ";", "}") or (word == "{" and tokens.close_of(at) >= closing):
            return at if word == "{" else closing
        if word in ("(", "[", "{"):
            at = tokens.close_of(at)
        previous = tokens.word(at)
        at += 1
    return closing


def _skip_angles(tokens: Tokens, at: int, closing: int) -> int:
    depth = 0
    while at < closing:
        word = tokens.word(at)
        depth += (word == "<") - (word == ">")
        at += 1
        if depth == 0:
            break
    return at


def skip_type_arguments(tokens: Tokens, at: int) -> int:
    """Return the token after ``<…>``, or ``at`` when none stand there."""
    if tokens.word(at) != "<":
        return at
    end = _skip_angles(tokens, at, min(len(tokens.items), at + 200))
    return end if tokens.word(end) == "(" else at


def is_function(tokens: Tokens, at: int) -> bool:
    """Whether a function expression starts at a token."""
    if tokens.word(at) == "async":
        at += 1
    if tokens.word(at) == "function":
        return True
    if tokens.word(at) == "(":
        after = tokens.close_of(at) + 1
        return tokens.word(after) == "=>" or (
            tokens.word(after) == ":" and "=>" in map(tokens.word, range(after, after + 12))
        )
    return tokens.word(at + 1) == "=>"


def comment_before(tokens: Tokens, offset: int) -> str:
    """Return the words of the comment right above an offset, empty without one."""
    text = tokens.text
    for start, end in reversed(_comments_up_to(tokens, offset)):
        between = text[end:offset]
        if between.strip(" \t\r\n") and not re.fullmatch(
            r"\s*(?:async\s+|static\s+)?['\"]?", between
        ):
            return ""
        if between.count("\n") > 1:
            return ""
        line = text[text.rfind("\n", 0, start) + 1 : start]
        if line.strip():  # it stands behind the member before
            return ""
        return _words(text[start:end])
    return ""


def _comments_up_to(tokens: Tokens, offset: int) -> list[tuple[int, int]]:
    low, high = 0, len(tokens.comments)
    while low < high:
        middle = (low + high) // 2
        if tokens.comments[middle][1] <= offset:
            low = middle + 1
        else:
            high = middle
    return tokens.comments[max(0, low - 1) : low]


def _words(comment: str) -> str:
    if comment.startswith("//"):
        return comment[2:].strip()
    inside = comment.removeprefix("/*").removesuffix("*/").strip("*")
    return _TAGS.sub("", _STARS.sub("", inside)).strip()
