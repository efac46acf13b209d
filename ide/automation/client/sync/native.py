"""What WeChat itself shows around the app: dialogs, sheets, its own buttons."""

# Written by `python -m bootstrap.sync_client` from aio/native.py: change that one.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ide.automation.client.shapes import Question
from ide.automation.client.sync.connection import CALL_S, Connection
from ide.automation.client.sync.patience import WAIT_S, until

_NO = frozenset(
    {"denied", "deny", "disagree", "reject", "cancel", "closed", "close", "back", "dismiss"}
)


class Native:
    """Answers what the phone asks the person, waiting for the question."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def questions(self) -> list[Question]:
        """Return what waits for the person, the oldest first."""
        answer = self.connection.send("Device.questions")
        return list(answer["questions"])

    def answer(
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
        question = self._asked(kind, api, timeout, nth)
        params: dict[str, Any] = {"id": question["id"], "choice": choice}
        self.connection.send("Device.answer", params | ({"data": dict(data)} if data else {}))

    def allow_authorize(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the permission the phone asks for."""
        self._decide(answer, "permission", timeout)

    def allow_login(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Agree to the login; the phone asks for none, so that nothing is left to do."""

    def allow_get_user_info(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the look at the profile."""
        self._decide(answer, "profile", timeout)

    def allow_get_location(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the location."""
        self._decide(answer, "permission", timeout)

    def allow_get_we_run_data(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the steps."""
        self._decide(answer, "permission", timeout)

    def allow_record(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the microphone."""
        self._decide(answer, "permission", timeout)

    def allow_write_photos_album(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the album."""
        self._decide(answer, "permission", timeout)

    def allow_camera(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Allow or deny the camera."""
        self._decide(answer, "permission", timeout)

    def allow_get_user_phone(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Hand out the phone number, or not."""
        self._decide(answer, "phone-number", timeout)

    def allow_send_subscribe_message(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Subscribe to the messages, or not."""
        self._decide(answer, "subscribe", timeout)

    def allow_privacy(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Agree to the privacy guide, or not."""
        self._decide(answer, "privacy", timeout)

    def map_select_location(
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
            self.answer(
                "choose",
                kind="choose-location",
                data={**data, "latitude": latitude, "longitude": longitude},
                timeout=timeout,
            )
        else:
            self._decide(True, "choose-location", timeout)

    def map_back_to_mp(self, timeout: float = WAIT_S) -> None:
        """Leave ``wx.chooseLocation`` without a place."""
        self._decide(False, "choose-location", timeout)

    def forward_miniprogram(
        self, names: str | list[str] = "", text: str = "", timeout: float = WAIT_S
    ) -> None:
        """Send the card of ``onShareAppMessage`` to a person of the phone, the first for ''."""
        who = names if isinstance(names, str) else "".join(names[:1])
        self._decide(True, "share", timeout, {"to": who, "text": text} if who else None)

    def send_custom_message(self, message: str, timeout: float = WAIT_S) -> None:
        """Write to the customer service that is open, and close it."""
        question = self._asked("customer-service", None, timeout)
        params = {"id": question["id"], "choice": "send", "data": {"text": message}}
        self.connection.send("Device.answer", params)

    def phone_call(self, answer: bool = True, timeout: float = WAIT_S) -> None:
        """Call the number of ``wx.makePhoneCall``, or leave it."""
        self._decide(answer, "phone-call", timeout)

    def pick_media_file(
        self, ids: list[str] | None = None, timeout: float = WAIT_S, cancel: bool = False
    ) -> None:
        """Pick pictures of the album by their ids, or those offered; ``cancel`` picks none."""
        data = None if ids is None else {"items": list(ids)}
        self._decide(not cancel, "album", timeout, data)

    def deactivate(self, duration: float = 0) -> None:
        """Send the app to the background for so many seconds of the phone's time."""
        self._app({"do": "hide"})
        if duration:
            self.connection.send("Clock.fastForward", {"ms": duration * 1000})
        self._app({"do": "show"})

    def get_authorize_settings(self) -> dict[str, bool]:
        """Return the permissions of the app by scope, as ``wx.getSetting`` tells them."""
        answer = self.connection.send("App.callWxMethod", {"method": "getSetting", "args": [{}]})
        return dict(answer["result"]["authSetting"])

    def handle_modal(self, button: str | bool = "确定", timeout: float = WAIT_S) -> None:
        """Press the button of a modal with that text; True confirms, False cancels."""
        if isinstance(button, bool):
            css, text = (".modal-confirm" if button else ".modal-cancel"), ""
        else:
            css, text = ".modal-buttons button", button
        self._press(css, text, 0, timeout)

    def handle_action_sheet(self, item: str | int, timeout: float = WAIT_S) -> None:
        """Pick the item of an action sheet with that text, or counted from 0."""
        if isinstance(item, int):
            self._press(".action-item", "", item, timeout)
        else:
            self._press(".action-item", item, 0, timeout)

    def go_home(self) -> None:
        """Press the home button of the navigation bar."""
        self._tool("goHome")

    def navigate_left(self) -> None:
        """Press the back arrow of the navigation bar."""
        self._tool("navigateLeft")

    def switch_tab(self, url: str) -> None:
        """Tap a tab of the tab bar."""
        self._tool("switchTab", {"url": url})

    def close_payment_dialog(self, timeout: float = WAIT_S) -> None:
        """Leave the payment sheet without paying."""
        self._decide(False, "payment", timeout)

    def _app(self, values: Mapping[str, Any]) -> None:
        self.connection.send("Device.apply", {"channel": "app", "values": dict(values)})

    def _tool(self, name: str, data: Any = None) -> None:
        params = {"method": name} | ({} if data is None else {"data": data})
        self.connection.send("Tool.native", params)

    def _press(self, css: str, text: str, nth: int, timeout: float) -> None:
        params: dict[str, Any] = {"tap": css, "nth": nth, "timeout": timeout}
        self.connection.send(
            "Input.do", params | ({"text": text} if text else {}), timeout + CALL_S
        )

    def _decide(
        self, yes: bool, kind: str, timeout: float, data: Mapping[str, Any] | None = None
    ) -> None:
        question = self._asked(kind, None, timeout)
        choices = [str(one["id"]) for one in question["choices"]]
        no = next((one for one in choices if one in _NO), choices[-1])
        params: dict[str, Any] = {"id": question["id"], "choice": choices[0] if yes else no}
        self.connection.send("Device.answer", params | ({"data": dict(data)} if data else {}))

    def _asked(self, kind: str | None, api: str | None, timeout: float, nth: int = 0) -> Question:
        def look() -> Question | None:
            asked = [
                one
                for one in self.questions()
                if kind in (None, one["kind"]) and api in (None, one["api"])
            ]
            return asked[nth] if nth < len(asked) else None

        what = kind or api or "anything"
        return until(
            self.connection,
            look,
            timeout,
            f"The phone did not ask for {what} within {timeout:g} s.",
        )
