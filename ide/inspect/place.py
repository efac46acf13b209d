"""Finds where in the sources a node of the running tree was written (no Qt).

The template engine makes nodes in the order of the template: one for each element, text, slot and
block, one that stands for a whole chain of ``wx:if``, one for a ``wx:for`` with an item for each
value. The runtime tells the way to a node as indexes among these; the same list is made here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ide.inspect.template import Node, Template, read_template

Read = Callable[[str], str | None]
"""Gives the text of a package path."""

_IF = ("wx:if", "wx-if")
_ELIF = ("wx:elif", "wx-elif")
_ELSE = ("wx:else", "wx-else")
_FOR = ("wx:for", "wx:for-items", "wx-for", "wx-for-items")
_MOST_FILES = 60
_DEEPEST = 200


@dataclass(frozen=True)
class Place:
    """A node of a source: package path of the file, its text and the node in it."""

    file: str
    template: Template
    node: Node

    @property
    def line(self) -> int:
        """The line the node starts on, from 1."""
        start = self.node.start
        if not self.node.name:
            text = self.template.text[start : self.node.end]
            start += len(text) - len(text.lstrip())
        return self.template.text.count("\n", 0, start) + 1

    @property
    def column(self) -> int:
        """The column the node starts in, from 1."""
        return self.node.start - (self.template.text.rfind("\n", 0, self.node.start) + 1) + 1


@dataclass(frozen=True)
class _Made:
    """A node the engine makes; the nodes of the source behind it."""

    kind: str
    file: str
    nodes: Sequence[Node]


@dataclass
class Sources:
    """The templates of one look-up, each read once."""

    read: Read
    _files: dict[str, Template | None] = field(default_factory=dict)

    def template(self, file: str) -> Template | None:
        """Return the template of a file, None when there is none."""
        if file not in self._files:
            text = self.read(file) if len(self._files) < _MOST_FILES else None
            self._files[file] = None if text is None else read_template(text)
        return self._files[file]


def find_place(
    read: Read | Sources, component: str, steps: Sequence[Sequence[Any]]
) -> Place | None:
    """Return where the node at the end of ``steps`` is written, None when sources do not fit.

    Who looks for many nodes hands over the same ``Sources`` each time.
    """
    sources = read if isinstance(read, Sources) else Sources(read)
    return _Finder(sources).find(component, steps)


def find_steps(read: Read, component: str, file: str, offset: int) -> list[list[Any]] | None:
    """Return the way to the innermost element at ``offset`` of ``file`` in a component's template.

    An item of a list is -1: all of them. None when the component does not use the file there.
    """
    sources = Sources(read)
    template = sources.template(file)
    node = node_at(template, offset) if template is not None else None
    if node is None:
        return None
    top = sources.template(f"{component}.wxml")
    return None if top is None else _Finder(sources).steps_to(component, file, node)


class _Finder:
    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def find(self, component: str, steps: Sequence[Sequence[Any]]) -> Place | None:
        file = f"{component}.wxml"
        template = self._sources.template(file)
        if template is None:
            return None
        shape = self._shape(file, template.children)
        found: _Made | None = None
        for index, name, *key in steps:
            if name == "wx:for-item":
                if found is None or found.kind != "wx:for":
                    return None
                shape = self._single(found.file, found.nodes[0], frozenset({"for"}))
                continue
            if not 0 <= index < len(shape) or shape[index].kind != name:
                return None
            found = shape[index]
            shape = self._inside(found, key[0] if key else None)
        if found is None:
            return None
        where = self._sources.template(found.file)
        return None if where is None else Place(found.file, where, found.nodes[0])

    def steps_to(self, component: str, file: str, node: Node) -> list[list[Any]] | None:
        """Return the steps to a node, searching everything the component's template makes."""
        template = self._sources.template(f"{component}.wxml")
        if template is None:
            return None
        return self._search(self._shape(f"{component}.wxml", template.children), file, node, 0)

    def _search(
        self, shape: Sequence[_Made], file: str, node: Node, depth: int
    ) -> list[list[Any]] | None:
        if depth > _DEEPEST:
            return None
        for index, made in enumerate(shape):
            for keys, inside in self._ways(made):
                step: list[Any] = [index, made.kind, *keys]
                if made.kind in {"wx:for", "wx:if"} or made.nodes[0] is not node:
                    found = self._search(inside, file, node, depth + 1)
                    if found is None:
                        continue
                    item = [[-1, "wx:for-item"]] if made.kind == "wx:for" else []
                    return [step, *item, *found]
                return [step]
        return None

    def _ways(self, made: _Made) -> list[tuple[list[Any], list[_Made]]]:
        """Return the contents a node can have with the keys that tell them apart."""
        if made.kind == "wx:for":
            return [([], self._single(made.file, made.nodes[0], frozenset({"for"})))]
        if made.kind != "wx:if":
            return [([], self._inside(made, None))]
        template = self._sources.template(made.file)
        if made.nodes[0].name == "template" and template is not None:
            name = template.value(made.nodes[0], "is") or ""
            return [([name], self._named(made.file, name))]
        keys = [0 if node.attribute(*_ELSE) else at for at, node in enumerate(made.nodes, start=1)]
        return [([key], self._inside(made, key)) for key in keys]

    def _shape(self, file: str, nodes: Sequence[Node]) -> list[_Made]:
        """Return what the engine makes of siblings."""
        template = self._sources.template(file)
        if template is None:
            return []
        made: list[_Made] = []
        text: list[Node] = []
        chain: list[Node] = []

        def end_text() -> None:
            if any(template.text[node.start : node.end].strip() for node in text):
                made.append(_Made("#text", file, tuple(text)))
            text.clear()

        for node in nodes:
            if not node.name:
                text.append(node)
                continue
            if node.name == "import":
                continue
            if chain and node.attribute(*_ELIF, *_ELSE):
                text.clear()
                chain.append(node)
                made[-1] = _Made("wx:if", file, tuple(chain))
                continue
            end_text()
            chain = [node] if node.attribute(*_IF) and not node.attribute(*_FOR) else []
            made += self._single(file, node, frozenset())
        end_text()
        return made

    def _single(self, file: str, node: Node, done: frozenset[str]) -> list[_Made]:
        """Return what one element becomes, apart from directives already ``done``."""
        template = self._sources.template(file)
        if template is None or node.name in {"wxs", "import"}:
            return []
        if node.name == "template" and template.value(node, "is") is None:
            return []
        if "for" not in done and node.attribute(*_FOR):
            return [_Made("wx:for", file, (node,))]
        if "if" not in done and node.attribute(*_IF):
            return [_Made("wx:if", file, (node,))]
        if node.name in {"block", "include"}:
            if done and not node.attribute("slot"):
                return self._content(file, node)
            return [_Made("virtual", file, (node,))]
        if node.name == "template":
            return [_Made("wx:if", file, (node,))]
        return [_Made("slot" if node.name == "slot" else "*", file, (node,))]

    def _inside(self, made: _Made, key: Any) -> list[_Made]:
        if made.kind in {"*", "virtual"}:
            return self._content(made.file, made.nodes[0])
        if made.kind != "wx:if":
            return []
        if isinstance(key, str):
            return self._named(made.file, key)
        branch = self._branch(made.nodes, key)
        done = frozenset({"if", "for"})
        return [] if branch is None else self._single(made.file, branch, done)

    def _branch(self, chain: Sequence[Node], key: Any) -> Node | None:
        if isinstance(key, int) and 1 <= key <= len(chain):
            return chain[key - 1]
        return chain[-1] if chain[-1].attribute(*_ELSE) else None

    def _content(self, file: str, node: Node) -> list[_Made]:
        if node.name != "include":
            return self._shape(file, node.children)
        target = self._target(file, node)
        template = self._sources.template(target) if target else None
        return [] if template is None else self._shape(target, template.children)

    def _target(self, file: str, node: Node) -> str:
        template = self._sources.template(file)
        written = (template.value(node, "src") or "").strip() if template else ""
        if not written:
            return ""
        base = "" if written.startswith("/") else posixpath.dirname(file)
        path = posixpath.normpath(posixpath.join(base, written.lstrip("/")))
        return path if path.endswith(".wxml") else f"{path}.wxml"

    def _named(self, file: str, name: str) -> list[_Made]:
        """Return the content of a named template of the file or of one it imports."""
        seen: set[str] = set()
        waiting = [file]
        while waiting:
            at = waiting.pop(0)
            template = self._sources.template(at)
            if template is None or at in seen:
                continue
            seen.add(at)
            for node in template.children:
                if node.name == "template" and template.value(node, "name") == name:
                    return self._shape(at, node.children)
                if node.name in {"import", "include"}:
                    waiting.append(self._target(at, node))
        return []


def node_at(template: Template, offset: int) -> Node | None:
    """Return the innermost element a cursor stands in."""
    found: Node | None = None
    nodes = template.children
    while True:
        inner = next((n for n in nodes if n.name and n.start <= offset < n.end), None)
        if inner is None:
            return found
        found, nodes = inner, inner.children


def offset_of(text: str, line: int, column: int) -> int:
    """Return the offset of a line and column, both from 1."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if at == 0:
            return len(text)
    return min(at + column - 1, len(text))
