"""The report of the checks as one HTML page that needs nothing else and can be printed (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from ide.i18n import tr, translator
from ide.submit.report_run import sections

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --error: #c62828;
  --warning: #a15c00; --info: #1565c0; }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffb74d;
  --info: #90caf9; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1 { margin: 0; } h2 { margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { margin: 1.25rem 0 .25rem; font-size: 1rem; }
p { margin: .25rem 0; } .practice, .fix, .basis { opacity: .75; }
.result { padding: .5rem .75rem; border-left: 4px solid; background: var(--soft); }
.blocked, .error { color: var(--error); } .warnings, .warning { color: var(--warning); }
.info, .pass { color: var(--info); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid var(--line); }
li { margin: .35rem 0; overflow-wrap: anywhere; } code { font-family: ui-monospace, monospace; }
@media print { body { margin: 0; max-width: none; } li, tr { break-inside: avoid; } }
"""
_SHOWN = 200
"""Places listed for one rule; the JSON holds all."""


def page(report: Mapping[str, Any]) -> str:
    """Return the page for a report (``report.document``)."""
    title = f"{tr('report.title')} – {report['project']['name']}"
    parts = [
        f"<h1>{escape(report['project']['name'])}</h1>",
        f'<p class="practice">{escape(report["practice"])}</p>',
        _result(report),
        *_findings(report),
        *sections(report),
        f"<h2>{tr('report.checks')}</h2>",
        _table(("report.check", "report.state", "report.basis"), _checks(report["checks"])),
        f"<h2>{tr('report.packages')}</h2>",
        _table(("report.package", "report.size"), _packages(report["packages"])),
        f"<h2>{tr('report.apis')}</h2>",
        _table(("report.api", "report.places"), _apis(report["apis"])),
    ]
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="{translator.code}"><head>{head}</head>\n'
        f"<body>\n{body}\n</body></html>\n"
    )


def _result(report: Mapping[str, Any]) -> str:
    counts = report["summary"]
    unmade = sum(row["state"] in ("open", "unseen", "human") for row in report["checks"])
    said = tr(
        f"report.{report['result']}",
        errors=counts["error"],
        warnings=counts["warning"],
        notes=counts["info"],
    )
    missing = tr("report.unmade", count=unmade, all=len(report["checks"]))
    return f'<p class="result {report["result"]}">{escape(said)} {escape(missing)}</p>'


def _findings(report: Mapping[str, Any]) -> Iterable[str]:
    yield f"<h2>{tr('report.findings')}</h2>"
    for check in report["checks"]:
        rows = [row for row in report["findings"] if row["check"] == check["id"]]
        if rows:
            yield f"<h3>{check['id']} · {escape(check['title'])}</h3>"
            yield f"<ul>{''.join(map(_finding, rows[:_SHOWN]))}</ul>"
        if len(rows) > _SHOWN:
            yield f"<p>{escape(tr('report.more', count=len(rows) - _SHOWN))}</p>"


def _finding(row: Mapping[str, Any]) -> str:
    place = f"{row['file']}:{row['line']}" if row["line"] else row["file"]
    where = f" <code>{escape(place)}</code>" if place else ""
    severity = escape(tr(f"report.{row['severity']}"))
    return (
        f'<li><b class="{row["severity"]}">{severity}</b> {escape(row["message"])}{where}'
        f'<p class="fix">{escape(row["fix"])}</p></li>'
    )


def _checks(rows: Sequence[Mapping[str, Any]]) -> Iterable[tuple[str, ...]]:
    for row in rows:
        state = tr(f"check_state.{row['state']}")
        if row["findings"]:
            state += f" {row['findings']}"
        if row["left"]:
            state += f" ({tr('check_state.without', left=row['left'])})"
        yield f"{row['id']} {row['title']}", state, row["basis"]


def _packages(rows: Sequence[Mapping[str, Any]]) -> Iterable[tuple[str, ...]]:
    for row in rows:
        name = tr("submit.main_package") if row["name"] == "main" else row["name"]
        yield name, f"{row['bytes'] / 1024:,.1f} KB"


def _apis(rows: Sequence[Mapping[str, Any]]) -> Iterable[tuple[str, ...]]:
    for row in rows:
        yield f"wx.{row['name']}", ", ".join(row["places"][:5])


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(tr(key))}</th>" for key in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"
