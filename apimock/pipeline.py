"""The one path of a call: its stages in the documented order, from canIUse to the default."""

from __future__ import annotations

from collections.abc import Callable

from apimock import frequency, gates, generic
from apimock.calls import Stage
from apimock.context import Context
from apimock.playing import follow, play
from apimock.registry import Entry, Level, registry
from apimock.rules import Circumstances, Hit
from apimock.spec import ApiSpec, find, homes, objects

Step = Callable[[Context, ApiSpec, Callable[[], None]], None]


def run(context: Context) -> None:
    """Send a call down the path; it is answered now, later, or never when told to hang."""
    spec = find(context.name)
    hit = _rule(context, bypassing=True)

    def go_on() -> None:
        if spec is None:
            _undocumented(context)
        else:
            _step(context, spec, 0)

    if hit is None:
        go_on()
    else:
        _by_rule(context, hit, go_on)


def _rule(context: Context, *, bypassing: bool) -> Hit | None:
    persona = str(context.device.user.current().get("id", ""))
    around = Circumstances(persona, context.phone.scene)
    return context.phone.rules.match(context.call, bypassing=bypassing, circumstances=around)


def _by_rule(context: Context, hit: Hit, live: Callable[[], None]) -> None:
    context.stage, context.note = Stage.RULE, hit.rule.id
    follow(context, hit.rule.then)
    play(context, hit.outcome, live, seed=hit.seed)


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
    def by_phone() -> None:
        _by_phone(context, spec)

    hit = _rule(context, bypassing=False)
    if hit is not None:
        _by_rule(context, hit, by_phone)
        return
    scripted = context.phone.queues.take(context.name)
    if scripted is not None:
        context.stage = Stage.QUEUE
        play(context, scripted, by_phone)
        return
    fault = context.phone.faults.draw(context.call)
    if fault is not None:
        context.stage = Stage.FAULT
        play(context, fault, by_phone)
        return
    by_phone()


def _by_phone(context: Context, spec: ApiSpec) -> None:
    entry = registry.entries.get(context.name)
    if frequency.refused(context):
        return
    if entry is not None:
        _decided(context, entry)
    elif context.name in homes()["runtime"] or context.name in context.phone.ruled:
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


_STEPS: tuple[tuple[Stage, Step], ...] = (
    (Stage.CAN_I_USE, gates.can_i_use),
    (Stage.PARAMETERS, gates.parameters),
    (Stage.GESTURE, gates.gesture),
    (Stage.PRIVACY, gates.privacy),
    (Stage.DECLARATION, gates.declaration),
    (Stage.SYSTEM, gates.system_permission),
    (Stage.SCOPE, gates.scope_permission),
)
