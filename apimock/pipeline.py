"""The one path of a call: its stages in the documented order, from canIUse to the default."""

from __future__ import annotations

from collections.abc import Callable

from apimock import gates, generic, wording
from apimock.calls import Outcome, Stage
from apimock.context import Context
from apimock.registry import Entry, Level, registry
from apimock.rules import Scripted
from apimock.spec import ApiSpec, find, homes, objects

Step = Callable[[Context, ApiSpec, Callable[[], None]], None]


def run(context: Context) -> None:
    """Send a call down the path; it is answered now, later, or never when told to hang."""
    spec = find(context.name)
    rule = context.phone.rules.match(context.call, bypassing=True)
    if rule is not None:
        context.stage, context.note = Stage.RULE, rule.id
        play(context, rule.outcome)
    elif spec is None:
        _undocumented(context)
    else:
        _step(context, spec, 0)


def _undocumented(context: Context) -> None:
    entry = registry.entries.get(context.name) or _setter(context.name)
    if entry is not None:
        _decided(context, entry)
        return
    if _is_property(context.name):
        context.stage, context.simulated = Stage.GENERIC, False
        context.ok()
        return
    context.stage = Stage.UNKNOWN
    context.simulated = False
    context.fail_kind("unsupported")


def _is_property(name: str) -> bool:
    manager, _, member = name.partition(".")
    return member == "$set" or any(field.name == member for field in objects().get(manager, ()))


def _setter(name: str) -> Entry | None:
    """The handler of assignments to the properties of a manager object."""
    if not _is_property(name):
        return None
    return registry.entries.get(f"{name.partition('.')[0]}.$set")


def _step(context: Context, spec: ApiSpec, index: int) -> None:
    if context.answered:
        return
    if index < len(_STEPS):
        stage, step = _STEPS[index]
        context.stage = stage
        step(context, spec, lambda: _step(context, spec, index + 1))
        return
    _after_gates(context, spec)


def _after_gates(context: Context, spec: ApiSpec) -> None:
    rule = context.phone.rules.match(context.call, bypassing=False)
    if rule is not None:
        context.stage, context.note = Stage.RULE, rule.id
        play(context, rule.outcome)
        return
    scripted = context.phone.queues.take(context.name)
    if scripted is not None:
        context.stage = Stage.QUEUE
        play(context, scripted)
        return
    fault = context.phone.faults.draw(context.call, context.random)
    if fault is not None:
        context.stage = Stage.FAULT
        play(context, fault)
        return
    entry = registry.entries.get(context.name)
    if entry is not None:
        _decided(context, entry)
    elif context.name in homes()["runtime"]:
        context.stage = Stage.RUNTIME
        context.perform()
    else:
        _default(context, spec)


def _decided(context: Context, entry: Entry) -> None:
    context.stage = Stage.FAMILY
    context.simulated = entry.level is not Level.NOTICE
    delay = 0.0 if context.call.sync else context.phone.latency()
    context.later(delay, lambda: entry.handler(context))


def _default(context: Context, spec: ApiSpec) -> None:
    context.stage = Stage.GENERIC
    context.simulated = spec.kind in {"event-on", "event-off"}
    if spec.sync or context.call.sync:
        context.ok(value=generic.value(spec))
    else:
        context.later(context.phone.latency(), lambda: context.ok(generic.success(spec)))


def play(context: Context, outcome: Scripted) -> None:
    """Answer a call the way a person wrote down."""
    if outcome.type == "hang":
        context.phone.log.change(context.number, waiting=True, note=context.note or "hangs as told")
        return
    low, high = outcome.delay
    delay = 0.0 if context.call.sync else low + (high - low) * context.random.random()
    context.later(delay, lambda: _play_now(context, outcome))


def _play_now(context: Context, outcome: Scripted) -> None:
    if outcome.type == "ok":
        data = dict(outcome.data)
        value = data.pop("value") if "value" in data else (dict(data) or None)
        data.setdefault("errMsg", outcome.message or f"{context.label}:ok")
        context.finish(Outcome.OK, data, value)
        return
    kind = {"cancel": "cancel", "deny": "deny", "timeout": "timeout"}.get(outcome.type)
    base = wording.failure(context.label, kind, context.dialect) if kind else None
    message = outcome.message or (base.message if base else f"{context.label}:fail")
    errno = outcome.errno if outcome.errno is not None else (base.errno if base else None)
    code = outcome.code if outcome.code is not None else (base.code if base else None)
    result = wording.Failure(message, errno, code).as_result()
    context.finish(Outcome.FAIL, {**outcome.data, **result}, None)


_STEPS: tuple[tuple[Stage, Step], ...] = (
    (Stage.CAN_I_USE, gates.can_i_use),
    (Stage.PARAMETERS, gates.parameters),
    (Stage.GESTURE, gates.gesture),
    (Stage.PRIVACY, gates.privacy),
    (Stage.DECLARATION, gates.declaration),
    (Stage.SYSTEM, gates.system_permission),
    (Stage.SCOPE, gates.scope_permission),
)
