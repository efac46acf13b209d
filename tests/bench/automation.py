"""Round trips over the automation server: a question, an element's data, a tap, a picture."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import websockets

from tests.bench.figures import Table, figure
from tests.bench.request import Request
from tests.bench.rig import BenchError

_ROOT = Path(__file__).resolve().parents[2]
_COUNT = 40
_PICTURES = 4
_PAGE = "pages/home/home"
_FILES = {
    "project.config.json": "{}",
    "app.json": json.dumps({"pages": [_PAGE]}),
    "app.js": "App({})\n",
    f"{_PAGE}.js": (
        "Page({ data: { taps: 0 }, tap() { this.setData({ taps: this.data.taps + 1 }) } })\n"
    ),
    f"{_PAGE}.wxml": "<button id='tap' bindtap='tap'>{{taps}}</button>\n",
}


class _Client:
    """Asks one thing after the other, and takes the time."""

    def __init__(self, frames: websockets.ClientConnection) -> None:
        self._frames = frames
        self._numbers = count(1)
        self.times: dict[str, list[float]] = {}

    async def ask(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        started = perf_counter()
        await self._frames.send(json.dumps({"id": number, "method": method, "params": params}))
        answer = json.loads(await self._frames.recv())
        self.times.setdefault(method, []).append((perf_counter() - started) * 1000)
        if "error" in answer:
            raise BenchError(answer["error"]["message"])
        return answer["result"]


def run(request: Request) -> list[Table]:
    """Ask a headless mini-program over the wire; what the server alone answers is the baseline."""
    root = request.folder / "automated"
    for path, text in _FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "ide.cli", "auto", str(root), "--once"]
    with subprocess.Popen(
        command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        word, _, address = process.stdout.readline().strip().partition(" ")
        if word != "listening":
            raise BenchError("auto did not start")
        times = asyncio.run(_sample(address, request.repeats))
    base = times["Tool.getInfo"]
    rows = [
        figure("Tool.getInfo: the server alone", base, base),
        figure("App.getCurrentPage: asks the app", times["App.getCurrentPage"], base),
        figure("Page.getData", times["Page.getData"], base),
        figure("Element.tap, a handler that sets data", times["Element.tap"], base),
        figure("App.captureScreenshot", times["App.captureScreenshot"], base),
    ]
    return [Table("Automation, round trips", "Tool.getInfo", rows)]


async def _sample(address: str, repeats: int) -> dict[str, list[float]]:
    async with websockets.connect(address, max_size=None) as frames:
        client = _Client(frames)
        page = (await client.ask("App.getCurrentPage"))["pageId"]
        element = await client.ask("Page.getElement", pageId=page, selector="#tap")
        where = {"pageId": page, "elementId": element["elementId"]}
        for _ in range(5):
            await client.ask("Element.tap", **where)
        client.times.clear()
        for _ in range(repeats):
            for _ in range(_COUNT):
                await client.ask("Tool.getInfo")
                await client.ask("App.getCurrentPage")
                await client.ask("Page.getData", pageId=page)
                await client.ask("Element.tap", **where)
            for _ in range(_PICTURES):
                await client.ask("App.captureScreenshot")
        taps = (await client.ask("Page.getData", pageId=page, path="taps"))["data"]
        if taps != 5 + repeats * _COUNT:
            raise BenchError(f"{taps} taps arrived of {5 + repeats * _COUNT}")
        return client.times
