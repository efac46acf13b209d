"""The client of the compiler's process, against a few lines that stand for the compiler."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from renderer.host.compiler_process import Answer, CompilerProcess
from tests.patience import PATIENCE_MS

SERVER = """
import json, os, sys
opened, overlays = None, {}
for line in sys.stdin:
    message = json.loads(line)
    op = message["op"]
    if op == "open":
        opened, result = message["root"], {"pages": []}
    elif op == "overlay":
        overlays[message["path"]], result = message["text"], None
    elif op == "overlays":
        result = {"root": opened, "overlays": overlays}
    elif op == "die":
        sys.stderr.write("out of luck\\n")
        os._exit(3)
    elif op == "fail":
        print(json.dumps({"id": message["id"], "error": "no such thing"}), flush=True)
        continue
    else:
        result = message
    print(json.dumps({"id": message["id"], "result": result}), flush=True)
"""

Start = Callable[..., CompilerProcess]


@pytest.fixture
def start(qapp: object, tmp_path: Path) -> Iterator[Start]:
    script = tmp_path / "server.py"
    script.write_text(SERVER)
    started: list[CompilerProcess] = []

    def start(*command: str) -> CompilerProcess:
        process = CompilerProcess(tmp_path, command=command or (sys.executable, str(script)))
        started.append(process)
        return process

    yield start
    for process in started:
        process.close()


def wait_for(qtbot: QtBot, answers: list[Answer], count: int = 1) -> None:
    qtbot.waitUntil(lambda: len(answers) >= count, timeout=PATIENCE_MS)


def test_questions_are_answered_with_results_or_errors(qtbot: QtBot, start: Start) -> None:
    compiler, answers = start(), list[Answer]()
    compiler.open(answers.append)
    compiler.ask("chunk", answers.append, name="app")
    compiler.ask("fail", answers.append)
    wait_for(qtbot, answers, 3)
    assert answers[0] == Answer({"pages": []})
    assert answers[1].result["name"] == "app"
    assert answers[2].error == "no such thing"


def test_only_the_newest_of_a_kind_is_answered(qtbot: QtBot, start: Start) -> None:
    compiler, answers = start(), list[Answer]()
    compiler.open(answers.append)
    for number in range(3):
        compiler.ask("check", answers.append, latest=True, number=number)
    wait_for(qtbot, answers, 2)
    assert [answer.result.get("number") for answer in answers] == [None, 2]


def test_a_new_process_knows_the_project_and_the_unsaved_text(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    compiler, answers, deaths = start(), list[Answer](), list[str]()
    compiler.died.connect(deaths.append)
    compiler.open(answers.append)
    compiler.overlay("app.js", "App({})")
    compiler.ask("die", answers.append)
    compiler.ask("overlays", answers.append)
    wait_for(qtbot, answers, 3)
    assert deaths == ["the compiler process ended with status 3: out of luck"] * 2
    assert [answer.error for answer in answers] == ["", deaths[0], ""]
    assert answers[2].result == {"root": str(tmp_path), "overlays": {"app.js": "App({})"}}


def test_a_compiler_that_does_not_start_is_an_error(qtbot: QtBot, start: Start) -> None:
    compiler, answers = start("/no/such/program"), list[Answer]()
    compiler.open(answers.append)
    wait_for(qtbot, answers)
    assert "did not start" in answers[0].error


def test_a_compiler_that_always_dies_is_given_up(qtbot: QtBot, start: Start) -> None:
    compiler, answers = start(sys.executable, "-c", "raise SystemExit(7)"), list[Answer]()
    compiler.open(answers.append)
    wait_for(qtbot, answers)
    assert "status 7" in answers[0].error
