"""Login, profile, phone number, settings, messages, sharing, other mini-programs, updates."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest

from apimock import accounts, cipher
from apimock.app import AppFacts
from apimock.calls import Outcome
from apimock.permissions import INTERACTIVE
from tests.unit.apimock.bench import Bench


def test_login_gives_codes_that_expire(bench: Bench) -> None:
    first = bench.ok("login")["code"]
    second = bench.ok("login")["code"]
    assert first != second
    assert [item["code"] for item in bench.device.user.codes] == [first, second]
    bench.clock.advance(300_001)
    third = bench.ok("login")["code"]
    assert [item["code"] for item in bench.device.user.codes] == [third]


def test_a_server_redeems_a_code_once(bench: Bench) -> None:
    code = bench.ok("login")["code"]
    session = accounts.code_to_session(bench.phone, code)
    assert session["openid"] == bench.device.user.current()["openid"]
    assert accounts.code_to_session(bench.phone, code)["errcode"] == 40029
    late = bench.ok("login")["code"]
    bench.clock.advance(300_001)
    assert accounts.code_to_session(bench.phone, late)["errcode"] == 40029


def opened(bench: Bench, result: Any) -> Any:
    key = base64.b64decode(accounts.session_key(bench.phone))
    data = base64.b64decode(result["encryptedData"])
    return json.loads(cipher.decrypt(data, key, base64.b64decode(result["iv"])))


def test_encrypted_data_can_be_decrypted(bench: Bench) -> None:
    bench.ok("login")
    info = bench.ok("getUserInfo")
    assert opened(bench, info)["nickName"] == "微信用户"
    assert opened(bench, info)["watermark"]["appid"] == bench.phone.app.app_id
    text = (info["rawData"] + bench.device.user.session_key).encode()
    assert info["signature"] == hashlib.sha1(text).hexdigest()
    steps = opened(bench, bench.ok("getWeRunData"))["stepInfoList"]
    assert [entry["step"] for entry in steps] == bench.device.user.steps
    replies = bench.start("getPhoneNumber", gesture=True)
    bench.answer("allow")
    assert opened(bench, replies[0].result)["purePhoneNumber"] == "12066660001"
    code = str(replies[0].result["code"])
    found = accounts.code_to_phone(bench.phone, code)
    assert found["phone_info"]["phoneNumber"] == "12066660001"
    assert accounts.code_to_phone(bench.phone, code)["errcode"] == 40029


def test_session(bench: Bench) -> None:
    bench.ok("checkSession")
    bench.device.user.session_valid = False
    assert bench.fails("checkSession").startswith("checkSession:fail session time out")
    bench.ok("login")
    bench.ok("checkSession")


def test_login_needs_the_network(bench: Bench) -> None:
    bench.device.network.type = "none"
    assert bench.call("login").result["errno"] == 108


def test_profile_is_anonymous(bench: Bench) -> None:
    assert bench.ok("getUserInfo")["userInfo"]["nickName"] == "微信用户"
    bench.device.user.real_profile = True
    assert bench.ok("getUserInfo")["userInfo"]["nickName"] == "Anna"
    bench.device.user.persona = "ben"
    assert bench.ok("getUserInfo")["userInfo"]["nickName"] == "Ben"


def test_profile_dialog(bench: Bench) -> None:
    assert bench.fails("getUserProfile", {"desc": "why"}) == (
        "getUserProfile:fail can only be invoked by user TAP gesture."
    )
    assert bench.fails("getUserProfile", {"desc": ""}, gesture=True) == (
        "getUserProfile:fail desc length does not meet the requirements"
    )
    replies = bench.start("getUserProfile", {"desc": "why"}, gesture=True)
    bench.answer("deny")
    assert replies[0].result["errMsg"] == "getUserProfile:fail auth deny"
    replies = bench.start("getUserProfile", {"desc": "why"}, gesture=True)
    bench.answer("allow")
    assert replies[0].result["userInfo"]["nickName"] == "微信用户"


@pytest.mark.parametrize(
    ("platform", "choice", "message"),
    [
        ("ios", "deny", "getPhoneNumber:fail:user deny"),
        ("android", "deny", "getPhoneNumber:fail user deny"),
        ("ios", "cancel", "getPhoneNumber:fail user cancel"),
        ("ios", "allow", "getPhoneNumber:ok"),
    ],
)
def test_phone_number(bench: Bench, platform: str, choice: str, message: str) -> None:
    bench.device.system.platform = platform
    replies = bench.start("getPhoneNumber", gesture=True)
    bench.answer(choice)
    assert replies[0].result["errMsg"] == message
    assert ("code" in replies[0].result) is (choice == "allow")


def test_phone_number_quota(bench: Bench) -> None:
    bench.device.user.phone_quota = False
    assert bench.call("getPhoneNumber").result["errno"] == 1400001


def test_authorize_and_settings() -> None:
    bench = Bench(INTERACTIVE)
    assert "scope.camera" not in bench.ok("getSetting")["authSetting"]
    replies = bench.start("authorize", {"scope": "scope.camera"})
    bench.answer("denied")
    assert replies[0].outcome is Outcome.FAIL
    assert bench.ok("getSetting")["authSetting"]["scope.camera"] is False
    replies = bench.start("openSetting", gesture=True)
    bench.answer("back", {"scope.camera": True, "scope.record": True})
    assert replies[0].result["authSetting"]["scope.camera"] is True
    assert "scope.record" not in replies[0].result["authSetting"]
    bench.ok("authorize", {"scope": "scope.camera"})
    bench.ok("authorize", {"scope": "scope.address"})
    assert bench.call("authorize", {"scope": "scope.moon"}).result["errno"] == 110


def test_account(bench: Bench) -> None:
    app = AppFacts(app_id="wx1", env_version="release", version="1.2.3", ext_config={"a": 1})
    bench = Bench(app=app)
    account = bench.value("getAccountInfoSync")["miniProgram"]
    assert account == {"appId": "wx1", "envVersion": "release", "version": "1.2.3"}
    assert bench.value("getExtConfigSync") == {"a": 1}


def subscribe(bench: Bench, *templates: str) -> list[Any]:
    return bench.start("requestSubscribeMessage", {"tmplIds": list(templates)}, gesture=True)


def test_subscribe(bench: Bench) -> None:
    replies = subscribe(bench, "a", "b")
    bench.answer("allow", {"b": "reject"})
    assert dict(replies[0].result) == {
        "a": "accept",
        "b": "reject",
        "errMsg": "requestSubscribeMessage:ok",
    }
    subscribe(bench, "a")
    bench.answer("reject", {"always": True})
    assert subscribe(bench, "a")[0].result["a"] == "reject"
    setting = bench.ok("getSetting", {"withSubscriptions": True})["subscriptionsSetting"]
    assert setting == {"mainSwitch": True, "itemSettings": {"a": "reject"}}


def test_subscribe_codes(bench: Bench) -> None:
    assert subscribe(bench)[0].result["errCode"] == 10001
    assert subscribe(bench, *"abcdef")[0].result["errCode"] == 20003
    bench.device.permissions.subscriptions_on = False
    assert subscribe(bench, "a")[0].result["errCode"] == 20004
    plain = bench.call("requestSubscribeMessage", {"tmplIds": ["a"]}).result["errMsg"]
    assert plain == "requestSubscribeMessage:fail can only be invoked by user TAP gesture"


def test_to_another_mini_program(bench: Bench) -> None:
    assert bench.call("navigateToMiniProgram", {}).result["errno"] == 1005
    replies = bench.start("navigateToMiniProgram", {"appId": "wx2", "path": "p"})
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "navigateToMiniProgram:fail cancel"
    assert bench.device.apps.jumps == []
    bench.start("navigateToMiniProgram", {"appId": "wx2", "path": "p"})
    bench.answer("go")
    assert bench.device.apps.jumps[0]["appId"] == "wx2"


@pytest.mark.parametrize("api", ["chooseAddress", "chooseInvoiceTitle"])
def test_books(bench: Bench, api: str) -> None:
    replies = bench.start(api)
    bench.answer("choose")
    assert replies[0].outcome is Outcome.OK
    replies = bench.start(api)
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == f"{api}:fail cancel"


def test_updates(bench: Bench) -> None:
    bench.device.apps.update = "available"
    bench.call("getUpdateManager", id=9)
    assert bench.call("UpdateManager.applyUpdate", target=9).result["errno"] == 103102
    bench.clock.advance(1000)
    assert bench.named("object:9:checkForUpdate") == [{"hasUpdate": True}]
    assert bench.named("object:9:updateReady") == [{}]
    bench.call("UpdateManager.applyUpdate", target=9)
    assert bench.call("UpdateManager.applyUpdate", target=9).result["errno"] == 103101


def test_no_update_and_failing_update(bench: Bench) -> None:
    bench.call("getUpdateManager", id=9)
    bench.clock.advance(1000)
    assert bench.named("object:9:checkForUpdate") == [{"hasUpdate": False}]
    bench.device.apps.update = "fails"
    bench.call("getUpdateManager", id=10)
    bench.clock.advance(1000)
    assert bench.named("object:10:updateFailed") == [{}]


def test_advertisement(bench: Bench) -> None:
    bench.call("createRewardedVideoAd", {"adUnitId": "a"}, id=4)
    bench.clock.advance(0)
    assert bench.named("object:4:load") == [{}]
    bench.ok("RewardedVideoAd.show", target=4)
    bench.answer("closed")
    assert bench.named("object:4:close") == [{"isEnded": False}]
    bench.device.apps.ads = False
    assert bench.call("RewardedVideoAd.load", target=4).result["errCode"] == 1004
    assert bench.named("object:4:error")[0]["errCode"] == 1004
    assert bench.call("RewardedVideoAd.show", target=4).outcome is Outcome.FAIL


def test_share_is_kept(bench: Bench) -> None:
    path = bench.phone.files.add_temporary(b"x", ".txt")
    replies = bench.start("shareFileMessage", {"filePath": path}, gesture=True)
    bench.answer("cancel")
    assert replies[0].result["errMsg"] == "shareFileMessage:fail cancel"
    bench.start("share", {"title": "T", "path": "p"}, gesture=True)
    bench.answer("send", {"to": "Ben"})
    (entry,) = bench.device.apps.shared
    assert (entry["kind"], entry["title"], entry["to"]) == ("card", "T", "Ben")


def test_cloud_says_that_there_is_none(bench: Bench) -> None:
    bench.value("cloud.init", {"env": "a"})
    reply = bench.call("cloud.callFunction", {"name": "f"})
    assert reply.result["errMsg"].startswith("cloud.callFunction:fail Error: errCode: -501000")
    assert reply.result["errCode"] == -501000
    steps = {"steps": [{"method": "collection", "args": ["a"]}, {"method": "get", "args": []}]}
    assert "-501000" in bench.fails("cloud.database.get", steps)
