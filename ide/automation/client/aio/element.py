"""An element of a page: what it shows, what a finger does to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ide.automation.client.aio.search import Locator, Query, Search
from ide.automation.client.shapes import Offset, Rect, Size
from ide.automation.errors import ServerRefusedError

if TYPE_CHECKING:
    from ide.automation.client.aio.page import Page


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

    async def tap(self) -> None:
        """Tap it; counts as a gesture of the person. A switch is turned."""
        if self.tag_name == "switch":
            await self.call_function("switch.tap")
        else:
            await self.ask("tap")

    async def click(self) -> None:
        """Tap it; Minium's name."""
        await self.tap()

    async def long_press(self, duration: float = 350) -> None:
        """Hold a finger on it for so many milliseconds."""
        size, offset = await self.size, await self.offset
        middle = _touch(offset["left"] + size["width"] / 2, offset["top"] + size["height"] / 2)
        await self.touch_start(touches=[middle], changedTouches=[middle])
        await self.connection.pause(duration / 1000)
        await self.touch_end(touches=[], changedTouches=[middle])

    async def touch_start(self, **event: Any) -> None:
        """Put a finger down; ``touches`` and ``changedTouches`` as in the event."""
        await self.ask("touchstart", event)

    async def touch_move(self, **event: Any) -> None:
        """Move a finger that is down."""
        await self.ask("touchmove", event)

    async def touch_end(self, **event: Any) -> None:
        """Lift the finger."""
        await self.ask("touchend", event)

    async def move(self, x_offset: float, y_offset: float) -> None:
        """Drag it by so many pixels, from its middle."""
        size, offset = await self.size, await self.offset
        x, y = offset["left"] + size["width"] / 2, offset["top"] + size["height"] / 2
        begin, end = _touch(x, y), _touch(x + x_offset, y + y_offset)
        await self.touch_start(touches=[begin], changedTouches=[begin])
        await self.touch_move(touches=[end], changedTouches=[end])
        await self.touch_end(touches=[], changedTouches=[end])

    async def swipe(self, x_offset: float = 0, y_offset: float = 0) -> None:
        """Drag it by so many pixels; the same as :meth:`move`."""
        await self.move(x_offset, y_offset)

    # What its kind can do; others refuse it with a sentence.

    async def input(self, text: str) -> None:
        """Type into an ``input`` or ``textarea``: replaces what is in it."""
        if self.tag_name not in ("input", "textarea"):
            raise ServerRefusedError(
                f"{self!r} takes no text: only input and textarea do.", "Element.input"
            )
        await self.call_function(f"{self.tag_name}.input", text)

    async def scroll_to(self, top: float = 0, left: float = 0) -> None:
        """Scroll a ``scroll-view`` to a place in pixels."""
        await self.call_function("scroll-view.scrollTo", left, top)

    async def swipe_to(self, index: int) -> None:
        """Show the item of a ``swiper`` with that number, counted from 0."""
        await self.call_function("swiper.swipeTo", index)

    async def move_to(self, x: float, y: float) -> None:
        """Put a ``movable-view`` to a place in its area."""
        await self.call_function("movable-view.moveTo", x, y)

    async def slide_to(self, value: float) -> None:
        """Set a ``slider`` to a value, as a finger does."""
        await self.call_function("slider.slideTo", value)

    @property
    async def scroll_width(self) -> float:
        """Width of what a ``scroll-view`` holds."""
        return float(await self.call_function("scroll-view.scrollWidth"))

    @property
    async def scroll_height(self) -> float:
        """Height of what a ``scroll-view`` holds."""
        return float(await self.call_function("scroll-view.scrollHeight"))

    @property
    async def scroll_left(self) -> float:
        """How far a ``scroll-view`` is scrolled to the right."""
        return float(await self.call_function("scroll-view.scrollLeft"))

    @property
    async def scroll_top(self) -> float:
        """How far a ``scroll-view`` is scrolled down."""
        return float(await self.call_function("scroll-view.scrollTop"))

    async def trigger(self, event: str, detail: Any = None) -> None:
        """Let it fire an event, as the component would."""
        params = {"type": event} if detail is None else {"type": event, "detail": detail}
        await self.ask("triggerEvent", params)

    async def dispatch_event(self, event: str, **options: Any) -> None:
        """Send it an event of the page's document."""
        await self.ask("dispatchEvent", {"eventName": event, **options})

    async def call_function(self, name: str, *args: Any) -> Any:
        """Call a function of a built-in component, such as ``scroll-view.scrollTo``."""
        params = {"functionName": name, "args": list(args)}
        return (await self.ask("callFunction", params)).get("result")

    async def call_context_method(self, name: str, *args: Any) -> Any:
        """Call a method of the context of a ``video``."""
        params = {"method": name, "args": list(args)}
        return (await self.ask("callContextMethod", params)).get("result")

    # What it shows.

    @property
    async def inner_text(self) -> str:
        """The text in it."""
        return str((await self._list("getDOMProperties", "properties", "innerText")) or "")

    @property
    async def text(self) -> str:
        """The text in it."""
        return await self.inner_text

    @property
    async def value(self) -> Any:
        """The property ``value``."""
        return await self.property("value")

    async def attribute(self, name: str) -> Any:
        """Return an attribute such as ``class``; None when it has none of that name."""
        return await self._list("getAttributes", "attributes", name)

    async def style(self, name: str) -> str:
        """Return a computed style, such as ``color``."""
        return str(await self._list("getStyles", "styles", name))

    async def dom_property(self, name: str) -> Any:
        """Return a property of its node in the document, such as ``clientHeight``."""
        return await self._list("getDOMProperties", "properties", name)

    @property
    async def size(self) -> Size:
        """Width and height."""
        params = {"names": ["offsetWidth", "offsetHeight"]}
        width, height = (await self.ask("getDOMProperties", params))["properties"]
        return {"width": width, "height": height}

    @property
    async def offset(self) -> Offset:
        """Where it stands on the page."""
        answer = await self.ask("getOffset")
        return {"left": answer["left"], "top": answer["top"]}

    @property
    async def rect(self) -> Rect:
        """Where it stands on the page, and how large it is."""
        size, offset = await self.size, await self.offset
        return {**offset, **size}

    @property
    async def wxml(self) -> str:
        """The WXML inside it."""
        return str((await self.ask("getWXML", {"type": "inner"}))["wxml"])

    @property
    async def outer_wxml(self) -> str:
        """The WXML of it with all inside."""
        return str((await self.ask("getWXML", {"type": "outer"}))["wxml"])

    # Custom components.

    @property
    async def data(self) -> Any:
        """All data of a custom component."""
        return await self.get_data()

    async def get_data(self, path: str | None = None) -> Any:
        """Return the data of a custom component at a path, or all."""
        return (await self.ask("getData", {"path": path} if path else {})).get("data")

    async def set_data(self, data: Mapping[str, Any]) -> None:
        """Set data of a custom component; returns when it is set."""
        await self.ask("setData", {"data": dict(data)})

    async def call_method(self, name: str, *args: Any) -> Any:
        """Call a method of a custom component.

        Raises:
            AppError: the method threw.
        """
        params = {"method": name, "args": list(args)}
        return (await self.ask("callMethod", params)).get("result")

    async def property(self, name: str) -> Any:
        """Return a property of the component, such as ``checked``.

        Raises:
            ServerRefusedError: it has none of that name.
        """
        if self.tag_name == "scroll-view" and name in ("scrollTop", "scrollLeft"):
            return await self.call_function(f"scroll-view.{name}")
        if self.tag_name == "movable-view" and name in ("x", "y"):
            return await self._list("getProperties", "properties", f"_translate{name.upper()}")
        public = await self._list("getProperties", "properties", "__propPublic")
        if not isinstance(public, dict) or not public.get(name):
            known = ", ".join(sorted(public)) if isinstance(public, dict) else ""
            raise ServerRefusedError(
                f"{self.tag_name} has no property {name}" + (f", only {known}" if known else ""),
                "Element.property",
            )
        return await self._list("getProperties", "properties", name)

    async def describe(self) -> str:
        words = await self.inner_text
        return f"in {self!r}, which holds: {words}"

    async def ask(
        self, name: str, params: Mapping[str, Any] | None = None, **how: Any
    ) -> dict[str, Any]:
        keys = {"elementId": self.id, "pageId": self.page.id, **self._keys}
        return await self.connection.send(f"Element.{name}", {**(params or {}), **keys}, **how)

    async def _elements(self, query: Query) -> list[Element]:
        found = (await self.ask("getElements", query.params)).get("elements", [])
        return [Element(self.page, facts, Locator(self, query)) for facts in found]

    async def _list(self, method: str, member: str, name: str) -> Any:
        values = (await self.ask(method, {"names": [name]})).get(member) or [None]
        return values[0]


def _touch(x: float, y: float) -> dict[str, float]:
    return {"identifier": 0, "pageX": x, "pageY": y, "clientX": x, "clientY": y}
