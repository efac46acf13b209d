"""Checks of what the person enters against the limits of the platform (no Qt)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ide.submit.form import Form, Item
from ide.submit.project_facts import limit
from ide.submit.rules.content_checks import is_checked
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought

_VERSION = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")
_VAGUE = frozenset({"update", "test", "fix", "bug", "更新", "测试", "修复", "1", "-"})
_OTHER_SCENE = 5
"""Number of ``ugc_declare.scene`` for what none of the others names."""


def version(facts: Facts) -> Flaws:
    """P39: the version is one, and higher than the last."""
    form = entered(facts)
    if not _VERSION.fullmatch(form.version):
        values = {"field": "version", "version": form.version or "–"}
        yield Flaw("version-form", values=values)
    elif form.last_version and _parts(form.version) <= _parts(form.last_version):
        values = {"field": "version", "version": form.version, "last": form.last_version}
        yield Flaw("version-not-higher", values=values)


def description(facts: Facts) -> Flaws:
    """P39: the description says what changed."""
    text = entered(facts).description.strip()
    if not text:
        yield Flaw("description-empty", values={"field": "desc"})
    elif text.lower() in _VAGUE:
        yield Flaw("description-vague", values={"field": "desc", "text": text})


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def items(facts: Facts) -> Flaws:
    """P36: pages for the reviewers, with titles and tags of the allowed length."""
    rows, most = entered(facts).items, limit("submit.items")
    if not rows:
        yield Flaw("form-items-none", values={"field": "items", "limit": most})
    if len(rows) > most:
        values = {"field": "items", "count": len(rows), "limit": most}
        yield Flaw("form-items-many", values=values)
    pages = {route for route, _ in facts.submission.pages()}
    for number, item in enumerate(rows):
        if item.address.strip("/").partition("?")[0] not in pages:
            values = {"field": f"items.{number}.address", "page": item.address or "–"}
            yield Flaw("form-page-missing", values=values)
        yield from _texts(number, item)


def _texts(number: int, item: Item) -> Flaws:
    field, most = f"items.{number}", limit("submit.itemTitle")
    if not item.title.strip():
        missing = {"field": f"{field}.title", "entry": "submit.item.title"}
        yield Flaw("form-entry-missing", values=missing)
    yield from _too_long(f"{field}.title", item.title, most)
    most = limit("submit.tags")
    if len(item.tags) > most:
        values = {"field": f"{field}.tag", "count": len(item.tags), "limit": most}
        yield Flaw("form-tags-many", values=values)
    for tag in item.tags:
        yield from _too_long(f"{field}.tag", tag, limit("submit.tagLength"))


def _too_long(field: str, text: str, most: int) -> Flaws:
    if len(text.strip()) > most:
        values = {"field": field, "text": text, "count": len(text.strip()), "limit": most}
        yield Flaw("form-text-long", values=values)


def basic(facts: Facts) -> Flaws:
    """P36: name, short name and introduction have the allowed length."""
    rows = entered(facts).basic
    for field, text, size, limits in (
        ("basic.name", rows.name, width(rows.name), "account.name"),
        ("basic.short_name", rows.short_name, width(rows.short_name), "account.shortName"),
        ("basic.intro", rows.intro, len(rows.intro.strip()), "account.intro"),
    ):
        least, most = limit(f"{limits}Min"), limit(f"{limits}Max")
        values = {"field": field, "text": text, "count": size}
        if size == 0 and field != "basic.short_name":
            yield Flaw("form-entry-missing", values={**values, "entry": f"submit.{field}"})
        elif 0 < size < least:
            yield Flaw("form-text-short", values={**values, "limit": least})
        elif size > most:
            yield Flaw("form-text-long", values={**values, "limit": most})


def width(text: str) -> int:
    """Count the characters of a name as the platform does: a wide one is two."""
    wide = ("W", "F")
    return sum(1 + (unicodedata.east_asian_width(one) in wide) for one in text.strip())


def logo(facts: Facts) -> Flaws:
    """P36: the logo is a square picture of a format and size that is taken."""
    written = entered(facts).basic.logo.strip()
    values: dict[str, object] = {"field": "basic.logo", "path": written}
    if not written:
        yield Flaw("form-entry-missing", values={**values, "entry": "submit.basic.logo"})
        return
    file = form_file(facts, written)
    if file is None:
        yield Flaw("form-file-missing", values=values)
        return
    size, most = file.stat().st_size, limit("account.logo")
    if size > most:
        yield Flaw("logo-large", values={**values, "size": size, "limit": most})
    elif facts.pictures is not None:
        picture = facts.pictures.read(file)
        if picture is None or picture.kind not in sought()["logo"]["kinds"]:
            yield Flaw("logo-unreadable", values=values)
        elif picture.width != picture.height:
            values |= {"width": picture.width, "height": picture.height}
            yield Flaw("logo-not-square", values=values)


def feedback(facts: Facts) -> Flaws:
    """P36: the answer to a rejection is short."""
    rows = entered(facts).feedback
    yield from _too_long("feedback.info", rows.info, limit("submit.feedback"))
    most = limit("submit.feedbackPictures")
    if len(rows.pics) > most:
        values = {"field": "feedback.pics", "count": len(rows.pics), "limit": most}
        yield Flaw("form-pictures-many", values=values)


def enclosed(facts: Facts) -> Flaws:
    """P36: pictures, videos and pages that are named are there."""
    form = entered(facts)
    for field, path in _files(form):
        if path.strip() and form_file(facts, path.strip()) is None:
            yield Flaw("form-file-missing", values={"field": field, "path": path})
    pages = {route for route, _ in facts.submission.pages()}
    route = form.order_path.strip().strip("/").partition("?")[0]
    if route and route not in pages:
        values = {"field": "order_path", "page": form.order_path}
        yield Flaw("form-page-missing", values=values)


def _files(form: Form) -> Iterator[tuple[str, str]]:
    yield from ((f"media.pics.{number}", path) for number, path in enumerate(form.media.pics))
    yield "media.video", form.media.video
    yield from ((f"feedback.pics.{number}", path) for number, path in enumerate(form.feedback.pics))


def declaration(facts: Facts) -> Flaws:
    """P36: who declares content of users says how it is checked."""
    ugc = entered(facts).ugc
    if any(ugc.scene) and not is_checked(ugc):
        yield Flaw("content-method-missing", values={"field": "ugc.method"})
    if _OTHER_SCENE in ugc.scene and not ugc.other_scene.strip():
        values = {"field": "ugc.other_scene", "entry": "submit.other_scene"}
        yield Flaw("form-entry-missing", values=values)


def entered(facts: Facts) -> Form:
    """Return the form, for checks of rules that need one."""
    assert facts.form is not None
    return facts.form


def form_file(facts: Facts, path: str) -> Path | None:
    """Return a file that the form names, relative to the project or absolute."""
    file = facts.submission.root / path
    return file if file.is_file() else None
