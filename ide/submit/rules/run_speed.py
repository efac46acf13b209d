"""P34: what a run measured of the pages: trees, data, times, requests, pictures (no Qt).

Times depend on the machine of the run, so none of them is an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from ide.submit.project_facts import threshold
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import sought
from ide.submit.rules.run_looks import sizes_of
from ide.submit.run_record import MadeRequest, SetData, Timing
from ide.survey import Spot, is_library

_SLOW: Mapping[str, str] = {
    "first-screen": "first-screen-slow",
    "render": "render-slow",
    "script": "script-slow",
    "request": "request-slow",
}
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_SECOND_MS = 1000.0


def trees(facts: Facts) -> Flaws:
    """P34: no page has too many elements, too deep ones or too many in one."""
    for visit in facts.ran.visits:
        tree, page = visit.tree, visit.route
        for code, count, name, spot in (
            ("nodes-many", tree.nodes, "wxmlNodes", visit.spot),
            ("nodes-deep", tree.depth, "wxmlDepth", tree.deepest),
            ("children-many", tree.children, "wxmlChildren", tree.widest),
        ):
            most = threshold(name)
            if count > most and visit.landed == page:
                yield Flaw(code, spot, {"count": count, "limit": f"{most:g}", "page": page})


def data_sizes(facts: Facts) -> Flaws:
    """P34: no ``setData`` carries too much at once."""
    most = threshold("setDataSize")
    largest: dict[str, SetData] = {}
    for call in _calls(facts):
        if call.bytes > max(most, largest[call.owner].bytes if call.owner in largest else 0):
            largest[call.owner] = call
    for call in largest.values():
        size, limit = f"{call.bytes / 1024:.0f}", f"{most / 1024:.0f}"
        values = {"size": size, "limit": limit, "keys": ", ".join(call.keys[:5])}
        yield Flaw("set-data-large", _script(facts, call.owner), {**values, "owner": call.owner})


def data_rates(facts: Facts) -> Flaws:
    """P34: no page or component calls ``setData`` again and again."""
    most = threshold("setDataRate")
    highest: dict[str, int] = {}
    for visit in facts.ran.visits:
        times: dict[tuple[str, int], list[float]] = {}
        for call in visit.set_data:
            if not is_library(call.owner):
                times.setdefault((call.owner, call.instance), []).append(call.at_ms)
        for (owner, _), moments in times.items():
            highest[owner] = max(highest.get(owner, 0), _most_within(moments, _SECOND_MS))
    for owner, count in highest.items():
        if count > most:
            values = {"count": count, "limit": f"{most:g}", "owner": owner}
            yield Flaw("set-data-often", _script(facts, owner), values)


def unshown_data(facts: Facts) -> Flaws:
    """P34: what goes through ``setData`` is something a template shows."""
    known = frozenset(_names_in_templates(facts))
    unshown: dict[str, dict[str, None]] = {}
    for call in _calls(facts):
        names = (match.group() for key in call.keys if (match := _NAME.match(key)))
        for name in names:
            # What begins with a dollar sign is a framework's.
            if name not in known and not name.startswith("$"):
                unshown.setdefault(call.owner, {})[name] = None
    for owner, found in unshown.items():
        values = {"keys": ", ".join(list(found)[:5]), "owner": owner}
        yield Flaw("set-data-unshown", _script(facts, owner), values)


def times(facts: Facts) -> Flaws:
    """P34: first screen, renderings, scripts and answers come soon enough."""
    told: dict[tuple[str, str, Spot], Timing] = {}
    for visit in facts.ran.visits:
        for timing in (*visit.timings, *map(_timing, visit.requests)):
            key = (timing.kind, timing.what, timing.spot)
            known = told.get(key)
            over = timing.ms > timing.budget_ms
            if over and not is_library(timing.spot.file) and (not known or timing.ms > known.ms):
                told[key] = timing
    for timing in told.values():
        values = {
            "what": timing.what,
            "ms": f"{timing.ms:.0f}",
            "limit": f"{timing.budget_ms:g}",
        }
        yield Flaw(_SLOW[timing.kind], timing.spot, values)


def requests(facts: Facts) -> Flaws:
    """P34: a page does not ask for everything at once, and nothing twice."""
    most, together = threshold("slowRequestConcurrency"), sought()["requests"]["together_ms"]
    for visit in facts.ran.visits:
        asked = {request.same_as: request.began_ms for request in reversed(visit.requests)}
        count = _most_within(list(asked.values()), together)
        if count > most:
            values = {"count": count, "limit": f"{most:g}", "page": visit.route}
            yield Flaw("requests-many", visit.spot, values)
        for request, number in _repeated(visit.requests):
            values = {"address": request.address, "count": number, "page": visit.route}
            yield Flaw("request-repeated", visit.spot, values)


def picture_requests(facts: Facts) -> Flaws:
    """P34: few pictures of one server are asked for at the same time."""
    most, together = threshold("imageConcurrency"), sought()["requests"]["together_ms"]
    for visit in facts.ran.visits:
        moments: dict[str, list[float]] = {}
        for address, at in visit.remote_pictures:
            moments.setdefault(_host(address), []).append(at)
        for host, asked in moments.items():
            count = _most_within(asked, together)
            if count > most:
                values = {"count": count, "limit": f"{most:g}", "host": host}
                yield Flaw("pictures-many", visit.spot, {**values, "page": visit.route})


def picture_sizes(facts: Facts) -> Flaws:
    """P34: no picture has far more pixels than can be seen."""
    seek, told = sought()["pictures"], set()
    ratio = max(float(seek["pixel_ratio"]), facts.ran.pixel_ratio)
    for visit in facts.ran.visits:
        for picture in visit.pictures:
            pixels = picture.natural[0] * picture.natural[1]
            sides = zip(picture.natural, picture.shown, strict=True)
            larger = all(natural > shown * ratio for natural, shown in sides)
            key = (picture.spot, picture.source)
            small = picture.vector or pixels <= seek["small_px"]
            if key not in told and not small and larger:
                told.add(key)
                yield Flaw("picture-oversized", picture.spot, sizes_of(visit, picture))


def _timing(request: MadeRequest) -> Timing:
    """Return how long a server took; one that nobody reached says nothing."""
    took = request.ended_ms - request.began_ms if request.ended == "answered" else 0.0
    return Timing("request", request.address, took, threshold("requestTime"), Spot())


def _repeated(made: Sequence[MadeRequest]) -> Iterable[tuple[MadeRequest, int]]:
    """Return what was asked for again although the first answer was there or on its way."""
    first: dict[str, MadeRequest] = {}
    again: Counter[str] = Counter()
    for request in sorted(made, key=lambda one: one.began_ms):
        known = first.setdefault(request.same_as, request)
        waiting = known.ended == "answered" or request.began_ms < known.ended_ms
        if request is not known and waiting and request.same_as.startswith("GET "):
            again[request.same_as] += 1
    return [(first[key], count + 1) for key, count in again.items()]


def _most_within(moments: Sequence[float], span: float) -> int:
    """Return how many moments lie within one span at most."""
    ordered, start, most = sorted(moments), 0, 0
    for end, moment in enumerate(ordered):
        while moment - ordered[start] >= span:
            start += 1
        most = max(most, end - start + 1)
    return most


def _calls(facts: Facts) -> Iterable[SetData]:
    return (
        call
        for visit in facts.ran.visits
        for call in visit.set_data
        if call.owner and not is_library(call.owner)
    )


def _names_in_templates(facts: Facts) -> Iterable[str]:
    """Return every word of every template: a name that is in none is shown by none."""
    for element in facts.surveyed.elements:
        for value in element.attributes.values():
            yield from _NAME.findall(value or "")
    for words in facts.surveyed.texts:
        yield from _NAME.findall(words.text)


def _script(facts: Facts, owner: str) -> Spot:
    """Return the script of a page or component as a place."""
    paths = facts.submission.present
    file = next((f"{owner}{end}" for end in (".js", ".ts") if f"{owner}{end}" in paths), "")
    return Spot(facts.submission.project_path(file)) if file else Spot()


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
