"""Messages reach the page in order, and no single one holds much of a long text."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ide.editor.outbox import PART, Outbox


def test_a_short_message_goes_at_once(qtbot: QtBot) -> None:
    owner, sent = QObject(), list[str]()
    Outbox(sent.append, owner).put({"type": "open", "text": "x" * PART})
    assert len(sent) == 1


def test_a_long_text_goes_in_parts_and_what_follows_waits(qtbot: QtBot) -> None:
    owner, sent = QObject(), list[str]()
    outbox = Outbox(sent.append, owner)
    text = "0123456789" * (PART // 4)
    outbox.put({"type": "open", "path": "a", "text": text})
    outbox.put({"type": "show", "path": "a"})
    assert sent == []
    qtbot.waitUntil(lambda: bool(sent) and '"show"' in sent[-1])
    messages: list[dict[str, Any]] = [json.loads(message) for message in sent]
    assert [message["type"] for message in messages] == ["part", "part", "open", "show"]
    assert "".join(message.get("text", "") for message in messages) == text
    assert max(map(len, sent)) < PART + 200


def test_nothing_waits_for_a_page_that_is_gone(qtbot: QtBot) -> None:
    owner, sent = QObject(), list[str]()
    outbox = Outbox(sent.append, owner)
    outbox.put({"type": "open", "text": "x" * PART * 3})
    outbox.clear()
    outbox.put({"type": "read"})
    assert [json.loads(message)["type"] for message in sent] == ["read"]
