"""A message of the inbox and a card of customer service bring the running app to their page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.panels.device.inbox_part import InboxPart
from ide.simulator.conversation import Conversation
from tests.e2e.conftest import write_project
from tests.e2e.journey import Person, at_the_window

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

HOME = """<button id="subscribe" bindtap="subscribe">Tell me</button>
<button id="contact" open-type="contact" show-message-card send-message-title="Order 7"
  send-message-path="pages/order/order?id=7" bindcontact="back">Help</button>
<view>{{log}}</view>"""
HOME_SCRIPT = """Page({
  data: { log: 'home' },
  subscribe() { wx.requestSubscribeMessage({ tmplIds: ['ready'],
    success: ({ ready }) => this.setData({ log: `answer ${ready}` }) }) },
  back({ detail }) { getApp().back = `${detail.path} ${JSON.stringify(detail.query)}` },
})
"""
ORDER_SCRIPT = """Page({
  data: { text: '' },
  onLoad({ id }) { this.id = id },
  onShow() { const { scene } = wx.getEnterOptionsSync()
    this.setData({ text: `order ${this.id} by ${scene}; ${getApp().back || 'nothing told'}` }) },
})
"""


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    files = {
        "pages/home/home.wxml": HOME,
        "pages/home/home.js": HOME_SCRIPT,
        "pages/order/order.wxml": "<view>{{text}}</view>",
        "pages/order/order.js": ORDER_SCRIPT,
    }
    root = write_project(tmp_path / "app", ["pages/home/home", "pages/order/order"], files)
    with at_the_window(qapp, qtbot, root, tmp_path / "profile", lite=True) as somebody:
        yield somebody


def inbox(person: Person) -> InboxPart:
    part = person.window.device.part("messages")
    assert isinstance(part, InboxPart)
    return part


def test_a_service_notice_opens_the_page_it_names_with_its_scene(person: Person) -> None:
    person.tap("#subscribe")
    person.answer("allow")
    person.sees("answer accept")
    part = inbox(person)
    part.template.setText("ready")
    part.page.setText("pages/order/order?id=5")
    part.send()
    part.table.activated.emit(part.model.index(0, 0))
    person.sees("order 5 by 1107; nothing told")


def test_a_chat_with_customer_service_leads_back_by_its_card(person: Person) -> None:
    person.tap("#contact")
    sheet = person.window.simulator.sheet
    person.wait(lambda: sheet.part(Conversation) is not None)
    chat = sheet.part(Conversation)
    assert isinstance(chat, Conversation)
    chat.line.setText("Is it ready?")
    chat.line.returnPressed.emit()
    box = inbox(person).chat
    assert [box.model.row(at)["from"] for at in range(2)] == ["person", "app"]
    box.words.setText("In a minute")
    box.say()
    chat = sheet.part(Conversation)
    assert isinstance(chat, Conversation)
    assert chat.lines() == [
        "The app: ▣ Order 7",
        "You: Is it ready?",
        "Customer service: In a minute",
    ]
    person.answer("card")
    person.sees('order 7 by 1073; pages/order/order {"id":"7"}')
