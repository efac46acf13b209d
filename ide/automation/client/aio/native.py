"""What WeChat itself shows around the app: dialogs, sheets, its own buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ide.automation.client.aio.connection import CALL_S, Connection
from ide.automation.client.aio.patience import WAIT_S, until
from ide.automation.client.shapes import Question

_NO = frozenset(
    {"denied", "deny", "disagree", "reject", "cancel", "closed", "close", "back", "dismiss"}
)


class Native:
    """Answers what the phone asks the person, waiting for the question."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    async def questions(self) -> list[Question]:
        """Return what waits for the person, the oldest first."""
        answer = await self.connection.send("Device.questions")
        return list(answer["questions"])

    async def answer(
        self,
        choice: str,
        *,
        kind: str | None = None,
        api: str | None = None,
        nth: int = 0,
        data: Mapping[str, Any] | None = None,
        timeout: float = WAIT_S,
    ) -> None:
        """Answer the oldest question of a kind or an API, or the ``nth`` after it, waiting for it.

        Raises:
            TimedOutError: nothing of that sort is asked within ``timeout`` seconds.
            ServerRefusedError: the question has no such choice; the sentence lists them.
        """
        question = await self._asked(kind, api, timeout, nth)
        params: dict[str, Any] = {"id": question["id"], "choice": choice}
        await self.connection.send("Device.answer", params | ({"data": dict(data)} if data else {}))

    async def allow_authorize(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the permission the phone asks for."""
        await self._decide(answer, "permission", timeout)

    async def allow_login(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Agree to the login; the phone asks for none, so that nothing is left to do."""

    async def allow_get_user_info(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the look at the profile."""
        await self._decide(answer, "profile", timeout)

    async def allow_get_location(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the location."""
        await self._decide(answer, "permission", timeout)

    async def allow_get_we_run_data(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the steps."""
        await self._decide(answer, "permission", timeout)

    async def allow_record(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the microphone."""
        await self._decide(answer, "permission", timeout)

    async def allow_write_photos_album(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the album."""
        await self._decide(answer, "permission", timeout)

    async def allow_camera(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the camera."""
        await self._decide(answer, "permission", timeout)

    async def allow_get_user_phone(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Hand out the phone number, or not."""
        await self._decide(answer, "phone-number", timeout)

    async def allow_send_subscribe_message(
        self, answer: bool = True, timeout: float = WAIT_S
    ) -> None:
        """Subscribe to the messages, or not."""
        await self._decide(answer, "subscribe", timeout)

    async def allow_privacy(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Agree to the privacy guide, or not."""
        await self._decide(answer, "privacy", timeout)

    async def map_select_location(
        self,
        name: str | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
        address: str = "",
        timeout: float = WAIT_S,
    ) -> None:
        """Choose a place in ``wx.chooseLocation``: by its coordinates, or the one offered."""
        data = {"name": name or "", "address": address}
        if latitude is not None and longitude is not None:
            await self.answer(
                "choose",
                kind="choose-location",
                data={**data, "latitude": latitude, "longitude": longitude},
                timeout=timeout,
            )
        else:
            await self._decide(True, "choose-location", timeout)

    async def map_back_to_mp(self, timeout: float = WAIT_S) -> None:
        """Leave ``wx.chooseLocation`` without a place."""
        await self._decide(False, "choose-location", timeout)

    async def forward_miniprogram(
        self, names: str | list[str] = "", text: str = "", timeout: float = WAIT_S
    ) -> None:
        """Send the card of ``onShareAppMessage`` to a person of the phone, the first for ''."""
        who = names if isinstance(names, str) else "".join(names[:1])
        await self._decide(True, "share", timeout, {"to": who, "text": text} if who else None)

    async def send_custom_message(self, message: str, timeout: float = WAIT_S) -> None:
        """Write to the customer service that is open, and close it."""
        question = await self._asked("customer-service", None, timeout)
        params = {"id": question["id"], "choice": "send", "data": {"text": message}}
        await self.connection.send("Device.answer", params)

    async def phone_call(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Call the number of ``wx.makePhoneCall``, or leave it."""
        await self._decide(answer, "phone-call", timeout)

    async def pick_media_file(
        self, ids: list[str] | None = None, timeout: float = WAIT_S, cancel: bool = False
    ) -> None:
        """Pick pictures of the album by their ids, or those offered; ``cancel`` picks none."""
        data = None if ids is None else {"items": list(ids)}
        await self._decide(not cancel, "album", timeout, data)

    async def deactivate(self, duration: float = 0) -> None:
        """Send the app to the background for so many seconds of the phone's time."""
        await self._app({"do": "hide"})
        if duration:
            await self.connection.send("Clock.fastForward", {"ms": duration * 1000})
        await self._app({"do": "show"})

    async def get_authorize_settings(self) -> dict[str, bool]:
        """Return the permissions of the app by scope, as ``wx.getSetting`` tells them."""
        answer = await self.connection.send(
            "App.callWxMethod", {"method": "getSetting", "args": [{}]}
        )
        return dict(answer["result"]["authSetting"])

    async def handle_modal(self, button: str | bool = "确定", timeout: float = WAIT_S) -> None:
        """Press the button of a modal with that text; True confirms, False cancels."""
        if isinstance(button, bool):
            css, text = (".modal-confirm" if button else ".modal-cancel"), ""
        else:
            css, text = ".modal-buttons button", button
        await self._press(css, text, 0, timeout)

    async def handle_action_sheet(self, item: str | int, timeout: float = WAIT_S) -> None:
        """Pick the item of an action sheet with that text, or counted from 0."""
        if isinstance(item, int):
            await self._press(".action-item", "", item, timeout)
        else:
            await self._press(".action-item", item, 0, timeout)

    async def go_home(self) -> None:
        """Press the home button of the navigation bar."""
        await self._tool("goHome")

    async def navigate_left(self) -> None:
        """Press the back arrow of the navigation bar."""
        await self._tool("navigateLeft")

    async def switch_tab(self, url: str) -> None:
        """Tap a tab of the tab bar."""
        await self._tool("switchTab", {"url": url})

    async def close_payment_dialog(self, timeout: float = WAIT_S) -> None:
        """Leave the payment sheet without paying."""
        await self._decide(False, "payment", timeout)

    async def _app(self, values: Mapping[str, Any]) -> None:
        await self.connection.send("Device.apply", {"channel": "app", "values": dict(values)})

    async def _tool(self, name: str, data: Any = None) -> None:
        params = {"method": name} | ({} if data is None else {"data": data})
        await self.connection.send("Tool.native", params)

    async def _press(self, css: str, text: str, nth: int, timeout: float) -> None:
        params: dict[str, Any] = {"tap": css, "nth": nth, "timeout": timeout}
        await self.connection.send(
            "Input.do", params | ({"text": text} if text else {}), timeout + CALL_S
        )

    async def _decide(
        self, yes: bool, kind: str, timeout: float, data: Mapping[str, Any] | None = None
    ) -> None:
        question = await self._asked(kind, None, timeout)
        choices = [str(one["id"]) for one in question["choices"]]
        no = next((one for one in choices if one in _NO), choices[-1])
        params: dict[str, Any] = {"id": question["id"], "choice": choices[0] if yes else no}
        await self.connection.send("Device.answer", params | ({"data": dict(data)} if data else {}))

    async def _asked(
        self, kind: str | None, api: str | None, timeout: float, nth: int = 0
    ) -> Question:
        async def look() -> Question | None:
            asked = [
                one
                for one in await self.questions()
                if kind in (None, one["kind"]) and api in (None, one["api"])
            ]
            return asked[nth] if nth < len(asked) else None

        what = kind or api or "anything"
        return await until(
            self.connection,
            look,
            timeout,
            f"The phone did not ask for {what} within {timeout:g} s.",
        )
