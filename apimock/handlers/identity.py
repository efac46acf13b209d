"""Who the person is: login, session, profile, phone number, settings, privacy."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

from apimock import accounts, cipher, people, permissions
from apimock.asking import Answer, Choice
from apimock.context import Context
from apimock.files.space import FileFault
from apimock.handlers.choosing import shot
from apimock.observable import Change
from apimock.registry import handles, reacts
from apimock.spec import version
from apimock.wording import errno_text, recorded

if TYPE_CHECKING:
    from apimock.phone import Phone

_ANONYMOUS_NAME = "微信用户"
_ANONYMOUS_SINCE = (2, 27, 1)
_ALLOW = (Choice("allow", "Allow"), Choice("deny", "Reject"))


@handles("login")
def login(context: Context) -> None:
    """A login code; it makes the session valid again."""
    if context.device.network.type == "none":
        context.fail("cgi failed for network issues", errno=108)
        return
    if context.device.user.current().get("login_blocked"):
        context.fail(errno_text(1402101), errno=1402101)
        return
    accounts.renew_session(context.phone)
    context.ok({"code": accounts.new_code(context.phone, "login")})


@reacts("user.persona")
def handed_over(phone: Phone, change: Change) -> None:
    """Somebody else holds the phone: what is their own comes with them."""
    if not phone.device.restoring:
        people.change(phone, change.old, change.new)


@handles("pluginLogin")
def plugin_login(context: Context) -> None:
    """A code for a plugin, good like that of login."""
    context.ok({"code": accounts.new_code(context.phone, "plugin")})


@handles("checkSession")
def check_session(context: Context) -> None:
    """Whether the session key is still good."""
    if accounts.session_is_valid(context.phone):
        context.ok()
    else:
        context.fail("session time out, need relogin")


def avatar_file(context: Context) -> str:
    """The persona's picture as a temporary file."""
    data = people.avatar(context.device.user.current())
    return context.phone.files.add_temporary(data, ".png")


def profile(context: Context) -> dict[str, Any]:
    """userInfo: anonymous, as clients give it since 2022, or the persona's.

    Libraries before 2.27.1 still hand out the real one to getUserProfile.
    """
    user = context.device.user
    old = version(context.device.system.library) < _ANONYMOUS_SINCE
    if not (user.real_profile or (old and context.name == "getUserProfile")):
        return {
            "nickName": _ANONYMOUS_NAME,
            "avatarUrl": "",
            "gender": 0,
            "country": "",
            "province": "",
            "city": "",
            "language": "",
        }
    persona = user.current()
    keys = ("nickName", "gender", "country", "province", "city", "language")
    return {**{key: persona.get(key, "") for key in keys}, "avatarUrl": avatar_file(context)}


def signed(context: Context, data: dict[str, Any]) -> dict[str, Any]:
    """Data with its signature, and encrypted with the session key as the platform does it."""
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    key = accounts.session_key(context.phone)
    signature = hashlib.sha1((raw + key).encode(), usedforsecurity=False).hexdigest()
    return {"rawData": raw, "signature": signature, **sealed(context, data)}


def sealed(context: Context, data: dict[str, Any]) -> dict[str, Any]:
    """``encryptedData``, ``iv`` and ``cloudID`` of data, with the platform's watermark in it."""
    stamp = {"timestamp": int(context.clock.now() / 1000), "appid": context.app.app_id}
    text = json.dumps({**data, "watermark": stamp}, ensure_ascii=False, separators=(",", ":"))
    vector = context.random.randbytes(16)
    key = base64.b64decode(accounts.session_key(context.phone))
    return {
        "encryptedData": base64.b64encode(cipher.encrypt(text.encode(), key, vector)).decode(),
        "iv": base64.b64encode(vector).decode("ascii"),
        "cloudID": f"cloud-{context.random.getrandbits(64):016x}",
    }


@handles("getUserInfo")
def get_user_info(context: Context) -> None:
    """The profile, without a dialog."""
    info = profile(context)
    result: dict[str, Any] = {"userInfo": info}
    if context.flag("withCredentials", True):
        result |= signed(context, info)
    else:
        result["rawData"] = json.dumps(info, ensure_ascii=False)
    context.ok(result)


@handles("getUserProfile")
def get_user_profile(context: Context) -> None:
    """The profile, after a dialog."""
    if not 0 < len(context.text("desc")) <= 30:
        context.fail_recorded("desc length")
        return

    def done(answer: Answer) -> None:
        if answer.choice == "deny":
            context.fail_kind("deny")
        else:
            info = profile(context)
            context.ok({"userInfo": info, **signed(context, info)})

    context.ask("profile", _ALLOW, done, facts={"desc": context.text("desc")})


@handles("getPhoneNumber", "getRealtimePhoneNumber")
def get_phone_number(context: Context) -> None:
    """The button's sheet: a one-time code for the number."""
    user = context.device.user
    if not user.phone_quota:
        context.fail_with(recorded("getPhoneNumber", "quota"))
        return
    if user.current().get("phone_blocked"):
        context.fail(errno_text(1421102), errno=1421102)
        return
    if not user.current().get("phone"):
        context.fail_with(recorded("getPhoneNumber", "no permission"))
        return

    def done(answer: Answer) -> None:
        if answer.choice == "allow":
            number = accounts.number_of(user.current())
            code = accounts.new_code(context.phone, "phone")
            context.ok({"code": code, **sealed(context, number)})
        elif answer.choice == "deny":
            context.fail_kind("deny")
        else:
            context.fail("user cancel")

    choices = (*_ALLOW, Choice("cancel", "Close"))
    context.ask("phone-number", choices, done, facts={"phone": user.current().get("phone", "")})


_AVATAR = (
    Choice("own", "Use my picture"),
    Choice("choose", "Choose"),
    Choice("camera", "Take a picture"),
    Choice("cancel", "Cancel"),
    Choice("timeout", "Time out"),
)
_CHOOSING = "choosing-avatar"


@handles("chooseAvatar")
def choose_avatar(context: Context) -> None:
    """The button's sheet: the person's own picture, one of the album, or a new one."""
    if _CHOOSING in context.phone.running:
        context.fail_with(recorded("chooseAvatar", "in progress"))
        return
    context.phone.running[_CHOOSING] = True
    context.closing.append(lambda: context.phone.running.pop(_CHOOSING, None))

    def done(answer: Answer) -> None:
        if answer.choice in {"cancel", "timeout"}:
            context.fail_kind(answer.choice)
            return
        try:
            context.ok({"avatarUrl": _avatar(context, answer)})
        except (FileFault, OSError) as fault:
            context.fail(str(fault))

    images = [item for item in context.device.media.album if item["kind"] == "image"]
    context.ask("avatar", _AVATAR, done, facts={"album": images})


def _avatar(context: Context, answer: Answer) -> str:
    pictures = context.phone.pictures
    if answer.choice == "own":
        return avatar_file(context)
    if answer.choice == "camera":
        return str(pictures.file(shot(context, front=True))["path"])
    images = [item for item in context.device.media.album if item["kind"] == "image"]
    chosen = pictures.item(images, answer.data.get("id")) or (images[0] if images else None)
    return avatar_file(context) if chosen is None else str(pictures.file(chosen)["path"])


@handles("authorize", "authorizeForMiniProgram")
def authorize(context: Context) -> None:
    """Ask for a scope beforehand."""
    scope = context.text("scope")
    if scope not in permissions.SCOPES:
        context.fail("scope or scope list empty", errno=110)
        return
    if scope in permissions.ALWAYS_TRUE:
        context.ok()
        return

    def decided(verdict: str) -> None:
        if verdict == "allowed":
            context.ok()
        else:
            context.fail_kind("close" if verdict == "closed" else "deny")

    permissions.request_scope(context, scope, decided)


def _settings(context: Context) -> dict[str, Any]:
    state = context.device.permissions
    result: dict[str, Any] = {"authSetting": permissions.auth_setting(state)}
    if context.flag("withSubscriptions"):
        result["subscriptionsSetting"] = {
            "mainSwitch": state.subscriptions_on,
            "itemSettings": dict(state.subscriptions),
        }
    return result


@handles("getSetting")
def get_setting(context: Context) -> None:
    """The scopes asked for so far."""
    context.ok(_settings(context))


@handles("openSetting")
def open_setting(context: Context) -> None:
    """The settings page; the person may change what was asked for before."""

    def done(answer: Answer) -> None:
        state = context.device.permissions
        for scope, allowed in answer.data.items():
            if scope in state.scopes:
                state.set_scope(scope, "allowed" if allowed else "denied")
        context.ok(_settings(context))

    facts = {"scopes": dict(context.device.permissions.scopes)}
    context.ask("settings", (Choice("back", "Back"),), done, facts=facts)


@handles("getPrivacySetting")
def privacy_setting(context: Context) -> None:
    """Whether the privacy guide still has to be agreed to."""
    state = context.device.permissions
    needed = state.privacy_required and not state.privacy_agreed
    context.ok(
        {"needAuthorization": needed, "privacyContractName": f"《{context.app.name}隐私保护指引》"}
    )


@handles("requirePrivacyAuthorize")
def require_privacy(context: Context) -> None:
    """Have the privacy guide agreed to before a private API is used."""
    state = context.device.permissions
    if not state.privacy_required or state.privacy_agreed:
        context.ok()
        return

    def decided(agreed: bool) -> None:
        if context.answered:
            return
        if agreed:
            context.ok()
        else:
            context.fail_kind("privacy")

    if "onNeedPrivacyAuthorization" in context.phone.listening:
        context.phone.privacy_waiting.append(decided)
        context.phone.log.change(context.number, waiting=True)
        context.emit("onNeedPrivacyAuthorization", {"referrer": context.name})
    else:
        permissions.ask_privacy(context, decided)


@handles("openPrivacyContract")
def open_contract(context: Context) -> None:
    """The page with the privacy guide."""
    context.ask("privacy-guide", (Choice("back", "Back"),), lambda _: context.ok())


@handles("agreePrivacyAuthorization")
def agree_privacy(context: Context) -> None:
    """The button by which the person agrees."""
    context.device.permissions.privacy_agreed = True
    context.phone.settle_privacy(agreed=True)
    context.ok()


@handles("getAccountInfoSync")
def account_info(context: Context) -> None:
    """The app's id and version; the version is empty unless released."""
    app = context.app
    version = app.version if app.env_version == "release" else ""
    info: dict[str, Any] = {
        "miniProgram": {"appId": app.app_id, "envVersion": app.env_version, "version": version}
    }
    if app.plugin:
        info["plugin"] = dict(app.plugin)
    context.ok(info)


@handles("getExtConfig", "getExtConfigSync")
def ext_config(context: Context) -> None:
    """``ext`` of ext.json."""
    config = dict(context.app.ext_config)
    context.ok({"extConfig": config}, value=config)


@handles("getWeRunData")
def steps(context: Context) -> None:
    """Steps of the last 31 days, encrypted."""
    user = context.device.user
    if not user.steps_open:
        context.fail_kind("cancel")
        return
    day, zone = 86_400, 8 * 3600  # WeRun's days begin at midnight in Beijing
    today = (int(context.clock.now() / 1000) + zone) // day * day - zone
    count = len(user.steps)
    info = [
        {"timestamp": today - (count - 1 - i) * 86_400, "step": step}
        for i, step in enumerate(user.steps)
    ]
    context.ok(sealed(context, {"stepInfoList": info}))
