"""A bundle, a phone and a runtime made of a few lines each, to run the host without the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from renderer.api import Call, Outcome, Reply
from renderer.host.bundle import Bundle
from renderer.host.compiler_process import Answer
from renderer.host.player import Phone, Player
from renderer.host.scheme import register_scheme
from renderer.host.screen import device

register_scheme()

MANIFEST = {"pages": [{"route": "hello", "package": "", "window": {}}], "projectName": "fake"}


class FakeCompiler:
    """Answers from dictionaries, at once."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], Answer] = {
            ("chunk", "app"): Answer({"name": "app", "diagnostics": [{"code": "x"}]}),
            ("chunk", "page/hello"): Answer({"name": "page", "diagnostics": []}),
            ("asset", "a.txt"): Answer({"base64": "YWJjZA=="}),
        }
        self.asked: list[tuple[str, str]] = []

    def ask(
        self, op: str, answered: Callable[[Answer], None], *, latest: bool = False, **params: Any
    ) -> None:
        question = (op, str(params.get("name") or params.get("path")))
        self.asked.append(question)
        answered(self.answers.get(question, Answer()))


class FakePhone:
    """Answers calls from a dictionary; a name that is not there is never answered."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.replies: dict[str, Reply] = {
            "getLocation": Reply(Outcome.OK, {"latitude": 1.5, "raw": b"\x01"}),
            "getStorageSync": Reply(Outcome.OK, value="stored"),
            "setStorage": Reply(Outcome.OK),
        }
        self.files: dict[str, bytes] = {"usr/n.txt": b"note"}

    def __call__(self, call: Call, respond: Callable[[Reply], None]) -> None:
        self.calls.append(call)
        if call.name in self.replies:
            respond(self.replies[call.name])

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)


@pytest.fixture
def compiler() -> FakeCompiler:
    return FakeCompiler()


@pytest.fixture
def phone() -> FakePhone:
    return FakePhone()


@pytest.fixture
def bundle(compiler: FakeCompiler) -> Bundle:
    manifest: Mapping[str, Any] = MANIFEST
    return Bundle(compiler, manifest)


@pytest.fixture
def player(qapp: object, bundle: Bundle, phone: FakePhone) -> Iterator[Player]:
    runtime = Path(__file__).parent / "fake_runtime"
    preset = device("iphone-6")
    hardware = Phone(phone, phone, preset.system_info(), preset.screen())
    player = Player(bundle, hardware, runtime=runtime)
    player.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    player.view.show()
    yield player
    player.close()
