"""The status of the text: what it says and what a click asks for."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ide.editor.status import EditorStatus

# The offscreen platform says what it cannot do each time a window is shown.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def status(qtbot: QtBot) -> EditorStatus:
    made = EditorStatus()
    qtbot.addWidget(made)
    made.show_text("utf-8", "CRLF", "WXML", locked=False)
    made.show_indentation(spaces=True, size=2)
    made.show_place(3, 7, 5)
    return made


def test_it_says_place_indentation_encoding_ending_and_language(status: EditorStatus) -> None:
    assert status.place.text() == "Ln 3, Col 7  5 selected"
    assert status.indentation.text() == "Spaces: 2"
    assert status.encoding.text() == "UTF-8"
    assert status.line_ending.text() == "CRLF"
    assert status.language.text() == "WXML"


def test_the_menus_mark_what_is_used_and_ask_for_the_other(
    status: EditorStatus, qtbot: QtBot
) -> None:
    endings = status.line_ending_menu().actions()
    assert [(one.text(), one.isChecked()) for one in endings] == [("LF", False), ("CRLF", True)]
    with qtbot.waitSignal(status.line_ending_chosen) as asked:
        endings[0].trigger()
    assert asked.args == ["LF"]
    steps = [one for one in status.indentation_menu().actions() if not one.isSeparator()]
    assert [one.text() for one in steps if one.isChecked()] == ["Spaces: 2"]
    with qtbot.waitSignal(status.indentation_chosen) as chosen:
        next(one for one in steps if one.text() == "Convert to 4 spaces").trigger()
    assert chosen.args == [True, 4, True]


def test_what_cannot_be_edited_offers_nothing(status: EditorStatus) -> None:
    status.show_text("gb18030", "LF", "Text", locked=True)
    assert not status.line_ending.isEnabled()
    assert not status.indentation.isEnabled()
