"""Files of a megabyte: they arrive whole, and no keystroke costs a look at the whole text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ide.editor.document import Document
from tests.e2e.editor_desk import Desk, at_the_editor

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
LINES = {
    "big.js": "function f(a) { return a + 'text' } // 中文\n",
    "big.wxml": '<view class="a"><text wx:if="{{a > b}}">hello</text></view>\n',
    "big.wxss": ".a { width: 10rpx; color: #ff8800; }\n",
    "big.json": '{"key": "value", "n": 123456},\n',
}
FILES: dict[str, str | bytes] = {
    path: line * (1_000_000 // len(line)) for path, line in LINES.items()
}
FILES["big.json"] = "[\n" + str(FILES["big.json"]).rstrip(",\n") + "\n]\n"


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with at_the_editor(qapp, qtbot, tmp_path, FILES) as somebody:
        yield somebody


@pytest.mark.parametrize("path", LINES)
def test_a_megabyte_opens_and_is_typed_into(
    desk: Desk, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(path)
    expected = str(FILES[path])
    reads = []
    text_of = Document.text.fget
    assert text_of is not None

    def counted(document: Document) -> str:
        reads.append(document.path)
        return str(text_of(document))

    monkeypatch.setattr(Document, "text", property(counted))
    sizes, told = [], []
    desk.area.documents.text_changed.connect(lambda path, _text: told.append(path))
    desk.area.code.edited.connect(lambda _path, _edits, size: sizes.append(size))
    desk.type("abcdefgh")
    desk.wait(lambda: len(sizes) >= 8)
    assert len(reads) <= 2 + len(told), "the whole text is looked at when it is told, not by key"
    desk.wait(lambda: desk.text() == "abcdefgh" + expected)
