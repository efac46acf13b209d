"""An element of a page: what it shows, what a finger does to it."""

# Written by `python -m bootstrap.sync_client` from aio/element.py: change that one.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ide.automation.client.shapes import Offset, Rect, Size
from ide.automation.client.sync.search import Locator, Query, Search
from ide.automation.errors import ServerRefusedError

if TYPE_CHECKING:
    from ide.automation.client.sync.page import Page


class Element(Search):
    """A node of a page; ``origin`` is how it was found, to find it again."""

    def __init__(self, page: Page, facts: Mapping[str, Any], locator: Locator) -> None:
        self.connection = page.connection
        self.page = page
        self.origin = locator
        self.id = str(facts["elementId"])
        self.tag_name = str(facts.get("tagName", ""))
        self._keys = {name: facts[name] for name in ("nodeId", "videoId") if facts.get(name)}

    def __repr__(self) -> str:
        return f"<Element {self.tag_name} {self.id} ({self.origin})>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and (other.page, other.id) == (self.page, self.id)

    def __hash__(self) -> int:
        return hash((self.page, self.id))

    @property
    def is_custom(self) -> bool:
        """Whether it is a custom component."""
        return "nodeId" in self._keys

    # What a finger does.

    def tap(self) -> None:
        """Tap it; counts as a gesture of the person. A switch is turned."""
        if self.tag_name == "switch":
            self.call_function("switch.tap")
        else:
            self.ask("tap")

    def click(self) -> None:
        """Tap it; Minium's name."""
        self.tap()

    def long_press(self, duration: float = 350) -> None:
        """Hold a finger on it for so many milliseconds."""
        size, offset = self.size, self.offset
        middle = _touch(offset["left"] + size["width"] / 2, offset["top"] + size["height"] / 2)
        self.touch_start(touches=[middle], changedTouches=[middle])
        self.connection.pause(duration / 1000)
        self.touch_end(touches=[], changedTouches=[middle])

    def touch_start(self, **event: Any) -> None:
        """Put a finger down; ``touches`` and ``changedTouches`` as in the event."""
        self.ask("touchstart", event)

    def touch_move(self, **event: Any) -> None:
        """Move a finger that is down."""
        self.ask("touchmove", event)

    def touch_end(self, **event: Any) -> None:
        """Lift the finger."""
        self.ask("touchend", event)

    def move(self, x_offset: float, y_offset: float) -> None:
        """Drag it by so many pixels, from its middle."""
        size, offset = self.size, self.offset
        x, y = offset["left"] + size["width"] / 2, offset["top"] + size["height"] / 2
        begin, end = _touch(x, y), _touch(x + x_offset, y + y_offset)
        self.touch_start(touches=[begin], changedTouches=[begin])
        self.touch_move(touches=[end], changedTouches=[end])
        self.touch_end(touches=[], changedTouches=[end])

    def swipe(self, x_offset: float = 0, y_offset: float = 0) -> None:
        """Drag it by so many pixels; the same as :meth:`move`."""
        self.move(x_offset, y_offset)

    # What its kind can do; others refuse it with a sentence.

    def input(self, text: str) -> None:
        """Type into an ``input`` or ``textarea``: replaces what is in it."""
        if self.tag_name not in ("input", "textarea"):
            raise ServerRefusedError(
                f"{self!r} takes no text: only input and textarea do.", "Element.input"
            )
        self.call_function(f"{self.tag_name}.input", text)

    def scroll_to(self, top: float = 0, left: float = 0) -> None:
        """Scroll a ``scroll-view`` to a place in pixels."""
        self.call_function("scroll-view.scrollTo", left, top)

    def swipe_to(self, index: int) -> None:
        """Show the item of a ``swiper`` with that number, counted from 0."""
        self.call_function("swiper.swipeTo", index)

    def move_to(self, x: float, y: float) -> None:
        """Put a ``movable-view`` to a place in its area."""
        self.call_function("movable-view.moveTo", x, y)

    def slide_to(self, value: float) -> None:
        """Set a ``slider`` to a value, as a finger does."""
        self.call_function("slider.slideTo", value)

    @property
    def scroll_width(self) -> float:
        """Width of what a ``scroll-view`` holds."""
        return float(self.call_function("scroll-view.scrollWidth"))

    @property
    def scroll_height(self) -> float:
        """Height of what a ``scroll-view`` holds."""
        return float(self.call_function("scroll-view.scrollHeight"))

    @property
    def scroll_left(self) -> float:
        """How far a ``scroll-view`` is scrolled to the right."""
        return float(self.call_function("scroll-view.scrollLeft"))

    @property
    def scroll_top(self) -> float:
        """How far a ``scroll-view`` is scrolled down."""
        return float(self.call_function("scroll-view.scrollTop"))

    def trigger(self, event: str, detail: Any = None) -> None:
        """Let it fire an event, as the component would."""
        params = {"type": event} if detail is None else {"type": event, "detail": detail}
        self.ask("triggerEvent", params)

    def dispatch_event(self, event: str, **options: Any) -> None:
        """Send it an event of the page's document."""
        self.ask("dispatchEvent", {"eventName": event, **options})

    def call_function(self, name: str, *args: Any) -> Any:
        """Call a function of a built-in component, such as ``scroll-view.scrollTo``."""
        params = {"functionName": name, "args": list(args)}
        return (self.ask("callFunction", params)).get("result")

    def call_context_method(self, name: str, *args: Any) -> Any:
        """Call a method of the context of a ``video``."""
        params = {"method": name, "args": list(args)}
        return (self.ask("callContextMethod", params)).get("result")

    # What it shows.

    @property
    def inner_text(self) -> str:
        """The text in it."""
        return str(self._list("getDOMProperties", "properties", "innerText") or "")

    @property
    def text(self) -> str:
        """The text in it."""
        return self.inner_text

    @property
    def value(self) -> Any:
        """The property ``value``."""
        return self.property("value")

    def attribute(self, name: str) -> Any:
        """Return an attribute such as ``class``; None when it has none of that name."""
        return self._list("getAttributes", "attributes", name)

    def style(self, name: str) -> str:
        """Return a computed style, such as ``color``."""
        return str(self._list("getStyles", "styles", name))

    def dom_property(self, name: str) -> Any:
        """Return a property of its node in the document, such as ``clientHeight``."""
        return self._list("getDOMProperties", "properties", name)

    @property
    def size(self) -> Size:
        """Width and height."""
        params = {"names": ["offsetWidth", "offsetHeight"]}
        width, height = self.ask("getDOMProperties", params)["properties"]
        return {"width": width, "height": height}

    @property
    def offset(self) -> Offset:
        """Where it stands on the page."""
        answer = self.ask("getOffset")
        return {"left": answer["left"], "top": answer["top"]}

    @property
    def rect(self) -> Rect:
        """Where it stands on the page, and how large it is."""
        size, offset = self.size, self.offset
        return {**offset, **size}

    @property
    def wxml(self) -> str:
        """The WXML inside it."""
        return str(self.ask("getWXML", {"type": "inner"})["wxml"])

    @property
    def outer_wxml(self) -> str:
        """The WXML of it with all inside."""
        return str(self.ask("getWXML", {"type": "outer"})["wxml"])

    # Custom components.

    @property
    def data(self) -> Any:
        """All data of a custom component."""
        return self.get_data()

    def get_data(self, path: str | None = None) -> Any:
        """Return the data of a custom component at a path, or all."""
        return (self.ask("getData", {"path": path} if path else {})).get("data")

    def set_data(self, data: Mapping[str, Any]) -> None:
        """Set data of a custom component; returns when it is set."""
        self.ask("setData", {"data": dict(data)})

    def call_method(self, name: str, *args: Any) -> Any:
        """Call a method of a custom component.

        Raises:
            AppError: the method threw.
        """
        params = {"method": name, "args": list(args)}
        return (self.ask("callMethod", params)).get("result")

    def property(self, name: str) -> Any:
        """Return a property of the component, such as ``checked``.

        Raises:
            ServerRefusedError: it has none of that name.
        """
        if self.tag_name == "scroll-view" and name in ("scrollTop", "scrollLeft"):
            return self.call_function(f"scroll-view.{name}")
        if self.tag_name == "movable-view" and name in ("x", "y"):
            return self._list("getProperties", "properties", f"_translate{name.upper()}")
        public = self._list("getProperties", "properties", "__propPublic")
        if not isinstance(public, dict) or not public.get(name):
            known = ", ".join(sorted(public)) if isinstance(public, dict) else ""
            raise ServerRefusedError(
                f"{self.tag_name} has no property {name}" + (f", only {known}" if known else ""),
                "Element.property",
            )
        return self._list("getProperties", "properties", name)

    def describe(self) -> str:
        words = self.inner_text
        return f"in {self!r}, which holds: {words}"

    def ask(self, name: str, params: Mapping[str, Any] | None = None, **how: Any) -> dict[str, Any]:
        keys = {"elementId": self.id, "pageId": self.page.id, **self._keys}
        return self.connection.send(f"Element.{name}", {**(params or {}), **keys}, **how)

    def _elements(self, query: Query) -> list[Element]:
        found = self.ask("getElements", query.params).get("elements", [])
        return [Element(self.page, facts, Locator(self, query)) for facts in found]

    def _list(self, method: str, member: str, name: str) -> Any:
        values = self.ask(method, {"names": [name]}).get(member) or [None]
        return values[0]


def _touch(x: float, y: float) -> dict[str, float]:
    return {"identifier": 0, "pageX": x, "pageY": y, "clientX": x, "clientY": y}
