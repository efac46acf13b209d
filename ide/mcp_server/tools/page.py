"""Tools that look at the page on top: outline, elements, picture, WXML, data, code."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Annotated, Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent
from PIL import Image
from pydantic import BaseModel, Field

from ide.automation.aio import Element, Page
from ide.mcp_server import bounds
from ide.mcp_server.outline import Line, outline, saying
from ide.mcp_server.pictures import image
from ide.mcp_server.stage import Stage
from ide.mcp_server.waiting import waiting

_MOST_LINES = 300
_MOST_FOUND = 40
_PATIENCE_S = 1.0

Selector = Annotated[
    str, Field(description="As CSS: .class #id tag[attr=…]; >>> goes into a component")
]


class Outline(BaseModel):
    """A page, a line each element: tag, text, attributes, what it listens to, and its ref."""

    page: str
    query: dict[str, Any]
    outline: str
    dialogs: int
    """How many questions wait for the person; see the tool dialogs."""
    note: str = ""


class Found(BaseModel):
    """An element; ``ref`` is what tap and others take."""

    ref: str
    tag: str
    text: str


class FoundElements(BaseModel):
    """Elements in the order of the page."""

    page: str
    elements: list[Found]
    note: str = ""


class Screenshot(BaseModel):
    """The size of the picture in pixels of the phone."""

    page: str
    width: int
    height: int


class Wxml(BaseModel):
    """Markup as it is now."""

    page: str
    wxml: str


class Value(BaseModel):
    """A value as JSON; cut to text with a note when it is long."""

    value: Any = None
    note: str = ""


class PageTools:
    """Each is about the page on top of the app."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def page_outline(
        self,
        everything: Annotated[
            bool, Field(description="Also what is hidden or only lays other things out")
        ] = False,
    ) -> Annotated[CallToolResult, Outline]:
        """Outline of the page on top: texts and what can be used, each with a ref for tap and
        type_text. Start here."""
        async with self._stage.app() as mini:
            page = await mini.app.current_page()
            lines = outline(page.id, await page.tree(), everything=everything)
            asked = await waiting(mini)
            kept, left = bounds.first(lines, _MOST_LINES)
            text = bounds.short_text("\n".join(map(_row, kept)), advice="Use find_elements.")
            result = Outline(
                page=page.path,
                query=dict(page.query),
                outline=text,
                dialogs=len(asked),
                note=f"{left} Use find_elements for a part of the page." if left else "",
            )
        head = f"{result.page} {result.query or ''}".strip()
        asks = f"\nDialogs that wait for an answer: {len(asked)}" if asked else ""
        words = "\n".join(part for part in (f"{head}{asks}", text, result.note) if part)
        return CallToolResult(
            content=[TextContent(type="text", text=words)], structured_content=result.model_dump()
        )

    async def find_elements(
        self,
        selector: Selector = "",
        text: Annotated[str, Field(description="What it says, or a part of it")] = "",
        xpath: Annotated[str, Field(description="In place of a selector")] = "",
    ) -> FoundElements:
        """Find elements of the page on top by selector, text or XPath, as they are now."""
        if not (selector or text or xpath) or (selector and xpath):
            raise ToolError("Say a selector or an xpath, or a text, or a selector and a text.")
        async with self._stage.app() as mini:
            page = await mini.app.current_page()
            if selector or xpath:
                elements = await _selected(page, selector, text, xpath)
                kept, note = bounds.first(elements, _MOST_FOUND)
                rows = [await _described(element) for element in kept]
            else:
                spoken = saying(page.id, await page.tree(), text)
                told, note = bounds.first(spoken, _MOST_FOUND)
                rows = [Found(ref=ref, tag=tag, text=words) for ref, tag, words in told]
            return FoundElements(page=page.path, elements=rows, note=note)

    async def screenshot(self) -> Annotated[CallToolResult, Screenshot]:
        """Picture of the phone's screen as it is now."""
        async with self._stage.app() as mini:
            page = await mini.app.current_page()
            png = await mini.app.screen_shot()
        with Image.open(io.BytesIO(png)) as picture:
            width, height = picture.size
        result = Screenshot(page=page.path, width=width, height=height)
        words = f"{page.path}, {width} × {height} pixels"
        return CallToolResult(
            content=[TextContent(type="text", text=words), image(png)],
            structured_content=result.model_dump(),
        )

    async def wxml_tree(
        self, selector: Annotated[str, Field(description="Only this element")] = "page"
    ) -> Wxml:
        """WXML of the page on top with the values it has now, components with what is in them."""
        async with self._stage.app() as mini:
            page = await mini.app.current_page()
            if selector == "page":
                parts = [await one.outer_wxml for one in await page.get_elements("page > *")]
                text = "\n".join(parts)
            else:
                text = await (await page.get_element(selector, timeout=_PATIENCE_S)).outer_wxml
        advice = "Name an element with a selector."
        return Wxml(page=page.path, wxml=bounds.short_text(text, advice=advice))

    async def page_data(
        self, path: Annotated[str, Field(description="Such as list[0].name; empty for all")] = ""
    ) -> Value:
        """Data of the page on top, whole or a part."""
        async with self._stage.app() as mini:
            page = await mini.app.current_page()
            value, note = bounds.short_value(await page.get_data(path or None))
            return Value(value=value, note=note)

    async def set_page_data(
        self,
        data: Annotated[
            dict[str, Any], Field(description='As for setData: {"list[0].done": true}')
        ],
    ) -> str:
        """Set data of the page on top as its own setData does."""
        async with self._stage.app() as mini:
            page = await mini.app.current_page()
            await page.set_data(data)
            return f"{', '.join(data)} set on {page.path}."

    async def evaluate(
        self,
        code: Annotated[str, Field(description="A JavaScript expression, or a function")],
        args: Annotated[list[Any], Field(description="For the function")] = [],  # noqa: B006
    ) -> Value:
        """Run JavaScript in the app's logic (wx, getApp, getCurrentPages are there) and return its
        value; a promise is awaited."""
        async with self._stage.app() as mini:
            value, note = bounds.short_value(await mini.app.evaluate(code, *args))
            return Value(value=value, note=note)


async def _selected(page: Page, selector: str, text: str, xpath: str) -> Sequence[Element]:
    if not xpath:
        return await page.get_elements(selector, text or None)
    found = await page.xpath_all(xpath)
    return [element for element in found if text in await element.text]


async def _described(element: Element) -> Found:
    text = await element.text
    return Found(
        ref=f"p{element.page.id}-{element.id}",
        tag=element.tag_name,
        text=bounds.short_text(text, 200),
    )


def _row(line: Line) -> str:
    return f"{'  ' * line.depth}{line.words}"
