"""Compile time: cold, warm, nothing changed, and after an edit."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, Self

from tests.bench import project
from tests.bench.environment import of_people
from tests.bench.figures import Figure, Table, figure
from tests.bench.request import Request

ROOT = Path(__file__).resolve().parents[2]
_SOURCES = {".wxml", ".wxss", ".js", ".ts", ".json", ".wxs", ".less", ".scss", ".css"}
_DEMO = "official-demo"


def run(request: Request) -> list[Table]:
    """Measure the generated project, and the official demo when there is a corpus."""
    generated = project.write_project(request.folder / "project")
    subjects = [(f"{project.PAGES} generated pages", generated)]
    if request.corpus is not None and (request.corpus / _DEMO).is_dir():
        copied = request.folder / _DEMO
        shutil.copytree(request.corpus / _DEMO, copied)
        subjects.append((_DEMO, copied))
    return [_Subject(name, root, request).table() for name, root in subjects]


class CompilerServer:
    """A compiler in a process of its own, asked over its pipe; ``cpu_s`` is known at the end."""

    def __init__(self, root: Path, cache: Path | None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "renderer.compiler.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=of_people(),
        )
        self.cpu_s = 0.0
        self.ask("open", root=str(root), cache=str(cache) if cache else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.stdout.close()
        self._process.returncode = os.waitstatus_to_exitcode(status)
        # Its Node processes are its waited-for children, so their time is in it.
        self.cpu_s = usage.ru_utime + usage.ru_stime

    def ask(self, op: str, **params: Any) -> Any:
        """Ask and wait for the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"id": 1, "op": op, **params}).encode() + b"\n")
        self._process.stdin.flush()
        reply: dict[str, Any] = {"progress": []}
        while "progress" in reply:
            reply = json.loads(self._process.stdout.readline())
        if "error" in reply:
            raise RuntimeError(f"{op}: {reply['error']}")
        return reply["result"]


@dataclass
class _Subject:
    name: str
    root: Path
    request: Request
    times: dict[str, list[float]] = field(default_factory=dict)

    def table(self) -> Table:
        for number in range(self.request.repeats):
            self._whole(number)
        self._edits()
        base = self.times["reading"]
        budgets = {"cold": "≤ 1.5 s (official demo, idle)", "nothing changed": "≤ 0.15 s"}
        rows: list[Figure] = []
        for what, values in self.times.items():
            if what != "cpu":
                rows.append(figure(what, values, base, budget=budgets.get(what, "")))
        cpu = figure("CPU of cold, all processes", self.times["cpu"], base)
        rows.insert(2, cpu)
        return Table(f"Compile: {self.name}", "reading and hashing all sources", rows)

    def _note(self, what: str, started: float) -> None:
        self.times.setdefault(what, []).append((perf_counter() - started) * 1000)

    def _read(self) -> None:
        started = perf_counter()
        for path in sorted(self.root.rglob("*")):
            if path.suffix in _SOURCES and path.is_file():
                hashlib.blake2b(path.read_bytes()).digest()
        self._note("reading", started)

    def _whole(self, number: int) -> None:
        """Everything from nothing, from the disk cache after an edit, and unchanged."""
        cache = self.request.folder / f"cache-{self.name}-{number}"
        self._read()
        started = perf_counter()
        with CompilerServer(self.root, cache) as server:
            server.ask("check")
            self._note("cold", started)
        self.times.setdefault("cpu", []).append(server.cpu_s * 1000)
        self._read()
        edited = self.root / "app.json"
        edited = edited if edited.exists() else self.root / "miniprogram" / "app.json"
        edited.write_text(edited.read_text("utf-8") + " \n", encoding="utf-8")
        started = perf_counter()
        with CompilerServer(self.root, cache) as server:
            server.ask("check")
            self._note("warm (disk cache, new process)", started)
        self._read()
        started = perf_counter()
        with CompilerServer(self.root, cache) as server:
            self._note("starting the process, part of all above", started)
            server.ask("check")
            self._note("nothing changed", started)
            started = perf_counter()
            server.ask("check")
            self._note("nothing changed, same process", started)
        shutil.rmtree(cache)

    def _edits(self) -> None:
        """One file changes while chunks of every page are known."""
        with CompilerServer(self.root, None) as server:
            manifest = server.ask("manifest")
            names = ["app", *(f"page/{page['route']}" for page in manifest["pages"])]
            for name in names:
                server.ask("chunk", name=name)
            page = self._edited_page(manifest)
            for number in range(self.request.repeats * 4):
                self._read()
                for kind, comment in (
                    ("wxml", "<!-- {} --><text>{}</text>"),
                    ("wxss", ".edit{} {{ top: {}px }}"),
                    ("js", "var edit{} = {}"),
                ):
                    self._edit(server, page, kind, "\n" + comment.format(number, number) + "\n")

    def _edited_page(self, manifest: Any) -> str:
        """The first page that has a file of each kind."""
        base = manifest["packageRoot"]
        paths = [f"{base}/{page['route']}".lstrip("/") for page in manifest["pages"]]
        kinds = ("wxml", "wxss", "js")
        return next(
            path for path in paths if all((self.root / f"{path}.{kind}").exists() for kind in kinds)
        )

    def _edit(self, server: CompilerServer, page: str, kind: str, more: str) -> None:
        path = f"{page}.{kind}"
        file = self.root / path
        file.write_text(file.read_text("utf-8") + more, encoding="utf-8")
        started = perf_counter()
        change = server.ask("changed", paths=[path])
        for name in change["stale"]:
            server.ask("chunk", name=name)
        self._note(f"one {kind} edited", started)
        if not change["stale"]:
            raise RuntimeError(f"the edit of {path} made nothing stale")
