"""The mini-program: its pages, its code, its APIs of wx."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ide.automation.client.aio.connection import CALL_S, Connection, Handler
from ide.automation.client.aio.hooks import Hooks
from ide.automation.client.aio.page import Page
from ide.automation.client.aio.patience import until
from ide.automation.errors import TimedOutError

AUDIT_S = 900.0
SETTLE_S = 3.0
"""How long a page that goes on changing is waited for after a navigation."""
_FUNCTION = re.compile(
    r"^\s*(async\s+)?(function\b|\([^()]*\)\s*=>|[\w$]+\s*=>|\(\s*[{\[].*=>)", re.DOTALL
)
_WORDS = {
    "console": "App.logAdded",
    "exception": "App.exceptionThrown",
    "call": "Log.called",
    "device": "Device.changed",
    "restart": "Player.restarted",
}
_SUBSCRIBED = frozenset({"Log.called", "Device.changed", "Player.restarted"})


class App(Hooks):
    """The running mini-program; stays the same when the app is restarted."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._exposed: dict[str, Callable[[], None]] = {}

    # Pages.

    async def current_page(self) -> Page:
        """Return the page on top."""
        return self._page(await self.connection.send("App.getCurrentPage"))

    async def get_current_page(self) -> Page:
        """Return the page on top; Minium's name."""
        return await self.current_page()

    @property
    async def page(self) -> Page:
        """The page on top."""
        return await self.current_page()

    async def wait_for_page(self, path: str, timeout: float | None = None) -> Page:
        """Return the page on top as soon as it is the one of this path.

        Raises:
            TimedOutError: it was another one for ``timeout`` seconds.
        """
        wanted, limit = path.strip("/"), self.connection.limit(timeout)

        async def look() -> Page | None:
            page = await self.current_page()
            return page if page.path == wanted else None

        why = f"{wanted} did not come to the top within {limit:g} s."
        return await until(self.connection, look, limit, why)

    async def page_stack(self) -> list[Page]:
        """Return the open pages, the one on top last."""
        answer = await self.connection.send("App.getPageStack")
        return [self._page(facts) for facts in answer["pageStack"]]

    async def get_page_stack(self) -> list[Page]:
        """Return the open pages; Minium's name."""
        return await self.page_stack()

    async def navigate_to(self, url: str) -> Page:
        """Open a page on top and return it when it is ready and idle.

        Raises:
            WxApiError: there is no such page, or ten are open.
        """
        return await self._route("navigateTo", {"url": _absolute(url)})

    async def redirect_to(self, url: str) -> Page:
        """Open a page in place of the one on top."""
        return await self._route("redirectTo", {"url": _absolute(url)})

    async def switch_tab(self, url: str) -> Page:
        """Go to a page of the tab bar."""
        return await self._route("switchTab", {"url": _absolute(url)})

    async def relaunch(self, url: str) -> Page:
        """Close all pages and open one."""
        return await self._route("reLaunch", {"url": _absolute(url)})

    async def navigate_back(self, delta: int = 1) -> Page:
        """Close pages and return the one that is on top then."""
        return await self._route("navigateBack", {"delta": delta})

    async def go_home(self) -> Page:
        """Close all pages and open the first of app.json."""
        facts = await self.connection.send("Minideck.getInfo")
        return await self.relaunch(str(facts["entryPage"]))

    async def restart(
        self,
        path: str = "",
        query: Mapping[str, str] | None = None,
        scene: int = 1001,
        referrer_info: Mapping[str, Any] | None = None,
    ) -> Page:
        """Start the app afresh, on the same phone; returns its first page when that is idle."""
        params = {"path": path.lstrip("/"), "query": dict(query or {}), "scene": scene}
        if referrer_info is not None:
            params["referrerInfo"] = dict(referrer_info)
        await self.connection.send("App.restart", params)
        return await self.current_page()

    async def wait_idle(self, timeout: float | None = None) -> None:
        """Return when the app has nothing to do: page ready, no call open, nothing to draw.

        Raises:
            TimedOutError: it goes on for ``timeout`` seconds.
        """
        limit = self.connection.limit(timeout)
        await self.connection.send("App.waitIdle", {"timeout": limit}, limit + CALL_S)

    async def wait_util(self, cnt: int = 0, max_timeout: float | None = None) -> bool:
        """Return whether at most ``cnt`` calls wait for the phone, within ``max_timeout`` seconds.

        Minium's name and spelling; calls that wait for the person do not count.
        """

        async def look() -> bool | None:
            calls = (await self.connection.send("Log.calls"))["calls"]
            waiting = [one for one in calls if one["ended"] is None and not one["waiting"]]
            return True if len(waiting) <= cnt else None

        try:
            return await until(self.connection, look, max_timeout, "")
        except TimedOutError:
            return False

    # Code.

    async def evaluate(self, code: str, *args: Any, timeout: float = CALL_S) -> Any:
        """Run JavaScript in the app and return its result as JSON; a promise is awaited.

        ``code`` is a function, called with ``args``, or an expression.

        Raises:
            AppError: it threw.
        """
        params = {"functionDeclaration": as_function(code), "args": list(args)}
        return (await self.connection.send("App.callFunction", params, timeout)).get("result")

    async def call_wx_method(self, name: str, *args: Any, timeout: float = CALL_S) -> Any:
        """Call an API of wx and return its result.

        Raises:
            WxApiError: it failed; ``err_msg`` is what the app hears.
        """
        params = {"method": name, "args": list(args)}
        return (await self.connection.send("App.callWxMethod", params, timeout)).get("result")

    async def call_plugin_wx_method(self, plugin_id: str, name: str, *args: Any) -> Any:
        """Call an API of wx as a plugin would."""
        params = {"method": name, "pluginId": plugin_id, "args": list(args)}
        return (await self.connection.send("App.callWxMethod", params)).get("result")

    async def expose_function(self, name: str, function: Handler) -> None:
        """Give the app a global function that calls one of ours, without an answer."""
        self._forget(name)

        def called(event: Mapping[str, Any]) -> Any:
            return function(*event.get("args", [])) if event.get("name") == name else None

        self._exposed[name] = self.connection.listen("App.bindingCalled", called)
        await self.connection.send("App.addBinding", {"name": name})

    async def on(self, event: str, handler: Handler) -> Callable[[], None]:
        """Hear of ``console``, ``exception``, ``call``, ``device`` and ``restart``.

        ``handler`` gets what the event carries. Returns what ends it.
        """
        name = _WORDS.get(event)
        if name is None:
            raise ValueError(f"There is no event {event!r}, only {', '.join(_WORDS)}.")
        stop = self.connection.listen(name, handler)
        if event == "console":
            await self.connection.send("App.enableLog")
        elif name in _SUBSCRIBED:
            await self.connection.send("Minideck.subscribe", {"events": [name]})
        return stop

    # Pictures.

    async def screen_shot(self, path: str | Path | None = None) -> bytes:
        """Return a picture of the phone's screen as PNG, and write it to a file if wanted."""
        answer = await self.connection.send("App.captureScreenshot")
        picture = base64.b64decode(str(answer["data"]))
        if path is not None:
            Path(path).write_bytes(picture)
        return picture

    async def get_perf_time(self, entry_types: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Return what ``wx.getPerformance`` has measured, of some types if wanted.

        Types are ``navigation``, ``render``, ``script`` and more.
        """
        found = await self.evaluate("wx.getPerformance().getEntries()")
        return [one for one in found if not entry_types or one["entryType"] in entry_types]

    async def stop_audits(self, path: str | Path | None = None) -> dict[str, Any]:
        """Open every page once and return score and findings; ``path`` gets them as a page."""
        answer = await self.connection.send("Tool.stopAudits", timeout=AUDIT_S)
        if path is not None:
            Path(path).write_text(str(answer["report"]), encoding="utf-8")
        return dict(json.loads(answer["data"]))

    async def exit(self) -> None:
        """End the app as a phone's system does; :meth:`restart` starts it again."""
        await self.connection.send("App.exit")

    async def system_info(self) -> dict[str, Any]:
        """Return what ``wx.getSystemInfoSync`` tells."""
        return dict(await self.call_wx_method("getSystemInfoSync"))

    async def _route(self, how: str, options: Mapping[str, Any]) -> Page:
        await self.call_wx_method(how, dict(options))
        params = {"timeout": SETTLE_S, "lenient": True}
        await self.connection.send("App.waitIdle", params)
        return await self.current_page()

    def _page(self, facts: Mapping[str, Any]) -> Page:
        return Page(
            self.connection, facts["pageId"], str(facts["path"]), dict(facts.get("query") or {})
        )

    def _forget(self, name: str) -> None:
        stop = self._exposed.pop(name, None)
        if stop is not None:
            stop()


def as_function(code: str) -> str:
    """Return code as a declaration of a function: an expression becomes its body."""
    if _FUNCTION.match(code):
        return code
    return f"() => ({code.strip().rstrip(';')})"


def _absolute(url: str) -> str:
    return url if url.startswith(("/", ".", "plugin")) else f"/{url}"
