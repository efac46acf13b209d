"""The update manager."""

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
