"""Checks of what the public sees first: name, introduction, logo, whom to turn to (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ide.submit.project_facts import limit
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.form_checks import entered, form_file
from ide.submit.rules.known import sought

_LATIN = re.compile(r"[a-zà-öø-ÿ0-9]{3,}")
_HAN = re.compile(r"[\u3400-\u9fff]+")


def names(facts: Facts) -> Flaws:
    """P37: the name is one of its own, and the introduction explains it."""
    rows, look = entered(facts).basic, sought()["appearance"]
    name, intro = rows.name.strip(), rows.intro.strip()
    if name.casefold() in look["generic"]:
        yield Flaw("name-generic", values={"field": "basic.name", "name": name})
    if name and intro and _unlike(words_of(name), words_of(intro)):
        yield Flaw("name-not-in-intro", values={"field": "basic.intro", "name": name})


def introduction(facts: Facts) -> Flaws:
    """P37: the introduction says what people can do."""
    intro = entered(facts).basic.intro.strip()
    if not intro:
        return
    titles = set[str]().union(*map(words_of, _titles(facts)))
    short = len(intro) < sought()["appearance"]["intro"]
    if short or _unlike(titles, words_of(intro)):
        yield Flaw("intro-vague", values={"field": "basic.intro"})


def _titles(facts: Facts) -> Iterator[str]:
    """Yield what the pages and tabs are called."""
    submission, app = facts.submission, facts.submission.app
    bar = app.get("tabBar")
    rows = bar.get("list") if isinstance(bar, dict) else None
    yield from (str(row.get("text") or "") for row in rows or () if isinstance(row, dict))
    for route, _ in submission.pages():
        page = submission.json(f"{route}.json").value
        if isinstance(page, dict):
            yield str(page.get("navigationBarTitleText") or "")


def words_of(text: str) -> set[str]:
    """Return the words of a text: Latin ones of three letters, Chinese ones of two characters."""
    text = text.casefold()
    pairs = (run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1))
    return {*_LATIN.findall(text), *pairs} - set(sought()["appearance"]["empty"])


def _unlike(some: set[str], others: set[str]) -> bool:
    """Whether two texts share no word, though both have some in the same script."""
    comparable = {word.isascii() for word in some} & {word.isascii() for word in others}
    return bool(comparable) and not some & others


def logo(facts: Facts) -> Flaws:
    """P37: the logo is sharp, and seen on white."""
    written = entered(facts).basic.logo.strip()
    file = form_file(facts, written) if written else None
    picture = facts.pictures.read(file) if file is not None and facts.pictures else None
    if picture is None:
        return
    least = limit("account.logoSide")
    values: dict[str, object] = {"field": "basic.logo"}
    if min(picture.width, picture.height) < least:
        values |= {"width": picture.width, "height": picture.height, "limit": least}
        yield Flaw("logo-small", values=values)
    if picture.white_edge:
        yield Flaw("logo-white-edge", values={"field": "basic.logo"})


def contacts(facts: Facts) -> Flaws:
    """P41: the filing number is typed in, and people can turn to somebody."""
    rows, look = entered(facts).basic, sought()["contacts"]
    number = rows.icp.strip()
    if not number:
        yield Flaw("icp-missing", values={"field": "basic.icp"})
    elif not re.fullmatch(look["icp"], "".join(number.split())):
        yield Flaw("icp-form", values={"field": "basic.icp", "number": number})
    if not rows.contact.strip():
        yield Flaw("contact-missing", values={"field": "basic.contact"})
    route = rows.complaint.strip().strip("/").partition("?")[0]
    if not route:
        if not _hears_complaints(facts):
            yield Flaw("complaint-missing", values={"field": "basic.complaint"})
    elif route not in {page for page, _ in facts.submission.pages()}:
        values = {"field": "basic.complaint", "page": rows.complaint}
        yield Flaw("complaint-page-missing", values=values)


def _hears_complaints(facts: Facts) -> bool:
    """Whether a template has WeChat's own entrance for complaints, or words of one."""
    if facts.survey is None:
        return False
    says = re.compile(sought()["contacts"]["complaint"])
    if any(says.search(one.text) for one in facts.survey.texts):
        return True
    entrances = {element.attributes.get("open-type") for element in facts.survey.elements}
    return not entrances.isdisjoint({"feedback", "contact"})
