"""The results of a run as one document: cells, changes, totals; no time, no machine (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ide.matrix.build import Build
from ide.matrix.compare import Change
from ide.matrix.plan import Cell, Plan
from ide.matrix.record import STATUSES, Record
from ide.matrix.store import SCHEMA, Last

KINDS = ("same", "changed", "new")


def results(
    build: Build,
    plan: Plan,
    rows: Sequence[tuple[Cell, Record, Change]],
    last: Last | None,
    threshold: float,
) -> dict[str, Any]:
    """Return the document; the same for the same pictures, whoever drew them in which order."""
    cells = [
        {
            "key": cell.key,
            "page": cell.page.route,
            "query": cell.page.query,
            "device": cell.device,
            "theme": cell.theme,
            "language": cell.language,
            "scenario": cell.scenario,
            "record": record.to_json(),
            "change": change.to_json(),
        }
        for cell, record, change in rows
    ]
    missing = _gone(build, plan, last)
    return {
        "schema": SCHEMA,
        "project": {"name": build.name, "appId": str(build.manifest.get("appId") or "")},
        "axes": {
            "pages": [page.name for page in plan.pages],
            "devices": list(plan.devices),
            "themes": list(plan.themes),
            "languages": list(plan.languages),
            "scenarios": list(plan.states),
        },
        "threshold": threshold,
        "compared": last is not None,
        "totals": _totals(rows, missing),
        "cells": cells,
        "gone": missing,
    }


def is_good(document: Mapping[str, Any]) -> bool:
    """Whether no cell has an error and nothing changed."""
    totals = document["totals"]
    return bool(totals["ok"] == totals["cells"] and not totals["changed"] and not totals["gone"])


def _totals(
    rows: Sequence[tuple[Cell, Record, Change]], missing: Sequence[object]
) -> dict[str, int]:
    counts = {name: sum(record.status == name for _, record, _ in rows) for name in STATUSES}
    kinds = {name: sum(change.kind == name for _, _, change in rows) for name in KINDS}
    return {"cells": len(rows), **counts, **kinds, "gone": len(missing)}


def _gone(build: Build, plan: Plan, last: Last | None) -> list[dict[str, Any]]:
    """Cells of the last run whose page the app no longer has, where all pages were asked for."""
    if last is None or not plan.whole:
        return []
    routes = {str(page["route"]) for page in build.manifest["pages"]}
    axes = (plan.devices, plan.themes, plan.languages, plan.states)
    return [
        {"key": row["key"], "page": row["page"], "picture": row["record"]["picture"]}
        for row in last.document["cells"]
        if row["page"] not in routes
        and all(
            row[name] in axis
            for name, axis in zip(("device", "theme", "language", "scenario"), axes, strict=True)
        )
    ]
