"""How long the first page takes: from an opened project, from a known bundle, and reloaded."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import perf_counter

from tests.bench import project
from tests.bench.figures import Table, figure
from tests.bench.request import Request
from tests.bench.rig import EmptyPage, Rig, application


def run(request: Request) -> list[Table]:
    """Measure the generated project, and the official demo when there is a corpus."""
    application()
    generated = project.write_project(request.folder / "project")
    tables = [_table(request, f"{project.PAGES} generated pages", generated)]
    if request.corpus is not None and (request.corpus / "official-demo").is_dir():
        tables.append(_table(request, "official-demo", request.corpus / "official-demo"))
    return tables


def _table(request: Request, name: str, root: Path) -> Table:
    names = ("empty page", "cold cache", "warm cache", "known", "again", "compiler")
    times: dict[str, list[float]] = {key: [] for key in names}
    _empty()  # the engine's own start belongs to nobody
    for number in range(request.repeats):
        cache = request.folder / f"cache-{number}"
        times["empty page"].append(_empty())
        for key in ("cold cache", "warm cache"):
            started = perf_counter()
            with Rig(root, cache) as rig:
                times["compiler"].append((perf_counter() - started) * 1000)
                rig.new_player()
                rig.load(rig.bundle.manifest["entryPage"])
                times[key].append((perf_counter() - started) * 1000)
                if key == "warm cache":
                    entry = rig.bundle.manifest["entryPage"]
                    started = perf_counter()
                    rig.new_player()
                    rig.load(entry)
                    times["known"].append((perf_counter() - started) * 1000)
                    times["again"].append(rig.load(entry))
        shutil.rmtree(cache)
    base = times["empty page"]
    return Table(
        f"First page: {name}",
        "an empty document in a new view of the same engine",
        [
            figure("empty page", base, base),
            figure("open project, cold cache", times["cold cache"], base, budget="≤ 1.5 s"),
            figure("open project, warm cache", times["warm cache"], base, budget="≤ 0.7 s"),
            figure("  of it: compiler process and manifest", times["compiler"], base),
            figure("new player, bundle known", times["known"], base),
            figure("load again in the same player", times["again"], base),
        ],
    )


def _empty() -> float:
    started = perf_counter()
    page = EmptyPage()
    page.load()
    ended = (perf_counter() - started) * 1000
    page.close()
    return ended
