"""The dialogs of launching say what they say in every language and hand over what was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ide.i18n import languages, translator
from ide.launch.condition import NORMAL, ModeList
from ide.launch.dialog import ModeDialog
from ide.launch.mode import CompileMode
from ide.launch.phone_preview import PhonePreviewDialog, preview_command
from ide.launch.progress import CompileProgress

PAGES = ["pages/a", "pages/b"]


def test_modes_are_added_doubled_and_deleted(qtbot: QtBot) -> None:
    first = CompileMode({"name": "first", "pathName": "pages/b"})
    dialog = ModeDialog(ModeList((first,), 0), PAGES)
    qtbot.addWidget(dialog)
    qtbot.mouseClick(dialog.double, Qt.MouseButton.LeftButton)
    assert dialog.selected == 1
    assert dialog.rows[1] == (None, CompileMode({"name": "first (copy)", "pathName": "pages/b"}))
    dialog.select(0)
    qtbot.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    assert [mode.name for _, mode in dialog.rows] == ["first (copy)"]
    qtbot.mouseClick(dialog.new, Qt.MouseButton.LeftButton)
    dialog.page.page = "pages/none"
    assert not dialog.start.isEnabled()
    dialog.page.page = "pages/a"
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.start.click()
    rows, number, update = saved.args
    assert (len(rows), number, update) == (2, 1, "none")


def test_without_modes_nothing_can_be_filled_in(qtbot: QtBot) -> None:
    dialog = ModeDialog(ModeList(), PAGES)
    qtbot.addWidget(dialog)
    assert dialog.selected == NORMAL
    assert not dialog.name.isEnabled()
    assert '"path": "pages/a"' in dialog.preview.toPlainText()


def test_scenes_are_found_by_a_part_of_their_name(qtbot: QtBot) -> None:
    dialog = ModeDialog(ModeList((CompileMode(),), 0), PAGES)
    qtbot.addWidget(dialog)
    dialog.scene.found.setCompletionPrefix("another mini-program")
    found = dialog.scene.found.completionModel()
    texts = [found.index(row, 0).data() for row in range(found.rowCount())]
    assert any(text.startswith("1037") for text in texts)
    assert len(texts) < 10


@pytest.mark.usefixtures("themed")
@pytest.mark.parametrize("language", list(languages()))
def test_the_dialogs_fit_a_small_screen_in_every_language(qtbot: QtBot, language: str) -> None:
    before = translator.code
    translator.use(language)
    try:
        modes = ModeDialog(ModeList((CompileMode(),), 0), PAGES)
        phone = PhonePreviewDialog(Path("/p"), "wx1")
    finally:
        translator.use(before)
    for dialog in (modes, phone):
        qtbot.addWidget(dialog)
        assert dialog.sizeHint().height() <= 700
        assert dialog.sizeHint().width() <= 1280


def test_the_command_can_be_copied(qtbot: QtBot) -> None:
    dialog = PhonePreviewDialog(Path("/my shop"), "wx1")
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == preview_command(Path("/my shop"), "wx1")
    assert "--pp '/my shop'" in preview_command(Path("/my shop"), "wx1")


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_only_long_work_shows_progress(qtbot: QtBot) -> None:
    progress = CompileProgress()
    qtbot.addWidget(progress)
    progress.set_busy(True)
    assert not progress.isVisible()
    qtbot.waitUntil(progress.isVisible)
    progress.show_progress(3, 10)
    assert (progress.bar.value(), progress.bar.maximum()) == (3, 10)
    assert progress.bar.toolTip() == "3 of 10 files"
    code = translator.code
    translator.use("zh")
    assert progress.bar.toolTip() == "已处理 3/10 个文件"
    translator.use(code)
    with qtbot.waitSignal(progress.cancel_requested):
        progress.cancel.click()
    progress.set_busy(False)
    assert not progress.isVisible()
