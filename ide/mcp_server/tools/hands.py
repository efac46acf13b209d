"""Tools that use the app as a person does: tap, type, scroll, swipe, go."""

from __future__ import annotations

from typing import Annotated, Literal

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, Field

from ide.automation.aio import Element, MiniProgram
from ide.mcp_server.outline import node_of, referred
from ide.mcp_server.stage import Stage
from ide.mcp_server.tools.page import Selector
from ide.mcp_server.waiting import waiting

PATIENCE_S = 3.0
"""How long a place may take to be there: an agent had better look again than wait."""
_SETTLE_S = 3.0
"""How long an app that goes on changing is waited for after a deed."""

Ref = Annotated[str, Field(description="From page_outline or find_elements")]
Words = Annotated[str, Field(description="What the element says, or a part of it")]
Across = Annotated[float, Field(description="Pixels to the right, negative to the left")]
Down = Annotated[float, Field(description="Pixels down, negative up: -300 shows what is below")]


class Done(BaseModel):
    """Where the app is after it came to rest."""

    page: str
    """The page on top."""
    stack: list[str]
    dialogs: int = 0
    """How many questions wait for the person; see the tool dialogs."""


class HandTools:
    """Each returns once the app has come to rest."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def tap(
        self,
        ref: Ref = "",
        selector: Selector = "",
        text: Words = "",
        nth: Annotated[int, Field(ge=0, description="Which of several, from 0")] = 0,
        long: Annotated[bool, Field(description="Hold the finger on it")] = False,
    ) -> Done:
        """Tap an element by ref, or a place on the screen by selector, text or both. What the phone
        itself draws (tab bar, modals) is found by its text."""
        if not (ref or selector or text):
            raise ToolError("Say what to tap: a ref, a selector or a text.")
        async with self._stage.app() as mini:
            if ref:
                element = await _element(mini, ref)
                await (element.long_press() if long else element.tap())
            elif long:
                await mini.long_press(selector, text or None, timeout=PATIENCE_S)
            else:
                await mini.tap(selector, text or None, nth=nth, timeout=PATIENCE_S)
            return await _rested(mini)

    async def type_text(
        self,
        value: Annotated[str, Field(description="Replaces what is in the field")],
        ref: Ref = "",
        selector: Selector = "",
        enter: Annotated[
            bool, Field(description="Press the return key afterwards; with a selector only")
        ] = False,
    ) -> Done:
        """Type into an input or textarea."""
        if bool(ref) == bool(selector):
            raise ToolError("Say which field: a ref, or a selector.")
        if ref and enter:
            raise ToolError("The return key is pressed by a finger: say a selector, not a ref.")
        async with self._stage.app() as mini:
            if ref:
                await (await _element(mini, ref)).input(value)
            else:
                await mini.type(selector, value, enter, timeout=PATIENCE_S)
            return await _rested(mini)

    async def scroll(
        self, down: Down = -300, right: Across = 0, selector: Selector = "page"
    ) -> Done:
        """Scroll the page, or a scroll-view, with a finger that moves by so many pixels."""
        async with self._stage.app() as mini:
            await mini.scroll(selector, (right, down), timeout=PATIENCE_S)
            return await _rested(mini)

    async def swipe(self, selector: Selector, right: Across = -200, down: Down = 0) -> Done:
        """Put a finger on an element and draw it: sliders, swipers, rows with something behind."""
        async with self._stage.app() as mini:
            await mini.swipe(selector, (right, down), timeout=PATIENCE_S)
            return await _rested(mini)

    async def go_back(self) -> Done:
        """Leave the page on top by the phone's own way back."""
        async with self._stage.app() as mini:
            await mini.back()
            return await _rested(mini)

    async def goto(
        self,
        url: Annotated[str, Field(description="Page with its query: pages/item/item?id=1")],
        how: Literal["navigate", "redirect", "tab", "relaunch"] = "navigate",
    ) -> Done:
        """Go to a page: on top of the others, in place of the one on top, to a tab, or with all
        others closed."""
        async with self._stage.app() as mini:
            ways = {
                "navigate": mini.app.navigate_to,
                "redirect": mini.app.redirect_to,
                "tab": mini.app.switch_tab,
                "relaunch": mini.app.relaunch,
            }
            await ways[how](url)
            return await _rested(mini)

    async def wait_for(
        self,
        selector: Selector,
        text: Words = "",
        seconds: Annotated[float, Field(gt=0, le=120)] = 10,
    ) -> Done:
        """Wait until an element is on the page on top."""
        async with self._stage.app() as mini:
            page = await mini.app.current_page()
            await page.get_element(selector, text or None, timeout=seconds)
            return await _rested(mini)


async def _element(mini: MiniProgram, ref: str) -> Element:
    """Return the element of the page on top that a reference names."""
    named = referred(ref)
    if named is None:
        raise ToolError(f"{ref!r} is no ref; page_outline and find_elements give them.")
    page = await mini.app.current_page()
    if page.id != named[0]:
        raise ToolError(
            f"{ref} belongs to another page than {page.path}, which is on top now. "
            "Look at it with page_outline."
        )
    node = node_of(await page.tree(), named[1])
    if node is None:
        raise ToolError(f"{ref} has left {page.path}. Look at the page with page_outline.")
    facts = {"elementId": named[1], "tagName": node["tag"]}
    return Element(page, facts, page.locator(str(node["tag"])))


async def _rested(mini: MiniProgram) -> Done:
    await mini.connection.send("App.waitIdle", {"timeout": _SETTLE_S, "lenient": True})
    stack = await mini.app.page_stack()
    asked = await waiting(mini)
    paths = [page.path for page in stack]
    return Done(page=paths[-1] if paths else "", stack=paths, dialogs=len(asked))
