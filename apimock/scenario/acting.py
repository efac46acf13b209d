"""Carries out the steps that concern the phone itself: its state, queues, events, calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from apimock import incidents
from apimock.calls import Call, Event
from apimock.jsonable import decode
from apimock.peripherals.radio import radio
from apimock.queues import End
from apimock.rules import read_outcome
from apimock.scenario.channels import Channel
from apimock.scenario.steps import Step
from apimock.state.device import Device, checked

if TYPE_CHECKING:
    from apimock.phone import Phone

STATEFUL = frozenset({"state", "append", "permission", "set"})
"""What only changes the phone's state, and can therefore be laid anew for any time."""


def change(device: Device, step: Step) -> None:
    """Carry out a step that only changes state."""
    _CHANGES[step.channel.does](device, step)


def act(phone: Phone, step: Step) -> str:
    """Carry out a step that does something with the phone; returns why it cannot be done."""
    if step.channel.does == "peripheral":
        return _peripheral(phone, step.values)
    if step.channel.does in STATEFUL:
        change(phone.device, step)
    else:
        _ACTS[step.channel.does](phone, step.channel, step.values)
    return ""


def _assign(device: Device, path: str, value: Any) -> None:
    section, _, name = path.partition(".")
    setattr(device.sections()[section], name, value)


def _state(device: Device, step: Step) -> None:
    for name, value in step.values.items():
        spec = step.channel.values[name]
        if spec.index is None:
            _assign(device, spec.field, value)
            continue
        parts = list(getattr(device.sections()[spec.section], spec.member))
        parts[spec.index] = value
        old = getattr(device.sections()[spec.section], spec.member)
        _assign(device, spec.field, tuple(parts) if isinstance(old, tuple) else parts)


def _append(device: Device, step: Step) -> None:
    section, _, name = step.channel.field.partition(".")
    old = getattr(device.sections()[section], name)
    _assign(device, step.channel.field, [*old, dict(step.values)])


def _permission(device: Device, step: Step) -> None:
    values, permissions = step.values, device.permissions
    if "scope" in values:
        state = values["state"]
        permissions.set_scope(values["scope"], "" if state == "unasked" else state)
    if "system" in values:
        words = {"allowed": "authorized", "unasked": "not determined"}
        permissions.set_system(values["system"], words.get(values["state"], values["state"]))
    if "privacyAgreed" in values:
        permissions.privacy_agreed = values["privacyAgreed"]


def _set(device: Device, step: Step) -> None:
    for path, value in step.values["set"].items():
        _assign(device, path, checked(device, path, value))


_CHANGES: Mapping[str, Callable[[Device, Step], None]] = {
    "state": _state,
    "append": _append,
    "permission": _permission,
    "set": _set,
}


def _queue(phone: Phone, channel: Channel, values: Mapping[str, Any]) -> None:
    bodies = values.get("queue", [values])
    outcomes = [read_outcome(body, channel.name) for body in bodies]
    phone.queues.set(channel.subject, outcomes, End(values.get("end", End.FALL_BACK)))


def _event(phone: Phone, channel: Channel, values: Mapping[str, Any]) -> None:
    if channel.subject:
        phone.emit(Event(channel.subject, values.get("detail", {})))
    else:
        phone.emit(Event(channel.event, values))


def _memory(phone: Phone, _: Channel, values: Mapping[str, Any]) -> None:
    incidents.memory_warning(phone, values["level"])


def _call(phone: Phone, _: Channel, values: Mapping[str, Any]) -> None:
    (incidents.interrupt if values["do"] == "ring" else incidents.end_interruption)(phone)


def _capture(phone: Phone, _: Channel, values: Mapping[str, Any]) -> None:
    incidents.capture_screen(phone)


def _message(phone: Phone, _: Channel, values: Mapping[str, Any]) -> None:
    user = phone.device.user
    entry = {
        "id": f"message-{len(user.inbox) + 1}",
        "template": values.get("templateId", ""),
        "title": values["title"],
        "data": values.get("data", {}),
        "page": values.get("page", ""),
        "time": phone.clock.now(),
        "read": False,
    }
    user.inbox = [*user.inbox, entry]


def _peripheral(phone: Phone, values: Mapping[str, Any]) -> str:
    air, address = radio(phone), values["address"].upper()
    found = next((one for one in air.around() if one.address == address), None)
    if found is None:
        return f"no Bluetooth device near the phone has the address {address}"
    if "distance" in values:
        air.move(address, values["distance"])
    action = values.get("action")
    if action is not None and action not in found.actions:
        return f"{found.name} has no action “{action}”, only {', '.join(found.actions) or 'none'}"
    if action is not None:
        air.act(address, action)
    return ""


def _log(phone: Phone, _: Channel, values: Mapping[str, Any]) -> None:
    phone.call(call_of(values), lambda reply: None)


def call_of(values: Mapping[str, Any]) -> Call:
    """A recorded call."""
    return Call(
        values["name"],
        decode(values.get("params", {})),
        values.get("sync", False),
        values.get("page", ""),
        values.get("target", 0),
        values.get("gesture", False),
        values.get("id", 0),
    )


_ACTS: Mapping[str, Callable[[Any, Channel, Mapping[str, Any]], None]] = {
    "queue": _queue,
    "event": _event,
    "memory": _memory,
    "call": _call,
    "capture": _capture,
    "message": _message,
    "log": _log,
}
