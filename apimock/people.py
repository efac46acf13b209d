"""The people who may hold the phone, and what each of them has of their own."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw

from apimock import pictures
from apimock.state.defaults import names
from apimock.state.device import Device

if TYPE_CHECKING:
    from apimock.phone import Phone

_AVATAR = 132
_COLOURS = ("#3a62c9", "#47a85b", "#b45bb0", "#d1483f", "#3fb8c4", "#8a6d1f")


class PersonaError(ValueError):
    """A persona that does not fit; the message says what is wrong."""


def change(phone: Phone, old: str, new: str) -> None:
    """Put away what belongs to ``old`` and take out what belongs to ``new``."""
    device = phone.device
    if old == new:
        return
    mine = {path: copy.deepcopy(_get(device, path)) for path in _personal()}
    kept = {**device.user.kept, old: mine}
    theirs = kept.pop(new, None) or _fresh(device, new)
    device.user.kept = kept
    for path in _personal():
        section, _, field = path.partition(".")
        setattr(device.sections()[section], field, theirs[path])
    phone.settle_privacy(agreed=device.permissions.privacy_agreed)


def _fresh(device: Device, who: str) -> dict[str, Any]:
    """What a person has who has not held the phone yet: entries of the persona, else the usual."""
    persona = next((one for one in device.user.personas if one["id"] == who), {})
    own = persona.get("own", {})
    usual = Device()
    return {path: copy.deepcopy(own.get(path, _get(usual, path))) for path in _personal()}


def kept(device: Device, who: str, path: str) -> Any:
    """A personal field (``section.field``) of somebody, whether they hold the phone or not."""
    if who == device.user.persona:
        return _get(device, path)
    theirs = device.user.kept.get(who) or _fresh(device, who)
    return theirs[path]


def assign(device: Device, who: str, path: str, value: Any) -> None:
    """Set a personal field of somebody, whether they hold the phone or not."""
    if who == device.user.persona:
        section, _, field = path.partition(".")
        setattr(device.sections()[section], field, value)
        return
    theirs = device.user.kept.get(who) or _fresh(device, who)
    device.user.kept = {**device.user.kept, who: {**theirs, path: value}}


@cache
def _personal() -> tuple[str, ...]:
    """The fields every person has of their own."""
    return names("personal")


def _get(device: Device, path: str) -> Any:
    section, _, field = path.partition(".")
    return getattr(device.sections()[section], field)


def add(phone: Phone, persona: Mapping[str, Any]) -> None:
    """Add a person, or replace the one with the same ``id``.

    Missing facts (openid, unionid, phone) are made up. Raises PersonaError without an id or name.
    """
    who, name = str(persona.get("id", "")), str(persona.get("nickName", ""))
    if not who or not name:
        raise PersonaError("a persona needs an id and a nickName")
    user = phone.device.user
    others = [one for one in user.personas if one["id"] != who]
    made = {
        "openid": f"oMinideck{phone.random.getrandbits(76):019x}",
        "unionid": f"uMinideck{phone.random.getrandbits(76):019x}",
        "phone": f"1206666{len(others) + 1:04d}",
        "gender": 0,
        "language": "zh_CN",
        "roles": ["user"],
    }
    user.personas = [*others, {**made, **persona}]


def avatar(persona: Mapping[str, Any]) -> bytes:
    """A person's picture: a file of the PC, else the first letter on a colour of their own."""
    if persona.get("avatar"):
        with open(str(persona["avatar"]), "rb") as file:
            return file.read()
    name = str(persona.get("nickName", "?")) or "?"
    colour = _COLOURS[sum(name.encode()) % len(_COLOURS)]
    image = Image.new("RGB", (_AVATAR, _AVATAR), colour)
    draw = ImageDraw.Draw(image)
    middle = (_AVATAR // 2, _AVATAR // 2)
    draw.text(middle, name[0].upper(), fill="#ffffff", font_size=64, anchor="mm")
    return pictures.encoded(image, "png")
