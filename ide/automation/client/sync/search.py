"""Elements found by selectors: on a page, or inside an element."""

# Written by `python -m bootstrap.sync_client` from aio/search.py: change that one.

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ide.automation.client.sync.connection import Connection
from ide.automation.client.sync.patience import until
from ide.automation.errors import AutomationError, ElementNotFoundError, TimedOutError

if TYPE_CHECKING:
    from ide.automation.client.sync.element import Element

_SHOWN = 600


@dataclass(frozen=True)
class Query:
    """What is looked for; ``text`` has to be part of an element's text."""

    selector: str
    text: str | None = None
    xpath: bool = False

    @property
    def params(self) -> dict[str, Any]:
        """What a request for its elements says."""
        text = {} if self.text is None else {"text": self.text}
        return {"selector": self.selector, **text}

    def __str__(self) -> str:
        return self.selector if self.text is None else f"{self.selector} with “{self.text}”"


@dataclass(frozen=True)
class Locator:
    """Elements that are looked for each time anew, and need not be there yet."""

    scope: Search
    query: Query
    index: int | None = None

    def nth(self, index: int) -> Locator:
        """Return the one at a place, counted from 0; -1 is the last."""
        return replace(self, index=index)

    @property
    def connection(self) -> Connection:
        """The connection of what is searched."""
        return self.scope.connection

    def every(self) -> Locator:
        """Return the same for all there are."""
        return replace(self, index=None)

    def all(self) -> list[Element]:
        """Return the elements there are now."""
        found = self.scope.find(self.query)
        if self.index is None:
            return found
        inside = -len(found) <= self.index < len(found)
        return [found[self.index]] if inside else []

    def element(self, timeout: float | None = None) -> Element:
        """Return the first, waiting for it.

        Raises:
            ElementNotFoundError: there is none within ``timeout`` seconds.
        """

        def look() -> Element | None:
            found = self.all()
            return found[0] if found else None

        try:
            return until(self.scope.connection, look, timeout, "")
        except TimedOutError:
            there = self.scope.describe()
            raise ElementNotFoundError(f"There is no {self} {there}") from None

    def __str__(self) -> str:
        return str(self.query) if self.index is None else f"{self.query} number {self.index}"


class Elements(list["Element"]):
    """Elements found together; ``expect`` looks for them anew through ``locator``."""

    def __init__(self, found: list[Element], locator: Locator) -> None:
        super().__init__(found)
        self.locator = locator


class Search(ABC):
    """What a page and an element have in common: elements can be found in them."""

    connection: Connection

    def q(self, selector: str, text: str | None = None, *, timeout: float | None = None) -> Element:
        """Return the first element for a selector, waiting for it.

        A selector is WXSS; ``>>>`` enters custom components. ``text`` has to be part of the
        element's text. ``timeout`` is in seconds.

        Raises:
            ElementNotFoundError: there is none in that time; says what is on the page.
        """
        return self.locator(selector, text).element(timeout)

    def get_element(
        self,
        selector: str,
        inner_text: str | None = None,
        *,
        timeout: float | None = None,
    ) -> Element:
        """Return the first element for a selector; Minium's name for :meth:`q`."""
        return self.q(selector, inner_text, timeout=timeout)

    def qq(self, selector: str, text: str | None = None) -> Elements:
        """Return all elements for a selector as they are now; waits for none."""
        locator = self.locator(selector, text)
        return Elements(locator.all(), locator)

    def get_elements(self, selector: str, inner_text: str | None = None) -> Elements:
        """Return all elements for a selector; Minium's name for :meth:`qq`."""
        return self.qq(selector, inner_text)

    def element_is_exists(
        self, selector: str, inner_text: str | None = None, *, timeout: float = 0.0
    ) -> bool:
        """Return whether there is an element for a selector, within ``timeout`` seconds."""
        try:
            self.q(selector, inner_text, timeout=timeout)
        except ElementNotFoundError:
            return False
        return True

    def locator(self, selector: str, text: str | None = None) -> Locator:
        """Return a selector to be looked for later: for ``expect``, also that none is there."""
        return Locator(self, Query(selector, text))

    def find(self, query: Query) -> list[Element]:
        """Return the elements there are now."""
        found = self._elements(query)
        for index, one in enumerate(found):
            one.origin = Locator(self, query, index)
        return found

    @abstractmethod
    def describe(self) -> str:
        """Return in words what there is instead of an element that is missing."""

    @abstractmethod
    def ask(self, name: str, params: Mapping[str, Any] | None = None, **how: Any) -> dict[str, Any]:
        """Send a request about this page or element."""

    @abstractmethod
    def _elements(self, query: Query) -> list[Element]:
        """Ask for the elements of a query."""


def shortened(text: str) -> str:
    """Return words of a page for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def words_of(search: Search, page_id: int) -> str:
    """Return what can be read on a page, '' when that cannot be told."""
    try:
        answer = search.connection.send("Page.getText", {"pageId": page_id})
    except AutomationError:
        return ""
    return shortened(str(answer.get("text", "")))
