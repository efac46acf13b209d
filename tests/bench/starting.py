"""Start-up: from the command line to a window that can be used, and where the time goes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

from tests.bench.environment import of_people
from tests.bench.figures import Table, figure
from tests.bench.request import Request
from tests.bench.rig import BenchError

ROOT = Path(__file__).resolve().parents[2]
_BUDGET = "≤ 1.5 s"
_EMPTY = "an empty window of Qt, process included"
_STEPS = ("Python and Qt loaded", "our modules loaded", "window built", "window on the screen")
_QT_ONLY = """
import time
from PySide6 import QtWebEngineWidgets
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
shown = QEventLoop()
QTimer.singleShot(0, shown.quit)
shown.exec()
"""


def run(request: Request) -> list[Table]:
    """Start both kinds of window in turn, each in a process of its own."""
    empty: list[float] = []
    total: list[float] = []
    steps: list[list[float]] = []
    used: list[float] = []
    for number in range(request.repeats):
        begun = time.perf_counter()
        _run([sys.executable, "-c", _QT_ONLY])
        empty.append((time.perf_counter() - begun) * 1000)
        row = _start(request.folder / f"profile-{number % 2}")
        steps.append(row["steps"])
        total.append(sum(row["steps"]))
        used.append(row["cpu"])
    rows = [figure(_EMPTY, empty, empty)]
    rows.append(figure("window usable", total, empty, budget=_BUDGET))
    for number, name in enumerate(_STEPS):
        rows.append(figure(f"  {name}", [step[number] for step in steps], empty))
    rows.append(figure("processor time of it", used, empty))
    return [Table("Start-up", _EMPTY, rows, ["the editor is loaded after the window is shown"])]


def _start(profile: Path) -> dict[str, list[float] | float]:
    words = [sys.executable, "-m", "tests.bench.starting", str(profile)]
    begun = time.time()
    out = _run(words, {"MINIDECK_BEGUN": str(begun)})
    row: dict[str, list[float] | float] = json.loads(out.splitlines()[-1])
    return row


def _run(words: list[str], more: dict[str, str] | None = None) -> str:
    environment = of_people(**(more or {}))
    done = subprocess.run(
        words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BenchError(done.stderr.strip()[-500:])
    return done.stdout


def main(profile: Path) -> None:
    """Open the window as the command `open` does, and print how long each step took."""
    from PySide6 import QtWebEngineWidgets  # noqa: F401, PLC0415 - loading is what is measured
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    marks = [float(os.environ["MINIDECK_BEGUN"]), time.time()]
    from ide.app import open_window, prepare  # noqa: PLC0415

    marks.append(time.time())
    prepare()
    application = QApplication([])
    opened = open_window(application, profile)
    marks.append(time.time())
    opened.window.show()
    shown = QEventLoop()
    QTimer.singleShot(0, shown.quit)
    shown.exec()
    marks.append(time.time())
    cpu = time.process_time() * 1000
    opened.close()
    steps = [(after - before) * 1000 for before, after in pairwise(marks)]
    sys.stdout.write(json.dumps({"steps": steps, "cpu": cpu}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
