"""The part of the report that comes of a smoke run: score, pages, pictures (no Qt)."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from PIL import Image

from ide.i18n import tr
from ide.submit.rules import Facts, Verdict
from ide.submit.score import Score, score

_PICTURE_WIDTH = 200


def run_document(facts: Facts, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return the fields ``score``, ``screens`` and ``run`` of the report's JSON."""
    run, known = facts.run, score(facts, verdicts)
    if run is None or known is None:
        return {"score": [], "screens": [], "run": None}
    faults = sum(len(visit.troubles) for visit in run.visits)
    return {
        "score": _marks(known),
        "screens": [
            {"page": visit.route, "png": visit.screenshot}
            for visit in run.visits
            if visit.screenshot
        ],
        "run": {
            "scenario": "smoke",
            "device": run.device,
            "complete": run.complete,
            "steps": len(run.visits),
            "errors": faults,
            "pages": [
                {"page": visit.route, "status": visit.status, "ready_ms": visit.ready_ms}
                for visit in run.visits
            ],
        },
    }


def summary_score(facts: Facts, verdicts: Sequence[Verdict]) -> dict[str, int | None] | None:
    """Return the score of each group and in all, None without a run."""
    known = score(facts, verdicts)
    return dict(known.groups) if known is not None else None


def score_section(report: Mapping[str, Any]) -> str:
    """Return the score as a part of the HTML page; '' without a run."""
    groups = report["summary"]["score"]
    if report["run"] is None or groups is None:
        return ""
    named = (f"{tr(f'audit.{name}')}: <b>{_shown(value)}</b>" for name, value in groups.items())
    note = f'<p class="basis">{escape(tr("report.score_note"))}</p>'
    return f"<p>{' · '.join(named)}</p>{note}{_table(report['score'])}"


def screens_section(report: Mapping[str, Any]) -> str:
    """Return the pictures of the pages as a part of the HTML page; '' when there are none."""
    pictures = "".join(map(_picture, report["screens"]))
    return f'<div class="shots">{pictures}</div>' if pictures else ""


def _marks(known: Score) -> list[dict[str, Any]]:
    return [
        {
            "group": mark.group,
            "id": mark.id,
            "title": tr(f"audit.{mark.id}"),
            "weight": mark.weight,
            "score": mark.value,
        }
        for mark in known.marks
    ]


def _table(marks: Sequence[Mapping[str, Any]]) -> str:
    heads = (tr("report.check"), tr("report.weight"), tr("report.score"))
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    rows = "".join(
        f"<tr><td>{escape(row['title'])}</td><td>{row['weight']}</td>"
        f"<td>{_shown(row['score'])}</td></tr>"
        for row in marks
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _shown(value: int | None) -> str:
    return escape(tr("report.unmeasured")) if value is None else str(value)


def _picture(row: Mapping[str, str]) -> str:
    """Return a page's picture, small and inside the document; '' when the file is gone."""
    try:
        with Image.open(row["png"]) as picture:
            small = picture.convert("RGB")
    except OSError:
        return ""
    small.thumbnail((_PICTURE_WIDTH, 10 * _PICTURE_WIDTH))
    data = io.BytesIO()
    small.save(data, "JPEG", quality=80)
    page = escape(row["page"])
    address = f"data:image/jpeg;base64,{b64encode(data.getvalue()).decode()}"
    return (
        f'<figure><img src="{address}" alt="{page}" width="{small.width}">'
        f"<figcaption>{page}</figcaption></figure>"
    )
