"""Memory: the process tree with one page open, with the whole window, and after many pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import project
from tests.bench.figures import Figure, Table, figure
from tests.bench.request import Request
from tests.bench.rig import EmptyPage, Rig, application

ROOT = Path(__file__).resolve().parents[2]
_MB = 1024.0
_KINDS = (
    ("QtWebEngineProcess", "web pages and engine"),
    ("toolchain.cjs", "toolchain (Node)"),
    ("renderer.compiler.server", "compiler (Python)"),
)
_OWN = "window and phone (Python)"
_PSS = ("Pss:",)
_PRIVATE = ("Private_Clean:", "Private_Dirty:")
_WARMING, _WATCHED = 40, 60
_REST = """new Promise((done) => setTimeout(done, 200))"""
_SETTLED = """new Promise((done) => setTimeout(done, 1000))"""
_WINDOW_BUDGET = "≤ 800 MB"


def run(request: Request) -> list[Table]:
    """Measure the headless phone here and the window in a process of its own."""
    application()
    root = project.write_project(request.folder / "project")
    empty = EmptyPage()
    empty.load()
    empty.result_of(_SETTLED)
    base = [sum(split_of(os.getpid()).values())]
    empty.close()
    rows = [figure("an empty page in a window of Qt", base, base, unit="MB")]
    notes = []
    with Rig(root) as rig:
        rig.new_player()
        rig.load(project.route(0))
        rig.ask_view(_SETTLED)
        split = split_of(os.getpid())
        rows.append(figure("headless, one page", [sum(split.values())], base, unit="MB"))
        notes.append(_in_words("headless", split))
        rows += _navigated(rig, 500 if request.long else 200, base)
    window = _window(root, request.folder / "profile")
    total = [sum(window.values())]
    rows.append(figure("editor and phone", total, base, unit="MB", budget=_WINDOW_BUDGET))
    notes.append(_in_words("editor and phone", window))
    return [Table("Memory (PSS of all processes)", "an empty page", rows, notes)]


def _navigated(rig: Rig, count: int, base: list[float]) -> list[Figure]:
    """Open and leave pages; the first of them still fill caches, so growth counts from there.

    Growth is that of private memory, since the share of what is shared changes with whatever
    else runs on the machine, and of its lowest points, since garbage is not collected at once.
    """
    _visit(rig, _WARMING)
    before = _lowest_private(rig)
    _visit(rig, count - _WATCHED)
    after = _lowest_private(rig)
    growth = 100 * (after / before - 1)
    return [
        figure("private, headless, after some pages", [before], base, unit="MB"),
        figure(f"private, headless, after {count} more pages", [after], base, unit="MB"),
        Figure(f"growth after {count} pages", growth, unit="%", budget="≤ 5 % after 500"),
    ]


def _lowest_private(rig: Rig) -> float:
    """Return the least private memory in MB that is seen while some pages come and go."""
    seen = []
    for _ in range(_WATCHED // 5):
        _visit(rig, 5)
        rig.ask_view(_REST)
        seen.append(sum(split_of(os.getpid(), _PRIVATE).values()))
    return min(seen)


def _visit(rig: Rig, count: int) -> None:
    home = project.route(0)
    for number in range(count):
        route = project.route(1 + number % 10)
        rig.until_ready(route, _step(rig, "navigateTo", f"/{route}"))
        rig.until_ready(home, _step(rig, "navigateBack", ""), depth=1)


def _step(rig: Rig, action: str, url: str) -> Callable[[], None]:
    return lambda: rig.navigate(action, url)


def _window(root: Path, profile: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.window", str(root), str(profile)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    split: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return split


def _in_words(name: str, split: dict[str, float]) -> str:
    return f"{name}: " + ", ".join(f"{kind} {size:.0f} MB" for kind, size in split.items())


def split_of(process: int, fields: tuple[str, ...] = _PSS) -> dict[str, float]:
    """Return the PSS in MB of a process and all below it, by kind of process.

    ``fields`` are the lines of ``smaps_rollup`` that are added up, instead of the PSS.
    """
    sizes: dict[str, float] = {}
    for member in _tree(process):
        try:
            command = Path(f"/proc/{member}/cmdline").read_bytes().decode("utf-8", "replace")
            lines = Path(f"/proc/{member}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue  # it ended meanwhile
        kind = next((kind for name, kind in _KINDS if name in command), _OWN)
        size = sum(int(line.split()[1]) for line in lines if line.startswith(fields))
        sizes[kind] = sizes.get(kind, 0.0) + size / _MB
    return sizes


def _tree(root: int) -> list[int]:
    members = [root]
    for member in members:
        for thread in Path(f"/proc/{member}/task").glob("*"):
            try:
                members += map(int, (thread / "children").read_text("ascii").split())
            except OSError:
                continue
    return members
