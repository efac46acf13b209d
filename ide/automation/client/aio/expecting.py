"""Expectations that wait until they come true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self

from ide.automation.client.aio.connection import Look
from ide.automation.client.aio.element import Element
from ide.automation.client.aio.page import Page
from ide.automation.client.aio.patience import until
from ide.automation.client.aio.search import Elements, Locator, shortened
from ide.automation.errors import AutomationError, TimedOutError

Text = str | re.Pattern[str]
Target = Element | Elements | Locator | Page
"""What can be expected of; an element is looked for anew each time, as it was found."""


_INVISIBLE = {"visibility": "hidden", "opacity": "0"}


class NotAsExpectedError(AssertionError):
    """What was expected did not come true; the sentence says what was there instead."""


def expect(target: Target, *, timeout: float | None = None) -> Expectation:
    """Return an expectation of elements or a page; it may take ``timeout`` seconds."""
    return Expectation(target, timeout)


class Expectation:
    """What has to be true of a target; ``never`` turns it around."""

    def __init__(self, target: Target, timeout: float | None, *, wanted: bool = True) -> None:
        self._target = target
        self._timeout = timeout
        self._wanted = wanted

    @property
    def never(self) -> Expectation:
        """The same, not true: waits until it is false."""
        return Expectation(self._target, self._timeout, wanted=not self._wanted)

    async def to_have_text(self, text: Text) -> Self:
        """Expect that the whole text is this, white space aside, or fits a pattern."""
        return await self._text("text", text, whole=True)

    async def to_contain_text(self, text: Text) -> Self:
        """Expect that the text holds this, white space aside, or a pattern."""
        return await self._text("text with", text, whole=False)

    async def to_be_visible(self) -> Self:
        """Expect that the first has a size and is not hidden."""

        async def look() -> tuple[bool, str]:
            found = await self._first()
            if found is None:
                return False, "there is none"
            size = await found.size
            if not (size["width"] > 0 and size["height"] > 0):
                return False, f"its size is {size}"
            for name, hidden in _INVISIBLE.items():
                if await found.style(name) == hidden:
                    return False, f"its {name} is {hidden}"
            return True, "it is"

        return await self._until("to be visible", look)

    async def to_be_hidden(self) -> Self:
        """Expect that there is none, or that it has no size or is hidden."""
        hidden = Expectation(self._target, self._timeout, wanted=not self._wanted)
        await hidden.to_be_visible()
        return self

    async def to_exist(self) -> Self:
        """Expect that there is one."""

        async def look() -> tuple[bool, str]:
            count = len(await self._all())
            return count > 0, f"there are {count}"

        return await self._until("to exist", look)

    async def to_have_count(self, count: int) -> Self:
        """Expect so many elements."""

        async def look() -> tuple[bool, str]:
            found = len(await self._all(every=True))
            return found == count, f"there are {found}"

        return await self._until(f"to be {count}", look)

    async def to_have_value(self, value: Any) -> Self:
        """Expect a value of the first, such as a field's."""

        async def look() -> tuple[bool, str]:
            found = await self._first()
            held = None if found is None else await found.value
            return found is not None and held == value, f"it is {held!r}"

        return await self._until(f"to have the value {value!r}", look)

    async def to_have_attribute(self, name: str, value: Text) -> Self:
        """Expect an attribute of the first."""

        async def look() -> tuple[bool, str]:
            found = await self._first()
            held = None if found is None else await found.attribute(name)
            return held is not None and _fits(value, str(held), whole=True), f"it is {held!r}"

        return await self._until(f"to have {name}={_shown(value)}", look)

    async def to_have_class(self, name: str) -> Self:
        """Expect that the first has a class."""

        async def look() -> tuple[bool, str]:
            found = await self._first()
            held = "" if found is None else str(await found.attribute("class") or "")
            return name in held.split(), f"its classes are “{held}”"

        return await self._until(f"to have the class {name}", look)

    async def to_have_data(self, path: str | Mapping[str, Any], *value: Any) -> Self:
        """Expect data of a page or custom component: a path and its value, or a mapping.

        A mapping has to be part of the data, at any depth.
        """
        if isinstance(path, str) and not value:
            raise TypeError("to_have_data takes a mapping, or a path and a value.")

        async def look() -> tuple[bool, str]:
            owner = self._target if isinstance(self._target, Page) else await self._first()
            if owner is None:
                return False, "there is none"
            held = await owner.get_data(path if isinstance(path, str) else None)
            return _part(value[0] if isinstance(path, str) else path, held), f"it is {held!r:.300}"

        what = path if isinstance(path, Mapping) else f"{path} = {value[0]!r}"
        return await self._until(f"to have the data {what}", look)

    async def to_have_path(self, path: str) -> Self:
        """Expect that the page on top is this one; of a page."""

        async def look() -> tuple[bool, str]:
            if not isinstance(self._target, Page):
                raise TypeError("to_have_path is for pages.")
            facts = await self._target.connection.send("App.getCurrentPage")
            return facts["path"] == path.strip("/"), f"{facts['path']} is on top"

        return await self._until(f"to be {path}", look)

    async def _text(self, what: str, text: Text, *, whole: bool) -> Self:
        async def look() -> tuple[bool, str]:
            target = self._target if isinstance(self._target, Page) else await self._first()
            if target is None:
                return False, "there is none"
            held = await target.inner_text
            return _fits(text, held, whole=whole), f"it reads “{shortened(held)}”"

        return await self._until(f"to have the {what} {_shown(text)}", look)

    async def _until(self, what: str, look: Look[tuple[bool, str]]) -> Self:
        said = ""

        async def satisfied() -> bool | None:
            nonlocal said
            try:
                is_so, said = await look() or (False, "")
            except AutomationError as error:
                if not isinstance(self._target, Page) and _is_gone(error):
                    is_so, said = False, str(error)
                else:
                    raise
            return True if is_so is self._wanted else None

        target = self._target
        connection = target.connection if isinstance(target, Page) else _locator(target).connection
        limit = connection.limit(self._timeout)
        try:
            await until(connection, satisfied, limit, "")
        except TimedOutError:
            asked = "" if self._wanted else "not "
            raise NotAsExpectedError(
                f"Expected {_name(target)} {asked}{what} within {limit:g} s: {said}"
            ) from None
        return self

    async def _first(self) -> Element | None:
        found = await self._all()
        return found[0] if found else None

    async def _all(self, *, every: bool = False) -> list[Element]:
        if isinstance(self._target, Page):
            raise TypeError("a page has no elements to count: expect(page.locator(selector))")
        locator = _locator(self._target)
        return await (locator.every() if every else locator).all()


def _locator(target: Element | Elements | Locator) -> Locator:
    if isinstance(target, Element):
        return target.origin
    return target.locator if isinstance(target, Elements) else target


def _name(target: Target) -> str:
    return target.path if isinstance(target, Page) else str(_locator(target))


def _is_gone(error: AutomationError) -> bool:
    """Whether an element vanished between two requests: it is looked for again."""
    return type(error).__name__ in ("ServerRefusedError", "ElementNotFoundError")


def _shown(text: Text) -> str:
    return f"“{text}”" if isinstance(text, str) else f"/{text.pattern}/"


def _fits(wanted: Text, text: str, *, whole: bool) -> bool:
    if not isinstance(wanted, str):
        return wanted.search(text) is not None
    plain, held = " ".join(wanted.split()), " ".join(text.split())
    return plain == held if whole else plain in held


def _part(wanted: Any, held: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(held, Mapping) and all(
            name in held and _part(value, held[name]) for name, value in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(held, list)
            and len(wanted) == len(held)
            and all(_part(one, other) for one, other in zip(wanted, held, strict=True))
        )
    return bool(wanted == held)
