"""Objects the app holds by number: players, recorders, managers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from apimock.calls import Event
from apimock.context import Context

if TYPE_CHECKING:
    from apimock.phone import Phone


class RemoteObject:
    """Base of what stands for one object of the app; :meth:`dispose` ends what it does."""

    def __init__(self, phone: Phone, number: int) -> None:
        self.phone = phone
        self.number = number

    def tell(self, event: str, detail: Mapping[str, Any] | None = None) -> None:
        """Send an event of the object; what ``detail`` names, its properties become."""
        self.phone.emit(
            Event(f"object:{self.number}:{event}", {**self.properties(), **(detail or {})})
        )

    def properties(self) -> Mapping[str, Any]:
        """The properties the app reads from the object without asking the phone."""
        return {}

    def assign(self, name: str, value: Any) -> None:
        """The app assigned a property."""

    def dispose(self) -> None:
        """The object is gone."""


Object = TypeVar("Object", bound=RemoteObject)


def made(context: Context, kind: Callable[[Phone, int], Object]) -> Object:
    """The object of a factory call; the runtime knows it by the call's target or id."""
    number = context.call.target or context.call.id or context.phone.new_number()
    made_now = kind(context.phone, number)
    context.phone.objects[number] = made_now
    return made_now


def meant(context: Context, kind: type[Object]) -> Object:
    """The object a method is called on; made now when its factory call was never heard of."""
    known = context.phone.objects.get(context.call.target)
    if isinstance(known, kind):
        return known
    number = context.call.target or context.phone.new_number()
    created = kind(context.phone, number)
    context.phone.objects[number] = created
    return created


def answer_made(context: Context, item: RemoteObject, kind: str) -> None:
    """Answer a factory call."""
    context.ok(value={"$object": item.number, "type": kind})


def assigned(context: Context, item: RemoteObject) -> None:
    """Carry out ``<Type>.<property> {value}`` or ``<Type>.$set {property: value, …}``."""
    name = context.label
    changes = context.call.params if name == "$set" else {name: context.param("value")}
    for key, value in changes.items():
        item.assign(key, value)
    context.ok()
