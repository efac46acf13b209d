"""Personas: each has what is their own; the phone is handed over while the app runs."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from apimock import accounts, cipher, people, pictures
from apimock.files.tree import FolderTree
from apimock.permissions import INTERACTIVE
from apimock.phone import Phone
from tests.unit.apimock.bench import Bench


def opened(result: dict[str, Any], key: str) -> dict[str, Any]:
    """Encrypted data, opened with a session key as a server does it."""
    data, vector = (base64.b64decode(result[name]) for name in ("encryptedData", "iv"))
    plain: dict[str, Any] = json.loads(cipher.decrypt(data, base64.b64decode(key), vector))
    return plain


def test_storage_files_and_permissions_are_each_ones_own(bench: Bench) -> None:
    bench.ok("setStorage", {"key": "a", "data": "anna"})
    write = ("FileSystemManager.writeFileSync", {"filePath": "wxfile://usr/a", "data": "anna"})
    bench.value(*write)
    bench.device.permissions.set_scope("scope.camera", "allowed")
    bench.device.user.persona = "ben"
    assert {"$storage"} <= {event.name for event in bench.events}
    assert bench.value("getStorageSync", {"key": "a"}) == ""
    assert bench.phone.files.read("usr/a") is None
    assert bench.device.permissions.scopes == {}
    bench.value("FileSystemManager.writeFileSync", {"filePath": "wxfile://usr/a", "data": "ben"})
    bench.device.user.persona = "anna"
    assert bench.value("getStorageSync", {"key": "a"}) == "anna"
    assert bench.phone.files.read("usr/a") == b"anna"
    assert bench.device.permissions.scopes == {"scope.camera": "allowed"}


def test_files_in_a_folder_of_the_pc(tmp_path: Any) -> None:
    bench = Bench(tree=FolderTree(tmp_path))
    bench.device.user.persona = "ben"
    path = bench.phone.files.add_temporary(b"ben", ".txt", root="store")
    assert (tmp_path / "people" / "ben" / path.removeprefix("wxfile://")).read_bytes() == b"ben"


def test_books_and_scene_come_with_the_person(bench: Bench) -> None:
    bench.device.camera.source = "code"
    first = bench.start("chooseAddress")
    bench.answer("choose")
    bench.device.user.persona = "carla"
    assert bench.device.camera.source == "card"
    second = bench.start("chooseAddress")
    bench.answer("choose")
    assert (first[0].result["provinceName"], second[0].result["provinceName"]) == (
        "广东省",
        "Berlin",
    )
    bench.device.user.persona = "anna"
    assert bench.device.camera.source == "code"


def test_a_code_belongs_to_who_got_it(bench: Bench) -> None:
    code = bench.ok("login")["code"]
    annas = bench.device.user.session_key
    bench.device.user.persona = "ben"
    bench.ok("login")
    assert bench.device.user.session_key != annas
    session = accounts.code_to_session(bench.phone, code)
    assert session == {
        "openid": "oMinideckAnna000000000000001",
        "unionid": "uMinideckAnna000000000000001",
        "session_key": annas,
    }
    assert accounts.code_to_session(bench.phone, code)["errcode"] == 40029


def test_a_code_is_good_for_five_minutes(bench: Bench) -> None:
    first, second = bench.ok("login")["code"], bench.ok("login")["code"]
    bench.clock.advance(299_999)
    assert "openid" in accounts.code_to_session(bench.phone, first)
    bench.clock.advance(1)
    assert accounts.code_to_session(bench.phone, second)["errcode"] == 40029


def test_a_session_grows_old(bench: Bench) -> None:
    bench.ok("login")
    bench.clock.advance(bench.device.user.session_life + 1)
    assert bench.fails("checkSession").startswith("checkSession:fail session time out")
    bench.ok("login")
    bench.ok("checkSession")


@pytest.mark.parametrize(
    ("fact", "api", "errno"),
    [("login_blocked", "login", 1402101), ("phone_blocked", "getPhoneNumber", 1421102)],
)
def test_the_platform_refuses_a_person(bench: Bench, fact: str, api: str, errno: int) -> None:
    people.add(bench.phone, {"id": "dora", "nickName": "Dora", fact: True})
    bench.device.user.persona = "dora"
    assert bench.call(api, gesture=True).result["errno"] == errno


def test_a_new_person_gets_what_the_platform_gives(bench: Bench) -> None:
    people.add(bench.phone, {"id": "dora", "nickName": "Dora"})
    dora = bench.device.user.personas[-1]
    assert dora["openid"].startswith("o")
    assert dora["unionid"] != dora["openid"]
    with pytest.raises(people.PersonaError, match="needs an id and a nickName"):
        people.add(bench.phone, {"id": "x"})


def test_phone_number_of_another_country_is_decrypted_with_the_session_key(bench: Bench) -> None:
    bench.device.user.persona = "carla"
    replies = bench.start("getPhoneNumber", gesture=True)
    bench.answer("allow")
    result = dict(replies[0].result)
    number = opened(result, bench.device.user.session_key)
    assert (number["phoneNumber"], number["countryCode"]) == ("+493000000003", "49")
    assert number["watermark"]["appid"] == "touristappid"
    assert accounts.code_to_phone(bench.phone, result["code"])["phone_info"]["countryCode"] == "49"


@pytest.mark.parametrize(("library", "name"), [("2.27.0", "Anna"), ("2.27.1", "微信用户")])
def test_older_libraries_still_hand_out_the_profile(bench: Bench, library: str, name: str) -> None:
    bench.device.system.library = library
    replies = bench.start("getUserProfile", {"desc": "why"}, gesture=True)
    bench.answer("allow")
    assert replies[0].result["userInfo"]["nickName"] == name


def test_avatar_own_album_and_camera(bench: Bench) -> None:
    sizes = []
    for choice, data in (("own", {}), ("choose", {"id": "card-square"}), ("camera", {})):
        replies = bench.start("chooseAvatar", gesture=True)
        message = bench.fails("chooseAvatar", gesture=True)
        assert message == "chooseAvatar:fail another chooseAvatar is in progress"
        bench.answer(choice, data)
        path = replies[0].result["avatarUrl"].removeprefix("wxfile://")
        sizes.append(pictures.opened(bench.phone.files.read(path) or b"").size)
    assert sizes == [(132, 132), (1024, 1024), (720, 960)]
    for choice in ("cancel", "timeout"):
        replies = bench.start("chooseAvatar", gesture=True)
        bench.answer(choice)
        assert replies[0].result["errMsg"] == f"chooseAvatar:fail {choice}"


def test_the_privacy_dialog_rests_after_a_refusal() -> None:
    bench = Bench(INTERACTIVE)
    bench.device.permissions.privacy_required = True
    replies = bench.start("chooseImage")
    bench.answer("disagree")
    assert replies[0].result["errno"] == 101102
    assert bench.call("chooseImage").result["errno"] == 101102, "without a dialog"
    bench.clock.advance(10_000)
    bench.start("chooseImage")
    assert bench.phone.asking.open[0].kind == "privacy"


def test_a_snapshot_keeps_everybody(bench: Bench) -> None:
    bench.device.address.plates = ["沪A00001"]
    bench.device.user.persona = "ben"
    bench.device.address.plates = ["京B00002"]
    other = Phone(bench.clock)
    other.restore(json.loads(json.dumps(bench.phone.snapshot())))
    assert other.device.address.plates == ["京B00002"]
    other.device.user.persona = "anna"
    assert other.device.address.plates == ["沪A00001"]
