"""What WeChat itself shows around the app: dialogs, sheets, its own buttons."""

# Written by `python -m bootstrap.sync_client` from aio/native.py: change that one.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ide.automation.client.shapes import Question
from ide.automation.client.sync.connection import CALL_S, Connection
from ide.automation.client.sync.patience import until
from ide.automation.errors import AutomationError

_PLACES = ("scope.userLocation", "scope.userFuzzyLocation")
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
        timeout: float | None = None,
    ) -> None:
        """Answer the oldest question of a kind or an API, or the ``nth`` after it, waiting for it.

        Raises:
            TimedOutError: nothing of that sort is asked within ``timeout`` seconds.
            ServerRefusedError: the question has no such choice; the sentence lists them.
        """
        question = self._asked(kind, api, timeout, nth)
        self._give(question, choice, data)

    def allow_authorize(self, answer: bool = True, timeout: float | None = None) -> None:
        """Allow or deny the permission the phone asks for, whichever it is."""
        self._decide(answer, "permission", timeout)

    def allow_login(self, answer: bool = True, timeout: float | None = None) -> None:
        """Agree to the login: ``wx.login`` asks the person nothing, so that nothing is to be done.

        Raises:
            AutomationError: it was to be refused, which no phone offers.
        """
        if not answer:
            raise AutomationError(
                "wx.login asks the person nothing and cannot be refused;"
                " mock.queue('login', ['fail']) lets the next one fail."
            )

    def allow_get_user_info(self, answer: bool = True, timeout: float | None = None) -> None:
        """Allow or deny the look at the profile."""
        self._decide(answer, "profile", timeout)

    def allow_get_location(self, answer: bool = True, timeout: float | None = None) -> None:
        """Allow or deny the location."""
        self._permit(answer, timeout, *_PLACES)

    def allow_get_we_run_data(self, answer: bool = True, timeout: float | None = None) -> None:
        """Allow or deny the steps."""
        self._permit(answer, timeout, "scope.werun")

    def allow_record(self, answer: bool = True, timeout: float | None = None) -> None:
        """Allow or deny the microphone."""
        self._permit(answer, timeout, "scope.record")

    def allow_write_photos_album(self, answer: bool = True, timeout: float | None = None) -> None:
        """Allow or deny the album."""
        self._permit(answer, timeout, "scope.writePhotosAlbum")

    def allow_camera(self, answer: bool = True, timeout: float | None = None) -> None:
        """Allow or deny the camera."""
        self._permit(answer, timeout, "scope.camera")

    def allow_get_user_phone(self, answer: bool = True, timeout: float | None = None) -> None:
        """Hand out the phone number, or not."""
        self._decide(answer, "phone-number", timeout)

    def allow_send_subscribe_message(
        self, answer: bool = True, timeout: float | None = None
    ) -> None:
        """Subscribe to the messages, or not."""
        self._decide(answer, "subscribe", timeout)

    def allow_privacy(self, answer: bool = True, timeout: float | None = None) -> None:
        """Agree to the privacy guide, or not."""
        self._decide(answer, "privacy", timeout)

    def map_select_location(
        self,
        name: str | None = None,
        latitude: float | None = None,
        longitude: float | None = None,
        address: str = "",
        timeout: float | None = None,
    ) -> None:
        """Choose a place in ``wx.chooseLocation``: a point of the map, or one of those listed.

        A point is in GCJ-02 and bears ``name`` and ``address``; without one ``name`` is a place of
        the list, the first for None.

        Raises:
            AutomationError: no such place is listed; the sentence names those that are.
        """
        question = self._asked("choose-location", None, timeout)
        if latitude is not None and longitude is not None:
            point = {"latitude": latitude, "longitude": longitude}
            self._give(question, "choose", {"name": name or "", "address": address, **point})
            return
        places = {str(one["name"]): one for one in question["facts"]["places"]}
        if name is not None and name not in places:
            raise AutomationError(
                f"“{name}” is no place of the list: {', '.join(places) or 'it is empty'};"
                " give latitude and longitude for another."
            )
        self._give(question, "choose", None if name is None else dict(places[name]))

    def map_back_to_mp(self, timeout: float | None = None) -> None:
        """Leave ``wx.chooseLocation`` without a place."""
        self._decide(False, "choose-location", timeout)

    def forward_miniprogram(
        self, names: str | list[str] = "", text: str = "", timeout: float | None = None
    ) -> None:
        """Send the card of ``onShareAppMessage`` to a person or group: an id or a name of theirs.

        '' is whom the sheet offers first. ``text`` is written with the card: the app is told
        nothing of it, and it is not kept.

        Raises:
            AutomationError: nobody on the sheet is called so, or several were named.
        """
        question = self._asked("share", None, timeout)
        wanted = [names] if isinstance(names, str) else list(names)
        if len(wanted) > 1:
            raise AutomationError("A card goes to one person or group; share again for the next.")
        if not wanted or not wanted[0]:
            self._give(question, "send")
            return
        known = self._receivers(question)
        if wanted[0] not in known:
            there = ", ".join(known) or "nobody"
            raise AutomationError(f"“{wanted[0]}” is not on the share sheet; there are: {there}.")
        self._give(question, "send", {"to": known[wanted[0]]})

    def send_custom_message(self, message: str, timeout: float | None = None) -> None:
        """Write to the customer service that a contact button has opened, and close it.

        Raises:
            ServerRefusedError: it is the chat of ``wx.openCustomerServiceChat``, which takes no
                line; ``answer("open", kind="customer-service")`` opens it.
        """
        question = self._asked("customer-service", None, timeout)
        self._give(question, "send", {"text": message})
        self._give(self._asked("customer-service", None, timeout), "close")

    def phone_call(self, answer: bool = True, timeout: float | None = None) -> None:
        """Call the number of ``wx.makePhoneCall``, or leave it."""
        self._decide(answer, "phone-call", timeout)

    def pick_media_file(
        self, ids: list[str] | None = None, timeout: float | None = None, cancel: bool = False
    ) -> None:
        """Pick pictures, videos or files of a chat by their ids or names; ``cancel`` picks none.

        None takes what is offered, and a picture where only the camera is offered.

        Raises:
            AutomationError: no such item is shown; the sentence names those that are.
        """
        question = self._asked(("album", "chat-files"), None, timeout)
        if cancel:
            self._give(question, "cancel")
            return
        if ids is None:
            self._give(question, question["choices"][0]["id"])
            return
        items = question["facts"]["items"]
        known = {str(one["name"]): one["id"] for one in items if one.get("name")}
        known |= {str(one["id"]): one["id"] for one in items}
        missing = [one for one in ids if one not in known]
        if missing:
            shown = ", ".join(str(one["id"]) for one in items) or "nothing"
            raise AutomationError(f"“{missing[0]}” cannot be picked; there are: {shown}.")
        self._give(question, "choose", {"items": [known[one] for one in ids]})

    def deactivate(self, duration: float = 0) -> None:
        """Send the app to the background for so many seconds of the phone's time.

        They pass at once, as by ``clock.fast_forward``.
        """
        self._app({"do": "hide"})
        if duration:
            self.connection.send("Clock.fastForward", {"ms": duration * 1000})
        self._app({"do": "show"})

    def get_authorize_settings(self) -> dict[str, bool]:
        """Return the permissions of the app by scope, as ``wx.getSetting`` tells them."""
        answer = self.connection.send("App.callWxMethod", {"method": "getSetting", "args": [{}]})
        return dict(answer["result"]["authSetting"])

    def handle_modal(self, button: str | bool = "确定", timeout: float | None = None) -> None:
        """Press the button of a modal with that text; True confirms, False cancels."""
        if isinstance(button, bool):
            css, text = (".modal-confirm" if button else ".modal-cancel"), ""
        else:
            css, text = ".modal-buttons button", button
        self._press(css, text, 0, timeout)

    def handle_action_sheet(self, item: str | int, timeout: float | None = None) -> None:
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

    def close_payment_dialog(self, timeout: float | None = None) -> None:
        """Leave the payment sheet without paying."""
        self._decide(False, "payment", timeout)

    def _app(self, values: Mapping[str, Any]) -> None:
        self.connection.send("Device.apply", {"channel": "app", "values": dict(values)})

    def _tool(self, name: str, data: Any = None) -> None:
        params = {"method": name} | ({} if data is None else {"data": data})
        self.connection.send("Tool.native", params)

    def _press(self, css: str, text: str, nth: int, timeout: float | None) -> None:
        limit = self.connection.limit(timeout)
        params: dict[str, Any] = {"tap": css, "nth": nth, "timeout": limit}
        self.connection.send("Input.do", params | ({"text": text} if text else {}), limit + CALL_S)

    def _decide(self, yes: bool, kind: str, timeout: float | None) -> None:
        self._settle(self._asked(kind, None, timeout), yes)

    def _permit(self, yes: bool, timeout: float | None, *scopes: str) -> None:
        self._settle(self._asked("permission", None, timeout, scopes=scopes), yes)

    def _settle(self, question: Question, yes: bool) -> None:
        choices = [str(one["id"]) for one in question["choices"]]
        no = next((one for one in choices if one in _NO), choices[-1])
        self._give(question, choices[0] if yes else no)

    def _give(self, question: Question, choice: str, data: Mapping[str, Any] | None = None) -> None:
        params: dict[str, Any] = {"id": question["id"], "choice": choice}
        self.connection.send("Device.answer", params | ({"data": dict(data)} if data else {}))

    def _receivers(self, question: Question) -> dict[str, str]:
        """Return the ids of who is on a share sheet by name and by id."""
        facts = question["facts"]
        people = self.connection.send("Device.getState", {"path": "user.personas"})
        groups = self.connection.send("Device.getState", {"path": "apps.groups"})
        there = [
            *(
                (one["nickName"], one["id"])
                for one in people["value"]
                if one["id"] in facts["people"]
            ),
            *((one["name"], one["id"]) for one in groups["value"] if one["id"] in facts["groups"]),
        ]
        return dict(there) | {number: number for _, number in there}

    def _asked(
        self,
        kind: str | tuple[str, ...] | None,
        api: str | None,
        timeout: float | None,
        nth: int = 0,
        scopes: tuple[str, ...] = (),
    ) -> Question:
        kinds = (kind,) if isinstance(kind, str) else kind

        def look() -> Question | None:
            asked = [
                one
                for one in self.questions()
                if (kinds is None or one["kind"] in kinds)
                and api in (None, one["api"])
                and (not scopes or one["facts"].get("scope") in scopes)
            ]
            return asked[nth] if nth < len(asked) else None

        what = " or ".join(scopes or kinds or (api or "anything",))
        limit = self.connection.limit(timeout)
        why = f"The phone did not ask for {what} within {limit:g} s."
        return until(self.connection, look, limit, why)
