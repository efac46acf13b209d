"""The handset: battery, screen, vibration, clipboard, calls, contacts, calendar, accessibility."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from apimock.asking import Answer, Choice
from apimock.calls import Event
from apimock.context import Context
from apimock.observable import Change
from apimock.registry import Level, handles, reacts
from apimock.remote import RemoteObject, answer_made, made

if TYPE_CHECKING:
    from apimock.phone import Phone

SAVE = (Choice("ok", "Save"), Choice("cancel", "Cancel"))
_HISTORY = 20
_KEPT = 50


@handles("getBatteryInfo", "getBatteryInfoSync")
def battery(context: Context) -> None:
    """Level and charging."""
    battery = context.device.battery
    context.ok(
        {
            "level": max(1, min(100, battery.level)),
            "isCharging": battery.charging,
            "isLowPowerModeEnabled": battery.low_power,
        }
    )


@reacts("battery.low_power")
def low_power(phone: Phone, change: Change) -> None:
    """The only battery change a client tells."""
    phone.emit(Event("onBatteryInfoChange", {"isLowPowerModeEnabled": change.new}))


@handles("getScreenBrightness")
def get_brightness(context: Context) -> None:
    """Brightness from 0 to 1."""
    context.ok({"value": context.device.screen.brightness})


@handles("setScreenBrightness")
def set_brightness(context: Context) -> None:
    """Set the brightness; -1 gives it back to the system on Android."""
    value = context.number_of("value", 0.0)
    if not (0 <= value <= 1 or (value == -1 and context.dialect == "android")):
        context.fail("parameter error: parameter.value should be between 0 and 1", errno=1001)
        return
    context.device.screen.auto_brightness = value < 0
    if value >= 0:
        context.device.screen.brightness = value
    context.ok()


@handles("setKeepScreenOn")
def keep_on(context: Context) -> None:
    """Keep the screen lit."""
    context.device.screen.keep_on = context.flag("keepScreenOn")
    context.ok()


@handles("setVisualEffectOnCapture")
def capture_effect(context: Context) -> None:
    """Hide the app in screenshots and recordings."""
    context.device.screen.capture_effect = context.text("visualEffect", "none")
    context.ok()


@handles("getScreenRecordingState")
def recording_state(context: Context) -> None:
    """Whether the screen is being recorded."""
    context.ok({"state": "on" if context.device.screen.recording else "off"})


@reacts("screen.recording")
def recording_changed(phone: Phone, change: Change) -> None:
    """Recording began or ended."""
    state = "start" if change.new else "stop"
    phone.emit(Event("onScreenRecordingStateChanged", {"state": state}))


@handles("vibrateShort", "vibrateLong")
def vibrate(context: Context) -> None:
    """The phone shakes; the frame in the window shows it."""
    style = context.text("type")
    if context.name == "vibrateShort" and style not in {"", "heavy", "medium", "light"}:
        context.fail("style is not support", errno=500001)
        return
    screen = context.device.screen
    screen.last_vibration = "long" if context.name == "vibrateLong" else style or "medium"
    row = {"time": context.clock.now(), "kind": screen.last_vibration}
    screen.vibration_log = [*screen.vibration_log[1 - _KEPT :], row]
    screen.vibrations += 1
    context.ok()


@handles("setClipboardData")
def set_clipboard(context: Context) -> None:
    """Put text on the clipboard."""
    context.device.clipboard.text = context.text("data")
    context.ok()


@reacts("clipboard.text")
def clipboard_changed(phone: Phone, change: Change) -> None:
    """What was on the clipboard before, whoever replaced it, is kept."""
    clipboard = phone.device.clipboard
    if change.old and change.old not in clipboard.history[:1]:
        clipboard.history = [change.old, *clipboard.history][:_HISTORY]


@handles("getClipboardData")
def get_clipboard(context: Context) -> None:
    """The text on the clipboard."""
    context.ok({"data": context.device.clipboard.text})


@handles("makePhoneCall")
def call_number(context: Context) -> None:
    """A sheet with the number; calling is noted."""
    number = context.text("phoneNumber")
    if not number:
        context.fail("parameter error: parameter.phoneNumber should not be empty String;")
        return

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        if answer.choice == "fail":
            context.fail("")
            return
        address = context.device.address
        address.calls = [*address.calls, {"number": number, "time": context.clock.now()}]
        context.ok()

    context.ask(
        "phone-call",
        (Choice("call", "Call"), Choice("cancel", "Cancel"), Choice("fail", "No line")),
        done,
        facts={"phoneNumber": number},
    )


@handles("sendSms")
def send_sms(context: Context) -> None:
    """A message the person sends or not."""
    message = {"to": context.text("phoneNumber"), "text": context.text("content")}

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        address = context.device.address
        address.messages = [*address.messages, message]
        context.ok()

    choices = (Choice("send", "Send"), Choice("cancel", "Cancel"))
    context.ask("message", choices, done, facts=message)


@handles("chooseContact")
def choose_contact(context: Context) -> None:
    """A contact of the address book."""
    contacts = context.device.address.contacts
    first = contacts[0] if contacts else {"displayName": "", "phoneNumber": ""}

    def done(answer: Answer) -> None:
        if answer.choice != "choose":
            context.fail_kind("system" if answer.choice == "no-permission" else "cancel")
            return
        chosen = {**first, **answer.data}
        result: dict[str, Any] = {
            "phoneNumber": str(chosen.get("phoneNumber", "")),
            "displayName": str(chosen.get("displayName", "")),
        }
        if context.dialect == "android":
            numbers = chosen.get("phoneNumberList") or [result["phoneNumber"]]
            result["phoneNumberList"] = [str(number) for number in numbers]
        context.ok(result)

    choices = (
        Choice("choose", "Choose"),
        Choice("cancel", "Cancel"),
        Choice("no-permission", "No access"),
    )
    context.ask("contact", choices, done, data=first, facts={"contacts": contacts})


@handles("addPhoneContact")
def add_contact(context: Context) -> None:
    """A new contact, once the person saves it."""
    if not context.text("firstName"):
        context.fail_recorded("firstName should not be empty")
        return
    name = f"{context.text('firstName')}{context.text('lastName')}"
    entry = {
        **{key: value for key, value in context.call.params.items() if value is not None},
        "displayName": name,
        "phoneNumber": context.text("mobilePhoneNumber"),
    }

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        address = context.device.address
        known = [one["displayName"] for one in address.contacts]
        wanted = str(answer.data.get("displayName", known[0] if known else ""))
        if answer.choice == "existing" and wanted in known:
            at = known.index(wanted)
            merged = _merged(address.contacts[at], entry)
            address.contacts = [*address.contacts[:at], merged, *address.contacts[at + 1 :]]
        else:
            address.contacts = [*address.contacts, entry]
        context.ok()

    choices = (SAVE[0], Choice("existing", "Add to a contact"), SAVE[1])
    facts = {**entry, "contacts": context.device.address.contacts}
    context.ask("add-contact", choices, done, facts=facts)


def _merged(contact: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    """A contact with what another one adds: it keeps its name, and all its numbers."""
    numbers = contact.get("phoneNumberList") or [contact.get("phoneNumber", "")]
    more = [number for number in (entry["phoneNumber"],) if number and number not in numbers]
    listed = [number for number in (*numbers, *more) if number]
    fields = {**entry, **{key: value for key, value in contact.items() if value}}
    return {**fields, "phoneNumberList": listed}


@handles("addPhoneCalendar", "addPhoneRepeatCalendar")
def add_calendar(context: Context) -> None:
    """An entry of the calendar, once the person saves it."""
    entry = dict(context.call.params)

    def done(answer: Answer) -> None:
        if answer.choice == "cancel":
            context.fail_kind("cancel")
            return
        address = context.device.address
        address.calendar = [*address.calendar, entry]
        context.ok()

    context.ask("calendar", SAVE, done, facts=entry)


@handles("checkIsOpenAccessibility")
def accessibility(context: Context) -> None:
    """Whether a screen reader is on."""
    context.ok({"open": context.device.system.accessibility})


@handles("openSystemBluetoothSetting", "openAppAuthorizeSetting")
def open_system_page(context: Context) -> None:
    """A page of the system's settings; what is changed there, the panel changes."""
    context.ask("system-settings", (Choice("back", "Back"),), lambda _: context.ok())


@handles("getUserCryptoManager")
def crypto_manager(context: Context) -> None:
    """The object that hands out keys."""
    answer_made(context, made(context, RemoteObject), "UserCryptoManager")


@handles("UserCryptoManager.getLatestUserKey", level=Level.CANNED)
def latest_user_key(context: Context) -> None:
    """A key shared with the app's server, good for an hour."""
    context.ok(
        {
            "encryptKey": base64.b64encode(context.random.randbytes(16)).decode("ascii"),
            "iv": context.random.randbytes(8).hex(),
            "version": 1,
            "expireTime": 3600,
        }
    )


@handles("getRandomValues", "UserCryptoManager.getRandomValues")
def random_values(context: Context) -> None:
    """Random bytes, from the phone's seeded source."""
    length = int(context.number_of("length", 0))
    if not 0 < length <= 1048576:
        context.fail("length is out of range", errno=1001)
        return
    context.ok({"randomValues": context.random.randbytes(length)})


@handles("getDeviceBenchmarkInfo", level=Level.CANNED)
def benchmark(context: Context) -> None:
    """The device's score."""
    context.ok({"benchmarkLevel": context.device.system.benchmark_level, "modelLevel": 2})


@handles("setEnableDebug")
def set_debug(context: Context) -> None:
    """Switch debugging on or off."""
    context.device.system.debug = context.flag("enableDebug")
    context.ok()


@reacts("system.theme")
def theme_changed(phone: Phone, change: Change) -> None:
    """Light or dark; only apps that declare dark mode hear of it."""
    config = phone.app.config
    if config is None or config.get("darkmode"):
        phone.emit(Event("onThemeChange", {"theme": change.new}))
