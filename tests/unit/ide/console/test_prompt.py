"""What the line a person writes into offers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ide.panels.console.prompt import Prompt

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

GLOBALS = ("AbortController", "getApp", "getCurrentPages")


@pytest.fixture
def prompt(qtbot: QtBot) -> Prompt:
    prompt = Prompt()
    qtbot.addWidget(prompt)
    with qtbot.waitExposed(prompt):
        prompt.show()
    return prompt


def test_names_that_come_late_do_not_keep_enter_from_asking(prompt: Prompt) -> None:
    entered: list[str] = []
    prompt.entered.connect(entered.append)
    QTest.keyClicks(prompt, "getApp()")
    prompt.offer("", GLOBALS)
    assert not prompt.offers
    QTest.keyClick(prompt, Qt.Key.Key_Return)
    assert entered == ["getApp()"]
