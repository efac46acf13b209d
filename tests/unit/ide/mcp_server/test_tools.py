"""The tools of the server for agents: what they are, and what they say without an app."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp.client import Client

from ide.mcp_server import bounds, catalogue
from ide.mcp_server.outline import outline, referred, saying
from ide.mcp_server.server import make_server
from ide.mcp_server.stage import Stage

ROOT = Path(__file__).parents[4]
FIXTURE = ROOT / "tests" / "fixtures" / "language"
GOLDEN = Path(__file__).with_name("tools.json")


def with_client(work: Callable[[Client], Awaitable[None]], project: Path | None = None) -> None:
    async def run() -> None:
        async with Client(make_server(Stage(project))) as client:
            await work(client)

    asyncio.run(run())


async def said(client: Client, tool: str, **arguments: Any) -> str:
    """Call a tool that refuses, and return its sentence."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return str(result.content[0].text)  # type: ignore[union-attr]


async def told(client: Client, tool: str, **arguments: Any) -> Any:
    """Call a tool and return its structured answer."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    return result.structured_content


def test_the_tools_are_those_that_are_written_down(pytestconfig: pytest.Config) -> None:
    async def work(client: Client) -> None:
        found = [
            tool.model_dump(mode="json", by_alias=True, exclude_none=True)
            for tool in (await client.list_tools()).tools
        ]
        if pytestconfig.getoption("--update-samples"):
            GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        assert found == json.loads(GOLDEN.read_text("utf-8"))

    with_client(work)


def test_every_tool_says_what_it_does_and_what_it_means_for_the_world() -> None:
    async def work(client: Client) -> None:
        for tool in (await client.list_tools()).tools:
            assert 20 < len(tool.description or "") < 240, tool.name
            assert tool.annotations is not None
            assert tool.annotations.open_world_hint is False
            assert tool.annotations.read_only_hint is not None

    with_client(work)


def test_what_may_lose_something_says_so_to_the_person() -> None:
    async def work(client: Client) -> None:
        hints = {tool.name: tool.annotations for tool in (await client.list_tools()).tools}
        loses = {name for name, hint in hints.items() if hint and hint.destructive_hint}
        assert loses == {"set_page_data", "evaluate", "restart_app", "mock_api", "play_scenario"}
        assert hints["evaluate"] is not None
        assert hints["evaluate"].idempotent_hint is False

    with_client(work)


def test_the_table_in_the_documentation_is_fresh() -> None:
    document = (ROOT / "docs" / "agents.md").read_text("utf-8")
    assert document == catalogue.renewed(document), "renew it: python -m ide.mcp_server.catalogue"


def test_a_call_that_cannot_be_is_refused_with_a_sentence(tmp_path: Path) -> None:
    async def work(client: Client) -> None:
        assert "open_project" in await said(client, "check")
        assert "no mini-program" in await said(client, "open_project", project=str(tmp_path))
        assert "is not a folder" in await said(client, "open_project", project="/none/such")
        assert "does not know 'where'" in await said(client, "tap", where="#a")
        assert "nth: input should be" in await said(client, "tap", nth="first")
        await told(client, "open_project", project=str(FIXTURE))
        assert "what to tap" in await said(client, "tap")
        assert "which field" in await said(client, "type_text", value="a")
        assert "selector or an xpath" in await said(client, "find_elements")
        assert "no file" in await said(client, "play_scenario", file="../../main.py")
        assert "Say what to set" in await said(client, "set_phone")
        assert "unknown tool" in (await said(client, "no_such_tool")).lower()

    with_client(work)


def test_a_project_is_compiled_and_read_without_its_app() -> None:
    async def work(client: Client) -> None:
        found = await told(client, "check")
        assert (found["clean"], found["warnings"]) == (True, 1)
        assert found["diagnostics"][0]["code"] == "component-missing"
        assert found["packages"]["main"] > 0
        files = await told(client, "list_files", pattern="*shop.w*")
        assert files["files"] == ["pages/shop/shop.wxml", "pages/shop/shop.wxss"]
        part = await told(client, "read_file", path="app.json", first_line=2, lines=1)
        assert part["text"].strip() == '"pages": ["pages/shop/shop", "pages/cart/cart"],'
        for path in ("../completions.toml", "/etc/hostname", "none.js"):
            assert "no file" in await said(client, "read_file", path=path)
        closed = await client.call_tool("close_app", {})
        assert closed.content[0].text == "No app was running."  # type: ignore[union-attr]

    with_client(work, FIXTURE)


def node(identity: str, tag: str, *children: Any, **facts: Any) -> dict[str, Any]:
    shown = {"attributes": {}, "visible": True, **facts}
    return {"elementId": identity, "tag": tag, "children": list(children), **shown}


BUY = {"id": "buy", "disabled": "false"}
PAGE = node(
    "e0",
    "page",
    node(
        "e1",
        "view",
        node("e2", "text", "Bread"),
        node("e3", "button", node("e4", "text", "Buy"), attributes=BUY),
        node("e5", "view", node("e6", "text", "gone"), visible=False),
        node("e7", "input", attributes={"placeholder": "How many", "value": "2"}),
    ),
    node(
        "e8",
        "view",
        node("e9", "button", "Less"),
        node("e10", "button", "More"),
        events=["tap"],
    ),
)


def test_an_outline_has_what_can_be_read_and_used() -> None:
    assert [f"{'  ' * line.depth}{line.words}" for line in outline(3, PAGE)] == [
        "- page [ref=p3-e0]",
        '  - text "Bread" [ref=p3-e2]',
        '  - button#buy "Buy" [ref=p3-e3]',
        "  - input value=2 placeholder=How many [ref=p3-e7]",
        "  - view on tap [ref=p3-e8]",
        '    - button "Less" [ref=p3-e9]',
        '    - button "More" [ref=p3-e10]',
    ]
    everything = [line.words for line in outline(3, PAGE, everything=True)]
    assert '- text "gone" [ref=p3-e6]' in everything


def test_words_are_found_where_they_stand() -> None:
    assert saying(3, PAGE, "Bu") == [("p3-e4", "text", "Buy")]
    assert saying(3, PAGE, "gone") == []


def test_references_name_page_and_element() -> None:
    assert referred("p3-e10") == (3, "e10")
    assert referred("#buy") is None


def test_what_is_long_is_cut_and_says_so() -> None:
    assert bounds.short_text("abc", 3) == "abc"
    assert bounds.short_text("abcd", 3, "Ask.") == "abc\n… 1 more characters were left out. Ask."
    assert bounds.first([1, 2, 3], 2) == ([1, 2], "1 more were left out.")
    assert bounds.last([1, 2, 3], 2) == ([2, 3], "1 older ones were left out.")
    assert bounds.short_value({"a": 1}) == ({"a": 1}, "")
    assert bounds.short_value("x" * 10, 5)[1].startswith("The value has 12 characters")
