"""wx.setStorage and its kin: one space an app and person, 1 MB a key, 10 MB in all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from apimock.calls import Event
from apimock.context import Context
from apimock.observable import Change
from apimock.registry import handles, reacts

if TYPE_CHECKING:
    from apimock.phone import Phone

KEY_LIMIT = 1024 * 1024
TOTAL_LIMIT = 10 * 1024 * 1024
_ENCRYPTED = "\0"
_OWN = "storage-changed-by-the-app"


def space_name(context: Context) -> str:
    """The space of the app and the person who uses it."""
    return f"{context.app.app_id}/{context.device.user.persona}"


def _space(context: Context) -> dict[str, dict[str, Any]]:
    return context.device.storage.spaces.get(space_name(context), {})


def _replace(context: Context, space: dict[str, dict[str, Any]]) -> None:
    storage = context.device.storage
    context.phone.running[_OWN] = True
    storage.spaces = {**storage.spaces, space_name(context): space}
    del context.phone.running[_OWN]


@reacts("storage.spaces", "user.persona")
def changed_outside(phone: Phone, change: Change) -> None:
    """What the runtime remembers of the storage no longer holds."""
    if _OWN not in phone.running:
        phone.emit(Event("$storage", {}))


def size_of(data: Any) -> int:
    """The bytes a value takes as the client stores it: as JSON text."""
    if isinstance(data, bytes):
        return len(data)
    return len(json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=len).encode())


def _key(context: Context, key: Any) -> str:
    return (_ENCRYPTED if context.flag("encrypt") else "") + str(key)


def _checked(space: dict[str, dict[str, Any]], key: str, data: Any) -> tuple[Any, str]:
    """The space with the value in it, or what forbids it."""
    size = size_of(data) + len(key.encode())
    if size > KEY_LIMIT:
        return space, "entry size limit reached"
    rest = {name: entry for name, entry in space.items() if name != key}
    if sum(entry["size"] for entry in rest.values()) + size > TOTAL_LIMIT:
        return space, "exceed storage max size 10Mb"
    if key in space:
        return {**space, key: {"data": data, "size": size}}, ""
    return {**rest, key: {"data": data, "size": size}}, ""


@handles("setStorage", "setStorageSync")
def set_storage(context: Context) -> None:
    """Keep a value."""
    key = context.param("key")
    if not isinstance(key, (str, int, float)) or key == "":
        context.fail("parameter error: parameter.key should be String instead of Undefined;")
        return
    space, wrong = _checked(_space(context), _key(context, key), context.param("data"))
    if wrong:
        context.fail(wrong)
        return
    _replace(context, space)
    context.ok()


@handles("getStorage", "getStorageSync")
def get_storage(context: Context) -> None:
    """The value of a key; the synchronous call returns '' when there is none."""
    entry = _space(context).get(_key(context, context.param("key")))
    if context.call.sync or context.name.endswith("Sync"):
        context.ok(value="" if entry is None else entry["data"])
    elif entry is None:
        context.fail(":data not found" if context.dialect == "ios" else "data not found")
    else:
        context.ok({"data": entry["data"]})


@handles("removeStorage", "removeStorageSync")
def remove_storage(context: Context) -> None:
    """Forget a key; a missing one is no failure."""
    key = _key(context, context.param("key"))
    _replace(context, {k: v for k, v in _space(context).items() if k != key})
    context.ok()


@handles("clearStorage", "clearStorageSync")
def clear_storage(context: Context) -> None:
    """Forget everything."""
    _replace(context, {})
    context.ok()


@handles("getStorageInfo", "getStorageInfoSync")
def get_storage_info(context: Context) -> None:
    """Keys and sizes in KB."""
    space = _space(context)
    used = sum(entry["size"] for entry in space.values())
    context.ok(
        {
            "keys": [key.removeprefix(_ENCRYPTED) for key in space],
            "currentSize": -(-used // 1024),
            "limitSize": TOTAL_LIMIT // 1024,
        }
    )


@handles("batchSetStorage", "batchSetStorageSync")
def batch_set_storage(context: Context) -> None:
    """Keep several values, all or none."""
    space = _space(context)
    for pair in context.param("kvList") or ():
        if not isinstance(pair, dict) or "key" not in pair:
            context.fail("parameter error: parameter.kvList should be Array of {key, value};")
            return
        space, wrong = _checked(space, str(pair["key"]), pair.get("value"))
        if wrong:
            context.fail(wrong)
            return
    _replace(context, space)
    context.ok()


@handles("batchGetStorage", "batchGetStorageSync")
def batch_get_storage(context: Context) -> None:
    """Several values in the order of their keys; '' for a missing one."""
    space = _space(context)
    found = [space.get(str(key), {"data": ""})["data"] for key in context.param("keyList") or ()]
    context.ok({"data": found}, value=found)
