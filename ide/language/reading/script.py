"""Reads a script: what it defines with Page or Component, imports, exports and triggers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ide.language.reading.objects import (
    Member,
    ObjectLiteral,
    is_function,
    read_class,
    read_object,
    skip_type_arguments,
)
from ide.language.reading.script_tokens import Tokens, tokens_of

_DEFINERS = re.compile(r"(?:\w*(?:Page|Component|Behavior)|App|defineComponent)\Z")
_PARTS = frozenset({"data", "properties", "methods", "externalClasses", "behaviors", "props"})
_TRIGGER = re.compile(r"\.(?:triggerEvent|_trigger|\$emit|\$trigger|emit)\(\s*(['\"])([\w:.-]+)\1")
_ASSIGNED = re.compile(
    r"\b(?:this|that|self|_this|page|_self|vm|me|ctx)\.([A-Za-z_$][\w$]*)\s*=(?![=>])"
)
_SELF = frozenset({"this", "that", "self", "_this", "page", "_self", "vm", "me"})


@dataclass(frozen=True)
class Import:
    """What a local name stands for: ``name`` of another module, ``*`` for all of it."""

    specifier: str
    name: str


@dataclass
class Definition:
    """A call of Page, Component, Behavior or the like, or a class with the same parts.

    ``opaque`` says that it has parts that cannot be read here.
    """

    maker: str
    body: ObjectLiteral
    parts: dict[str, Member] = field(default_factory=dict)
    """Members of a class or assigned in it; those of a call are in ``body``."""
    opaque: bool = False

    def part(self, name: str) -> Member | None:
        """Return the member called ``data``, ``methods`` …"""
        return self.parts.get(name) or self.body.get(name)


@dataclass(frozen=True)
class Mention:
    """A name that stands somewhere in the script."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Export:
    """An exported name: the token its value starts at, and where its name stands."""

    value: int
    start: int
    end: int


class Script:
    """A script as read; what is asked for is found then."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: Tokens = tokens_of(text)

    @cached_property
    def definitions(self) -> list[Definition]:
        """Calls of Page, Component … with an object, and classes that look like one."""
        found: list[Definition] = []
        items = self.tokens.items
        for at, token in enumerate(items):
            if token.kind != "word":
                continue
            if token.text == "class":
                found.extend(self._class(at))
            elif (
                _DEFINERS.match(token.text) and self.tokens.word(at - 1) not in ("function", ".")
            ) or (_DEFINERS.match(token.text) and self.tokens.word(at - 1) == "."):
                found.extend(self._call(at))
        return found

    @cached_property
    def objects(self) -> dict[str, int]:
        """Top-level ``const name = {``, by name, with the number of the ``{``."""
        found: dict[str, int] = {}
        tokens = self.tokens
        for at, token in enumerate(tokens.items):
            if token.text in ("const", "let", "var") and tokens.items[at].kind == "word":
                value = self._value_after_name(at + 2)
                if tokens.word(value) == "{":
                    found.setdefault(tokens.word(at + 1), value)
        return found

    @cached_property
    def imports(self) -> dict[str, Import]:
        """Local names that stand for something of another module."""
        found: dict[str, Import] = {}
        for at, token in enumerate(self.tokens.items):
            if token.kind != "word":
                continue
            if token.text == "import":
                found.update(self._import(at))
            elif token.text in ("const", "let", "var"):
                found.update(self._require(at))
        return found

    @cached_property
    def exports(self) -> dict[str, Export]:
        """Exported names; ``default`` is what ``module.exports`` is as well."""
        return dict(self._exports())

    def declaration(self, name: str) -> Mention | None:
        """Return where a function, class or variable of that name is declared."""
        pattern = rf"\b(?:function\s*\*?|class|const|let|var)\s+({re.escape(name)})(?![\w$])"
        match = re.search(pattern, self.text)
        return Mention(name, match.start(1), match.end(1)) if match else None

    @cached_property
    def triggered(self) -> list[Mention]:
        """Names of events the script triggers, where it first does."""
        found: dict[str, Mention] = {}
        for match in _TRIGGER.finditer(self.text):
            found.setdefault(match[2], Mention(match[2], match.start(2), match.end(2)))
        return list(found.values())

    @cached_property
    def assigned(self) -> list[Mention]:
        """Names given a value on the instance, ``this.name = …``."""
        found: dict[str, Mention] = {}
        for match in _ASSIGNED.finditer(self.text):
            found.setdefault(match[1], Mention(match[1], match.start(1), match.end(1)))
        return list(found.values())

    @cached_property
    def set_data(self) -> list[tuple[Mention, int]]:
        """Keys of ``setData({…})`` with the number of the token of their value."""
        found: list[tuple[Mention, int]] = []
        tokens = self.tokens
        for at, token in enumerate(tokens.items):
            if token.text != "setData" or tokens.word(at + 1) != "(":
                continue
            if tokens.word(at + 2) == "{":
                for member in read_object(tokens, at + 2).members:
                    found.append((Mention(member.name, member.start, member.end), member.value))
        return found

    def object_of(self, at: int) -> ObjectLiteral | None:
        """Return the literal a value is: written there, behind a name, or returned at once."""
        tokens = self.tokens
        for _ in range(6):
            word = tokens.word(at)
            if word == "{":
                return read_object(tokens, at)
            if word in self.objects and tokens.word(at + 1) in (",", "}", ";", ")", "", "as"):
                return read_object(tokens, self.objects[word])
            if word == "(":
                after = tokens.close_of(at) + 1
                is_arrow = tokens.word(after) in ("=>", "{", ":")
                at = self._returned(after) if is_arrow else at + 1
            elif word in ("function", "async"):
                opening = at
                while opening < len(tokens.items) and tokens.word(opening) != "(":
                    opening += 1
                at = self._returned(tokens.close_of(opening) + 1)
            else:
                return None
        return None

    def _returned(self, at: int) -> int:
        """Return the token of what a function gives back, whose body starts at or after ``at``."""
        tokens = self.tokens
        while at < len(tokens.items) and tokens.word(at) not in ("{", "=>"):
            at += 1
        if tokens.word(at) == "=>":
            at += 1
            if tokens.word(at) == "(":
                return at + 1
        if tokens.word(at) != "{":
            return at
        for inner in range(at + 1, tokens.close_of(at)):
            if tokens.word(inner) == "return":
                return inner + 1
        return len(tokens.items)

    def _call(self, at: int) -> Iterator[Definition]:
        tokens = self.tokens
        opening = skip_type_arguments(tokens, at + 1)
        if tokens.word(opening) != "(":
            return
        maker = tokens.word(at)
        first = opening + 1
        body = self.object_of(first)
        if body is not None:
            opaque = bool(body.computed)
            yield Definition(maker, body, opaque=opaque)
            return
        # Page(create({…})), Component(mixin(store, {…})): the object is somewhere inside.
        for inner in range(first, tokens.close_of(opening)):
            if tokens.word(inner) == "{" and tokens.word(inner - 1) in ("(", ","):
                yield Definition(maker, read_object(tokens, inner), opaque=True)
                return

    def _class(self, at: int) -> Iterator[Definition]:
        tokens = self.tokens
        opening = at + 1
        while opening < len(tokens.items) and tokens.word(opening) not in ("{", ";", "("):
            opening += 1
        if tokens.word(opening) != "{":
            return
        body = read_class(tokens, opening)
        parts = {m.name: m for m in body.members if m.name in _PARTS and m.kind == "value"}
        for inner in range(opening, body.closing):
            name = tokens.word(inner + 2)
            if (
                tokens.word(inner) in _SELF
                and tokens.word(inner + 1) == "."
                and name in _PARTS
                and tokens.word(inner + 3) == "="
            ):
                token = tokens.items[inner + 2]
                value = inner + 4
                parts.setdefault(name, Member(name, token.start, token.end, "value", value, value))
        if parts:
            yield Definition("class", body, parts, opaque=True)

    def _value_after_name(self, at: int) -> int:
        """Return the token of a variable's value; a type may stand between."""
        tokens = self.tokens
        if tokens.word(at) == ":":
            while at < len(tokens.items) and tokens.word(at) not in ("=", ";"):
                at = tokens.close_of(at) if tokens.word(at) in ("{", "(", "[") else at
                at += 1
        return at + 1 if tokens.word(at) == "=" else len(tokens.items)

    def _import(self, at: int) -> Iterator[tuple[str, Import]]:
        tokens, names, mark = self.tokens, [], at + 1
        while mark < len(tokens.items) and mark < at + 200:
            token = tokens.items[mark]
            if token.kind == "string":
                break
            names.append(token.text)
            mark += 1
        if mark >= len(tokens.items) or (names and names[0] in (".", "(")):
            return
        specifier = tokens.word(mark)[1:-1]
        braces = False
        for number, name in enumerate(names):
            braces = name == "{" or (braces and name != "}")
            after = names[number + 1] if number + 1 < len(names) else ""
            if name in ("{", "}", ",", "from", "as", "*", "type") or after == "as":
                continue
            before = names[number - 1] if number else ""
            original = names[number - 2] if before == "as" else ("" if braces else "default")
            yield name, Import(specifier, original or name)

    def _require(self, at: int) -> Iterator[tuple[str, Import]]:
        tokens = self.tokens
        target = at + 1
        after = tokens.close_of(target) + 1 if tokens.word(target) == "{" else target + 1
        call = self._value_after_name(after)
        if tokens.word(call) != "require" or tokens.word(call + 1) != "(":
            return
        if call + 2 >= len(tokens.items) or tokens.items[call + 2].kind != "string":
            return
        specifier = tokens.word(call + 2)[1:-1]
        if tokens.word(target) == "{":
            for member in read_object(tokens, target).members:
                local = tokens.word(member.value) if member.kind == "value" else member.name
                yield local, Import(specifier, member.name)
            return
        member_name = tokens.word(call + 5) if tokens.word(call + 4) == "." else "*"
        yield tokens.word(target), Import(specifier, member_name)

    def _exports(self) -> Iterator[tuple[str, Export]]:
        tokens = self.tokens
        for at, token in enumerate(tokens.items):
            after = tokens.word(at + 1)
            if token.text == "export" and after == "default":
                yield "default", Export(at + 2, token.start, tokens.end_at(at + 1))
            elif token.text == "export" and after in ("const", "let", "var"):
                yield self._exported(at + 2, self._value_after_name(at + 3))
            elif token.text == "export" and after in ("function", "class", "async"):
                yield self._exported(at + (3 if after == "async" else 2), at + 1)
            elif token.text == "exports" and after == "." and tokens.word(at + 3) == "=":
                yield self._exported(at + 2, at + 4)
            elif token.text == "exports" and after == "=":
                yield "default", Export(at + 2, token.start, token.end)
                if tokens.word(at + 2) == "{":
                    for member in read_object(tokens, at + 2).members:
                        yield member.name, Export(member.value, member.start, member.end)

    def _exported(self, name: int, value: int) -> tuple[str, Export]:
        tokens = self.tokens
        start = tokens.items[name].start if name < len(tokens.items) else len(self.text)
        return tokens.word(name), Export(value, start, tokens.end_at(name))

    def is_function_at(self, at: int) -> bool:
        """Whether the value at a token is a function, written there or behind its name."""
        if is_function(self.tokens, at) or self.tokens.word(at) == "(":
            return True
        name = self.tokens.word(at)
        return bool(re.search(rf"\bfunction\s+{re.escape(name)}\b", self.text)) if name else False


def read(text: str) -> Script:
    """Read a script; never raises."""
    return Script(text)
