"""What is drawn for a card, in a person's hands: map, route, ledger, permissions, people, …"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from apimock import ledger
from apimock.calls import Call, CallRecord, Outcome, Reply
from apimock.geo import to_gcj02
from apimock.peripherals.radio import radio
from ide.i18n import tr
from ide.panels.device import outcome_choices
from ide.panels.device.answers_part import AnswersPart
from ide.panels.device.inbox_part import InboxPart
from ide.panels.device.ledger_part import LedgerPart
from ide.panels.device.lens_part import LensPart
from ide.panels.device.map_part import MapPart
from ide.panels.device.matrix_part import MatrixPart
from ide.panels.device.personas_part import PersonasPart
from ide.panels.device.pose_part import PosePart
from ide.panels.device.pose_view import rotated, turned
from ide.panels.device.projection import View, nice_step
from ide.panels.device.radio_part import PeripheralsPart, TagsPart
from ide.panels.device.route_part import RoutePart
from tests.unit.ide.device.conftest import Dock

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
LEFT = Qt.MouseButton.LeftButton
GPX = """<gpx version="1.1"><trk><name>Walk</name><trkseg>
<trkpt lat="31.2300" lon="121.4700"><time>2026-01-01T00:00:00Z</time></trkpt>
<trkpt lat="31.2310" lon="121.4710"><time>2026-01-01T00:01:00Z</time></trkpt>
</trkseg></trk></gpx>"""


def test_the_dot_is_dragged_on_the_map_and_that_is_one_step(dock: Dock) -> None:
    part = dock.panel.part("location")
    assert isinstance(part, MapPart)
    here = dock.phone.device.location
    before = (here.latitude, here.longitude)
    start = part.map.dot().toPoint()
    QTest.mousePress(part.map, LEFT, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(part.map, start + QPoint(step * 8, -step * 4))
    QTest.mouseRelease(part.map, LEFT, pos=start + QPoint(32, -16))
    assert here.latitude > before[0]
    assert here.longitude > before[1]
    assert f"{here.latitude:.6f}" in part.coordinates.text()
    assert f"{to_gcj02(here.latitude, here.longitude)[1]:.6f}" in part.coordinates.text()
    dock.panel.undo()
    assert (here.latitude, here.longitude) == before
    assert not dock.panel.undo_button.isEnabled()


def test_arrows_move_the_phone_and_plus_zooms(dock: Dock) -> None:
    part = dock.panel.part("location")
    assert isinstance(part, MapPart)
    here, before = dock.phone.device.location, dock.phone.device.location.latitude
    part.map.setFocus()
    QTest.keyClick(part.map, Qt.Key.Key_Up)
    assert here.latitude > before
    scale = part.map.view.scale
    QTest.keyClick(part.map, Qt.Key.Key_Plus)
    assert part.map.view.scale > scale


def test_places_are_kept_and_gone_to(dock: Dock) -> None:
    part = dock.panel.part("location")
    assert isinstance(part, MapPart)
    here = dock.phone.device.location
    here.latitude, here.longitude = 30.0, 120.0
    part.keep()
    kept = here.places[-1]
    assert (kept["latitude"], kept["longitude"]) == to_gcj02(30.0, 120.0)
    here.latitude = 10.0
    part.places.setCurrentIndex(len(here.places))
    part.places.activated.emit(len(here.places))
    assert here.latitude == pytest.approx(30.0, abs=1e-5)


def test_a_projection_goes_there_and_back() -> None:
    view = View(31.2, 121.5, 5000, 300, 200)
    assert view.place(*view.point(31.21, 121.49)) == pytest.approx((31.21, 121.49))
    zoomed = view.zoomed(2, 40, 30)
    assert zoomed.point(*view.place(40, 30)) == pytest.approx((40, 30), abs=0.5)
    assert [nice_step(n) for n in (0.7, 3, 12, 0.03)] == pytest.approx([1, 5, 20, 0.05])


def test_a_route_is_loaded_played_scrubbed_and_taken_back(
    dock: Dock, tmp_path: Path, qtbot: QtBot
) -> None:
    part = dock.panel.part("route")
    assert isinstance(part, RoutePart)
    file = tmp_path / "walk.gpx"
    file.write_text(GPX, encoding="utf-8")
    assert not part.strip.play_button.isEnabled()
    part.load(file)
    route, here = dock.phone.device.route, dock.phone.device.location
    assert len(route.samples) == 2
    part.strip.play_button.click()
    assert route.state == "playing"
    assert here.latitude == pytest.approx(31.23)
    part.strip.play_button.click()
    assert route.state == "paused"
    part.strip.scrub.setValue(500)
    assert here.latitude == pytest.approx(31.2305)
    part.strip.stop_button.click()
    dock.panel.undo()
    assert route.samples == []


def test_a_broken_route_is_told_with_its_file(dock: Dock, tmp_path: Path) -> None:
    part = dock.panel.part("route")
    assert isinstance(part, RoutePart)
    file = tmp_path / "broken.gpx"
    file.write_text("<gpx><trk>", encoding="utf-8")
    said: list[str] = []
    dock.panel.refused.connect(said.append)
    part.load(file)
    assert "broken.gpx" in said[0]


def test_orders_are_listed_given_back_and_closed(dock: Dock) -> None:
    part = dock.panel.part("payment")
    assert isinstance(part, LedgerPart)
    ledger.attempt(dock.phone, "prepay_id=one", "jsapi", {})
    ledger.pay(dock.phone, "prepay_id=one")
    assert part.states() == ["SUCCESS"]
    part.table.selectRow(0)
    part.refund.click()
    assert part.states() == ["REFUND"]
    ledger.attempt(dock.phone, "prepay_id=two", "jsapi", {})
    part.table.selectRow(0)
    part.close_order.click()
    assert part.states() == ["CLOSED", "REFUND"]
    dock.panel.undo()
    assert part.states() == ["NOTPAY", "REFUND"]


def test_a_cell_of_the_permissions_is_cycled_by_click_and_space(dock: Dock) -> None:
    part = dock.panel.part("permissions")
    assert isinstance(part, MatrixPart)
    state = dock.phone.device.permissions
    app, system, privacy = (part.model.index(0, column) for column in (1, 2, 3))
    QTest.mouseClick(part.table.viewport(), LEFT, pos=part.table.visualRect(app).center())
    assert state.scopes == {"scope.userLocation": "allowed"}
    part.table.setFocus()
    QTest.keyClick(part.table, Qt.Key.Key_Space)
    assert state.scopes == {"scope.userLocation": "denied"}
    part.model.cycle(app)
    assert state.scopes == {}
    part.model.cycle(system)
    assert state.system["location"] == "denied"
    part.model.cycle(privacy)
    assert state.privacy_declared is not None
    assert "location" not in state.privacy_declared
    part.model.cycle(privacy)
    assert state.privacy_declared is None
    part.reset()
    assert state.system["location"] == "authorized"


def test_the_phone_is_handed_over_and_back(dock: Dock) -> None:
    part = dock.panel.part("personas")
    assert isinstance(part, PersonasPart)
    user = dock.phone.device.user
    known = len(user.personas)
    part.duplicate()
    assert len(user.personas) == known + 1
    assert user.current()["nickName"] == "Anna 2"
    assert user.current()["openid"] != user.personas[0]["openid"]
    part.remove()
    assert len(user.personas) == known
    part.who.activated.emit(1)
    assert user.persona == user.personas[1]["id"]
    dock.panel.undo()
    dock.panel.undo()
    dock.panel.undo()
    assert (user.persona, len(user.personas)) == ("anna", known)


def test_the_pose_pad_turns_the_phone(dock: Dock) -> None:
    part = dock.panel.part("motion")
    assert isinstance(part, PosePart)
    motion = dock.phone.device.motion
    middle = part.pad.rect().center()
    QTest.mousePress(part.pad, LEFT, pos=middle)
    QTest.mouseMove(part.pad, middle + QPoint(20, 0))
    QTest.mouseRelease(part.pad, LEFT, pos=middle + QPoint(20, 0))
    assert motion.attitude[2] > 0
    part.take("portrait")
    assert motion.attitude == (0.0, 90.0, 0.0)
    assert motion.acceleration[1] == pytest.approx(-1)
    dock.panel.undo()
    dock.panel.undo()
    assert tuple(motion.attitude) == (0.0, 0.0, 0.0)


def test_the_mathematics_of_the_pose() -> None:
    assert rotated((0, 1, 0), (0, 90, 0)) == pytest.approx((0, 0, 1), abs=1e-9)
    assert rotated((1, 0, 0), (90, 0, 0)) == pytest.approx((0, 1, 0), abs=1e-9)
    assert turned((0, 0, 80), 0, 30, spin=False) == (0, 0, 90)
    assert turned((0, 0, 0), 0, 30, spin=True) == (330, 0, 0)


def test_the_lens_shows_the_code_on_the_wall(dock: Dock) -> None:
    part = dock.panel.part("camera")
    assert isinstance(part, LensPart)
    card = part.picture.pixmap().toImage()
    dock.panel.desk.edits.set("camera.source", "code")
    assert part.picture.pixmap().toImage() != card
    dock.panel.desk.edits.set("camera.source", "picture")
    assert part.trouble.text()


def test_the_computers_camera_is_turned_on_and_off_in_its_card(dock: Dock) -> None:
    part = dock.panel.part("camera")
    assert isinstance(part, LensPart)
    assert not part.webcam.isVisible()
    dock.panel.desk.edits.set("camera.source", "live")
    assert part.state.text() == tr("webcam.asking")
    assert part.trouble.isHidden()
    part.turn_on.click()
    dock.eye.see("#c80000")
    assert part.state.text() == "On: Desk camera"
    assert part.picture.pixmap().toImage().pixelColor(66, 88).red() > 180
    part.cameras.activated.emit(1)
    assert dock.eye.opened == ["", "Roof camera"]
    dock.eye.see("#0000c8", "Roof camera")
    assert part.cameras.currentText() == "Roof camera"
    part.turn_off.click()
    assert part.turn_on.isVisible()
    assert dock.eye.closed == 2
    dock.panel.desk.edits.set("camera.source", "card")
    assert not part.webcam.isVisible()


def test_a_bluetooth_device_is_carried_away_and_its_connection_broken(dock: Dock) -> None:
    part = dock.panel.part("bluetooth")
    assert isinstance(part, PeripheralsPart)
    bluetooth = dock.phone.device.bluetooth
    address = bluetooth.peripherals[0]["address"]
    near = radio(dock.phone)
    near.connect(near.around()[0])
    assert bluetooth.connected == [address]
    assert part.model.index(0, 2).data() == "Connected"
    part.table.selectRow(0)
    part.drop()
    assert bluetooth.connected == []
    part._carry(2)
    assert bluetooth.peripherals[0]["distance"] == 2.0
    part.swap_reach()
    assert part.model.index(0, 2).data() == "Too far"
    assert not part.signal.isEnabled()
    said: list[str] = []
    dock.panel.refused.connect(said.append)
    part.join()
    assert "out of reach" in said[0]
    part.swap_reach()
    part.signal.put.emit(-69.0)
    assert bluetooth.peripherals[0]["distance"] == pytest.approx(3.16, abs=0.05)
    dock.phone.device.bluetooth.opened = True
    part.join()
    assert bluetooth.connected == [address]
    dock.panel.undo()
    assert bluetooth.connected == []
    part.remove()
    assert address not in [one["address"] for one in bluetooth.peripherals]


def test_the_values_of_a_bluetooth_device_are_read_changed_and_heard(dock: Dock) -> None:
    part = dock.panel.part("bluetooth")
    assert isinstance(part, PeripheralsPart)
    near = radio(dock.phone)
    lock = next(one for one in near.around() if one.actions)
    part.table.selectRow([one.address for one in near.around()].index(lock.address))
    box, told = part.gatt, list[bytes]()
    dock.phone.listen(lambda event: told.append(event.detail.get("value", b"")))
    near.connect(lock)
    every = [one for service in lock.services for one in service.characteristics]
    listened = next(one for one in every if "notify" in one.properties)
    near.links[lock.address].listen(listened, on=True)
    uuids = [row.uuid for row in box.model.rows()]
    box.table.selectRow(uuids.index(listened.uuid))
    box.value.setText("05 'OK'")
    box.set_value()
    assert told[-1] == b"\x05OK"
    assert box.model.row(uuids.index(listened.uuid)).value == "05 4F 4B"
    assert "05" in part.traffic.text()
    said: list[str] = []
    dock.panel.refused.connect(said.append)
    box.value.setText("xyz")
    box.set_value()
    assert "xyz" in said[0]
    dock.panel.undo()
    assert box.model.row(uuids.index(listened.uuid)).value != "05 4F 4B"
    before = len(dock.phone.device.bluetooth.traffic), dock.phone.device.bluetooth.values
    box.actions_box.activated.emit(1)
    after = len(dock.phone.device.bluetooth.traffic), dock.phone.device.bluetooth.values
    assert after != before


def test_a_broken_peripheral_is_told(dock: Dock, tmp_path: Path) -> None:
    part = dock.panel.part("bluetooth")
    assert isinstance(part, PeripheralsPart)
    file = tmp_path / "lock.yaml"
    file.write_text("name: [", encoding="utf-8")
    said: list[str] = []
    dock.panel.refused.connect(said.append)
    assert not part.load(file)
    assert "lock.yaml" in said[0]


def test_a_tag_is_held_to_the_phone(dock: Dock) -> None:
    part = dock.panel.part("nfc")
    assert isinstance(part, TagsPart)
    part.tags.activated.emit(1)
    assert dock.phone.device.nfc.present == dock.phone.device.nfc.tags[0]["id"]


def test_a_message_needs_a_consent_and_opens_its_page(dock: Dock) -> None:
    part = dock.panel.part("messages")
    assert isinstance(part, InboxPart)
    said: list[str] = []
    dock.panel.refused.connect(said.append)
    part.template.setText("tmpl-1")
    part.page.setText("pages/home/home")
    part.send()
    assert "43101" in said[0]
    dock.phone.device.apps.permits = {"tmpl-1": 1}
    part.send()
    assert dock.phone.device.user.inbox[0]["page"] == "pages/home/home"
    part.table.activated.emit(part.model.index(0, 0))
    assert dock.phone.device.user.inbox[0]["read"]


def test_an_api_is_told_how_to_end_always_or_once(dock: Dock, qtbot: QtBot) -> None:
    part = dock.panel.part("answers")
    assert isinstance(part, AnswersPart)
    part.api.setText("wx.getBatteryInfo")
    part._offer()
    words = [part.outcome.itemText(at) for at in range(part.outcome.count())]
    assert words[:3] == ["As the phone", "Ask me", "Succeeds"]
    part.outcome.setCurrentIndex(words.index("Cancelled"))
    part.set_button.click()
    replies: list[Reply] = []
    dock.phone.call(Call("getBatteryInfo", {}), replies.append)
    qtbot.waitUntil(lambda: bool(replies))
    assert replies[0].outcome is Outcome.FAIL
    assert part.model.index(0).data() == "getBatteryInfo → cancel"
    part.outcome.setCurrentIndex(0)
    part.set_button.click()
    assert dock.phone.rules.all == ()
    part.times.setCurrentIndex(1)
    part.outcome.setCurrentIndex(words.index("Denied"))
    part.set_button.click()
    assert [one.type for one in dock.phone.queues.remaining("getBatteryInfo")] == ["deny"]
    assert "getBatteryInfo" in part.queued.text()


def test_ask_me_puts_each_outcome_on_the_phone(dock: Dock) -> None:
    part = dock.panel.part("answers")
    assert isinstance(part, AnswersPart)
    part.api.setText("scanCode")
    part._offer()
    part.outcome.setCurrentIndex(1)
    part.set_button.click()
    dock.phone.call(Call("scanCode", {}, gesture=True), lambda _reply: None)
    asked = [one for one in dock.phone.asking.open if one.kind == "outcome"]
    assert [choice.id for choice in asked[0].choices][:3] == ["live", "ok", "cancel"]


def test_rules_are_switched_moved_removed_and_kept_in_a_file(dock: Dock, tmp_path: Path) -> None:
    part = dock.panel.part("answers")
    assert isinstance(part, AnswersPart)
    record = CallRecord(
        1, Call("login", {"timeout": 5}), 0, 1, Reply(Outcome.FAIL, {"errMsg": "login:fail x"})
    )
    one = outcome_choices.rule_of(record, ())
    two = outcome_choices.rule_of(record, (one,))
    assert (one.id, two.id) == ("login-1", "login-2")
    assert (one.outcome.message, dict(one.args)) == ("login:fail x", {"timeout": 5})
    part.put_rules([one, two])
    box = Qt.ItemDataRole.CheckStateRole
    part.model.setData(part.model.index(1), Qt.CheckState.Unchecked.value, box)
    assert [rule.enabled for rule in dock.phone.rules.all] == [True, False]
    part.rules.setCurrentIndex(part.model.index(1))
    part.shift(-1)
    assert [rule.id for rule in dock.phone.rules.all] == ["login-2", "login-1"]
    file = tmp_path / "a.rules.json"
    assert part.save(file)
    part.rules.setCurrentIndex(part.model.index(0))
    part.remove()
    assert part.load(file)
    assert [rule.id for rule in dock.phone.rules.all] == ["login-2", "login-1"]
    part.rules.setCurrentIndex(part.model.index(0))
    dialog = part.edit()
    assert dialog is not None
    dialog.text.setPlainText("{")
    assert not dialog.use.isEnabled()
    assert dialog.fault.text()
    dialog.text.setPlainText('{"id": "new", "api": "login", "outcome": {"type": "ok"}}')
    dialog.use.click()
    assert dock.phone.rules.all[0].id == "new"
    file.write_text('{"rules": 5}', encoding="utf-8")
    said: list[str] = []
    dock.panel.refused.connect(said.append)
    assert not part.load(file)
    assert "a.rules.json" in said[0]
