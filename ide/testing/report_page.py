"""The report of a test run as one HTML page that needs nothing else and can be printed (no Qt)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from ide import report_style
from ide.i18n import tr, translator
from ide.report_style import table

_BROKEN = ("failed", "error")
_OUTCOMES = ("failed", "error", "passed", "skipped", "expected_failure")
_KIND = {"passed": "good", "failed": "error", "error": "error"}
_TIMES_S = 10.0
_MODULE = re.compile(r"^(\w+\.)+(?=\w+: )")
"""Where the class of an error is at home."""

Row = Mapping[str, Any]


def page(report: Row) -> str:
    """Return the page of a report, in the language in use."""
    tests: Sequence[Row] = report["tests"]
    title = f"{tr('test_report.title')} – {report['name']}"
    parts = [
        f"<h1>{escape(str(report['name']))}</h1>",
        f'<p class="quiet">{escape(" · ".join(_about(report)))}</p>',
        _result(tests),
        _section("failures", "".join(_failures(tests))),
        _section("new_pictures", "".join(_new_pictures(tests))),
        _section("tests", "".join(_files(tests))),
    ]
    sheet = report_style.style(Path(__file__).with_suffix(".css"))
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{sheet}</style>"
    )
    body = "\n".join(part for part in parts if part)
    document = f'<html lang="{translator.code}"><head>{head}</head>\n<body>\n{body}\n</body></html>'
    return f"<!doctype html>\n{document}\n"


def _about(report: Row) -> Iterator[str]:
    yield tr("test_report.title")
    yield str(report["created"])
    yield tr("test_report.took", time=_seconds(report["seconds"]))
    if report["workers"]:
        yield tr("test_report.workers", count=report["workers"])
    yield f"Minideck {report['tool']}"


def _result(tests: Sequence[Row]) -> str:
    counts = Counter(str(test["outcome"]) for test in tests)
    bad = any(counts[outcome] for outcome in _BROKEN)
    said = ", ".join(
        tr(f"test_report.count_{outcome}", count=counts[outcome])
        for outcome in _OUTCOMES
        if counts[outcome]
    )
    kind = "error" if bad else "good"
    return f'<p class="result {kind}">{escape(said or tr("test_report.no_test"))}</p>'


def _section(name: str, body: str) -> str:
    if not body:
        return ""
    title = escape(tr(f"test_report.{name}"))
    return f'<section id="{name}"><h2>{title}</h2>\n{body}</section>'


def _failures(tests: Sequence[Row]) -> Iterator[str]:
    for number, test in enumerate(tests):
        if test["outcome"] in _BROKEN:
            yield _failure(test, number)


def _failure(test: Row, number: int) -> str:
    phone: Row = test["phone"] or {}
    artefacts = "".join(map(_artefact, phone.get("artefacts", ())))
    where = " · ".join((test["file"], *_setting(phone), _seconds(test["seconds"])))
    return (
        f'<article id="t{number}"><h3>{escape(test["name"])}</h3>'
        f'<p class="quiet">{escape(where)}</p>'
        f'<p class="error"><b>{escape(_short(test["message"]))}</b></p>'
        f"{_pictures(phone)}"
        f'<div class="evidence">{_screenshot(phone)}<div>'
        f"{_fold('trace', _pre(test['message']))}{_steps(phone)}"
        f"{artefacts}{_output(test)}</div></div></article>"
    )


def _short(message: str) -> str:
    """Return the line that says what is wrong: the first that pytest marks with an E, if any."""
    lines = [line for line in message.splitlines() if line.startswith("E  ")]
    said = lines[0][1:].strip() if lines else (message.strip().splitlines() or [""])[0]
    return _MODULE.sub("", said)


def _setting(phone: Row) -> list[str]:
    return [phone["project"], *phone["setting"].values()] if phone else []


def _pictures(phone: Row) -> str:
    """Return expected, actual and difference of every picture that is not as expected."""
    shown = []
    for one in phone.get("pictures", ()):
        if one["outcome"] == "different":
            parts = [(part, one[part]) for part in ("expected", "actual", "marked") if one[part]]
            figures = "".join(_figure(png, tr(f"test_report.{part}")) for part, png in parts)
            shown.append(f"<h4>{escape(one['name'])}</h4><div class='shots'>{figures}</div>")
    return "".join(shown)


def _screenshot(phone: Row) -> str:
    shots = [one for one in phone.get("artefacts", ()) if one["kind"] == "screenshot"]
    if not shots or "png" not in shots[0]:
        return ""
    return _figure(shots[0]["png"], tr("test_report.screenshot"))


def _figure(png: str, title: str) -> str:
    source = f"data:image/png;base64,{png}"
    caption = escape(title)
    return (
        f'<figure><img src="{source}" alt="{caption}"><figcaption>{caption}</figcaption></figure>'
    )


def _steps(phone: Row) -> str:
    rows = [
        (
            f"{step['at']:.2f}",
            f"<code>{escape(step['method'])}</code>",
            f"<code>{escape(step['params'])}</code>"
            + (f'<br><span class="error">{escape(step["error"])}</span>' if step["error"] else ""),
            f"{step['ms']}",
        )
        for step in phone.get("steps", ())
    ]
    heads = ("at", "step", "with", "ms")
    shown = table([f"test_report.{head}" for head in heads], rows, figures=(0, 3))
    left_out = phone.get("left_out", 0)
    more = f"<p>{escape(tr('test_report.left_out', count=left_out))}</p>" if left_out else ""
    return _fold("steps", f"{more}{shown}", len(rows)) if rows else ""


def _artefact(one: Row) -> str:
    kind = str(one["kind"])
    if "trouble" in one:
        return _fold(kind, f'<p class="warning">{escape(one["trouble"])}</p>')
    if "rows" in one:
        lines = "\n".join(map(_row, one["rows"]))
        return _fold(kind, f"<pre>{lines}</pre>", len(one["rows"])) if lines else ""
    return _fold(kind, _pre(one["text"])) if "text" in one else ""


def _row(row: Row) -> str:
    bad = ' class="error"' if row["bad"] else ""
    return f"<span{bad}>{escape(row['line'])}</span>"


def _output(test: Row) -> str:
    text = "\n".join(f"{title}\n{said}" for title, said in test["output"])
    return _fold("output", _pre(text)) if text else ""


def _fold(name: str, body: str, count: int | None = None) -> str:
    title = escape(tr(f"test_report.{name}"))
    told = f' <span class="quiet">{count}</span>' if count is not None else ""
    return f"<details><summary>{title}{told}</summary>{body}</details>"


def _pre(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"


def _new_pictures(tests: Sequence[Row]) -> Iterator[str]:
    found = [
        (test["name"], one)
        for test in tests
        for one in (test["phone"] or {}).get("pictures", ())
        if one["outcome"] in ("written", "renewed")
    ]
    if found:
        yield f"<p>{escape(tr('test_report.look'))}</p><div class='shots'>"
        for name, one in found:
            outcome = tr(f"test_report.{one['outcome']}")
            yield _figure(one["actual"], f"{one['name']} ({outcome}) – {name}")
        yield "</div>"


def _files(tests: Sequence[Row]) -> Iterator[str]:
    numbered = sorted(enumerate(tests), key=lambda pair: pair[1]["file"])
    for file, rows in groupby(numbered, key=lambda pair: str(pair[1]["file"])):
        heads = [f"test_report.{head}" for head in ("test", "set", "outcome", "time")]
        yield f"<h3>{escape(file)}</h3>"
        yield table(heads, [_test(number, test) for number, test in rows], figures=(3,))


def _test(number: int, test: Row) -> tuple[str, ...]:
    outcome = str(test["outcome"])
    name = escape(test["name"])
    if outcome in _BROKEN:
        name = f'<a href="#t{number}">{name}</a>'
    why = f"<br>{escape(test['message'])}" if outcome == "skipped" and test["message"] else ""
    told = f'<span class="{_KIND.get(outcome, "quiet")}">{tr(f"test_report.{outcome}")}</span>{why}'
    return name, escape(" · ".join(_setting(test["phone"] or {}))), told, _seconds(test["seconds"])


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < _TIMES_S else f"{seconds:.0f} s"
