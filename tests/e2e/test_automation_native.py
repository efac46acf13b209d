"""What the Python client answers and lays out is what the phone really asks and gives."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ide.automation import MiniProgram, launch
from ide.automation.errors import AutomationError
from tests.e2e.conftest import LIMIT_S
from tests.e2e.native_app import write_native_app

SOTER = {"requestAuthModes": ["fingerPrint"], "challenge": "1", "authContent": "Pay"}
LAMP = {
    "name": "Lamp",
    "address": "C8:0F:10:00:00:99",
    "distance": 1,
    "advertise": {"name": "Lamp"},
    "services": [{"uuid": "FEE7", "characteristics": [{"uuid": "FEC9", "properties": ["read"]}]}],
}
LINE = {"type": "LineString", "coordinates": [[8.0, 47.0], [8.01, 47.0]]}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MiniProgram]:
    project = write_native_app(tmp_path_factory.mktemp("native"))
    with launch(project, timeout=LIMIT_S) as mini:
        yield mini


@pytest.fixture
def mini(running: MiniProgram) -> MiniProgram:
    running.reset()
    return running


def call(mini: MiniProgram, api: str, **params: Any) -> None:
    mini.app.page.call_method("call", api, params)


def seen(mini: MiniProgram) -> Any:
    """What the app was told, once it was."""
    page = mini.app.page
    page.wait_for(lambda: page.get_data("seen") is not None, timeout=LIMIT_S)
    return page.get_data("seen")


def told(mini: MiniProgram, api: str, **params: Any) -> Any:
    call(mini, api, **params)
    return seen(mini)


def test_consent_is_given_and_refused(mini: MiniProgram) -> None:
    native = mini.native
    mini.device.set_state(**{"permissions.privacy_required": True})
    call(mini, "authorize", scope="scope.record")
    call(mini, "getLocation")
    native.allow_privacy(True, LIMIT_S)
    native.allow_get_location(True, LIMIT_S)
    native.allow_record(False, LIMIT_S)
    for scope, allow in (
        ("scope.camera", native.allow_camera),
        ("scope.writePhotosAlbum", native.allow_write_photos_album),
        ("scope.werun", native.allow_get_we_run_data),
    ):
        call(mini, "authorize", scope=scope)
        allow(True, LIMIT_S)
        assert seen(mini)["errMsg"] == "authorize:ok"
    settings = native.get_authorize_settings()
    assert settings["scope.userLocation"]
    assert not settings["scope.record"]
    for button, allow, key in (
        ("#number", native.allow_get_user_phone, "code"),
        ("#profile", native.allow_get_user_info, "userInfo"),
        ("#subscribe", native.allow_send_subscribe_message, "news"),
    ):
        mini.app.page.set_data({"seen": None})
        mini.tap(button, timeout=LIMIT_S)
        allow(True, LIMIT_S)
        assert seen(mini)[key]
    native.allow_login()
    assert told(mini, "login")["code"]
    with pytest.raises(AutomationError, match="asks the person nothing"):
        native.allow_login(False)


def test_places_people_and_pictures_are_picked(mini: MiniProgram) -> None:
    native = mini.native
    call(mini, "chooseLocation")
    native.allow_get_location(True, LIMIT_S)
    native.map_select_location("Harbour", 31.25, 121.5, "Quay 1", LIMIT_S)
    place = {"name": "Harbour", "address": "Quay 1", "latitude": 31.25, "longitude": 121.5}
    assert seen(mini) == place | {"errMsg": "chooseLocation:ok"}
    call(mini, "chooseLocation")
    with pytest.raises(AutomationError, match="“Nowhere” is no place of the list: Canton Tower"):
        native.map_select_location("Nowhere", timeout=LIMIT_S)
    native.map_select_location("Yuexiu Park", timeout=LIMIT_S)
    assert seen(mini)["latitude"] == 23.13955
    call(mini, "chooseLocation")
    native.map_back_to_mp(LIMIT_S)
    assert seen(mini)["errMsg"] == "chooseLocation:fail cancel"
    call(mini, "chooseMedia", count=2)
    with pytest.raises(AutomationError, match="“none” cannot be picked; there are: card-land"):
        native.pick_media_file(["none"], LIMIT_S)
    native.pick_media_file(["card-square", "clip"], LIMIT_S)
    assert [one["fileType"] for one in seen(mini)["tempFiles"]] == ["image", "video"]
    call(mini, "chooseMessageFile")
    native.pick_media_file(["notes.txt"], LIMIT_S)
    assert seen(mini)["tempFiles"][0]["name"] == "notes.txt"
    call(mini, "chooseImage")
    native.pick_media_file(timeout=LIMIT_S, cancel=True)
    assert seen(mini)["errMsg"] == "chooseImage:fail cancel"


def test_the_app_is_left_and_come_back_to(mini: MiniProgram) -> None:
    native, state = mini.native, mini.device.state
    for yes, told_app in ((True, "makePhoneCall:ok"), (False, "makePhoneCall:fail cancel")):
        call(mini, "makePhoneCall", phoneNumber="10086")
        native.phone_call(yes, LIMIT_S)
        assert seen(mini)["errMsg"] == told_app
    assert [one["number"] for one in state("address.calls")] == ["10086"]
    mini.tap("#contact", timeout=LIMIT_S)
    native.send_custom_message("Hello", LIMIT_S)
    assert native.questions() == []
    assert "Hello" in json.dumps(state("apps.chats"))
    for name in ("carla", "Sunday walkers"):
        mini.tap("#share", timeout=LIMIT_S)
        native.forward_miniprogram(name, timeout=LIMIT_S)
    assert [one["to"] for one in state("apps.shared")] == ["carla", "walkers"]
    mini.tap("#share", timeout=LIMIT_S)
    with pytest.raises(AutomationError, match="“Zoe” is not on the share sheet; there are: Ben"):
        native.forward_miniprogram("Zoe", timeout=LIMIT_S)
    native.forward_miniprogram(timeout=LIMIT_S)
    assert state("apps.shared")[-1]["to"] == "ben"
    native.deactivate(3)
    assert mini.app.evaluate("getApp().log") == ["show", "hide", "show"]


def test_dialogs_are_pressed(mini: MiniProgram) -> None:
    for button, confirm in (("确定", True), (False, False)):
        call(mini, "showModal", title="Sure?")
        mini.native.handle_modal(button, LIMIT_S)
        assert seen(mini)["confirm"] is confirm
    for item, index in (("Figs", 1), (0, 0)):
        call(mini, "showActionSheet", itemList=["Plums", "Figs"])
        mini.native.handle_action_sheet(item, LIMIT_S)
        assert seen(mini)["tapIndex"] == index


def test_answers_laid_out_reach_the_app(mini: MiniProgram, tmp_path: Path) -> None:
    mock, url = mini.mock, "https://a.example/list"
    file = tmp_path / "a.har"
    file.write_text(json.dumps(_har(url, '["Figs"]')), "utf-8")
    mock.mock_har(file)
    assert told(mini, "request", url=url)["data"] == ["Figs"]
    assert "no recorded answer" in told(mini, "request", url=f"{url}/none")["errMsg"]
    mock.stop_har()
    mock.mock_har(tmp_path / "b.har", update=True)
    told(mini, "request", url=url)
    mock.stop_har()
    (entry,) = json.loads((tmp_path / "b.har").read_text("utf-8"))["log"]["entries"]
    assert (entry["request"]["url"], entry["response"]["status"]) == (url, 0)
    picture = io.BytesIO()
    Image.new("RGB", (3, 2)).save(picture, "PNG")
    mock.mock_choose_image(picture.getvalue())
    (path,) = told(mini, "chooseImage")["tempFilePaths"]
    assert told(mini, "getImageInfo", src=path)["width"] == 3
    mock.mock_choose_images([picture.getvalue()] * 2)
    assert len(told(mini, "chooseImage")["tempFiles"]) == 2
    mini.app.evaluate("void wx.cloud.init()")
    mock.mock_call_function_once("sum", fail="broken")
    mock.mock_call_function({"name": "sum", "data": {"a": 1}}, success={"data": 5})
    given = {"api": "cloud.callFunction", "params": {"name": "sum", "data": {"a": 1}}}
    assert "broken" in _cloud(mini, given)["errMsg"]
    assert _cloud(mini, given)["result"] == {"data": 5}
    given["params"] = {"name": "sum", "data": {"a": 2}}
    assert "answer it with a rule" in _cloud(mini, given)["errMsg"]
    mock.mock_call_container("^/fruit", success={"result": 1})
    answer = told(mini, "cloud.callContainer", path="/fruit/1")
    assert (answer["data"], answer["statusCode"]) == ({"result": 1}, 200)


def test_devices_around_and_what_they_say(mini: MiniProgram) -> None:
    device, app = mini.device, mini.app
    assert device.ble.add_peripheral(LAMP) == LAMP["address"]
    device.apply("permission", scope="scope.bluetooth", state="allowed")
    device.apply("permission", scope="scope.userLocation", state="allowed")
    assert told(mini, "openBluetoothAdapter")["errMsg"] == "openBluetoothAdapter:ok"
    told(mini, "startBluetoothDevicesDiscovery")
    mini.clock.fast_forward("3s")
    told_of = [one.get("localName") for one in told(mini, "getBluetoothDevices")["devices"]]
    assert "Lamp" in told_of
    app.page.call_method("follow")
    assert seen(mini)["errMsg"] == "startLocationUpdate:ok"
    device.location.play(LINE, speed=20, loop=True)
    mini.clock.fast_forward("3s")
    way = app.evaluate("getCurrentPages()[0].way")
    assert way[-1][0] == 47
    assert way[-1][1] > way[0][1] >= 8
    assert device.state("route.loop") is True
    app.page.call_method("listen")
    device.call.incoming("+49 30 123456")
    device.call.end()
    app.page.wait_for(
        lambda: app.evaluate("getCurrentPages()[0].heard") == ["begin", "end"], timeout=LIMIT_S
    )
    device.soter.next("no-match", "match")
    assert told(mini, "startSoterAuthentication", **SOTER)["authMode"] == "fingerPrint"
    device.soter.next("freeze")
    assert told(mini, "startSoterAuthentication", **SOTER)["errMsg"].startswith(
        "startSoterAuthentication:fail"
    )
    assert device.state("biometrics.frozen") is True
    device.scan.queue(["hi", {"result": "590", "scanType": "EAN_13"}, {"outcome": "cancel"}])
    codes = [told(mini, "scanCode") for _ in range(3)]
    assert [one.get("scanType") for one in codes] == ["QR_CODE", "EAN_13", None]
    assert codes[2]["errMsg"] == "scanCode:fail cancel"


def _cloud(mini: MiniProgram, given: dict[str, Any]) -> Any:
    mini.app.page.call_method("call", given["api"], given["params"])
    return seen(mini)


def _har(url: str, body: str) -> dict[str, Any]:
    kind = {"name": "Content-Type", "value": "application/json"}
    request = {"method": "GET", "url": url, "headers": [], "queryString": []}
    content = {"mimeType": "application/json", "text": body, "size": len(body)}
    response = {"status": 200, "statusText": "OK", "headers": [kind], "content": content}
    entry = {"startedDateTime": "2026-01-01T00:00:00Z", "time": 1}
    entries = [entry | {"request": request, "response": response}]
    return {"log": {"version": "1.2", "entries": entries}}
