"""From a saved file to changed pixels: WXML, WXSS and JavaScript on a project of 100 pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from tests.bench import project
from tests.bench.figures import Table, figure
from tests.bench.request import Request
from tests.bench.rig import Rig

_PAGE = 3
# Resolves two frames after a page shows what is waited for.
_SEEN = """new Promise((done) => {
  const shown = () => [...document.querySelectorAll('iframe')].some((frame) => {
    const page = frame.contentDocument
    const at = (id) => page.getElementById(id)
    return CONDITION
  })
  const frame = requestAnimationFrame
  const look = () => shown() ? frame(() => frame(done)) : frame(look)
  look()
})"""
_DIRECT = """new Promise((done) => {
  const page = document.querySelector('iframe').contentDocument
  const started = performance.now()
  page.getElementById('mark').dataset.direct = started
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - started)))
})"""


def run(request: Request) -> list[Table]:
    """Edit each kind of file of the open page in turn."""
    root = project.write_project(request.folder / "project")
    times: dict[str, list[float]] = {"direct": [], "wxml": [], "wxss": [], "js": []}
    with Rig(root, request.folder / "cache") as rig:
        rig.new_player()
        rig.load(project.route(_PAGE))
        for number in range(request.repeats * 5):
            times["direct"].append(rig.ask_view(_DIRECT))
            for kind, (text, condition) in _edits(number).items():
                file = f"{project.route(_PAGE)}.{kind}"
                edit = _writer(root / file, text)
                took = _until_seen(rig, file, edit, condition)
                if number:  # the first edit of a kind meets a cold toolchain
                    times[kind].append(took)
    base = times["direct"]
    return [
        Table(
            "Save → pixel, 100 pages",
            "a direct DOM change and two frames in the same page",
            [
                figure("direct DOM change", base, base),
                figure("WXML", times["wxml"], base, budget="p50 ≤ 60 ms, p95 ≤ 150 ms"),
                figure("WXSS", times["wxss"], base, budget="p50 ≤ 60 ms, p95 ≤ 150 ms"),
                figure("JavaScript (taken over)", times["js"], base, budget="p50 ≤ 150 ms"),
            ],
            ["from writing the file, without the system's file watching, to two frames later"],
        )
    ]


def _edits(number: int) -> dict[str, tuple[str, str]]:
    mark, text, width = f"edit {number}", f"script {number}", 100 + number
    return {
        "wxml": (project.template(_PAGE, mark), f"at('mark')?.textContent === '{mark}'"),
        "wxss": (project.style(_PAGE, width), f"at('mark')?.offsetWidth === {width}"),
        "js": (project.script(_PAGE, text), f"at('text')?.textContent === '{text}'"),
    }


def _writer(file: Path, text: str) -> Callable[[], None]:
    def write() -> None:
        file.write_text(text, encoding="utf-8")

    return write


def _until_seen(rig: Rig, file: str, edit: Callable[[], None], condition: str) -> float:
    seen: list[float] = []
    rig.player.probe(_SEEN.replace("CONDITION", condition), lambda _: seen.append(perf_counter()))
    started = perf_counter()
    edit()
    rig.changed(file)
    while not seen:
        rig.ask_view("minideckProbe.frame()")
    return (seen[0] - started) * 1000
