"""Functions of the app replaced and heard: mocks of wx, hooks before and after."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any

from ide.automation.client import scripts
from ide.automation.client.aio.connection import Connection, Handler
from ide.automation.client.aio.mocking import Mocking, failed

_IS_FUNCTION = re.compile(r"^\s*(async\s+)?(function\b|\([^)]*\)\s*=>|[\w$]+\s*=>)")


class Hooks(Mocking):
    """Minium's names for listening to calls of wx and of the page's methods."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._hooked: dict[str, Mapping[str, Handler | None]] = {}
        self._binding = f"minideckHook{token_hex(6)}"
        """What all hooks tell; one for each client, since the app keeps it."""
        self._listening = False

    async def mock_wx_method(
        self,
        method: str,
        functionDeclaration: str | None = None,  # noqa: N803 - Minium's name
        result: Any = None,
        args: Sequence[Any] | None = None,
        success: bool = True,
        *,
        plugin_id: str | None = None,
    ) -> None:
        """Let an API of wx give a fixed ``result``, or what a JavaScript function returns.

        The function gets the call's parameters, then ``args``; ``this.origin`` is the API itself.
        Without ``success`` the call fails with ``result``, its ``errMsg`` as text or a member.
        """
        params: dict[str, Any] = {"method": method}
        if plugin_id is not None:
            params["pluginId"] = plugin_id
        if functionDeclaration is None and isinstance(result, str) and _IS_FUNCTION.match(result):
            functionDeclaration = result  # noqa: N806
        if functionDeclaration is not None:
            params |= {"functionDeclaration": functionDeclaration, "args": list(args or ())}
        else:
            params["result"] = result if success else failed(method, result)
        await self.connection.send("App.mockWxMethod", params)

    async def restore_wx_method(self, method: str, *, plugin_id: str | None = None) -> None:
        """End what :meth:`mock_wx_method` began."""
        params = {"method": method} | ({} if plugin_id is None else {"pluginId": plugin_id})
        await self.connection.send("App.mockWxMethod", params)

    async def hook_wx_method(
        self,
        method: str,
        before: Handler | None = None,
        after: Handler | None = None,
        callback: Handler | None = None,
    ) -> None:
        """Hear of the calls of an API of wx, which go on as they are.

        ``before`` gets the arguments, ``after`` what the call returned, ``callback`` what its
        ``success`` or ``fail`` got. They are told later than the app goes on.
        """
        handlers = {"before": before, "after": after, "callback": callback}
        await self._hook(scripts.HOOK_WX, "wx", method, handlers)

    async def release_hook_wx_method(self, method: str) -> None:
        """End :meth:`hook_wx_method`."""
        self._hooked.pop(f"wx.{method}", None)
        await self._run(scripts.RELEASE_WX, method)

    async def hook_current_page_method(self, method: str, callback: Handler) -> None:
        """Hear of the calls of a method of the page on top; ``callback`` gets the arguments.

        Raises:
            AppError: the page has no such method.
        """
        await self._hook(scripts.HOOK_PAGE, "page", method, {"before": callback})

    async def release_hook_current_page_method(self, method: str) -> None:
        """End :meth:`hook_current_page_method`."""
        self._hooked.pop(f"page.{method}", None)
        await self._run(scripts.RELEASE_PAGE, method)

    async def _run(self, declaration: str, *args: Any) -> None:
        params = {"functionDeclaration": declaration, "args": list(args)}
        await self.connection.send("App.callFunction", params)

    async def _hook(
        self, declaration: str, kind: str, method: str, handlers: Mapping[str, Handler | None]
    ) -> None:
        if not self._listening:
            self._listening = True
            self.connection.listen("App.bindingCalled", self._called)
        hook = f"{kind}.{method}"
        self._hooked[hook] = handlers
        await self.connection.send("App.addBinding", {"name": self._binding})
        await self._run(declaration, method, self._binding, hook)

    def _called(self, event: Mapping[str, Any]) -> Any:
        if event.get("name") != self._binding:
            return None
        hook, when, *args = event["args"]
        handler = self._hooked.get(hook, {}).get(when)
        return None if handler is None else handler(*args)
