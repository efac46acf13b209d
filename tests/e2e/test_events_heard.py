"""Events of pages, keys and ways in reach an app that listens to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from apimock import sharing
from renderer.host.scheme import register_scheme
from tests.driving.app import DrivenApp, css, driven
from tests.e2e.conftest import write_project

register_scheme()

APP = """const told = []
const short = ({ path, openType, page, key, apiCategory }) =>
  [path, openType, page && (page.route || 'page'), key, apiCategory].filter(Boolean).join(' ')
for (const name of ['BeforePageLoad', 'AfterPageLoad', 'BeforePageUnload', 'AfterPageUnload',
  'KeyDown', 'KeyUp', 'ApiCategoryChange']) {
  wx[`on${name}`]((event) => told.push({ name, words: short(event), id: event.routeEventId }))
}
App({ told })
"""
HOME = """Page({
  data: { log: '' },
  go() { wx.navigateTo({ url: '/pages/b/b?x=1' }) },
  onShow() { this.list() },
  list() { const { told } = getApp()
    this.setData({ log: told.map(({ name, words }) => `${name}(${words})`).join(' '),
      ids: new Set(told.filter(({ id }) => id).map(({ id }) => id)).size }) },
})
"""


@pytest.fixture
def app(qapp: QObject, tmp_path: Path) -> Iterator[DrivenApp]:
    markup = """<button class="go" bindtap="go">go</button><input class="field" />
      <button class="list" bindtap="list">list</button><view>{{log}}</view>"""
    files = {
        "app.js": APP,
        "pages/a/a.wxml": markup,
        "pages/a/a.js": HOME,
        "pages/b/b.js": "Page({ onLoad() { wx.navigateBack() } })",
    }
    with driven(write_project(tmp_path, ["pages/a/a", "pages/b/b"], files)) as running:
        yield running


def test_pages_tell_when_they_load_and_unload(app: DrivenApp) -> None:
    app.tap(css(".go"))
    app.wait_text(
        "BeforePageLoad(pages/b/b navigateTo) AfterPageLoad(pages/b/b navigateTo pages/b/b) "
        "BeforePageUnload(pages/b/b pages/b/b) AfterPageUnload(pages/b/b)"
    )
    app.wait_data(lambda data: data["ids"] == 3, "each route has an id of its own")


def test_keys_of_the_computer_and_another_category_are_told(app: DrivenApp) -> None:
    app.type(css(".field"), "a")
    app.tap(css(".list"))
    app.wait_text("KeyDown(a) KeyUp(a)")
    card = {"id": "card-1", "kind": "timeline", "path": "pages/a/a"}
    app.phone.device.apps.shared = [card]
    sharing.open_card(app.phone, "card-1", "")
    app.wait_text("ApiCategoryChange(browseOnly)")
