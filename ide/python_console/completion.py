"""What can be written next: selectors, routes, phones, fields, scenarios, also inside calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from IPython.core.completer import CompletionContext, SimpleCompletion, context_matcher

from ide.automation.errors import AutomationError
from ide.python_console.magic_table import Argument, Magic, magics
from ide.scenario.files import scenarios_among

WAIT_S = 2.0
"""How long an offer may take: a hanging mini-program must not hold the person up."""
_MAGIC = re.compile(r"^\s*%(\w+)[ \t]+(.*)$")
_WORD = re.compile(r"(?:'[^']*|\"[^\"]*|[^\s'\"]*)$")
_CALL = re.compile(r"\b(\w+)\(\s*(?:f|r)?(['\"])([^'\"]*)$")
_CALLS = {
    "selectors": (
        "q", "qq", "get_element", "get_elements", "element_is_exists", "wait_for", "locator",
        "tap", "type", "swipe", "scroll", "long_press",
    ),
    "routes": ("navigate_to", "redirect_to", "switch_tab", "relaunch", "restart"),
    "phones": ("use",),
    "fields": ("state",),
    "scenarios": ("play",),
    "calls": ("wait_for_call", "mock_wx_method", "restore_wx_method", "call_wx_method"),
}  # fmt: skip
"""In whose first argument what is offered, by the names of methods."""


class Offers:
    """Asks the mini-program what there is; where it cannot say, nothing is offered."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._names = names

    def of(self, kind: str) -> list[str]:
        """Return what is offered where something of a kind is typed."""
        ask: Callable[[], Iterable[str]] | None = getattr(self, f"_{kind}", None)
        if ask is None:
            return []
        try:
            return list(ask())
        except AutomationError:
            return []

    def _ask(self, method: str, **params: Any) -> Any:
        return self._names["mini"].connection.send(method, params, WAIT_S)

    def _selectors(self) -> Iterable[str]:
        page = self._ask("App.getCurrentPage")["pageId"]
        tree = self._ask("Page.getTree", pageId=page).get("tree") or {}
        found = dict.fromkeys(_selectors_in(tree))
        order = {"#": 0, ".": 1}
        return sorted(found, key=lambda one: (order.get(one[0], 2), one))

    def _routes(self) -> Iterable[str]:
        pages = self._ask("Minideck.getInfo").get("pages", [])
        return [str(one) for one in pages]

    def _phones(self) -> Iterable[str]:
        return [str(one["id"]) for one in self._ask("Device.list")["devices"]]

    def _fields(self) -> Iterable[str]:
        return _fields_in(self._ask("Device.getState")["value"])

    def _devices(self) -> Iterable[str]:
        return [*self._phones(), *(f"{one}=" for one in self._fields())]

    def _scenarios(self) -> Iterable[str]:
        return scenarios_among(self._ask("Project.files")["files"])

    def _calls(self) -> Iterable[str]:
        return sorted({str(one["name"]) for one in self._ask("Log.calls")["calls"]})


def wanted(text: str) -> tuple[str, str] | None:
    """Return what kind is to be offered at the end of ``text``, and what of it stands there."""
    line = text.rpartition("\n")[2]
    behind = _MAGIC.match(line)
    if behind is not None:
        magic = magics().get(behind[1])
        return _in_magic(magic, behind[2]) if magic is not None else None
    call = _CALL.search(line)
    if call is None:
        return None
    kind = next((kind for kind, names in _CALLS.items() if call[1] in names), "")
    return (kind, call[3]) if kind else None


def _in_magic(magic: Magic, text: str) -> tuple[str, str] | None:
    found = _WORD.search(text)
    word = found[0] if found else ""
    if word.startswith("--"):
        return ("flags:" + magic.name, word)
    before = text[: len(text) - len(word)].split()
    place = sum(not one.startswith("--") for one in before)
    argument = _argument(magic, place)
    if argument is None or not argument.offers or argument.offers == "files":
        return None
    return argument.offers, word.lstrip("'\"")


def _argument(magic: Magic, place: int) -> Argument | None:
    if place < len(magic.arguments):
        return magic.arguments[place]
    last = magic.arguments[-1] if magic.arguments else None
    return last if last is not None and last.rest else None


def matching(offers: Offers, text: str) -> tuple[str, list[str]] | None:
    """Return what is typed of a word at the end of ``text``, and what it can become."""
    found = wanted(text)
    if found is None:
        return None
    kind, word = found
    if kind.startswith("flags:"):
        magic = magics()[kind.partition(":")[2]]
        rows = [f"--{one.name}{'=' if one.value else ''}" for one in magic.flags]
    else:
        rows = offers.of(kind)
    return word, [one for one in rows if one.startswith(word)]


def matcher(offers: Offers) -> Any:
    """Return a matcher for IPython's completer."""

    @context_matcher(identifier="minideck", priority=1000)  # type: ignore[untyped-decorator]
    def match(context: CompletionContext) -> dict[str, Any]:
        found = matching(offers, context.text_until_cursor)
        if found is None:
            return {"completions": []}
        word, texts = found
        return {
            "completions": [SimpleCompletion(text=one, type="text") for one in texts],
            "matched_fragment": word,
            "suppress": True,
        }

    return match


def _selectors_in(node: Mapping[str, Any]) -> Iterator[str]:
    attributes = node.get("attributes") or {}
    if attributes.get("id"):
        yield f"#{attributes['id']}"
    yield from (f".{one}" for one in str(attributes.get("class") or "").split())
    if node.get("tag"):
        yield str(node["tag"])
    for child in node.get("children") or ():
        if isinstance(child, Mapping):
            yield from _selectors_in(child)


def _fields_in(state: Any) -> Iterator[str]:
    for section, fields in state.items() if isinstance(state, Mapping) else ():
        if isinstance(fields, Mapping):
            yield from (f"{section}.{name}" for name in fields)
