"""The bar above the phone in little room: nothing is cut off, nothing is out of reach."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from ide.simulator.toolbar import SimulatorToolbar
from renderer.host.screen import device

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.mark.parametrize("width", [300, 340, 400, 560])
@pytest.mark.parametrize("name", ["iphone-15", "iphone-15-pro-max", "galaxy-z-fold-5"])
def test_what_has_no_room_is_in_the_menu(qtbot: QtBot, width: int, name: str) -> None:
    bar = SimulatorToolbar()
    qtbot.addWidget(bar)
    bar.refresh_icons()
    bar.show_device(device(name))
    bar.resize(width, 40)
    bar.show()
    layout = bar.layout()
    assert layout is not None
    layout.activate()
    bar.fill_more()
    shown = [one for one in bar.findChildren(QToolButton) if one.isVisible()]
    assert all(one.geometry().right() <= width for one in shown)
    assert [one.text() for one in shown if one.width() < one.sizeHint().width()] == []
    there = {
        one.defaultAction() or one.menu().menuAction() for one in shown if one is not bar.device
    }
    there |= set(bar.more_menu.actions())
    wanted = {bar.rotate, bar.home, bar.dark, bar.restart, bar.frame, bar.keyboard, bar.pop_out}
    wanted |= {menu.menuAction() for menu in (bar.zoom_menu, bar.simulate, bar.shots)}
    wanted |= {menu.menuAction() for menu in bar.menus.values()}
    assert wanted <= there
    assert (bar.fold in there) is (name == "galaxy-z-fold-5")


def test_phones_are_found_by_words_and_size(qtbot: QtBot) -> None:
    bar = SimulatorToolbar()
    qtbot.addWidget(bar)
    bar.list.set_filter("samsung 412")
    names = [bar.list.index(row, 0).data() for row in range(bar.list.rowCount())]
    assert names[1:] == ["Galaxy S23/S24 Ultra", "Galaxy A54"]
    bar.list.set_filter("no such phone")
    assert bar.list.rowCount() == 0
    assert bar.list.first() == -1
