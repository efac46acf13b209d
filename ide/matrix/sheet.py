"""A run as a page for a browser, its parts beside it: no server, no network (no Qt)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from ide.i18n import FALLBACK, OURS, catalogue, translator
from ide.matrix.store import DIFFERENCES, INDEX, PARTS, PICTURES, THUMBNAILS
from ide.matrix.thumbnails import WIDTH
from ide.simulator.phone_settings import languages
from renderer.host.screen import devices

PREFIX = "contact."
"""What the sheet's texts begin with in the catalogues."""

_WEB = Path(__file__).parent / "web"
_ROWS = 200
"""Cells whose details lie in one file, read when one of them is looked at."""
_DIGITS = 16

Row = Mapping[str, Any]


def sheet_files(results: Row, facts: Row) -> dict[str, bytes]:
    """Return the files of the sheet by their place in its folder; ``index.html`` is the page.

    All others are named by what is in them, so that those of the run before can stay beside them.
    """
    parts = [_details(number, rows) for number, rows in enumerate(_sliced(results["cells"]))]
    files = {_name(part, "js"): part for part in parts}
    data = _script("minideckData", _data(results, facts, list(files)))
    style = (_WEB / "sheet.css").read_bytes()
    scripts = [
        data,
        *((_WEB / name).read_bytes() for name in ("words.js", "viewer.js", "sheet.js")),
    ]
    named = {_name(script, "js"): script for script in scripts}
    files |= named
    files[_name(style, "css")] = style
    page = _page(str(results["project"]["name"]), _name(style, "css"), list(named))
    return {**files, INDEX: page.encode("utf-8", "replace")}


def _page(project: str, style: str, scripts: Sequence[str]) -> str:
    title = escape(f"{_words(translator.code)['title']} – {project}".strip(" –"))
    template = (_WEB / "sheet.html").read_text(encoding="utf-8")
    tags = "".join(f'<script src="{name}" defer></script>\n' for name in scripts)
    filled = {
        "language": translator.code,
        "title": title,
        "style": style,
        "scripts": tags,
        "needs": escape(_words(translator.code)["needs_script"]),
    }
    for name, value in filled.items():
        template = template.replace(f"@{name}@", value)
    return template


def _data(results: Row, facts: Row, details: Sequence[str]) -> dict[str, Any]:
    known, codes = devices(), languages()
    axes = results["axes"]
    return {
        "project": results["project"]["name"],
        "compared": results["compared"],
        "threshold": results["threshold"],
        "totals": results["totals"],
        "run": {name: value for name, value in facts.items() if name != "cells"},
        "axes": {
            **axes,
            "devices": [[one, known[one].name] for one in axes["devices"]],
            "languages": [[one, codes[one]] for one in axes["languages"]],
        },
        "folders": {
            "pictures": PICTURES,
            "thumbs": THUMBNAILS,
            "differences": DIFFERENCES,
        },
        "thumbnail": WIDTH,
        "details": {"files": details, "rows": _ROWS},
        "language": translator.code,
        "words": {code: _words(code) for code in sorted(OURS)},
        "cells": [_cell(row, axes) for row in results["cells"]],
        "gone": results["gone"],
    }


def _cell(row: Row, axes: Row) -> list[Any]:
    """What the grid shows of a cell, as short as can be: there may be thousands."""
    record, change = row["record"], row["change"]
    page = f"{row['page']}?{row['query']}" if row["query"] else row["page"]
    return [
        axes["pages"].index(page),
        axes["devices"].index(row["device"]),
        axes["themes"].index(row["theme"]),
        axes["languages"].index(row["language"]),
        axes["scenarios"].index(row["scenario"]),
        record["status"],
        change["kind"],
        change["share"],
        record["picture"],
        record["width"],
        record["height"],
    ]


def _details(number: int, rows: Sequence[Row]) -> bytes:
    """What is read when a cell is looked at."""
    told = []
    for row in rows:
        record, change = row["record"], row["change"]
        shown = {name: record[name] for name in ("errors", "console", "notices", "offline", "text")}
        told.append({**shown, "change": change})
    return b"minideckDetails(" + str(number).encode() + b", " + _json(told) + b")\n"


def _sliced(cells: Sequence[Row]) -> list[Sequence[Row]]:
    return [cells[start : start + _ROWS] for start in range(0, len(cells), _ROWS)]


def _words(code: str) -> dict[str, str]:
    known = {**catalogue(FALLBACK), **catalogue(code)}
    return {key.removeprefix(PREFIX): text for key, text in known.items() if key.startswith(PREFIX)}


def _script(name: str, value: object) -> bytes:
    return f"globalThis.{name} = ".encode() + _json(value) + b"\n"


def _json(value: object) -> bytes:
    """JSON in letters that every reader takes, whatever half characters a page shows."""
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _name(content: bytes, ending: str) -> str:
    return f"{PARTS}/{hashlib.sha256(content).hexdigest()[:_DIGITS]}.{ending}"
