"""A page as an agent reads it: what is to be seen and used, each line with a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Node = Mapping[str, Any]

_FIELDS = ("checkbox", "editor", "input", "picker", "picker-view", "radio", "slider", "switch")
_SIGHTS = ("camera", "canvas", "map", "video", "web-view")
_USED = frozenset({*_FIELDS, *_SIGHTS, "button", "navigator", "textarea"})
"""Tags that do something of their own."""
_TOLD = ("value", "placeholder", "type", "checked", "disabled", "src", "url", "aria-label", "mode")
_FINGER = re.compile(r"tap|longpress|touch|change|input|confirm|scroll", re.IGNORECASE)
_LONGEST = 120
_REFERENCE = re.compile(r"p(\d+)-(.+)\Z")


@dataclass(frozen=True)
class Line:
    """One element: how deep it stands, and what is said of it."""

    depth: int
    words: str


def reference(page: int, node: Node) -> str:
    """Return what an agent names an element by."""
    return f"p{page}-{node['elementId']}"


def referred(ref: str) -> tuple[int, str] | None:
    """Return page and element of a reference, None when it is none."""
    found = _REFERENCE.match(ref.strip())
    return (int(found[1]), found[2]) if found else None


def outline(page: int, tree: Node, *, everything: bool = False) -> list[Line]:
    """Return the elements of a tree that matter: texts, what can be used, what listens.

    ``everything`` keeps those that are not to be seen and those that only lay others out.
    """
    return list(_lines(page, tree, 0, everything))


def node_of(tree: Node, element: str) -> Node | None:
    """Return the element of a tree by its id, None when there is none."""
    if tree.get("elementId") == element:
        return tree
    inner = (one for one in tree.get("children", ()) if isinstance(one, Mapping))
    return next((found for one in inner if (found := node_of(one, element))), None)


def saying(page: int, tree: Node, words: str) -> list[tuple[str, str, str]]:
    """Return reference, tag and text of the innermost elements to be seen that say something."""
    return [
        (reference(page, node), str(node["tag"]), text)
        for node in _seen(tree)
        if words in (text := _own_words(node.get("children", ())))
    ]


def _seen(node: Node) -> Iterator[Node]:
    if node.get("visible") is False and not _is_page(node):
        return
    yield node
    for child in node.get("children", ()):
        if isinstance(child, Mapping):
            yield from _seen(child)


def _lines(page: int, node: Node, depth: int, everything: bool) -> Iterator[Line]:
    if not everything and node.get("visible") is False and not _is_page(node):
        return
    children = node.get("children", ())
    words = _own_words(children)
    matters = everything or _is_page(node) or _matters(node) or bool(words)
    if matters:
        used = [one for one in children if isinstance(one, Mapping) and _holds_use(one)]
        whole = _matters(node) and not used and not everything and not _is_page(node)
        name = " ".join(_all_words(node)) if whole else words
        yield Line(depth, _told(page, node, name))
        if whole:
            return
        depth += 1
    for child in children:
        if isinstance(child, Mapping):
            yield from _lines(page, child, depth, everything)
    if "more" in node:
        yield Line(depth, f"… {node['more']} more inside")


def _told(page: int, node: Node, name: str) -> str:
    attributes = node.get("attributes", {})
    parts = [str(node["tag"])]
    if attributes.get("id"):
        parts[0] += f"#{attributes['id']}"
    if node.get("component"):
        parts.append(f"({node['component']})")
    if name:
        parts.append(f'"{_short(name)}"')
    parts += [
        f"{key}={_short(str(attributes[key]))}"
        for key in _TOLD
        if key in attributes and str(attributes[key]) not in ("", "false")
    ]
    events = [one for one in node.get("events", ()) if _FINGER.search(str(one))]
    if events:
        parts.append(f"on {','.join(map(str, events))}")
    if node.get("visible") is False:
        parts.append("hidden")
    return f"- {' '.join(parts)} [ref={reference(page, node)}]"


def _is_page(node: Node) -> bool:
    return node.get("tag") == "page"


def _matters(node: Node) -> bool:
    if node["tag"] in _USED or any(_FINGER.search(str(one)) for one in node.get("events", ())):
        return True
    return bool(node.get("attributes", {}).get("aria-label"))


def _holds_use(node: Node) -> bool:
    if node.get("visible") is False:
        return False
    inner = (one for one in node.get("children", ()) if isinstance(one, Mapping))
    return _matters(node) or any(_holds_use(one) for one in inner)


def _own_words(children: Any) -> str:
    return " ".join(one.strip() for one in children if isinstance(one, str) and one.strip())


def _all_words(node: Node) -> Iterator[str]:
    for child in node.get("children", ()):
        if isinstance(child, str):
            if child.strip():
                yield child.strip()
        elif child.get("visible") is not False:
            yield from _all_words(child)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
