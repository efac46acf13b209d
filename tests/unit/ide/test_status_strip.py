"""The strip under the phone fits its texts into the room that is left."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ide.simulator.status import PageFacts, StatusStrip

MEANING = "Discover tab, recently used list"


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_scene_is_shortened_when_a_neighbour_needs_its_room(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.resize(800, strip.sizeHint().height())
    strip.show_page(PageFacts("pages/home/home", stack=("pages/home/home",)))
    strip.show_scene(1001, lambda: MEANING)
    strip.show()
    qtbot.waitUntil(lambda: MEANING in strip.scene.text())
    strip.show_fact("a picture of the whole page was saved beside the mini-program " * 2)
    qtbot.waitUntil(lambda: MEANING not in strip.scene.text())
    assert "1001" in strip.scene.text()
    assert MEANING in strip.scene.toolTip()
    strip.show_fact("")
    qtbot.waitUntil(lambda: MEANING in strip.scene.text())
