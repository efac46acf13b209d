"""``Minideck.…`` and what else concerns the app as a whole: starts and waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from apimock.state.device import SnapshotError
from ide.automation.server.answer import Answer, sentence
from ide.automation.server.context import Context, Handler
from ide.automation.server.idle import Change, Idle, answer_when_begun
from ide.automation.server.runtime import NOT_COMPILED
from ide.version import VERSION
from renderer.host.launch import Launch
from renderer.host.screen import UnknownDeviceError, device

_THEMES = ("light", "dark")


class Minideck:
    """Starts the app from a known state, and says when it is idle."""

    def __init__(
        self,
        context: Context,
        keep: Callable[[], None],
        forget: Sequence[Callable[[], None]],
        starting: Callable[[], None],
    ) -> None:
        """``keep`` writes what a phone would take with it, ``forget`` ends what goes on with one
        of before; ``starting``: the app starts."""
        self._keep = keep
        self._forget = tuple(forget)
        self._starting = starting
        self._target = context.target
        self._preset = context.target.handset.preset
        """The phone of the beginning: the one that is taken unless another is named."""
        self._owner = QObject(context.owner)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {
            "Minideck.getInfo": self.get_info,
            "Minideck.reset": self.reset,
            "App.restart": self.restart,
            "App.waitIdle": self.wait_idle,
            "App.waitChange": self.wait_change,
        }

    def close(self) -> None:
        """Wait for nothing any more."""
        self._owner.deleteLater()

    def get_info(self, _params: Mapping[str, Any], answer: Answer) -> None:
        """Tell about project, phone and tool."""
        target, project = self._target, self._target.project
        routes = [] if target.player is None else list(target.player.bundle.routes)
        preset = target.handset.preset
        answer.result(
            {
                "version": VERSION,
                "name": project.name,
                "root": str(project.root),
                "appId": project.app_id,
                "pages": routes,
                "entryPage": routes[0] if routes else "",
                "device": preset.id,
                "theme": target.phone.device.system.theme,
                "language": target.phone.device.system.language,
                "SDKVersion": target.handset.library,
            }
        )

    def reset(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Take a fresh phone, and start the app on it."""
        target = self._target
        theme = params.get("theme")
        if theme is not None and theme not in _THEMES:
            answer.fail(f"theme is {theme!r}, not one of {', '.join(_THEMES)}.")
            return
        try:
            preset = device(params["device"]) if "device" in params else self._preset
            self.take(params.get("state"))
        except (UnknownDeviceError, SnapshotError) as error:
            answer.fail(sentence(error))
            return
        if preset.id != target.handset.preset.id:
            target.use(preset)
        if theme is not None:
            target.phone.device.system.theme = theme
        if "language" in params:
            target.phone.device.system.language = params["language"]
        self.start(params, answer)

    def take(self, state: Mapping[str, Any] | None) -> None:
        """Put the phone into a state, a new phone's for None. Raises SnapshotError."""
        self._keep()
        self._target.reset(state)
        for forget in self._forget:
            forget()

    def restart(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Start the app afresh."""
        self.start(params, answer)

    def start(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Start the app as parameters say; answers when its first page is idle."""
        if self._target.player is None:
            answer.fail(NOT_COMPILED)
            return
        self._starting()
        named = any(name in params for name in ("path", "query", "scene", "referrerInfo"))
        self._target.restart(_launch(params) if named else None)
        answer_when_begun(self._target, answer, self._owner)

    def wait_idle(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Answer when the app has nothing to do."""
        timeout = float(params.get("timeout", 10.0))
        lenient = bool(params.get("lenient"))

        def ended(why: str) -> None:
            if why and not lenient:
                answer.fail(f"the app did not come to rest within {timeout:g} s: {why}.")
            else:
                answer.result({"idle": not why})

        waiting = Idle(self._target, timeout, ended, self._owner)
        answer.on_end(waiting.stop)

    def wait_change(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Answer when the app has told its view something new."""
        since = params.get("since")
        timeout = float(params.get("timeout", 10.0))
        Change(self._target, -1 if since is None else since, timeout, answer, self._owner)


def _launch(params: Mapping[str, Any]) -> Launch:
    query = {str(name): str(value) for name, value in (params.get("query") or {}).items()}
    path = str(params.get("path") or "").strip("/")
    referrer = params.get("referrerInfo") or {}
    return Launch(path, query, int(params.get("scene") or 1001), referrer)
