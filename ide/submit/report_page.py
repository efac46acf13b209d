"""The report of the checks as one HTML page that needs nothing else and can be printed (no Qt)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from ide import report_style
from ide.i18n import tr, translator
from ide.report_style import table
from ide.submit.report_run import score_section, screens_section

_SHOWN = 200
"""Findings listed for one rule; the JSON holds all."""
_PLACES = 5
_ORDER = ("error", "warning", "info", "hint")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """A part of the page: where its link leads, its title, what it shows."""

    name: str
    title: str
    body: str


def page(report: Row) -> str:
    """Return the page for a report (``report.document``), in its language."""
    name = str(report["project"]["name"])
    with translator.speaking(str(report["language"])):
        sections = [section for section in _sections(report) if section.body]
        title = f"{tr('report.title')} – {name}"
        parts = [
            f"<h1>{escape(name)}</h1>",
            f'<p class="quiet">{escape(" · ".join(_about(report)))}</p>',
            f'<p class="practice">{escape(report["practice"])}</p>',
            _result(report),
            _contents(sections),
            *(_shown(section) for section in sections),
        ]
        code = translator.code
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{report_style.style(Path(__file__).with_suffix('.css'))}</style>"
    )
    body = "\n".join(parts)
    document = f'<html lang="{code}"><head>{head}</head>\n<body>\n{body}\n</body></html>'
    return f"<!doctype html>\n{document}\n"


def _sections(report: Row) -> Iterator[Section]:
    yield Section("findings", tr("report.findings"), "".join(_findings(report)))
    yield Section("score", tr("report.score"), score_section(report))
    yield Section("packages", tr("report.packages"), _packages(report))
    yield Section("privacy", tr("report.privacy"), _privacy(report["privacy"]))
    yield Section("servers", tr("report.servers"), _servers(report["domains"]))
    yield Section("apis", tr("report.apis"), _apis(report["apis"]))
    yield Section("screens", tr("report.screens"), screens_section(report))
    yield Section("checks", tr("report.checks"), _checks(report["checks"]))


def _about(report: Row) -> Iterator[str]:
    yield tr("report.title")
    project = report["project"]
    if project["version"]:
        yield tr("report.version", version=project["version"])
    if project["appid"]:
        yield f"AppID {project['appid']}"
    if report["created"]:
        yield str(report["created"])
    yield f"Minideck {report['tool']}"


def _result(report: Row) -> str:
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


def _contents(sections: Sequence[Section]) -> str:
    rows = "".join(f'<li><a href="#{one.name}">{escape(one.title)}</a></li>' for one in sections)
    title = escape(tr("report.contents"))
    return f'<nav class="contents" aria-label="{title}"><h2>{title}</h2><ol>{rows}</ol></nav>'


def _shown(section: Section) -> str:
    title = escape(section.title)
    return f'<section id="{section.name}"><h2>{title}</h2>\n{section.body}</section>'


def _findings(report: Row) -> Iterator[str]:
    """Yield the rules that are broken, those with errors first."""
    found: dict[str, list[Row]] = {}
    for row in report["findings"]:
        found.setdefault(row["check"], []).append(row)
    checks = [check for check in report["checks"] if check["id"] in found]
    for check in sorted(checks, key=lambda one: _worst(found[one["id"]])):
        rows = sorted(found[check["id"]], key=lambda row: _ORDER.index(row["severity"]))
        numbers = f" ({', '.join(check['rules'])})" if check["rules"] else ""
        yield f"<h3>{check['id']} · {escape(check['title'])}"
        yield f'<span class="quiet">{escape(numbers)}</span></h3>'
        told = ""
        for row in rows[:_SHOWN]:
            yield _finding(row, "" if row["fix"] == told else row["fix"])
            told = row["fix"]
        if len(rows) > _SHOWN:
            yield f"<p>{escape(tr('report.more', count=len(rows) - _SHOWN))}</p>"


def _worst(rows: Sequence[Row]) -> int:
    return min(_ORDER.index(row["severity"]) for row in rows)


def _finding(row: Row, hint: str) -> str:
    """Return a finding; the hint is said once where it is the same for several."""
    place = f"{row['file']}:{row['line']}" if row["line"] else row["file"]
    where = f" <code>{escape(place)}</code>" if place else ""
    severity = escape(tr(f"report.{row['severity']}"))
    paragraph = f'<p class="quiet">{escape(hint)}</p>' if hint else ""
    return (
        f'<div class="finding"><p><b class="{row["severity"]}">{severity}</b> '
        f"{escape(row['message'])}{where}</p>"
        f"{paragraph}{_change(row['change'])}</div>"
    )


def _change(change: Row | None) -> str:
    if change is None:
        return ""
    titles = change["title"]
    title = escape(tr("report.fix", what=titles.get(translator.code) or titles["en"]))
    lines = "".join(_diff_line(line) for line in str(change["diff"]).splitlines())
    return f"<details><summary>{title}</summary><pre>{lines}</pre></details>"


def _diff_line(line: str) -> str:
    tag = {"+": "ins", "-": "del"}.get(line[:1], "span")
    tag = "span" if line.startswith(("+++", "---")) else tag
    return f"<{tag}>{escape(line)}</{tag}>{'' if tag != 'span' else chr(10)}"


def _packages(report: Row) -> str:
    rows = [
        (tr("submit.main_package") if row["name"] == "main" else str(row["name"]), row)
        for row in report["packages"]
    ]
    rows.append((tr("report.total"), report["total"]))
    heads = ("report.package", "report.files", "report.size", "report.limit", "report.share")
    return table(heads, (_package(name, row) for name, row in rows), figures=(1, 2, 3))


def _package(name: str, row: Row) -> tuple[str, ...]:
    share = row["bytes"] / row["limit"]
    full = ' class="full"' if share > 1 else ""
    bar = f'<span class="bar"><i{full} style="width: {min(100, share * 100):.1f}%"></i></span>'
    size, most = f"{row['bytes'] / 1024:,.1f} KB", f"{row['limit'] / 1024 / 1024:.0f} MB"
    return escape(name), str(row["files"]), size, most, bar


def _privacy(report: Row) -> str:
    declared = {row["category"]: row["purpose"] for row in report["declared"] or ()}
    missing = set(report["missing"] or ())
    rows = []
    for row in report["used"] or ():
        purpose = escape(declared.get(row["category"], ""))
        if row["category"] in missing:
            purpose = f'<b class="error">{escape(tr("report.undeclared"))}</b>'
        by = ", ".join(f"<code>{escape(name)}</code>" for name in row["by"])
        rows.append((escape(row["title"]), by, _places(row["places"]), purpose))
    return table(("report.category", "report.by", "report.places", "report.purpose"), rows)


def _servers(rows: Sequence[Row]) -> str:
    listed = {True: "report.yes", False: "report.no", None: "report.no_list"}
    return table(
        ("report.server", "report.kind", "report.listed", "report.places"),
        (
            (
                f"<code>{escape(row['url'])}</code>",
                escape(row["kind"] or "–"),
                escape(tr(listed[row["listed"]])),
                _places(row["places"]),
            )
            for row in rows
        ),
    )


def _apis(rows: Sequence[Row]) -> str:
    return table(
        ("report.api", "report.scope", "report.category", "report.places"),
        (
            (
                f"<code>wx.{escape(row['name'])}</code>",
                escape(row["scope"] or "–"),
                escape(tr(f"personal_data.{row['privacy']}") if row["privacy"] else "–"),
                _places(row["places"]),
            )
            for row in rows
        ),
    )


def _places(places: Sequence[str]) -> str:
    shown = ", ".join(f"<code>{escape(place)}</code>" for place in places[:_PLACES])
    more = tr("report.more", count=len(places) - _PLACES) if len(places) > _PLACES else ""
    return f"{shown} {escape(more)}".strip()


def _checks(rows: Sequence[Row]) -> str:
    return table(("report.check", "report.state", "report.basis"), map(_check, rows))


def _check(row: Row) -> tuple[str, ...]:
    state = tr(f"check_state.{row['state']}")
    kind = "good" if row["state"] == "clean" else "quiet"
    if row["findings"]:
        state, kind = f"{state} {row['findings']}", row["severity"]
    left = f" ({tr('check_state.without', left=row['left'])})" if row["left"] else ""
    told = f'<span class="{kind}">{escape(state)}</span>{escape(left)}'
    return f"{row['id']} {escape(row['title'])}", told, escape(row["basis"])
