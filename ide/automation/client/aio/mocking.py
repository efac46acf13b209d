"""Answers laid out for requests, cloud calls and dialogs; Minium's names, carried out by rules."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ide.automation.client.aio.connection import Connection

Answer = Mapping[str, Any] | str | None
Pattern = str | Mapping[str, Any]
"""A pattern of the address, or of several parameters of the call."""


class Mocking:
    """Answers of the phone laid out beforehand; a rule stays until it is restored."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._rules: dict[str, list[str]] = {}

    async def mock_request(
        self, rule: Pattern, success: Answer = None, fail: Answer = None, reverse: bool = False
    ) -> str:
        """Answer requests whose address fits a regular expression; returns the rule's id.

        ``success`` is the data, or an object with ``data``, ``statusCode``, ``header``. ``fail``
        is an errMsg, or an object with it. The first rule that fits decides; ``reverse`` puts
        this one first.
        """
        return await self._lay("request", rule, success, fail, reverse=reverse)

    async def mock_request_once(
        self, rule: Pattern, success: Answer = None, fail: Answer = None, reverse: bool = False
    ) -> str:
        """Answer the next request that fits, and none after it."""
        return await self._lay("request", rule, success, fail, reverse=reverse, once=True)

    async def restore_request(self) -> None:
        """End all rules for requests this client laid out."""
        await self._restore("request")

    async def mock_call_function(
        self, rule: Pattern, success: Answer = None, fail: Answer = None
    ) -> str:
        """Answer ``wx.cloud.callFunction``; ``rule`` fits ``name`` and ``data``."""
        return await self._lay("cloud.callFunction", _named(rule), success, fail, key="result")

    async def mock_call_function_once(
        self, rule: Pattern, success: Answer = None, fail: Answer = None
    ) -> str:
        """Answer the next ``wx.cloud.callFunction`` that fits."""
        return await self._lay(
            "cloud.callFunction", _named(rule), success, fail, key="result", once=True
        )

    async def restore_call_function(self) -> None:
        """End all rules for cloud functions this client laid out."""
        await self._restore("cloud.callFunction")

    async def mock_call_container(
        self, rule: Pattern, success: Answer = None, fail: Answer = None
    ) -> str:
        """Answer ``wx.cloud.callContainer``; ``rule`` fits ``path`` and more."""
        return await self._lay("cloud.callContainer", _named(rule, "path"), success, fail)

    async def mock_call_container_once(
        self, rule: Pattern, success: Answer = None, fail: Answer = None
    ) -> str:
        """Answer the next ``wx.cloud.callContainer`` that fits."""
        return await self._lay(
            "cloud.callContainer", _named(rule, "path"), success, fail, once=True
        )

    async def restore_call_container(self) -> None:
        """End all rules for cloud containers this client laid out."""
        await self._restore("cloud.callContainer")

    async def mock_show_modal(self, answer: bool | str = True) -> str:
        """Answer ``wx.showModal``: True confirms, False cancels, a text is what is typed in."""
        data: dict[str, Any] = {"confirm": answer is not False, "cancel": answer is False}
        if isinstance(answer, str):
            data["content"] = answer
        return await self._always("showModal", {"type": "ok", "data": data})

    async def mock_show_action_sheet(self, tap_index: int = 0) -> str:
        """Answer ``wx.showActionSheet`` with the item counted from 0; -1 cancels."""
        picked = {"type": "ok", "data": {"tapIndex": tap_index}}
        return await self._always(
            "showActionSheet", picked if tap_index >= 0 else {"type": "cancel"}
        )

    async def mock_get_location(  # noqa: PLR0917
        self,
        latitude: float = 23.12908,
        longitude: float = 113.26436,
        acc: float = 65,
        horizontal_acc: float = 65,
        vertical_acc: float = 65,
        speed: float = -1,
        altitude: float = 0,
    ) -> str:
        """Answer ``wx.getLocation`` with a place; see ``device.location`` for a phone there."""
        data = {
            "latitude": latitude,
            "longitude": longitude,
            "accuracy": acc,
            "horizontalAccuracy": horizontal_acc,
            "verticalAccuracy": vertical_acc,
            "speed": speed,
            "altitude": altitude,
        }
        return await self._always("getLocation", {"type": "ok", "data": data})

    async def mock_choose_image(self, picture: str | Path | bytes, name: str = "image.png") -> str:
        """Answer ``wx.chooseImage`` with a picture: a file, or its bytes with a name."""
        return await self.mock_choose_images([picture], name)

    async def mock_choose_images(
        self, pictures: Sequence[str | Path | bytes], name: str = "image.png"
    ) -> str:
        """Answer ``wx.chooseImage`` with several pictures."""
        files = [await self._put(one, name) for one in pictures]
        paths = [one["path"] for one in files]
        return await self._always(
            "chooseImage", {"type": "ok", "data": {"tempFilePaths": paths, "tempFiles": files}}
        )

    async def restore_mock(self, api: str | None = None) -> None:
        """End the rules this client laid out for an API, or all of them."""
        for name in [api] if api is not None else list(self._rules):
            await self._restore(name)

    async def _lay(
        self,
        api: str,
        rule: Pattern,
        success: Answer,
        fail: Answer,
        *,
        key: str = "data",
        reverse: bool = False,
        once: bool = False,
    ) -> str:
        body: dict[str, Any] = {"api": api, "rule": rule if isinstance(rule, str) else dict(rule)}
        if fail is not None:
            body["fail"] = failed(api, fail)
        else:
            body["success"] = _full(success, key)
        return await self._add(api, body, first=reverse, once=once)

    async def _always(self, api: str, outcome: Mapping[str, Any]) -> str:
        await self._restore(api)
        return await self._add(api, {"api": api, "outcome": dict(outcome)}, first=True)

    async def _add(
        self,
        api: str,
        body: Mapping[str, Any],
        *,
        first: bool = False,
        once: bool = False,
        bypass: bool = True,
    ) -> str:
        params = {"rule": dict(body), "first": first, "once": once, "bypass": bypass}
        number = str((await self.connection.send("Mock.addRule", params))["id"])
        self._rules.setdefault(api, []).append(number)
        return number

    async def _restore(self, api: str) -> None:
        for number in self._rules.pop(api, []):
            await self.connection.send("Mock.removeRule", {"id": number})

    async def _put(self, picture: str | Path | bytes, name: str) -> dict[str, Any]:
        if isinstance(picture, bytes):
            data = picture
        else:
            data, name = Path(picture).read_bytes(), Path(picture).name
        params = {"name": name, "data": base64.b64encode(data).decode("ascii")}
        path = str((await self.connection.send("Device.addFile", params))["path"])
        return {"path": path, "size": len(data)}


class Mock(Mocking):
    """Answers laid out on the phone: rules, queues, faults, recordings."""

    async def add_rule(self, rule: Mapping[str, Any], *, first: bool = False) -> str:
        """Lay out a rule as in ``*.rules.json``; returns its id."""
        return await self._add(str(rule.get("api", "")), rule, first=first, bypass=False)

    async def remove_rule(self, rule_id: str) -> None:
        """Take a rule away."""
        await self.connection.send("Mock.removeRule", {"id": rule_id})

    async def rules(self) -> list[dict[str, Any]]:
        """Return all rules in force, those of the project too."""
        return list((await self.connection.send("Mock.rules"))["rules"])

    async def queue(
        self, api: str, outcomes: Sequence[Mapping[str, Any] | str], end: str = "fall-back"
    ) -> None:
        """Lay out how the next calls of an API end, one after the other.

        An outcome is a word (``ok``, ``cancel``, ``deny``, ``fail``, ``timeout``, ``hang``) or an
        object as in a rule. ``end``: ``fall-back`` to the phone, ``last`` again, or ``cycle``.
        """
        bodies = [{"type": one} if isinstance(one, str) else dict(one) for one in outcomes]
        await self.connection.send("Mock.queue", {"api": api, "outcomes": bodies, "end": end})

    async def faults(self, faults: Sequence[Mapping[str, Any]], seed: int | None = None) -> None:
        """Let a share of the calls fail: ``{"api": "request", "share": 0.2, "host": "*.cn"}``."""
        params: dict[str, Any] = {"faults": [dict(one) for one in faults]}
        await self.connection.send("Mock.faults", params | ({} if seed is None else {"seed": seed}))

    async def mock_har(
        self, path: str | Path, update: bool = False, *, strict: bool = False
    ) -> None:
        """Answer requests from a recording (HAR); with ``update`` write one instead.

        It is written by :meth:`stop_har`, or when the client leaves. What a rule answered is not
        in it; requests of a project that may not reach the network are, with status 0.
        """
        params = {"file": str(Path(path).resolve()), "update": update, "strict": strict}
        await self.connection.send("Mock.har", params)

    async def stop_har(self) -> None:
        """End :meth:`mock_har`."""
        await self.connection.send("Mock.har", {"file": ""})

    async def clear(self) -> None:
        """Take away all rules, queues, faults and recordings."""
        self._rules.clear()
        await self.connection.send("Mock.clear")


def failed(api: str, result: Any) -> dict[str, Any]:
    """Return a failure with a whole errMsg, from a text or an object."""
    facts = dict(result) if isinstance(result, Mapping) else {"errMsg": str(result or "")}
    message = str(facts.get("errMsg", ""))
    if ":fail" not in message:
        facts["errMsg"] = f"{api}:fail {message}".rstrip()
    return facts


def _named(rule: Pattern, member: str = "name") -> Pattern:
    return {member: rule} if isinstance(rule, str) else rule


def _full(success: Answer, key: str) -> Any:
    known = {"result", "errMsg"} if key == "result" else {"data", "statusCode", "errMsg"}
    if isinstance(success, Mapping) and known & set(success):
        return dict(success)
    value = dict(success) if isinstance(success, Mapping) else success
    return (
        {key: value, "statusCode": 200, "header": {}, "cookies": []}
        if key == "data"
        else {key: value}
    )
