"""A field that cannot be typed into is still something to tap, as search boxes that lead on are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from renderer.host.scheme import register_scheme
from tests.driving.app import css, driven
from tests.e2e.conftest import write_project

register_scheme()

PAGE = "pages/home/home"
FILES = {
    f"{PAGE}.wxml": """
<view class="around" bindtap="onTap" data-name="around">
  <TAG id="field" disabled placeholder="Search" bindtap="onTap" data-name="field" />
</view>
<text>{{heard}}</text>
""",
    f"{PAGE}.js": """
Page({
  data: { heard: '' },
  onTap(event) {
    this.setData({ heard: `${this.data.heard} ${event.currentTarget.dataset.name}` })
  },
})
""",
}


@pytest.mark.parametrize("tag", ["input", "textarea"])
def test_a_tap_on_a_disabled_field_is_heard(qapp: QApplication, tmp_path: Path, tag: str) -> None:
    files = {name: text.replace("TAG", tag) for name, text in FILES.items()}
    with driven(write_project(tmp_path / "shop", [PAGE], files)) as app:
        app.tap(css("#field"))
        app.wait_text("field around")
        assert app.errors() == []
