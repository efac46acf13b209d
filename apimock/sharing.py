"""Cards that were shared: who has them, and what happens when somebody opens one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apimock import entering

if TYPE_CHECKING:
    from apimock.phone import Phone

_MOMENTS = ("timeline", "moments")


def group(phone: Phone, name: str) -> dict[str, Any] | None:
    """The group with this id, None for a person."""
    return next((one for one in phone.device.apps.groups if one["id"] == name), None)


def add(phone: Phone, kind: str, to: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Note what was shared with a person or group; a card for a group gets its ticket if wanted."""
    apps = phone.device.apps
    in_group = group(phone, to)
    entry: dict[str, Any] = {
        "id": f"card-{len(apps.shared) + 1}",
        "kind": kind,
        "to": to,
        "from": phone.device.user.persona,
        **payload,
        "time": phone.clock.now(),
    }
    if in_group is not None:
        entry["openGId"] = in_group["openGId"]
        if apps.share_menu.get("withShareTicket"):
            entry["shareTicket"] = f"ticket-{phone.random.getrandbits(64):016x}"
    apps.shared = [*apps.shared, entry]
    return entry


def open_card(phone: Phone, number: str, who: str = "") -> None:
    """Somebody taps a shared card: ``who`` then holds the phone ('' leaves it where it is).

    Raises KeyError when there is no such card or person.
    """
    entry = next((one for one in phone.device.apps.shared if one["id"] == number), None)
    user = phone.device.user
    if entry is None or (who and who not in {one["id"] for one in user.personas}):
        raise KeyError(who if entry else number)
    if who:
        user.persona = who
    facts: dict[str, Any] = {}
    scene = entering.FRIEND_CARD
    if entry["kind"] in _MOMENTS:
        scene, facts = entering.MOMENTS, {"apiCategory": "browseOnly"}
    elif "openGId" in entry:
        ticket = entry.get("shareTicket")
        scene = entering.GROUP_CARD_WITH_TICKET if ticket else entering.GROUP_CARD
        facts = {"openGId": entry["openGId"], **({"shareTicket": ticket} if ticket else {})}
    url = str(entry.get("path") or "")
    if not url and entry.get("query"):
        url = f"{phone.route_stack[0] if phone.route_stack else ''}?{entry['query']}"
    entering.enter(phone, scene, url, facts=facts)
