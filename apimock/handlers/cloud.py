"""wx.cloud: it can be set up, but offline no environment is behind it; rules answer for it."""

from __future__ import annotations

from apimock.context import Context
from apimock.registry import Level, handles

_OFFLINE = "Error: errCode: -501000 | errMsg: no cloud environment offline, answer it with a rule"
_NOTE = "no cloud environment offline: fails unless a rule answers"


@handles("cloud.init")
def init(context: Context) -> None:
    """Choose an environment."""
    context.phone.running["cloud-environment"] = dict(context.call.params)
    context.ok()


@handles("cloud.database", "cloud.CloudID", "cloud.CDN", "cloud.services", level=Level.CANNED)
def local(context: Context) -> None:
    """Objects the runtime makes itself."""
    context.ok(
        value={"$object": context.call.id or context.phone.new_number(), "type": context.name}
    )


_REMOTE = (
    "callFunction",
    "callContainer",
    "connectContainer",
    "uploadFile",
    "downloadFile",
    "getTempFileURL",
    "deleteFile",
)
_DATABASE = ("get", "add", "set", "update", "remove", "count", "watch", "end")


@handles(*(f"cloud.{name}" for name in _REMOTE), level=Level.CANNED, note=_NOTE)
def remote(context: Context) -> None:
    """Anything that needs the environment."""
    context.fail(_OFFLINE, code=-501000)


@handles(*(f"cloud.database.{name}" for name in _DATABASE), level=Level.CANNED, note=_NOTE)
def database(context: Context) -> None:
    """Reading and writing collections."""
    context.fail(_OFFLINE, code=-501000)
