"""Opens the whole window on a project and says what its processes weigh: a part of the bench."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from ide.app import open_window
from ide.editor.scheme import register_scheme
from tests.bench import project
from tests.bench.memory import split_of
from tests.bench.rig import BenchError, application

_LIMIT_MS = 120_000
_LOOK_MS = 200
_SETTLE_MS = 5_000
_TEMPLATE = f"{project.route(0)}.wxml"


def main(root: Path, profile: Path) -> None:
    """Open the window, wait for editor and phone, and print the weights as JSON."""
    register_scheme()
    app = application()
    opened = open_window(app, profile)
    opened.window.resize(1440, 900)
    opened.window.show()
    opened.bench.open_project(root)
    opened.window.editor.open(_TEMPLATE)
    shown: list[str] = []
    opened.window.editor.code.cursor_moved.connect(lambda *place: shown.append(str(place[0])))

    def ready() -> bool:
        session = opened.bench.session
        player = session.player if session else None
        return bool(player and player.state.ready and _TEMPLATE in shown)

    loop = QEventLoop()
    look = QTimer()
    look.setInterval(_LOOK_MS)

    def end_when_ready() -> None:
        if ready():
            loop.quit()

    look.timeout.connect(end_when_ready)
    look.start()
    QTimer.singleShot(_LIMIT_MS, loop.quit)
    loop.exec()
    look.stop()
    if not ready():
        raise BenchError("the window did not become ready")
    QTimer.singleShot(_SETTLE_MS, loop.quit)
    loop.exec()
    sys.stdout.write(json.dumps(split_of(os.getpid())) + "\n")
    opened.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
