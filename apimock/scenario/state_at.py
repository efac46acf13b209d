"""The state some steps make of a phone, found out on a phone of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from apimock import phone as phones
from apimock.clock import ManualClock
from apimock.observable import Change
from apimock.scenario import acting
from apimock.scenario.steps import Step


def laid_out(initial: Mapping[str, Any], steps: Sequence[Step], count: int) -> dict[str, Any]:
    """The fields any of the steps change, with their values after the first ``count`` of them.

    ``initial`` is the state before the first. What a change brings about counts as well.
    """
    scratch = phones.Phone(ManualClock())
    scratch.device.restore(initial)
    touched: dict[str, Any] = {}

    def note(change: Change) -> None:
        touched.setdefault(change.path, change.old)

    scratch.device.watch(note)
    for step in steps[:count]:
        acting.change(scratch.device, step)
    sections = scratch.device.sections()
    for path in touched:
        section, _, name = path.partition(".")
        touched[path] = getattr(sections[section], name)
    for step in steps[count:]:
        acting.change(scratch.device, step)
    return touched
