"""A page uses what is near the phone and is carried along a route, in the real runtime."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from apimock.peripherals.radio import radio
from apimock.peripherals.server import visit
from apimock.routes.ready import ready_routes
from renderer.host.scheme import register_scheme
from tests.driving.app import DrivenApp, driven
from tests.e2e.conftest import write_project

register_scheme()

LOCK = "C8:0F:10:00:00:03"
PAGE = """const SERVICE = '0000FEE7-0000-1000-8000-00805F9B34FB'
const uuid = (short) => `0000${short}-0000-1000-8000-00805F9B34FB`
const two = (byte) => byte.toString(16).padStart(2, '0')
const hex = (buffer) => [...new Uint8Array(buffer)].map(two).join('')
Page({
  data: { lock: '', nfc: '', route: 0, server: '' },
  say(key, words) { this.setData({ [key]: words }) },
  async unlock() {
    wx.onBLECharacteristicValueChange((res) => this.say('lock', 'answer ' + hex(res.value)))
    await wx.openBluetoothAdapter()
    const found = new Promise((done) => wx.onBluetoothDeviceFound((res) => done(res.devices[0])))
    await wx.startBluetoothDevicesDiscovery({ services: [SERVICE] })
    const { deviceId, name, advertisData } = await found
    this.say('lock', `${name} ${hex(advertisData)}`)
    await wx.createBLEConnection({ deviceId })
    await wx.getBLEDeviceServices({ deviceId })
    await wx.getBLEDeviceCharacteristics({ deviceId, serviceId: SERVICE })
    const at = { deviceId, serviceId: SERVICE }
    const answers = { ...at, characteristicId: uuid('FEC8') }
    await wx.notifyBLECharacteristicValueChange({ ...answers, state: true })
    const value = new Uint8Array([5, 1, 9]).buffer
    await wx.writeBLECharacteristicValue({ ...at, characteristicId: uuid('FEC7'), value })
  },
  read() {
    const adapter = wx.getNFCAdapter()
    adapter.onDiscovered((res) => {
      const card = adapter.getIsoDep()
      card.connect({
        success: () => card.transceive({
          data: new Uint8Array([0, 0xb0, 0, 0]).buffer,
          success: ({ data }) => {
            const words = [...res.techs, hex(data), adapter.tech.isoDep]
            this.say('nfc', words.join(' '))
          },
        }),
      })
    })
    adapter.startDiscovery()
  },
  follow() {
    let count = 0
    wx.onLocationChange(() => { count += 1; this.say('route', count) })
    wx.startLocationUpdate({ type: 'wgs84' })
  },
  async serve() {
    await wx.openBluetoothAdapter({ mode: 'peripheral' }).catch(() => {})
    const { server } = await wx.createBLEPeripheralServer()
    const characteristics = [{ uuid: 'FFE1', properties: { read: true } }]
    const added = server.addService({ service: { uuid: 'FFE0', characteristics } })
    await added.then(() => this.say('server', 'made'))
    server.onCharacteristicReadRequest((request) => {
      const value = new Uint8Array([7, 8]).buffer
      server.writeCharacteristicValue({ ...request, value, needNotify: false })
      this.say('server', 'answered')
    })
    await server.startAdvertising({ advertiseRequest: { deviceName: 'Phone' } })
    this.say('server', 'advertising')
  },
})
"""
MARKUP = """<view bindtap="unlock">unlock</view><view bindtap="read">read card</view>
<view bindtap="follow">follow</view><view bindtap="serve">serve</view>
<view>lock: {{lock}}</view><view>nfc: {{nfc}}</view>
<view>route: {{route}}.</view><view>server: {{server}}</view>
"""


@pytest.fixture
def app(qapp: QObject, tmp_path: Path) -> Iterator[DrivenApp]:
    files = {"pages/a/a.js": PAGE, "pages/a/a.wxml": MARKUP}
    declared = {
        "requiredPrivateInfos": ["onLocationChange", "startLocationUpdate"],
        "permission": {"scope.userLocation": {"desc": "nearby"}},
    }
    with driven(write_project(tmp_path, ["pages/a/a"], files, **declared)) as running:
        yield running


def test_a_lock_is_found_connected_and_opened(app: DrivenApp) -> None:
    app.tap("unlock")
    app.wait_text("lock: answer 05010107")
    assert app.phone.device.bluetooth.connected == [LOCK]
    radio(app.phone).act(LOCK, "close lock")
    app.wait_text("lock: answer 05030008")
    assert app.errors() == []


def test_a_card_is_held_to_the_phone(app: DrivenApp) -> None:
    app.phone.device.system.platform = "android"
    app.tap("read card")
    app.until("1", lambda _: app.phone.device.nfc.discovering, "the phone looks for tags")
    app.phone.device.nfc.present = "9A31C0DE"
    app.wait_text("nfc: NFC-A ISO-DEP 4d696e696465636b9000 ISO-DEP")


def test_each_sample_of_a_route_reaches_the_page(app: DrivenApp) -> None:
    walk = ready_routes()[0].track()
    app.tap("follow")
    app.wait_text("route: 1.")
    app.phone.route.load(walk)
    app.phone.device.route.speed = 20.0
    app.phone.device.location.interval = 600_000.0
    fixes = app.phone.device.location.fixes
    told = app.data()["route"]
    app.phone.route.play()
    app.wait_data(lambda _: app.phone.device.route.state == "stopped", "the route has ended")
    app.wait_data(lambda data: data["route"] - told >= len(walk.samples), "each sample was heard")
    assert app.phone.device.location.fixes - fixes == len(walk.samples)


def test_the_page_is_a_peripheral(app: DrivenApp) -> None:
    app.tap("serve")
    app.wait_text("server: advertising")
    central = visit(app.phone)
    assert central is not None
    central.read("FFE0", "FFE1")
    app.wait_text("server: answered")
    app.until("1", lambda _: central.answers == [b"\x07\x08"], "the device has its answer")
