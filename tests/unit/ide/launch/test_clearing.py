"""Each kind of what an app left behind is cleared alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject

from apimock.phone import Phone
from ide.launch.clearing import OF_THE_PHONE
from ide.phone import PhoneSetup, app_facts, new_phone
from renderer.host.screen import device


@pytest.fixture
def phone(tmp_path: Path, qapp: QObject) -> Phone:
    facts = app_facts({"appId": "wxmine"}, {})
    made = new_phone(PhoneSetup(device("iphone-6"), facts, tmp_path), qapp)
    entry = {"data": 1, "size": 1}
    made.device.storage.spaces = {"wxmine/anna": {"k": entry}, "wxother/anna": {"k": entry}}
    made.files.tree.make_folder("usr", 0)
    made.files.tree.write("usr/a.txt", b"a", 0)
    made.device.permissions.set_scope("scope.camera", "allowed")
    made.device.user.session_key = "key"
    return made


def left(phone: Phone) -> dict[str, Any]:
    return {
        "storage": list(phone.device.storage.spaces),
        "files": [name for name in phone.files.tree.children("usr")],
        "permissions": list(phone.device.permissions.scopes),
        "login": phone.device.user.session_valid,
    }


CLEARED = {"storage": ["wxother/anna"], "files": [], "permissions": [], "login": False}


@pytest.mark.parametrize("kind", list(OF_THE_PHONE))
def test_a_kind_is_cleared_and_no_other(phone: Phone, kind: str) -> None:
    before = left(phone)
    assert before[kind] != CLEARED[kind]
    OF_THE_PHONE[kind](phone)
    assert left(phone) == {**before, kind: CLEARED[kind]}
