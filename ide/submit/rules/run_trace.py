"""P27, P28, P30, P35: what the app did by itself while its pages were opened (no Qt).

Nothing was tapped in the run, so every call was the app's own idea.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ide.submit.rules.flaws import Check, Facts, Flaw, Flaws
from ide.submit.rules.flow_checks import asked_unasked
from ide.submit.rules.flow_checks import taps as taps_in_code
from ide.submit.rules.known import apis, scope_of, sought
from ide.submit.run_record import MadeCall, Trouble, Visit
from ide.survey import Spot, is_library

_ABSENT = re.compile(r"(of|from|it is) (null|undefined)|(null|undefined) is not")
_UNKNOWN = re.compile(r"\bwx\.\w+ is not a function")
"""A function that may be newer than what is known here."""


def forced_login(facts: Facts) -> Flaws:
    """P27: whoever opens the app sees something before a login."""
    tabs = {visit.route for visit in facts.ran.visits if visit.tab}
    for visit in facts.ran.visits:
        if not visit.entry or not visit.controls or visit.landed in tabs:
            continue
        led_away = visit.landed != visit.route
        if led_away or visit.interactive <= sought()["login"]["most_parts"]:
            control = visit.controls[0]
            values = {"page": visit.landed, "element": control.tag, "kind": control.kind}
            yield Flaw("login-forced", control.spot, values)


def asked_on_open(facts: Facts) -> Flaws:
    """P28: opening the app asks for no permission; a page further in may have said why."""
    known = _in_code(facts, asked_unasked)
    for visit, call in _own_ideas(facts):
        if (call.name == "authorize" or scope_of(call.name)) and call.name not in known:
            code = "permission-on-open" if visit.entry else "permission-on-opening"
            values = {**_of(visit, call), "function": call.page or visit.route}
            yield Flaw(code, _caller(facts, visit, call), values)


def taps(facts: Facts) -> Flaws:
    """P30: what only a tap may do was not tried without one."""
    known = _in_code(facts, taps_in_code)
    for visit, call in _own_ideas(facts):
        if apis().get(call.name, {}).get("requiresTap") and call.name not in known:
            yield Flaw("tap-missing", _caller(facts, visit, call), _of(visit, call))


def ends(facts: Facts) -> Flaws:
    """P35: every page opens."""
    for visit in facts.ran.visits:
        if visit.status == "crash":
            yield Flaw("page-crashed", visit.spot, {"page": visit.route})
        elif visit.status == "timeout" and visit.ready_ms is None:
            yield Flaw("page-never-ready", visit.spot, {"page": visit.route})


def troubles(facts: Facts) -> Flaws:
    """P35: no script fails and no file is missing.

    What may only come of the run itself is a note: there was no network, and inner pages were
    opened without the parameters and the data that the pages before them prepare.
    """
    told: dict[tuple[str, Spot], tuple[bool, Visit, Trouble]] = {}
    for visit in facts.ran.visits:
        for trouble in visit.troubles:
            if is_library(trouble.spot.file) and trouble.kind == "resource":
                continue
            unknown = bool(_UNKNOWN.search(trouble.message))
            excused = trouble.offline or unknown or _lacks_a_start(visit, trouble)
            key = (trouble.message, trouble.spot)
            if key not in told or (told[key][0] and not excused):
                told[key] = (excused, visit, trouble)
    for excused, visit, trouble in told.values():
        kind = "file-failed" if trouble.kind == "resource" else "script-failed"
        values = {"message": trouble.message.splitlines()[0][:160], "page": visit.route}
        yield Flaw(
            f"{kind}-maybe" if excused else kind,
            trouble.spot if trouble.spot.file else visit.spot,
            values,
        )


def _lacks_a_start(visit: Visit, trouble: Trouble) -> bool:
    """Whether a fault can be that of a page nobody opens this way."""
    if visit.entry or visit.tab or visit.query:
        return False
    absent = trouble.kind == "rejection" or bool(_ABSENT.search(trouble.message))
    return visit.parameters or (absent and trouble.kind != "resource")


def failed_requests(facts: Facts) -> Flaws:
    """P35: requests are answered. Those that failed for lack of a network say nothing."""
    told: set[str] = set()
    for visit in facts.ran.visits:
        for request in visit.requests:
            refused = request.ended == "answered" and request.status >= 400
            if request.address in told or not (refused or request.ended == "failed"):
                continue
            told.add(request.address)
            why = str(request.status) if refused else request.message
            values = {"api": request.api, "address": request.address or "–", "reason": why}
            yield Flaw("request-failed", visit.spot, {**values, "page": visit.route})


def _own_ideas(facts: Facts) -> Iterable[tuple[Visit, MadeCall]]:
    """Yield each function an app called untapped, once for every page that is on top."""
    told: set[tuple[str, str]] = set()
    for visit in facts.ran.visits:
        for call in visit.calls:
            key = (call.name, call.page)
            if not call.tapped and key not in told:
                told.add(key)
                yield visit, call


def _in_code(facts: Facts, check: Check) -> frozenset[str]:
    """Return the functions that a check of the code has told of already."""
    if facts.survey is None:
        return frozenset()
    return frozenset(str(flaw.values["api"]) for flaw in check(facts))


def _caller(facts: Facts, visit: Visit, call: MadeCall) -> Spot:
    """Return where the code calls a function: in the page's script, else the only place."""
    uses = [use for use in facts.survey.uses if use.runs] if facts.survey is not None else []
    own = [use for use in uses if use.name == call.name and not is_library(use.script)]
    page = call.page or visit.route
    near = [use for use in own if use.script.rsplit(".", 1)[0] == page]
    if near or len(own) == 1:
        return (near or own)[0].spot
    return visit.spot


def _of(visit: Visit, call: MadeCall) -> dict[str, object]:
    return {"api": call.name, "page": call.page or visit.route}
