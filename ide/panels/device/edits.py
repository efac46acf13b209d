"""What the person sets on the phone, one undo stack over all cards (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from apimock.phone import Phone
from apimock.state.device import Device

_MOST = 500


def read(device: Device, path: str) -> Any:
    """Return a field of the phone, or the member of one that holds several."""
    section, name, *member = path.split(".", 2)
    value = getattr(device.sections()[section], name)
    if not member:
        return value
    if isinstance(value, Mapping):
        return value.get(member[0], "")
    index = int(member[0])
    return value[index] if -len(value) <= index < len(value) else 0


def with_member(value: Any, member: str, new: Any) -> Any:
    """Return a mapping, list or tuple with one member replaced; '' leaves it out of a mapping."""
    if isinstance(value, Mapping):
        kept = {key: each for key, each in value.items() if key != member}
        return kept if new == "" else {**value, member: new}
    members = list(value)
    members[int(member)] = new
    return type(value)(members)


@dataclass(frozen=True)
class Step:
    """What takes a change back and what makes it again; steps with the same ``key`` can merge."""

    undo: Callable[[], None]
    redo: Callable[[], None]
    key: str = ""


class Edits:
    """Sets fields of one phone and takes that back."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.acting = False
        """Whether a change heard right now is the person's own."""
        self.fresh = _fresh_values(phone.device)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._group: list[Step] | None = None
        self._settled = True
        self._listeners: list[Callable[[], None]] = []

    def watch(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever what can be taken back has changed."""
        self._listeners.append(listener)

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back last."""
        return bool(self._undone)

    def get(self, path: str) -> Any:
        """Return what is set."""
        return read(self.phone.device, path)

    def set(self, path: str, value: Any) -> None:
        """Set a field; what is typed or dragged into one field in a row is one step."""
        section, name, *member = path.split(".", 2)
        holder = self.phone.device.sections()[section]
        old = getattr(holder, name)
        new = with_member(old, member[0], value) if member else value
        if type(old) is int and isinstance(new, float):
            new = round(new)
        if old == new and type(old) is type(new):
            return

        def put(one: Any) -> None:
            setattr(holder, name, one)

        self.do(lambda: put(new), lambda: put(old), key=path)

    def do(self, redo: Callable[[], None], undo: Callable[[], None], key: str = "") -> None:
        """Do something and remember how to take it back."""
        with self._acting():
            redo()
        step = Step(undo, redo, key)
        self._undone.clear()
        if self._group is not None:
            self._group.append(step)
            return
        last = self._done[-1] if self._done else None
        if key and last is not None and last.key == key and not self._settled:
            self._done[-1] = Step(last.undo, redo, key)
        else:
            self._done.append(step)
            del self._done[:-_MOST]
        self._settled = False
        self._tell()

    def settle(self) -> None:
        """End what merges: the next change of the same field is a step of its own."""
        self._settled = True

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one step of all that is set meanwhile."""
        self._group = []
        try:
            yield
        finally:
            steps, self._group = tuple(self._group), None
            if steps:
                self._done.append(_joined(steps))
                self._settled = True
                self._tell()

    def undo(self) -> None:
        """Take the last step back."""
        self._move(self._done, self._undone, lambda step: step.undo)

    def redo(self) -> None:
        """Make the last step again that was taken back."""
        self._move(self._undone, self._done, lambda step: step.redo)

    def reset(self, paths: Iterator[str]) -> None:
        """Set fields to what a fresh phone has."""
        with self.together():
            for path in dict.fromkeys(paths):
                if path in self.fresh:
                    self.set(path, self.fresh[path])

    def load(self, state: Mapping[str, Any]) -> None:
        """Take over a phone's whole state. Raises SnapshotError, nothing changed, if it is none."""
        before = self.phone.snapshot()
        self.do(lambda: self.phone.restore(state), lambda: self.phone.restore(before))
        self._settled = True

    def _move(
        self, source: list[Step], target: list[Step], way: Callable[[Step], Callable[[], None]]
    ) -> None:
        if not source:
            return
        step = source.pop()
        with self._acting():
            way(step)()
        target.append(step)
        self._settled = True
        self._tell()

    @contextmanager
    def _acting(self) -> Iterator[None]:
        before, self.acting = self.acting, True
        try:
            yield
        finally:
            self.acting = before

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


def _joined(steps: tuple[Step, ...]) -> Step:
    def undo() -> None:
        for step in reversed(steps):
            step.undo()

    def redo() -> None:
        for step in steps:
            step.redo()

    return Step(undo, redo)


def _fresh_values(device: Device) -> dict[str, Any]:
    """Return what a fresh phone of this make has."""
    fresh = Device()
    fresh.system = device.system
    return {
        f"{name}.{key}": getattr(section, key)
        for name, section in fresh.sections().items()
        for key in section.field_names()
    }
