"""What of a form the project itself says, for the first submission (no Qt)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ide.submit.drafts import Restored
from ide.submit.form import Basic, Form, Item
from ide.submit.project_facts import Submission
from ide.submit.version_advice import Advice

_ICONS = ("logo.png", "logo.jpg", "images/logo.png", "assets/logo.png", "static/logo.png")


def first_form(submission: Submission, name: str, advice: Advice) -> Form:
    """Return what can be entered without asking: version, name, logo, the home page."""
    home = next((route for route, _ in submission.pages()), "")
    items = (Item(address=home, title=page_title(submission, home)),) if home else ()
    return Form(
        version=advice.version,
        items=items,
        basic=Basic(name=name, logo=_logo(submission.root)),
    )


def taken_up(kept: Restored, last: str, advice: Advice) -> Form:
    """Return kept entries; those that belong to the last package alone begin anew."""
    form = replace(kept.form, last_version=last)
    if last and form.version == last:
        return replace(form, version=advice.version, description="", confirmed=frozenset())
    return form


def page_title(submission: Submission, route: str) -> str:
    """Return what stands in the title bar of a page."""
    for path in (f"{route}.json", "app.json"):
        value = submission.json(path).value
        rows = value if isinstance(value, dict) else {}
        window = rows.get("window") if path == "app.json" else rows
        title = window.get("navigationBarTitleText") if isinstance(window, dict) else None
        if isinstance(title, str) and title:
            return title
    return ""


def _logo(root: Path) -> str:
    return next((path for path in _ICONS if (root / path).is_file()), "")
