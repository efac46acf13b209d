"""Contact sheets: seconds a page, with one worker and with two, against a page in one process."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from ide.cache_folder import cache_folder
from ide.matrix.build import Build, compile_project
from ide.matrix.crew import Crew, Order
from ide.matrix.plan import Cell, Page, Plan
from resources import path
from tests.bench import project
from tests.bench.figures import Table, figure
from tests.bench.request import Request

_PAGES = 12
_LOOKS = (["iphone-15", "iphone-se"], ["light", "dark"], ["zh_CN"])


def run(request: Request) -> list[Table]:
    """Measure a sample and the generated project, and the official demo when there is a corpus."""
    sample = path("samples", "ridenow", "files")
    tables = [
        _table(request, "ridenow", sample),
        _table(request, "generated pages", project.write_project(request.folder / "project")),
    ]
    if request.corpus is not None and (request.corpus / "official-demo").is_dir():
        tables.append(_table(request, "official-demo", request.corpus / "official-demo"))
    return tables


def _table(request: Request, name: str, root: Path) -> Table:
    folder = request.folder / name.replace(" ", "-")
    compiling = perf_counter()
    pages: list[Page] = []

    def choose(manifest: Mapping[str, Any]) -> list[str]:
        listed = manifest["pages"][:_PAGES]
        pages.extend(Page(str(one["route"])) for one in listed)
        return [page.route for page in pages]

    build = compile_project(root, folder / "build", cache_folder(), choose)
    compiled = (perf_counter() - compiling) * 1000
    cells = list(Plan(pages, *_LOOKS).cells())
    times: dict[int, list[float]] = {1: [], 2: []}
    for number in range(request.repeats):
        for jobs, taken in times.items():
            taken.append(_drawn(root, build, folder / f"{number}-{jobs}", cells, jobs))
    one, two = times[1], times[2]
    return Table(
        f"Contact sheet: {name}, {len(cells)} pictures",
        "a picture with one worker, its start included",
        [
            figure("a picture, 1 worker", one, one),
            figure("a picture, 2 workers", two, one),
            figure("a picture and core, 2 workers", [2 * value for value in two], one),
            figure("compiling all pages, once for all workers", [compiled], one),
        ],
        [f"{os.cpu_count()} cores; two workers at best take half of one"],
    )


def _drawn(root: Path, build: Build, pictures: Path, cells: Sequence[Cell], jobs: int) -> float:
    """Draw all cells; returns milliseconds a cell."""
    pictures.mkdir(parents=True)
    started = perf_counter()
    with Crew(Order(root, build.folder, pictures, {"": None}, 60.0), jobs) as crew:
        ended = [shot.record.status for _, shot in crew.run(cells)]
    assert "lost" not in ended, "a worker died"
    return (perf_counter() - started) * 1000 / len(cells)
