"""How all reports look that are one HTML page: style sheet and tables (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path

from ide.i18n import tr


@cache
def style(own: Path) -> str:
    """Return the style sheet of all reports, followed by the one of this report."""
    sheets = (Path(__file__).with_suffix(".css"), own)
    return "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], figures: Sequence[int] = ()) -> str:
    """Return a table of texts, '' when it has no rows; ``figures`` are columns of numbers."""

    def row(tag: str, cells: Sequence[str]) -> str:
        kinds = (' class="figure"' if number in figures else "" for number in range(len(cells)))
        told = zip(kinds, cells, strict=True)
        return f"<tr>{''.join(f'<{tag}{kind}>{cell}</{tag}>' for kind, cell in told)}</tr>"

    body = "".join(row("td", cells) for cells in rows)
    head = row("th", [escape(tr(key)) for key in heads])
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>" if body else ""
