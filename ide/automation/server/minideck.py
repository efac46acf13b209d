"""``Minideck.…`` and what else concerns the app as a whole: starts, waits, what is on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from typing import Any

from PySide6.QtCore import QObject

from apimock.state.device import SnapshotError
from ide.automation.server.answer import Answer
from ide.automation.server.context import Context, Handler
from ide.automation.server.idle import Change, Idle
from ide.version import VERSION
from renderer.host.launch import Launch
from renderer.host.player import Player
from renderer.host.screen import UnknownDeviceError, device

START_S = 60.0
_FIRST_NUMBER = 6_000_000

_THEMES = ("light", "dark")


class Minideck:
    """Starts the app from a known state, says when it is idle, and what its pages hold."""

    def __init__(self, context: Context) -> None:
        self._target = context.target
        self._runtime = context.runtime
        self._owner = QObject(context.owner)
        self._numbers = count(_FIRST_NUMBER)
        self._asked: dict[int, Callable[[Any], None]] = {}
        self._followed: Player | None = None
        context.target.player_changed.connect(self._follow)
        self._follow()

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """What carries each method out."""
        return {
            "Minideck.getInfo": self.get_info,
            "Minideck.reset": self.reset,
            "App.restart": self.restart,
            "App.waitIdle": self.wait_idle,
            "App.waitChange": self.wait_change,
            "Page.getTree": self.get_tree,
            "Page.getText": self.get_text,
        }

    def close(self) -> None:
        """Wait for nothing any more."""
        self._asked.clear()
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
            preset = device(params["device"]) if "device" in params else target.handset.preset
            target.reset(params.get("state"))
        except (UnknownDeviceError, SnapshotError) as error:
            answer.fail(f"{error}")
            return
        if preset.id != target.handset.preset.id:
            target.handset.use(preset)
        if theme is not None:
            target.phone.device.system.theme = theme
        if "language" in params:
            target.phone.device.system.language = params["language"]
        self.start(params, answer)

    def restart(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Start the app afresh."""
        self.start(params, answer)

    def start(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Start the app as parameters say; answers when its first page is idle."""
        if self._target.player is None:
            answer.fail("the app is not compiled: see Project.check.")
            return
        named = any(name in params for name in ("path", "query", "scene", "referrerInfo"))
        self._target.restart(_launch(params) if named else None)
        waiting = Idle(self._target, START_S, lambda _: self._settle(answer), self._owner)
        answer.on_end(waiting.stop)

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

    def get_tree(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Tell the nodes of a page, custom components entered."""
        depth = params.get("depth")

        def told(value: Any) -> None:
            if isinstance(value, dict) and "error" not in value:
                answer.result({"tree": value if depth is None else _pruned(value, depth)})
            else:
                answer.fail(_told_error(value))

        self._inspect("tree", {"page": params["pageId"]}, told, answer)

    def get_text(self, params: Mapping[str, Any], answer: Answer) -> None:
        """Tell what can be read on a page."""

        def told(value: Any) -> None:
            if isinstance(value, dict) and "error" not in value:
                answer.result({"text": "\n".join(_words(value))})
            else:
                answer.fail(_told_error(value))

        self._inspect("tree", {"page": params["pageId"]}, told, answer)

    def _settle(self, answer: Answer) -> None:
        answer.result()

    def _inspect(
        self,
        what: str,
        args: Mapping[str, Any],
        then: Callable[[Any], None],
        answer: Answer,
    ) -> None:
        player = self._target.player
        if player is None or not player.running:
            answer.fail("the app is not running; start it with App.restart.")
            return
        number = next(self._numbers)
        self._asked[number] = then
        answer.on_end(partial(self._forget, number))
        self._runtime.until_over(answer)
        player.receive({"type": "inspect", "id": number, "what": what, "args": dict(args)})

    def _forget(self, number: int) -> None:
        self._asked.pop(number, None)

    def _follow(self) -> None:
        player = self._target.player
        if player is not None and player is not self._followed:
            player.inspected.connect(self._on_inspected)
        self._followed = player

    def _on_inspected(self, number: int, value: object) -> None:
        then = self._asked.pop(number, None)
        if then is not None:
            then(value)


def _launch(params: Mapping[str, Any]) -> Launch:
    query = {str(name): str(value) for name, value in (params.get("query") or {}).items()}
    path = str(params.get("path") or "").strip("/")
    referrer = params.get("referrerInfo") or {}
    return Launch(path, query, int(params.get("scene") or 1001), referrer)


def _told_error(value: Any) -> str:
    return str(value["error"] if isinstance(value, dict) else "the page cannot be read")


def _pruned(node: Mapping[str, Any], depth: int) -> dict[str, Any]:
    """A tree without what is deeper than ``depth`` levels; ``more`` counts what was left out."""
    children = node.get("children", [])
    if depth <= 0:
        return {**node, "children": [], **({"more": len(children)} if children else {})}
    return {**node, "children": [_pruned(child, depth - 1) for child in children]}


def _words(node: Mapping[str, Any]) -> list[str]:
    if "text" in node:
        text = str(node["text"]).strip()
        return [text] if text else []
    return [word for child in node.get("children", []) for word in _words(child)]
