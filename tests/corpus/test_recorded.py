"""What a person does on the public mini-programs of ``--corpus`` comes true again, three ways.

With a real mouse in the window it is recorded; ``--rounds`` says how often the recording is then
played in the window, on the command line, and as the Python test it becomes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from ide.recording.exporting import export
from ide.scenario.phase import Phase
from ide.scenario.stage import Stage
from ide.wiring.scenario import Scenarios
from renderer.host.stillness import Stillness
from tests.corpus.real_window import LIMIT_MS, Developer, RealWindow
from tests.e2e.conftest import ROOT, minideck
from tests.e2e.journey import LEFT

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

_TOUCHES = ((0.5, 0.35), (0.5, 0.6), (0.2, 0.5), (0.5, 0.8))
"""Where the person touches the phone, as shares of its width and height."""
_SPEED = 20.0
_FILE = "mock/touched.scenario.yaml"
_ROUND_S = 120
_OPTIONS = ("-q", "--rootdir", ".", "--minideck-allow", ".*")
"""What these apps say of themselves, offline as they are, is no matter of the recording."""


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("rounds"))


def test_what_was_recorded_comes_true_again(
    real_window: RealWindow, qtbot: QtBot, rounds: int, tmp_path: Path
) -> None:
    somebody = real_window.person(qtbot)
    records(somebody)
    file = somebody.root / _FILE
    plays_in_the_window(somebody, rounds)
    real_window.close()
    out = tmp_path / "out.json"
    files = [file] * rounds
    limit = rounds * _ROUND_S
    played = minideck(
        *("scenario", "run", *files, "--project", somebody.root, "--same-log"),
        json_file=out,
        limit_s=limit,
    )
    assert played.code == 0, played.output + played.errors
    passes_as_a_test(file, somebody.root, rounds)


def records(somebody: Developer) -> None:
    """Touch the phone here and there, and change its network in between."""
    panel, device = somebody.window.scenario, somebody.window.device
    somebody.window.focus_dock("scenario")
    somebody.click(panel.record_button)
    somebody.wait(lambda: panel.phase is Phase.RECORDING)
    somebody.wait(lambda: somebody.player.state.top_ready)
    for number, (across, down) in enumerate(_TOUCHES):
        rests(somebody)
        view = somebody.player.view
        target = view.focusProxy()
        assert target is not None
        point = QPoint(round(view.width() * across), round(view.height() * down))
        QTest.mouseClick(target, LEFT, pos=target.mapFrom(view, point))
        if number == 1:
            somebody.choose(device.control("network.type"), "3g")
    rests(somebody)
    somebody.click(panel.record_button)
    somebody.wait(lambda: somebody.window.findChild(QInputDialog))
    dialog = somebody.window.findChild(QInputDialog)
    assert dialog is not None
    dialog.setTextValue(Path(_FILE).name.partition(".")[0])
    dialog.accept()
    somebody.wait(lambda: panel.file == _FILE)


def rests(somebody: Developer) -> None:
    """Look at the phone until the app has done what it does, or goes on for ever."""
    ended: list[bool] = []
    stillness = Stillness(somebody.player, somebody.player.is_loading)
    stillness.ended.connect(lambda _facts, still: ended.append(still))
    stillness.begin()
    somebody.wait(lambda: ended)
    stillness.stop()


def plays_in_the_window(somebody: Developer, rounds: int) -> None:
    scenarios = somebody.window.findChild(Scenarios)
    assert scenarios is not None
    stage, panel = scenarios.stage, somebody.window.scenario
    assert isinstance(stage, Stage)
    panel.speeds.setCurrentIndex(panel.speeds.findData(_SPEED))
    for number in range(1, rounds + 1):
        with somebody.qtbot.waitSignal(stage.ended, timeout=LIMIT_MS) as ended:
            somebody.click(panel.play_button)
        assert stage.calls_told == "", f"round {number}"
        wrong = [each for each in stage.findings if not each.ok]
        assert ended.args == [True], f"round {number}: {wrong}"


def passes_as_a_test(file: Path, root: Path, rounds: int) -> None:
    made = export(file, root / "tests", project=root)
    made.write()
    for number in range(2, rounds + 1):
        again = made.file.with_name(f"test_again_{number}.py")
        again.write_text(made.source.replace("def test_", f"def test_again_{number}_"), "utf-8")
    done = subprocess.run(
        [*(sys.executable, "-m", "pytest", "-p", "ide.testing.plugin"), *_OPTIONS],
        cwd=made.file.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=rounds * _ROUND_S,
        check=False,
    )
    assert f"{rounds} passed" in done.stdout, f"{made.source}\n{done.stdout}\n{done.stderr}"
