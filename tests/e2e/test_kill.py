"""Unsaved text survives the death of the whole program, and the person is told."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ide.editor.drafts import Drafts
from tests.e2e.conftest import LIMIT_S
from tests.e2e.journey import PROJECT
from tests.patience import PATIENCE_MS

ROOT = Path(__file__).resolve().parents[2]
WORDS = "nobody saved me"
PAGE = "pages/home/home.wxml"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills processes the POSIX way")


def test_text_typed_before_kill_9_is_there_again(qtbot: QtBot, tmp_path: Path) -> None:
    root, profile = tmp_path / "kiosk", tmp_path / "profile"
    shutil.copytree(PROJECT, root)
    before = (root / PAGE).read_text("utf-8")
    command = [sys.executable, "-m", "tests.e2e.typist", str(profile), str(root)]
    drafts = Drafts(profile / "drafts")

    def kept() -> bool:
        return any(WORDS in draft.text for draft in drafts.of(root))

    quiet = subprocess.DEVNULL
    with subprocess.Popen([*command, WORDS], cwd=ROOT, stdout=quiet, stderr=quiet) as typing:
        try:
            qtbot.waitUntil(kept, timeout=PATIENCE_MS)
        finally:
            typing.kill()
    assert (root / PAGE).read_text("utf-8") == before
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, check=False
    )
    shown = json.loads(done.stdout.splitlines()[-1])
    assert WORDS in shown["dirty"][PAGE]
    assert any(PAGE in text and "back" in text for text in shown["told"])
