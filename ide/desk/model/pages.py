"""The form and the letter of a submission as HTML, everything from outside escaped (no Qt)."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape

from ide.desk.model.events import Event
from ide.desk.model.reasons import Reasons
from ide.desk.model.submission import Submission
from ide.desk.model.wording import size_text, time_text
from ide.i18n import tr, translator

_Row = tuple[str, str]


def form_html(submission: Submission) -> str:
    """Return what the author entered, as a table; what was left out is said."""
    form = submission.form
    rows: list[_Row] = [
        (tr("desk.form.description"), form.description),
        (tr("desk.form.size"), size_text(submission.facts.size)),
        (tr("desk.form.name"), form.basic.name),
        (tr("desk.form.intro"), form.basic.intro),
        *_items(submission),
        (tr("desk.form.account"), " / ".join(filter(None, _account(submission)))),
        (tr("desk.form.steps"), "\n".join(form.test_account.steps)),
        (tr("desk.form.notes"), form.notes),
        (tr("desk.form.privacy"), _privacy(submission)),
        (tr("desk.form.contact"), form.basic.contact),
        (tr("desk.form.icp"), form.basic.icp),
    ]
    kept = [
        (tr("desk.form.complaint"), form.basic.complaint),
        (tr("desk.form.order_path"), form.order_path),
        (tr("desk.form.ugc"), form.ugc.audit_desc),
        (tr("desk.form.feedback"), form.feedback.info),
        (tr("desk.form.hand_in_note"), submission.events[0].text if submission.events else ""),
    ]
    rows += [row for row in kept if row[1]]
    return _table(rows)


def _items(submission: Submission) -> Iterable[_Row]:
    for number, item in enumerate(submission.form.items, 1):
        classes = " › ".join(filter(None, (item.first_class, item.second_class, item.third_class)))
        lines = (f"{item.title} – {item.address}", classes, item.tag)
        yield tr("desk.form.item", number=number), "\n".join(filter(None, lines))


def _account(submission: Submission) -> tuple[str, str]:
    account = submission.form.test_account
    return account.user, account.password


def _privacy(submission: Submission) -> str:
    form = submission.form
    if form.privacy_api_not_use:
        return tr("desk.form.no_privacy")
    return "\n".join(f"{row.category}: {row.purpose}" for row in form.privacy)


def _table(rows: Sequence[_Row]) -> str:
    cells = []
    for name, value in rows:
        said = escape(value).replace("\n", "<br>") or f"<i>{escape(tr('desk.form.missing'))}</i>"
        head = f'<td width="160" style="padding: 4px 12px 4px 0"><b>{escape(name)}</b></td>'
        cells.append(f'<tr>{head}<td style="padding: 4px 0">{said}</td></tr>')
    return f'<table width="100%">{"".join(cells)}</table>'


def letter_html(submission: Submission, reasons: Reasons, pictures: Sequence[bytes] = ()) -> str:
    """Return the letter about the last decision, empty when there is none.

    ``pictures`` are the marked ones, PNG.
    """
    decision = submission.decision
    if decision is None:
        return ""
    facts = submission.facts
    said = tr(f"desk.letter.{decision.action}", app=facts.name, version=facts.version)
    parts = [
        f"<p><b>{escape(tr('desk.practice'))}</b></p>",
        _paragraph(tr("desk.letter.to", name=facts.author)),
        _paragraph(said),
        *_rules(decision, reasons),
    ]
    if decision.text:
        parts.append(_paragraph(f"{tr('desk.letter.words')}\n{decision.text}"))
    if pictures:
        parts.append(_paragraph(tr("desk.letter.pictures", count=len(pictures))))
        parts += [_image(data) for data in pictures]
    if decision.action in ("reject", "return"):
        parts.append(_paragraph(tr(f"desk.letter.next_{decision.action}")))
    time = time_text(decision.at)
    parts.append(_paragraph(tr("desk.letter.sign", name=decision.by, time=time)))
    parts.append(f"<p><i>{escape(tr('desk.practice_long'))}</i></p>")
    return "\n".join(parts)


def letter_document(submission: Submission, letter: str) -> str:
    """Return a letter as a page of its own that can be printed."""
    title = escape(f"{submission.facts.name} {submission.facts.version}")
    style = "body{font:15px/1.5 sans-serif;max-width:44em;margin:3em auto;padding:0 1em}"
    head = (
        f'<meta charset="utf-8"><title>{title}</title><style>{style}img{{max-width:20em}}</style>'
    )
    code = escape(translator.code)
    return f'<!doctype html>\n<html lang="{code}"><head>{head}</head><body>{letter}</body></html>\n'


def _rules(decision: Event, reasons: Reasons) -> Iterable[str]:
    if not decision.rules:
        return
    yield _paragraph(tr("desk.letter.rules"))
    rows = []
    for number in decision.rules:
        reason = reasons.find(number)
        words = escape(reason.said(translator.code)) if reason is not None else ""
        advice = escape(reason.advised(translator.code)) if reason is not None else ""
        more = f"<br>{advice}" if advice else ""
        rows.append(f"<li><b>{escape(number)}</b> {words}{more}</li>")
    yield f"<ul>{''.join(rows)}</ul>"
    yield _paragraph(tr("desk.letter.look_up"))


def _paragraph(text: str) -> str:
    return "<p>" + escape(text).replace("\n", "<br>") + "</p>"


def _image(data: bytes) -> str:
    return f'<p><img width="200" src="data:image/png;base64,{base64.b64encode(data).decode()}"></p>'
