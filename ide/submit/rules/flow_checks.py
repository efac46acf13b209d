"""Checks of when functions of ``wx`` are called: at the start, in a tap, refused (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ide.submit.rules.beginnings import Start
from ide.submit.rules.call_graph import Way
from ide.submit.rules.flaws import Facts, Flaw, Flaws
from ide.submit.rules.known import apis, scope_of, sought
from ide.survey import ApiUse, MethodUse, Spot, is_library

_HEEDED = frozenset({"fail", "complete", "..."})
_PLACES = (
    ("startLocationUpdate", "stopLocationUpdate"),
    ("startLocationUpdateBackground", "stopLocationUpdate"),
    ("startRecord", "stopRecord"),
)
"""What starts to look at a person, and what ends it."""
_OPTIONS = frozenset({"success", "fail", "complete"})
"""Names of functions that say nothing of what they do."""
_UNASKED = (Start.LAUNCH, Start.OPENED)
_RECORDER = "getRecorderManager"


def tracking(facts: Facts) -> Flaws:
    """P26: who follows a person's way, or records, can stop it."""
    survey = facts.surveyed
    for start, stop in _PLACES:
        uses = [use for use in survey.uses if use.name == start and use.runs]
        if uses and stop not in survey.names and not survey.unwritten:
            yield Flaw(
                "tracking-without-stop", uses[0].spot, {"api": f"wx.{start}", "stop": f"wx.{stop}"}
            )
    calls = [one for one in survey.methods if one.of == _RECORDER]
    starts = [one for one in calls if one.name == "start" and not is_library(one.script)]
    stops = [one for one in calls if one.name in ("stop", "pause")]
    if starts and not stops:
        values = {"api": "RecorderManager.start", "stop": "RecorderManager.stop"}
        yield Flaw("tracking-without-stop", starts[0].spot, values)
    elif starts and not any(_by_hand(facts, one) for one in stops):
        yield Flaw("recording-without-button", stops[0].spot)


def _by_hand(facts: Facts, stop: MethodUse) -> bool:
    """Whether a person can come to a call; True where no way is known."""
    ways = facts.graph.ways_to(stop.script, stop.function, stop.spot)
    return not ways or any(way.start in (Start.TOUCH, Start.UNKNOWN) for way in ways)


def asked_unasked(facts: Facts) -> Flaws:
    """P28: permissions are asked for when somebody uses what needs them."""
    told: set[tuple[str, Spot]] = set()
    for use in _called(facts):
        if not _scope(use):
            continue
        ways = [way for way in facts.graph.ways(use) if way.start in _UNASKED and not way.granted]
        for way in sorted(ways, key=lambda way: (way.start is not Start.LAUNCH, len(way.steps))):
            launch = way.start is Start.LAUNCH
            key = (use.name, way.spot)
            if not _is_own(way.spot) or key in told:
                continue
            told.add(key)
            code = "permission-at-launch" if launch else "permission-on-opening"
            yield Flaw(code, way.spot, {"api": use.name, "function": _path(way)})


def refusals(facts: Facts) -> Flaws:
    """P29: a refused permission is no dead end."""
    for use in _called(facts):
        if is_library(use.script) or not _scope(use) or use.caught or use.keys is None:
            continue
        promised = "success" not in use.keys
        if _HEEDED.isdisjoint(use.keys) and not (promised and facts.graph.caught(use)):
            yield Flaw("refusal-ignored", use.spot, {"api": f"wx.{use.name}"})
    yield from _unheeded_parts(facts)


def _unheeded_parts(facts: Facts) -> Flaws:
    """Recorders and cameras that say nothing when they are refused."""
    calls = [one for one in facts.surveyed.methods if one.of == _RECORDER]
    starts = [one for one in calls if one.name == "start" and not is_library(one.script)]
    if starts and not any(one.name == "onError" for one in calls):
        yield Flaw("refusal-ignored", starts[0].spot, {"api": "RecorderManager.start"})
    for element in facts.surveyed.elements:
        names = {name.replace(":", "") for name in element.attributes}
        own = element.tag == "camera" and not is_library(element.template)
        if own and names.isdisjoint({"binderror", "catcherror"}):
            yield Flaw("refusal-ignored", element.spot, {"api": "<camera>"})


def way_back(facts: Facts) -> Flaws:
    """P29: who has refused can change that in the app's settings."""
    survey = facts.surveyed
    opened = any(
        element.tag == "button" and "penSetting" in (element.attributes.get("open-type") or "")
        for element in survey.elements
    )
    if opened or survey.unwritten or "openSetting" in survey.names:
        return
    scopes: dict[str, ApiUse] = {}
    for use in survey.uses:
        if use.runs and not is_library(use.script) and _scope(use):
            scopes.setdefault(_scope(use), use)
    for scope, use in scopes.items():
        yield Flaw("settings-unreached", use.spot, {"api": use.name, "scope": scope})


def taps(facts: Facts) -> Flaws:
    """P30: functions that only a tap may call."""
    strict = sought()["handing"]["strict"]
    for use in _called(facts):
        if not apis().get(use.name, {}).get("requiresTap"):
            continue
        ways = facts.graph.ways(use)
        touched = [way for way in ways if way.start is Start.TOUCH]
        unasked = min((way for way in ways if way.start in _UNASKED), key=_length, default=None)
        hidden = not ways or any(way.start is Start.UNKNOWN for way in ways)
        direct = unasked is not None and len(unasked.steps) <= 1
        if direct or not (touched or hidden):
            way = unasked or ways[0]
            if _is_own(way.spot):
                yield Flaw("tap-needed", way.spot, {"api": use.name, "function": _path(way)})
        elif not hidden and use.name in strict and all(way.waited for way in touched):
            way = touched[0]
            values = {"api": use.name, "function": _path(way), "waited": _spoken(way.waited)}
            if _is_own(way.spot):
                yield Flaw("tap-forgotten", way.spot, values)


def clipboard(facts: Facts) -> Flaws:
    """P31: nobody's clipboard is written unasked."""
    for use in _called(facts):
        if use.name != "setClipboardData":
            continue
        way = next((way for way in facts.graph.ways(use) if way.start in _UNASKED), None)
        if way is not None and _is_own(way.spot):
            yield Flaw("clipboard-unasked", way.spot, {"api": use.name, "function": _path(way)})


def screenshots(facts: Facts) -> Flaws:
    """P31: a screenshot leads nowhere."""
    listeners = set(facts.graph.handed_to("wx.onUserCaptureScreen"))
    leading = sought()["handing"]["leading"]
    for use in facts.graph.reached_from(listeners):
        if use.name in leading and use.how == "called":
            yield Flaw("screenshot-leads-on", use.spot, {"api": use.name})


def _length(way: Way) -> int:
    return len(way.steps)


def _called(facts: Facts) -> Iterator[ApiUse]:
    return (use for use in facts.surveyed.uses if use.how == "called")


def _scope(use: ApiUse) -> str:
    """Return the permission a call asks for, '' for none."""
    if use.name == "authorize":
        return str(use.values.get("scope") or "*")
    return scope_of(use.name)


def _is_own(spot: Spot) -> bool:
    return bool(spot.file) and not is_library(spot.file)


def _path(way: Way) -> str:
    """Say what begins a way and which functions it goes through."""
    steps = [step for step in way.steps if step != way.name and step not in _OPTIONS]
    return " → ".join([way.name, *steps])


def _spoken(waited: str) -> str:
    timers: Mapping[str, object] | Iterable[str] = sought()["handing"]["timers"]
    return waited if waited in timers else f"wx.{waited}"
