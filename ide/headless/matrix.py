"""``matrix``: every page on every phone as one sheet, compared with the last run."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ide.cache_folder import cache_folder
from ide.exit_codes import FINDINGS, GOOD, CannotRunError
from ide.headless.document import write_document
from ide.headless.matrix_progress import Progress
from ide.matrix.archive import pack
from ide.matrix.axes import (
    chosen_devices,
    chosen_languages,
    chosen_pages,
    chosen_states,
    chosen_themes,
)
from ide.matrix.build import Build, compile_project
from ide.matrix.cluster import Cluster
from ide.matrix.compare import compare
from ide.matrix.crew import Crew, Order
from ide.matrix.plan import MOST_CELLS, Cell, Page, Plan
from ide.matrix.record import Shot
from ide.matrix.sheet import sheet_files
from ide.matrix.store import INDEX, Last, Store, read_last, refuse_foreign
from ide.matrix.summary import is_good, results
from ide.matrix.thumbnails import make_thumbnail
from ide.version import VERSION
from renderer.compiler.source import DiskTree

_DECIMALS = 3


@dataclass(frozen=True)
class _Work:
    """What a run draws, and where it puts it."""

    root: Path
    build: Build
    plan: Plan
    store: Store
    last: Last | None


def run(args: argparse.Namespace) -> int:
    """Carry the command out; returns the exit code.

    Raises:
        CannotRunError: the project or an argument is unusable.
    """
    try:
        return _run(args)
    except KeyboardInterrupt:
        raise CannotRunError(
            "matrix: broken off; the sheet is as it was. --resume goes on with what was drawn."
        ) from None


def _run(args: argparse.Namespace) -> int:
    axes = (
        chosen_devices(args.devices),
        chosen_themes(args.themes),
        chosen_languages(args.languages),
    )
    states = chosen_states(args.scenarios)
    _refuse(args)
    refuse_foreign(args.out)
    last = _last(args)
    root: Path = args.project.resolve()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="minideck-matrix-")))
        pages: list[Page] = []

        def choose(manifest: Mapping[str, Any]) -> list[str]:
            pages.extend(chosen_pages(args.pages, manifest))
            return [page.route for page in pages]

        build = compile_project(root, folder, cache_folder(), choose)
        plan = Plan(pages, *axes, states, args.timeout, whole=not args.pages)
        if plan.count > MOST_CELLS:
            raise CannotRunError(
                f"matrix: these are {plan.count} pictures, more than {MOST_CELLS}."
            )
        cluster = stack.enter_context(Cluster(args.scheduler)) if args.scheduler else None
        store = Store(args.out.resolve())
        stack.callback(store.close)
        work = _Work(root, build, plan, store, last)
        return _sheet(args, work, cluster)


def _sheet(args: argparse.Namespace, work: _Work, cluster: Cluster | None) -> int:
    """Draw what is missing, compare, and replace the sheet."""
    plan, store = work.plan, work.store
    stamps = repr(sorted(DiskTree(work.root).scan().items()))
    shots = store.prepare(plan.digest(work.build.digest + stamps), resume=args.resume)
    cells = list(plan.cells())
    left = [cell for cell in cells if cell.key not in shots]
    jobs = cluster.threads if cluster is not None else _jobs(args.jobs, len(left))
    progress = Progress(sys.stdout, plan, len(left), jobs, resumed=len(shots))
    for cell, shot in _draw(work, cluster, left, jobs):
        store.note(cell.key, shot)
        shots[cell.key] = shot
        _prepare_picture(store, shot)
        progress.drawn(cell, shot)
    seconds = progress.end()
    rows = [
        (cell, record, compare(cell.key, record, work.last, store, args.threshold))
        for cell in cells
        for record in [shots[cell.key].record]
    ]
    document = results(work.build, plan, rows, work.last, args.threshold)
    for row in (*document["gone"], *(change.to_json() for _, _, change in rows)):
        _keep_before(store, work.last, row)
    facts = _facts(shots, cells, seconds, jobs, drawn=len(left))
    store.publish(document, facts, sheet_files(document, facts))
    if args.json is not None:
        write_document("matrix", args.json, {**document, "run": facts})
    progress.tell_end(document, facts, store.folder / INDEX)
    return GOOD if is_good(document) else FINDINGS


def _draw(
    work: _Work, cluster: Cluster | None, cells: Sequence[Cell], jobs: int
) -> Iterator[tuple[Cell, Shot]]:
    if not cells:
        return
    plan, store = work.plan, work.store
    if cluster is not None:
        archive = pack(work.root, work.build.folder)
        for place, shot in cluster.run(archive, cells, plan.states, plan.timeout_s, store):
            yield cells[place], shot
        return
    order = Order(work.root, work.build.folder, store.pictures, plan.states, plan.timeout_s)
    with Crew(order, jobs) as crew:
        for place, shot in crew.run(cells):
            yield cells[place], shot


def _prepare_picture(store: Store, shot: Shot) -> None:
    name = shot.record.picture
    if name:
        make_thumbnail(store.pictures / f"{name}.png", store.thumbnails / f"{name}.webp")


def _keep_before(store: Store, last: Last | None, row: Mapping[str, Any]) -> None:
    """Take over the picture of a page that has gone; others came over with the comparison."""
    name = str(row.get("picture") or "")
    if last is not None and name and store.adopt_picture(name, last):
        make_thumbnail(store.pictures / f"{name}.png", store.thumbnails / f"{name}.webp")


def _facts(
    shots: Mapping[str, Shot], cells: Sequence[Cell], seconds: float, jobs: int, *, drawn: int
) -> dict[str, Any]:
    """What differs from run to run."""
    cores = min(jobs, os.cpu_count() or 1)
    pace = drawn / seconds if seconds and drawn else 0.0
    return {
        "tool": VERSION,
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, _DECIMALS),
        "drawn": drawn,
        "workers": jobs,
        "cores": cores,
        "pages_per_s": round(pace, _DECIMALS),
        "pages_per_s_per_core": round(pace / cores, _DECIMALS),
        "cells": [
            {"key": cell.key, "ms": shots[cell.key].ms, "tries": shots[cell.key].tries}
            for cell in cells
        ],
    }


def _last(args: argparse.Namespace) -> Last | None:
    """The run to compare with: the one named, or the one that the sheet shows."""
    if args.baseline is None:
        return read_last(args.out)
    last = read_last(args.baseline)
    if last is None:
        raise CannotRunError(f"matrix: {args.baseline} holds no sheet to compare with.")
    return last


def _refuse(args: argparse.Namespace) -> None:
    if args.pages and args.all:
        raise CannotRunError("matrix: --pages and --all exclude each other.")
    if args.jobs is not None and args.jobs < 1:
        raise CannotRunError("matrix: --jobs is a number of workers, 1 or more.")
    if not args.timeout > 0:
        raise CannotRunError("matrix: --timeout is a number of seconds above 0.")
    if not 0 <= args.threshold <= 100:
        raise CannotRunError("matrix: --threshold is a percentage, 0 to 100.")


def _jobs(wanted: int | None, cells: int) -> int:
    return max(1, min(wanted or os.cpu_count() or 1, cells))
