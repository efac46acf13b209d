"""A page of the mini-program: its data, its elements, its methods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ide.automation.client.aio.connection import CALL_S, Connection, Look
from ide.automation.client.aio.element import Element
from ide.automation.client.aio.patience import until
from ide.automation.client.aio.search import Locator, Query, Search, words_of
from ide.automation.client.shapes import Size


class Page(Search):
    """A page in the stack; keeps its id, so that it is this page and not the one on top."""

    def __init__(
        self, connection: Connection, page_id: int, path: str, query: Mapping[str, Any]
    ) -> None:
        self.connection = connection
        self.id = page_id
        self.path = path
        self.query = dict(query)

    def __repr__(self) -> str:
        return f"<Page {self.path} {self.query}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    async def data(self) -> Any:
        """The page's whole data."""
        return await self.get_data()

    async def get_data(self, path: str | None = None) -> Any:
        """Return the data at a path such as ``list[0].name``, or all."""
        return (await self.ask("getData", {"path": path} if path else {})).get("data")

    async def set_data(self, data: Mapping[str, Any]) -> None:
        """Set data as ``this.setData`` does; returns when it is set."""
        await self.ask("setData", {"data": dict(data)})

    async def call_method(self, name: str, *args: Any, timeout: float = CALL_S) -> Any:
        """Call a method of the page; returns its result, of a promise what it resolves to.

        Raises:
            AppError: the method threw.
        """
        params = {"method": name, "args": list(args)}
        return (await self.ask("callMethod", params, timeout=timeout)).get("result")

    @property
    async def size(self) -> Size:
        """Width and height of all there is to scroll."""
        names = ("scrollWidth", "scrollHeight")
        width, height = await self._window(*(f"document.documentElement.{one}" for one in names))
        return {"width": width, "height": height}

    @property
    async def inner_size(self) -> Size:
        """Width and height of what is seen of the page."""
        width, height = await self._window("innerWidth", "innerHeight")
        return {"width": width, "height": height}

    @property
    async def scroll_top(self) -> float:
        """How far the page is scrolled down, in pixels."""
        body, root = await self._window(
            "document.body.scrollTop", "document.documentElement.scrollTop"
        )
        return float(body or root or 0)

    async def scroll_to(self, scroll_top: float, duration: float = 0) -> None:
        """Scroll the page on top; ``duration`` is in milliseconds."""
        options = {"scrollTop": scroll_top, "duration": duration}
        params = {"method": "pageScrollTo", "args": [options]}
        await self.connection.send("App.callWxMethod", params)

    @property
    async def text(self) -> str:
        """All that can be read on the page."""
        return str((await self.ask("getText")).get("text", ""))

    @property
    async def inner_text(self) -> str:
        """All that can be read on the page."""
        return await self.text

    async def tree(self, depth: int | None = None) -> dict[str, Any]:
        """Return the page's nodes as they are now, custom components entered."""
        params = {} if depth is None else {"depth": depth}
        return dict((await self.ask("getTree", params)).get("tree") or {})

    async def xpath(self, expression: str, *, timeout: float | None = None) -> Element:
        """Return the first element for an XPath expression, waiting for it.

        Raises:
            ElementNotFoundError: there is none within ``timeout`` seconds.
        """
        return await self.xpath_locator(expression).element(timeout)

    async def xpath_all(self, expression: str) -> list[Element]:
        """Return all elements for an XPath expression as they are now."""
        return await self.xpath_locator(expression).all()

    def xpath_locator(self, expression: str) -> Locator:
        """Return an XPath expression to be looked for later."""
        return Locator(self, Query(expression, xpath=True))

    async def wait_for(self, condition: str | Look[Any], timeout: float | None = None) -> bool:
        """Wait for an element of a selector, or until a function returns something true.

        The function is called again whenever the app has changed.

        Raises:
            TimedOutError: it took longer than ``timeout`` seconds.
        """
        what = condition if isinstance(condition, str) else "the condition"

        async def look() -> bool | None:
            if isinstance(condition, str):
                return bool(await self.locator(condition).all()) or None
            return bool(await condition()) or None

        return await until(
            self.connection, look, timeout, f"{what} did not come true on {self.path}."
        )

    async def describe(self) -> str:
        words = await words_of(self, self.id)
        return f"on {self.path}" + (f"; there can be read: {words}" if words else ".")

    async def ask(
        self, name: str, params: Mapping[str, Any] | None = None, **how: Any
    ) -> dict[str, Any]:
        return await self.connection.send(
            f"Page.{name}", {"pageId": self.id, **(params or {})}, **how
        )

    async def _elements(self, query: Query) -> list[Element]:
        name = "getElementsByXpath" if query.xpath else "getElements"
        found = (await self.ask(name, query.params)).get("elements", [])
        return [Element(self, facts, Locator(self, query)) for facts in found]

    async def _window(self, *names: str) -> list[Any]:
        return list((await self.ask("getWindowProperties", {"names": list(names)}))["properties"])
