"""``auto`` as other programs meet it: started, driven badly, told to end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import websockets

from ide.automation.wire import CONNECTION_LIMIT, NO_ROOM
from tests.e2e.conftest import ROOT, write_project

CROWD = 1000
PATIENCE_S = 120
HOME = "pages/home/home"
Frames = websockets.ClientConnection


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("auto") / "app", [HOME], {})


def start(project: Path, *options: str) -> subprocess.Popen[str]:
    """Start ``auto``; it ends with us."""
    command = [sys.executable, "-m", "ide.cli", "auto", str(project), "--until-eof", *options]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    word, _, address = process.stdout.readline().strip().partition(" ")
    assert word == "listening"
    return address


@pytest.fixture(scope="module")
def auto(project: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with start(project) as process:
        try:
            yield process, address_of(process)
            # Whatever was done to it, it ends well when the system wants it to.
            if sys.platform != "win32":
                process.send_signal(signal.SIGTERM)
                assert process.wait(PATIENCE_S) == 0
        finally:
            process.kill()


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Frames]:
    async with websockets.connect(address, open_timeout=PATIENCE_S, max_size=None) as frames:
        yield frames


async def ask(frames: Frames, method: str, **params: Any) -> dict[str, Any]:
    await frames.send(json.dumps({"id": 1, "method": method, "params": params}))
    while True:
        answer = json.loads(await asyncio.wait_for(frames.recv(), PATIENCE_S))
        if answer.get("id") == 1:
            return dict(answer)


async def fate(address: str, hold: asyncio.Event) -> str:
    """What becomes of one of many who come at once."""
    try:
        async with connected(address) as frames:
            await frames.send('{"id": 1, "method": "Tool.getInfo"}')
            answer = json.loads(await frames.recv())
            if "result" in answer:
                await hold.wait()
                return "let in"
            await frames.recv()
    except websockets.ConnectionClosed as end:
        return f"told {end.rcvd.code}" if end.rcvd is not None else "cut off"
    except (OSError, websockets.InvalidMessage, TimeoutError):
        return "cut off"
    return "neither"


def test_a_crowd_is_bounded_and_leaves_nothing(auto: tuple[subprocess.Popen[str], str]) -> None:
    process, address = auto

    def files() -> int:
        folder = Path(f"/proc/{process.pid}/fd")
        return len(list(folder.iterdir())) if folder.exists() else 0

    async def come() -> Counter[str]:
        hold = asyncio.Event()
        crowd = [asyncio.create_task(fate(address, hold)) for _ in range(CROWD)]
        done: set[asyncio.Task[str]] = set()
        while len(done) < CROWD - CONNECTION_LIMIT:
            done, _ = await asyncio.wait(crowd, timeout=0.2)
        hold.set()
        return Counter(await asyncio.gather(*crowd))

    async def empty(before: int) -> None:
        while files() > before + 2:
            async with connected(address) as frames:
                await ask(frames, "Tool.getInfo")

    before = files()
    fates = asyncio.run(come())
    assert fates.total() == CROWD
    assert set(fates) <= {"let in", f"told {NO_ROOM}", "cut off"}
    assert 0 < fates["let in"] <= CROWD
    asyncio.run(asyncio.wait_for(empty(before), PATIENCE_S))


def test_it_outlives_whatever_a_client_does(auto: tuple[subprocess.Popen[str], str]) -> None:
    _, address = auto

    async def drive() -> tuple[dict[str, Any], ...]:
        async with connected(address) as gone:
            never = {"functionDeclaration": "() => new Promise(() => 0)"}
            await gone.send(json.dumps({"id": 1, "method": "App.callFunction", "params": never}))
        async with connected(address) as one, connected(address) as other:
            await one.send(b"\x00\x01")
            await one.send("{")
            page = (await ask(one, "App.getCurrentPage"))["result"]["pageId"]
            none = await ask(one, "Page.getElement", pageId=page, selector=".none")
            loop = asyncio.create_task(
                ask(one, "App.callFunction", functionDeclaration="() => { for (;;) {} }")
            )
            meanwhile = await ask(other, "Tool.getInfo")
            looped = await loop
            # The app was started anew by then, or is about to be.
            again = await ask(other, "App.getCurrentPage")
            return none, meanwhile, looped, again

    none, meanwhile, looped, again = asyncio.run(drive())
    assert ".none" in none["error"]["message"]
    assert meanwhile["result"]["SDKVersion"]
    assert "loops for ever" in looped["error"]["message"]
    assert again["result"]["path"] == HOME


def test_a_restart_is_told_and_a_change_on_disk_is_seen(
    auto: tuple[subprocess.Popen[str], str], project: Path
) -> None:
    _, address = auto
    page = project / f"{HOME}.js"

    async def drive() -> tuple[dict[str, Any], ...]:
        async with connected(address) as one, connected(address) as other:
            never = ask(one, "App.callFunction", functionDeclaration="() => new Promise(() => 0)")
            waiting = asyncio.create_task(never)
            await ask(other, "App.getCurrentPage")
            page.write_text("Page({ data: { made: 'new' } })\n")
            compiled = await ask(other, "Tool.compile")
            current = (await ask(other, "App.getCurrentPage"))["result"]["pageId"]
            data = await ask(other, "Page.getData", pageId=current)
            page.write_text("Page({ data: \n")
            broken = await ask(other, "Tool.compile")
            return await waiting, compiled, data, broken

    interrupted, compiled, data, broken = asyncio.run(drive())
    assert "restarted" in interrupted["error"]["message"]
    assert compiled["result"] == {}
    assert data["result"]["data"] == {"made": "new"}
    assert "home.js" in broken["error"]["message"]


def test_it_ends_with_its_first_client_and_is_told_as_the_official_tool_is(project: Path) -> None:
    command = ["--without-token", "auto", "--project", str(project), "--auto-port", "0", "--once"]
    with subprocess.Popen(
        [sys.executable, "-m", "ide.cli", *command],
        cwd=ROOT,
        env={**os.environ, "MINIDECK_CACHE": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        address = address_of(process)
        assert "token" not in address

        async def look() -> dict[str, Any]:
            async with connected(address) as frames:
                return await ask(frames, "App.getCurrentPage")

        assert asyncio.run(look())["result"]["path"] == HOME
        assert process.wait(PATIENCE_S) == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "name one project"),
        (["{}", "--port", "99999"], "99999 is no port"),
        (["{}", "--device", "no-such-phone"], "no-such-phone"),
        (["{}", "--ticket", "t"], "need an account"),
    ],
)
def test_what_cannot_be_started_is_one_sentence(
    project: Path, options: list[str], told: str
) -> None:
    arguments = [one.replace("{}", str(project)) for one in options]
    done = subprocess.run(
        [sys.executable, "-m", "ide.cli", "auto", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""
