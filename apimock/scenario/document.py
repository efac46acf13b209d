"""The text of a scenario as values that know their line: JSON, or YAML without its surprises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import yaml
from yaml.composer import Composer
from yaml.resolver import Resolver

from apimock.scenario.errors import ScenarioError, offered

if yaml.__with_libyaml__:
    from yaml._yaml import CParser

LIMIT_BYTES = 16 * 1024 * 1024
_DEPTH = 60
_LINES_TO = 5
"""How deep lines are known: ``tracks.0.keys.3.selector``."""
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|min|h)?")
_UNITS = {None: 1.0, "ms": 1.0, "s": 1000.0, "min": 60_000.0, "h": 3_600_000.0}

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A parsed file: its values, and the line of every path that is not too deep."""

    file: str
    value: Any
    lines: Mapping[Path_, int]

    def line(self, path: Path_) -> int:
        """The line of a value, or of what holds it; 0 when nothing is known."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


SOURCE_LIMIT_BYTES = 64 * 1024 * 1024


def read_bytes(file: Path, limit: int = LIMIT_BYTES) -> bytes:
    """The content of a file. Raises ScenarioError when it is none or far too large."""
    own = "keep long tracks in files of their own and name them in “source”"
    try:
        size = file.stat().st_size
        if size > limit:
            raise ScenarioError(
                f"has {size / 1024 / 1024:.0f} MB, at most {limit // 1024 // 1024} are read",
                file=str(file),
                hint=own if limit == LIMIT_BYTES else "cut the track into parts",
            )
        return file.read_bytes()
    except OSError as error:
        raise ScenarioError(f"cannot be read: {error.strerror}", file=str(file)) from error


def parse(data: bytes, file: str) -> Document:
    """Parse a file by its content: JSON when it begins with a brace, YAML otherwise."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ScenarioError("is no text in UTF-8", file=file, line=line) from error
    try:
        return _json(text, file) if text.lstrip().startswith("{") else _yaml(text, file)
    except RecursionError as error:
        raise ScenarioError("is nested too deep", file=file) from error


def _json(text: str, file: str) -> Document:
    def refuse(word: str) -> NoReturn:
        raise ScenarioError(f"{word} is no number", file=file)

    try:
        value = json.loads(text, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise ScenarioError(
            f"is no JSON at column {error.colno}: {error.msg}", file=file, line=error.lineno
        ) from error
    return Document(file, value, _json_lines(text, file))


def _json_lines(text: str, file: str) -> dict[Path_, int]:
    """The lines of the paths of a text that is JSON."""
    lines: dict[Path_, int] = {(): 1}
    line, last = 1, 0
    path: list[str | int] = []
    key_follows = [False]
    for match in _TOKEN.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        token = match.group()
        if token in "{[":
            path.append("" if token == "{" else 0)
            key_follows.append(token == "{")
        elif token in "}]":
            path.pop()
            key_follows.pop()
        elif token == ",":
            if isinstance(path[-1], int):
                path[-1] += 1
            else:
                key_follows[-1] = True
        elif key_follows[-1] and token != ":":
            path[-1] = json.loads(token)
            key_follows[-1] = False
            if tuple(path) in lines:
                raise _twice(str(path[-1]), file, line)
        if path and path[-1] != "" and len(path) <= _LINES_TO and token not in "}],:":
            lines.setdefault(tuple(path), line)
    return lines


def _twice(name: str, file: str, line: int) -> ScenarioError:
    return ScenarioError("is written twice", file=file, line=line, field=name, hint="keep one")


if TYPE_CHECKING or not yaml.__with_libyaml__:
    _Parser = yaml.SafeLoader
else:

    class _Parser(Composer, CParser, Resolver):
        """Reads by libyaml, thirty times as fast; nests in Python, where too deep is an error."""

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            Composer.__init__(self)
            Resolver.__init__(self)


class _Loader(_Parser):
    """YAML whose plain words are text, except true, false, null and numbers."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|-?\.[0-9]+", "-.0123456789"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first)
    )


def _yaml(text: str, file: str) -> Document:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        said = error.problem or "it cannot be read"
        raise ScenarioError(f"is no YAML: {said}", file=file, line=line) from error
    except yaml.YAMLError as error:
        raise ScenarioError(f"is no YAML: {error}", file=file) from error
    finally:
        loader.dispose()
    if node is None:
        raise ScenarioError("is empty", file=file, line=1, hint="begin with “version: 1”")
    reader = _YamlReader(file)
    value = reader.value(node, ())
    return Document(file, value, reader.lines)


class _YamlReader:
    """Turns nodes into values and notes their lines."""

    def __init__(self, file: str) -> None:
        self.lines: dict[Path_, int] = {}
        self._file = file
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path_) -> Any:
        line = node.start_mark.line + 1
        if len(path) <= _LINES_TO:
            self.lines.setdefault(path, line)
        if id(node) in self._seen:
            hint = "write the value out"
            raise ScenarioError("an alias (*) is not taken", file=self._file, line=line, hint=hint)
        self._seen.add(id(node))
        if len(path) > _DEPTH:
            raise ScenarioError("is nested too deep", file=self._file, line=line)
        if isinstance(node, yaml.MappingNode):
            return {name: self.value(child, (*path, name)) for name, child in self._pairs(node)}
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, at)) for at, child in enumerate(node.value)]
        return self._scalar(node)

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
        seen: set[str] = set()
        for key, child in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise ScenarioError("a name should be a word", file=self._file, line=line)
            if key.value in seen:
                raise _twice(key.value, self._file, line)
            seen.add(key.value)
            yield key.value, child

    def _scalar(self, node: yaml.Node) -> Any:
        match node.tag.rpartition(":")[2]:
            case "bool":
                return node.value == "true"
            case "null":
                return None
            case "int":
                return int(node.value)
            case "float":
                return float(node.value)
            case "str":
                return node.value
            case other:
                line = node.start_mark.line + 1
                raise ScenarioError(f"the tag !{other} is not taken", file=self._file, line=line)


@dataclass(frozen=True)
class Field:
    """A value of the document and where it stands; what does not fit raises ScenarioError."""

    document: Document
    path: Path_
    value: Any

    @property
    def line(self) -> int:
        """The line of the value."""
        return self.document.line(self.path)

    @property
    def name(self) -> str:
        """The way to the value: ``tracks[0].keys[3].t``."""
        parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path]
        return "".join(parts).removeprefix(".")

    def error(self, problem: str, hint: str = "") -> ScenarioError:
        """What is wrong with this value."""
        return ScenarioError(
            problem, file=self.document.file, line=self.line, field=self.name, hint=hint
        )

    def get(self, name: str) -> Field | None:
        """A member of a mapping, None when it is absent."""
        if name not in self.value:
            return None
        return Field(self.document, (*self.path, name), self.value[name])

    def need(self, name: str, hint: str = "") -> Field:
        """A member that has to be there."""
        found = self.get(name)
        if found is None:
            raise self.error(f"“{name}” is missing", hint)
        return found

    def mapping(self, known: tuple[str, ...] | None = None) -> Field:
        """This field, which has to be a mapping with no other members than ``known``."""
        if not isinstance(self.value, dict):
            raise self.error("should be a mapping (an object)")
        for name in self.value:
            if known is not None and name not in known:
                child = Field(self.document, (*self.path, name), None)
                raise child.error("is not known here", offered(name, known))
        return self

    def items(self) -> list[Field]:
        """The members of a list."""
        if not isinstance(self.value, list):
            raise self.error("should be a list")
        return [
            Field(self.document, (*self.path, at), value) for at, value in enumerate(self.value)
        ]

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            raise self.error("should be a text")
        return self.value

    def one_of(self, words: tuple[str, ...]) -> str:
        """One of some words."""
        if self.value not in words:
            raise self.error(f"should be one of {', '.join(words)}")
        return str(self.value)

    def number(self, low: float | None = None, high: float | None = None) -> float:
        """A number within limits."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.error("should be a number")
        if (low is not None and value < low) or (high is not None and value > high):
            least = "" if low is None else f"at least {low:g}"
            most = "" if high is None else f"at most {high:g}"
            raise self.error(f"should be {' and '.join(filter(None, (least, most)))}")
        return value

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.error("should be true or false")
        return self.value

    def duration(self) -> float:
        """Milliseconds, written as a number or as ``500ms``, ``1.5s``, ``2min``, ``1h``."""
        if isinstance(self.value, str) and (found := _DURATION.fullmatch(self.value.strip())):
            return float(found[1]) * _UNITS[found[2]]
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)):
            raise self.error("should be milliseconds, or a text such as “30s” or “2min”")
        return float(self.number(0))
