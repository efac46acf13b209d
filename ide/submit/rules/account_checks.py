"""Checks of logging in and out (no Qt)."""

from __future__ import annotations

import re

from ide.submit.form import Form
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.survey import Element, Spot, Survey, is_library

_PHONE = frozenset({"getPhoneNumber", "getRealtimePhoneNumber"})


def test_account(facts: Facts) -> Flaws:
    """P23: where people log in, reviewers have to as well."""
    found = entrances(facts.surveyed)
    form = facts.form
    spot = found[0].spot if found else _silent_login(facts.surveyed)
    if spot is None:
        return
    if form is None:
        if found:
            yield Flaw("test-account-needed", spot)
    elif not _has_account(form):
        sure = bool(found) and not _is_phone(found[0])
        code = "test-account-missing" if sure else "test-account-advised"
        yield Flaw(code, spot, {"field": "test_account.user"})
    elif not any(step.strip() for step in form.test_account.steps):
        yield Flaw("test-steps-missing", values={"field": "test_account.steps"})


def _silent_login(survey: Survey) -> Spot | None:
    """Where an app that has a server logs people in without asking; some have several roles."""
    if survey.names.isdisjoint(sought()["content"]["sent"]):
        return None
    return next((use.spot for use in survey.uses if use.name == "login" and use.runs), None)


def _has_account(form: Form) -> bool:
    return bool(form.test_account.user.strip() and form.test_account.password.strip())


def log_out(facts: Facts) -> Flaws:
    """P24: who logs people in lets them out again."""
    survey, account = facts.surveyed, sought()["account"]
    leaves, says = re.compile(account["handlers"]), re.compile(account["words"])
    found = entrances(survey)
    if not found:
        return
    shown = [one.text for one in survey.texts]
    values = [value or "" for element in survey.elements for value in element.attributes.values()]
    rows = survey.data["scripts"].values()
    named = [function["name"] for row in rows for function in row["functions"]]
    said = [*(one.text for one in survey.strings), *survey.words, *named]
    way_out = any(says.search(text) for text in (*shown, *values))
    if not way_out and not any(leaves.search(text) for text in (*values, *said)):
        yield Flaw("log-out-missing", found[0].spot)


def entrances(survey: Survey) -> list[Element]:
    """Return where people log in: passwords first, then buttons that give the phone number.

    A password counts where its template speaks of logging in, and nothing does in an app that
    has no server to log in to.
    """
    if not survey.unwritten and survey.names.isdisjoint({*sought()["content"]["sent"], "login"}):
        return []
    own = [element for element in survey.elements if not is_library(element.template)]
    asked = [element for element in own if _is_password(element)]
    speaking = {element.template for element in asked if _speaks(survey, element.template)}
    phones = [element for element in own if _is_phone(element)]
    return [element for element in asked if element.template in speaking] + phones


def _speaks(survey: Survey, template: str) -> bool:
    login = re.compile(sought()["account"]["login"])
    shown = [one.text for one in survey.texts if one.template == template]
    for element in survey.elements:
        if element.template == template:
            shown += [value for value in element.attributes.values() if value]
    return any(login.search(text) for text in shown)


def _is_password(element: Element) -> bool:
    attributes = element.attributes
    typed = attributes.get("type") in ("password", "safe-password")
    plain = "password" in attributes and attributes["password"] not in ("false", "{{false}}")
    return typed or (element.tag == "input" and plain)


def _is_phone(element: Element) -> bool:
    return element.tag == "button" and element.attributes.get("open-type") in _PHONE
