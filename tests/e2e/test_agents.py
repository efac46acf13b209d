"""A coding agent works on the sample RideNow through the tools of `main.py mcp`."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp import StdioServerParameters, stdio_client
from mcp.client import Client
from mcp_types import CallToolResult

from ide.mcp_server.server import make_server
from ide.mcp_server.stage import Stage

ROOT = Path(__file__).parents[2]
PIXEL = "iVBORw0KGgo"  # how a PNG begins


@pytest.fixture
def project(tmp_path: Path) -> Path:
    sample = ROOT / "resources" / "samples" / "ridenow" / "files"
    return Path(shutil.copytree(sample, tmp_path / "ride now"))


class Agent:
    """Calls tools as an agent does: refs come out of what it was told."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def call(self, tool: str, **arguments: Any) -> CallToolResult:
        result = await self._client.call_tool(tool, arguments)
        assert not result.is_error, f"{tool}: {result.content}"
        return result

    async def told(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Return the structured answer of a tool."""
        return dict((await self.call(tool, **arguments)).structured_content or {})

    async def refused(self, tool: str, **arguments: Any) -> str:
        """Return the sentence of a tool that cannot do it."""
        result = await self._client.call_tool(tool, arguments)
        assert result.is_error
        return str(result.content[0].text)  # type: ignore[union-attr]

    async def ref(self, words: str) -> str:
        """Return the ref of the line of the outline with these words."""
        outline = (await self.told("page_outline"))["outline"]
        line = next(row for row in outline.splitlines() if words in row)
        found = re.search(r"\[ref=(.+)\]", line)
        assert found
        return found[1]


@asynccontextmanager
async def agent_of(project: Path) -> AsyncIterator[Agent]:
    """Start the server as agents do, as a process."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "ide.cli", "mcp", str(project)],
        cwd=ROOT,
        env=dict(os.environ),
    )
    async with Client(stdio_client(server)) as client:
        yield Agent(client)


async def looks_and_uses(agent: Agent) -> None:
    first = await agent.told("page_outline")
    assert (first["page"], first["dialogs"]) == ("pages/index/index", 1)
    [asked] = (await agent.told("dialogs"))["dialogs"]
    assert (asked["api"], asked["choices"][:2]) == ("getLocation", ["allowed", "denied"])
    assert "offers no choice" in await agent.refused("answer_dialog", choice="perhaps")
    await agent.call("answer_dialog", choice="allowed")
    old = await agent.ref("Type the number")
    assert (await agent.told("tap", ref=old))["dialogs"] == 0
    field = await agent.ref("input#number")
    there = await agent.told("type_text", ref=field, value="0042")
    assert there["stack"] == ["pages/index/index", "pages/unlock/unlock"]
    assert (await agent.told("page_data", path="number"))["value"] == "0042"
    assert "belongs to another page" in await agent.refused("tap", ref=old)
    assert "has left" in await agent.refused("tap", ref=re.sub("e.*", "e9999", await agent.ref("")))
    assert (await agent.told("go_back"))["page"] == "pages/index/index"
    assert (await agent.told("tap", text="My rides"))["page"] == "pages/trips/trips"
    assert "is not found" in await agent.refused("goto", url="pages/none/none")
    assert ".none" in await agent.refused("wxml_tree", selector=".none")
    assert "no .none" in await agent.refused("tap", selector=".none")


async def sees_what_happens(agent: Agent) -> None:
    shot = await agent.call("screenshot")
    [picture] = [part for part in shot.content if part.type == "image"]
    assert picture.data.startswith(PIXEL)
    found = await agent.told("find_elements", text="No rides yet")
    assert [row["text"] for row in found["elements"]] == ["No rides yet"]
    await agent.call("evaluate", code="console.log('seen', {a: 1})")
    lines = (await agent.told("console"))["lines"]
    assert lines[-1]["text"].startswith("seen")
    calls = (await agent.told("api_calls", name="navigateTo"))["calls"]
    assert {"url": "/pages/trips/trips"} in [call["params"] for call in calls]
    assert "ReferenceError" in await agent.refused("evaluate", code="nothing.at.all")
    modal = "setTimeout(() => wx.showModal({title: 'T', complete: r => console.log(r.confirm)}), 0)"
    await agent.call("evaluate", code=f"({modal}, 0)")
    [shown] = (await agent.told("dialogs"))["dialogs"]
    assert (shown["api"], shown["choices"]) == ("showModal", ["confirm", "cancel"])
    await agent.call("answer_dialog", choice="confirm")
    assert (await agent.told("console"))["lines"][-1]["text"] == "true"


async def plays_the_phone(agent: Agent) -> None:
    await agent.call("set_phone", values={"battery.level": 5}, theme="dark")
    assert (await agent.told("phone_state", path="battery.level"))["value"] == 5
    assert "no field" in await agent.refused("set_phone", values={"battery.none": 5})
    level = "new Promise(done => wx.getBatteryInfo({complete: ({errMsg}) => done(errMsg)}))"
    await agent.call("mock_api", api="getBatteryInfo", outcome="fail", times=1)
    ends = [(await agent.told("evaluate", code=level))["value"] for _ in range(2)]
    assert [end.partition(" ")[0].split(":")[1] for end in ends] == ["fail", "ok"]
    played = await agent.told("play_scenario", file="scenarios/02-scanning.scenario.yaml")
    assert played["ok"]
    assert len(played["cases"]) > 3
    fresh = await agent.told("restart_app", path="pages/trips/trips", fresh_phone=True)
    assert fresh["page"] == "pages/trips/trips"
    assert (await agent.told("phone_state", path="battery.level"))["value"] != 5


def test_an_agent_looks_uses_and_plays(project: Path) -> None:
    async def work() -> None:
        async with agent_of(project) as agent:
            await looks_and_uses(agent)
            await sees_what_happens(agent)
            await plays_the_phone(agent)

    asyncio.run(work())


def test_an_app_whose_process_dies_is_told_and_started_again(project: Path) -> None:
    async def work() -> None:
        stage = Stage(project)
        async with Client(make_server(stage)) as client:
            agent = Agent(client)
            await agent.call("evaluate", code="1")
            async with stage.app() as mini:
                first = mini.pid
            assert first is not None
            never = asyncio.create_task(agent.refused("evaluate", code="new Promise(() => 0)"))
            await reached(agent)
            os.kill(first, getattr(signal, "SIGKILL", signal.SIGTERM))
            assert "process ended" in await never
            assert (await agent.told("evaluate", code="2"))["value"] == 2
            async with stage.app() as mini:
                second = mini.pid
        assert second not in (None, first)
        with pytest.raises(ProcessLookupError):
            os.kill(int(second or 0), 0)

    asyncio.run(work())


async def reached(agent: Agent) -> None:
    """Return once what was asked before is under way: the app answers in turn."""
    assert (await agent.told("evaluate", code="3"))["value"] == 3
