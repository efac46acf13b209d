"""How the client's values look in the console: trees of nodes, lists of calls, phones, elements."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

_WIDE = 100
_INDENT = "  "
_RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _GREY = (f"\x1b[{one}m" for one in (31, 32, 33, 34, 35, 90))
_PLAIN = "\x1b[0m"
_OUTCOMES = {"ok": _GREEN, "fail": _RED}


class Rows(list[Any]):
    """A list that is shown as a text of its own and used like any other."""

    def __init__(self, rows: Iterable[Any], text: str) -> None:
        super().__init__(rows)
        self._text = text

    def __repr__(self) -> str:
        return self._text


class Words(str):
    """A text that is shown as it is, not as a literal of Python."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def tree_text(node: Mapping[str, Any]) -> str:
    """Return the nodes of a page (``Page.getTree``) as WXML, a node a line."""
    return "\n".join(_tree_lines(node, 0))


def is_tree(value: Mapping[Any, Any]) -> bool:
    """Whether a mapping is a node of ``Page.getTree``."""
    return "elementId" in value and "tag" in value


def nodes_in(node: Mapping[str, Any], wanted: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the nodes of a tree that have one of the ids, not those inside of such."""
    if node.get("elementId") in wanted:
        yield node
        return
    for child in node.get("children") or ():
        if isinstance(child, Mapping):
            yield from nodes_in(child, wanted)


def _tree_lines(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    space = _INDENT * depth
    begin = space + _begin(node)
    end = f"</{_BLUE}{node['tag']}{_PLAIN}>"
    children = list(node.get("children") or ())
    if node.get("more"):
        yield f"{begin}>{_GREY}… {node['more']}{_PLAIN}{end}"
    elif not children:
        yield f"{begin} />"
    elif len(children) == 1 and isinstance(children[0], str):
        yield f"{begin}>{_cut(children[0])}{end}"
    else:
        yield f"{begin}>"
        for child in children:
            if isinstance(child, str):
                yield space + _INDENT + _cut(child)
            else:
                yield from _tree_lines(child, depth + 1)
        yield space + end


def _begin(node: Mapping[str, Any]) -> str:
    attributes = "".join(
        f" {_YELLOW}{key}{_PLAIN}={_GREEN}{_quoted(value)}{_PLAIN}"
        for key, value in (node.get("attributes") or {}).items()
    )
    return f"<{_BLUE}{node['tag']}{_PLAIN}{attributes}"


def element_text(wxml: str) -> str:
    """Return the WXML of an element in a line."""
    return _cut(wxml)


def calls_text(calls: Sequence[Mapping[str, Any]]) -> str:
    """Return calls of wx, one a line: number, how it ended, how long it took, with what."""
    width = max((len(str(one.get("name"))) for one in calls), default=0)
    return "\n".join(_call_line(one, width) for one in calls)


def _call_line(call: Mapping[str, Any], width: int) -> str:
    outcome = str(call.get("outcome") or "…")
    color = _OUTCOMES.get(outcome, _GREY)
    name = str(call.get("name"))
    given = _cut(json.dumps(call.get("params"), ensure_ascii=False, default=str))
    answer = call.get("result")
    told = _cut(json.dumps(answer, ensure_ascii=False, default=str)) if answer else ""
    line = f"{_GREY}{call.get('number', ''):>4}{_PLAIN} {color}{outcome:<7}{_PLAIN} "
    line += f"{_took(call):>8}  {_MAGENTA}{name:<{width}}{_PLAIN} {given}"
    return line + (f" {_GREY}→{_PLAIN} {told}" if told and told != "{}" else "")


def _took(call: Mapping[str, Any]) -> str:
    started, ended = call.get("started"), call.get("ended")
    return f"{ended - started:.0f} ms" if started is not None and ended is not None else ""


def phones_text(phones: Sequence[Mapping[str, Any]], current: str) -> str:
    """Return the phones there are, the one in use marked."""
    width = max((len(str(one.get("id"))) for one in phones), default=0)
    return "\n".join(
        f"{'●' if one.get('id') == current else ' '} {one.get('id', ''):<{width}}  "
        f"{_GREY}{one.get('title') or one.get('name') or ''}{_PLAIN}"
        for one in phones
    )


def cases_text(cases: Iterable[Mapping[str, Any]]) -> str:
    """Return the cases of a scenario, one a line, with why one failed."""
    return "\n".join(_case_line(one) for one in cases)


def _case_line(case: Mapping[str, Any]) -> str:
    good = bool(case.get("ok"))
    mark = f"{_GREEN}✓{_PLAIN}" if good else f"{_RED}✗{_PLAIN}"
    line = f"{mark} {case.get('name')} {_GREY}{float(case.get('seconds') or 0):.1f} s{_PLAIN}"
    return line if good else f"{line}\n    {case.get('message')}"


def _quoted(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f'"{_cut(text)}"'


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDE else f"{line[:_WIDE]}…"
