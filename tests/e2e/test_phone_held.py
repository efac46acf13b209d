"""The phone is turned, zoomed, given a window of its own and photographed; the app runs on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.e2e.phone_in_window import PhoneInWindow, phone_in_window

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

FACTS = "minideckProbe.paintedFacts()"


@pytest.fixture
def phone(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[PhoneInWindow]:
    with phone_in_window(qapp, qtbot, tmp_path) as somebody:
        somebody.heard("page show")
        yield somebody


def test_pages_turn_with_the_phone_as_their_configuration_says(phone: PhoneInWindow) -> None:
    rotate = phone.simulator.toolbar.rotate
    rotate.trigger()
    assert not phone.session.handset.shape.landscape
    phone.go("/pages/auto/auto")
    phone.wait_read("#size", "resize landscape 852x349")
    view = phone.person.player.view
    assert view.width() > view.height()
    rotate.trigger()
    phone.wait_read("#size", "resize portrait 393x749")
    phone.back()
    phone.go("/pages/lying/lying")
    phone.wait_read("#size", "852 by 349")
    phone.back()
    phone.wait_read("#facts", '"screenWidth":393')
    assert phone.heard("window 393").count("launch") == 1


def test_another_zoom_changes_nothing_for_the_page(phone: PhoneInWindow) -> None:
    frame, target = phone.simulator.frame, phone.person.player.view.focusProxy()
    assert target is not None
    phone.simulator.toolbar.zoom_menu.action("100").trigger()
    assert (frame.zoom, frame.screen_size.width()) == (1.0, 393)
    for turned, expected in ((120, 1.25), (120, 1.5), (120, 1.5), (-120, 1.25)):
        wheel = QWheelEvent(
            QPointF(50, 50),
            QPointF(target.mapToGlobal(QPoint(50, 50))),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(target, wheel)
        assert frame.zoom == pytest.approx(expected, abs=0.01)
    phone.simulator.toolbar.zoom_menu.action("width").trigger()
    assert phone.person.bench.settings.text("preview.zoom") == "width"
    assert frame.width() <= phone.simulator.width()
    assert phone.person.look("innerWidth") == 393
    assert "window" not in phone.read("#log")


def test_the_phone_runs_on_in_a_window_of_its_own(phone: PhoneInWindow) -> None:
    simulator, toolbar = phone.simulator, phone.simulator.toolbar
    toolbar.on_top.trigger()
    toolbar.pop_out.trigger()
    window = simulator.window_
    assert window is not None
    assert window.isWindow()
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    toolbar.on_top.trigger()
    assert not window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert phone.person.player.view.window() is window
    phone.happens("capture")
    phone.heard("capture")
    window.close()
    assert simulator.window_ is None
    assert phone.person.player.view.window() is phone.person.window
    phone.happens("capture")
    assert phone.heard("capture | capture").count("launch") == 1


def test_the_housing_can_be_left_away(phone: PhoneInWindow) -> None:
    frame = phone.simulator.frame
    with_housing = frame.width() - frame.screen_size.width()
    phone.simulator.toolbar.frame.trigger()
    assert with_housing > 0
    assert frame.width() == frame.screen_size.width()
    assert not frame.housing.isVisible()


def shot(phone: PhoneInWindow, monkeypatch: pytest.MonkeyPatch, file: Path, kind: str) -> QImage:
    """Save a picture and read it again."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    phone.simulator.toolbar.shots.deeds[kind].trigger()
    phone.person.wait(file.exists)
    return QImage(str(file))


def test_the_screen_is_saved_at_the_pixels_of_the_phone(
    phone: PhoneInWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    zoom = phone.simulator.frame.zoom
    image = shot(phone, monkeypatch, tmp_path / "screen.png", "file")
    assert (image.width(), image.height()) == (393 * 3, 852 * 3)
    assert image.pixelColor(20, 1500) == QColor("#f4f4f4")
    framed = shot(phone, monkeypatch, tmp_path / "framed.png", "framed_file")
    assert (framed.width(), framed.height()) == ((393 + 22) * 3, (852 + 22) * 3)
    assert framed.pixelColor(2, 2).alpha() == 0
    assert framed.pixelColor(framed.width() // 2, framed.height() // 2).alpha() == 255
    assert phone.simulator.frame.zoom == zoom
    assert phone.person.player.view.width() == phone.simulator.frame.screen_size.width()
    assert phone.person.look("innerWidth") == 393


def test_the_screen_is_copied(phone: PhoneInWindow) -> None:
    clipboard = QApplication.clipboard()
    clipboard.clear()
    phone.simulator.toolbar.shots.deeds["copy"].trigger()
    phone.person.wait(lambda: not clipboard.image().isNull())
    assert clipboard.image().width() == 393 * 3


def test_a_whole_page_is_joined_from_what_is_seen_while_it_scrolls(
    phone: PhoneInWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    phone.go("/pages/long/long")
    phone.still()
    image = shot(phone, monkeypatch, tmp_path / "page.png", "full_file")
    assert (image.width(), image.height()) == (393 * 3, (103 + 2000) * 3)
    middle = image.width() // 2
    for row in range(1, 19):
        red = image.pixelColor(middle, (103 + row * 100 + 50) * 3)
        assert (red.red(), red.green(), red.blue()) == (row * 12, 0, 0), row
    colors = [image.pixelColor(middle, y * 3).name() for y in range(103, 2103)]
    assert colors.count("#0000ff") == 20
    assert colors.count("#00ff00") >= 15
    scrolled = "document.querySelector('.page:not(.hidden) iframe').contentWindow.scrollY"
    assert phone.person.look(scrolled) == 0
