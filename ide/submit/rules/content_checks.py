"""Checks of what people write and buy: content of users, virtual goods (no Qt)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ide.submit.files import walk
from ide.submit.form import Ugc
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.survey import Spot, Survey, is_library

_SHOWN = ("placeholder", "title", "label", "text", "value", "desc")
_NOT_AT_ALL = 4
"""Number of ``ugc_declare.method`` for content that nobody checks."""
_SERVER_ENDINGS = (".js", ".ts", ".json")


def content(facts: Facts) -> Flaws:
    """P25: what people write for others is checked, or declared."""
    survey, look = facts.surveyed, sought()["content"]
    if facts.form is not None and is_checked(facts.form.ugc):
        return
    if survey.names.isdisjoint(look["sent"]) or _is_checked(facts):
        return
    spot = next(_written(survey), None) or _uploaded(survey)
    if spot is not None:
        yield Flaw("content-unchecked", spot, {"field": "ugc.scene"})


def is_checked(ugc: Ugc) -> bool:
    """Whether somebody or something checks what people write, as the form says."""
    return any(method not in (0, _NOT_AT_ALL) for method in ugc.method)


def _is_checked(facts: Facts) -> bool:
    """Whether a script, here or in the cloud functions, names a security check."""
    checks = re.compile(sought()["content"]["checks"])
    survey = facts.surveyed
    said = [*survey.words, *(one.text for one in survey.strings)]
    said += [str(value) for use in survey.uses for value in use.values.values()]
    said += [one["to"] for row in survey.data["scripts"].values() for one in row["calls"]]
    if any(checks.search(text) for text in said):
        return True
    folder = facts.submission.config.get("cloudfunctionRoot")
    root = facts.submission.root / folder if isinstance(folder, str) and folder else None
    if root is None or not root.is_dir():
        return False
    files = (path for path, _ in walk(root) if "node_modules/" not in path)
    texts = (
        (root / path).read_text("utf-8", errors="replace")
        for path in files
        if path.endswith(_SERVER_ENDINGS)
    )
    return any(checks.search(text) for text in texts)


def _written(survey: Survey) -> Iterator[Spot]:
    """Yield where people write what others read."""
    look = sought()["content"]
    public, private = re.compile(look["public"]), re.compile(look["private"])
    hidden = re.compile(look["elsewhere"])
    sending = _sending(survey)
    for element in survey.elements:
        held = " ".join(value for value in element.attributes.values() if value)
        field = element.tag in ("textarea", "input") and public.search(held)
        wanted = element.tag == "editor" or (field and not private.search(held))
        if wanted and element.template in sending and not hidden.search(element.template):
            yield element.spot


def _sending(survey: Survey) -> frozenset[str]:
    """Return the author's templates whose scripts, or what these need, send something."""
    sent = set(sought()["content"]["sent"])
    senders = {use.script for use in survey.uses if use.runs and use.name in sent}
    scripts = survey.data["scripts"]
    found = set()
    for row in survey.components.values():
        if not row["script"] or not row["template"] or is_library(row["template"]):
            continue
        pending, seen = [row["script"]], {row["script"]}
        while pending:
            needs = set(scripts.get(pending.pop(), {}).get("needs", ())) - seen
            seen |= needs
            pending += needs
        if not seen.isdisjoint(senders):
            found.add(row["template"])
    return frozenset(found)


def _uploaded(survey: Survey) -> Spot | None:
    """Where a script uploads pictures that it lets people choose."""
    look = sought()["content"]
    for use in survey.uses:
        if use.name in look["uploads"] and use.runs and not is_library(use.script):
            near = {one.name for one in survey.uses if one.script == use.script and one.runs}
            if not near.isdisjoint(look["chosen"]):
                return use.spot
    return None


def virtual_goods(facts: Facts) -> Flaws:
    """P32: what is only data is not sold through ``requestPayment`` on iOS."""
    survey, look = facts.surveyed, sought()["virtual"]
    pays = [use for use in survey.uses if use.name == "requestPayment" and use.runs]
    if not pays or "requestVirtualPayment" in survey.names:
        return
    platform = re.compile(look["platform"])
    if any(platform.search(text) for text in (*survey.words, *_conditions(survey))):
        return
    goods = re.compile(look["words"])
    for text, spot in _shown(survey):
        found = goods.search(text)
        if found:
            yield Flaw("virtual-goods", spot, {"words": found[0]})
            return


def _conditions(survey: Survey) -> Iterator[str]:
    for element in survey.elements:
        yield from (value for name, value in element.attributes.items() if value and ":if" in name)


def _shown(survey: Survey) -> Iterator[tuple[str, Spot]]:
    for one in survey.texts:
        if not is_library(one.template):
            yield one.text, one.spot
    for element in survey.elements:
        if not is_library(element.template):
            for name in _SHOWN:
                value = element.attributes.get(name)
                if value:
                    yield value, element.spot
