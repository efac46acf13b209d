"""The update manager, and data fetched while the app was not running."""

from __future__ import annotations

from apimock.context import Context
from apimock.registry import handles
from apimock.remote import RemoteObject, answer_made, made, meant
from apimock.wording import errno_text


class Updates(RemoteObject):
    """The update manager: looks once for an update and tells what came of it."""

    checked = False
    ready = False
    applied = False

    def check(self) -> None:
        """Look for an update, as a cold start does."""
        if self.checked:
            return
        self.checked = True
        self.phone.clock.later(0, self._found)

    def _found(self) -> None:
        state = self.phone.device.apps.update
        self.tell("checkForUpdate", {"hasUpdate": state != "none"})
        if state != "none":
            self.phone.clock.later(500, self._loaded)

    def _loaded(self) -> None:
        if self.phone.device.apps.update == "fails":
            self.tell("updateFailed")
        elif self.phone.device.apps.update == "available":
            self.ready = True
            self.tell("updateReady")


@handles("getUpdateManager")
def get_update_manager(context: Context) -> None:
    """The manager; the check runs when it is first asked for."""
    updates = made(context, Updates)
    answer_made(context, updates, "UpdateManager")
    updates.check()


@handles("UpdateManager.applyUpdate")
def apply_update(context: Context) -> None:
    """Restart with the new version, which has to be ready."""
    updates = meant(context, Updates)
    if updates.applied:
        context.fail(errno_text(103101), errno=103101)
    elif not updates.ready:
        context.fail(errno_text(103102), errno=103102)
    else:
        updates.applied = True
        context.device.apps.update = "none"
        context.ok()


@handles("setBackgroundFetchToken")
def set_fetch_token(context: Context) -> None:
    """Keep the token sent with background fetches."""
    token = context.text("token")
    if len(token) > 1024:
        context.fail("token is too long", errno=1001)
        return
    context.device.apps.fetch_token = token
    context.ok()


@handles("getBackgroundFetchToken")
def get_fetch_token(context: Context) -> None:
    """The token, which has to be set."""
    token = context.device.apps.fetch_token
    if token:
        context.ok({"token": token})
    else:
        context.fail("token not set, maybe you should setBackgroundFetchToken first")


@handles("getBackgroundFetchData")
def get_fetch_data(context: Context) -> None:
    """Data fetched beforehand; where it is set up and there is none, platforms differ."""
    data = context.device.apps.fetch_data
    if data is None and not context.device.apps.fetch_enabled:
        context.fail("no permission", code=-10007)
    elif data is not None:
        context.ok({"path": "", "query": "", "scene": 1001, "timeStamp": 0, **data})
    elif context.dialect == "ios":
        context.ok({"fetchedData": ""})
    else:
        context.fail("no cached data")
