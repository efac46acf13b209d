"""Guards the PySide6 version: some releases lose references to None and abort after a while."""

from __future__ import annotations

import subprocess
import sys

CALLBACKS = 2000
PROGRAM = f"""
import sys
from PySide6.QtCore import QCoreApplication, QTimer

app = QCoreApplication([])
left = {CALLBACKS}

def count():
    global left
    left -= 1
    if left:
        QTimer.singleShot(0, count)
    else:
        app.quit()

QTimer.singleShot(0, count)
before = sys.getrefcount(None)
app.exec()
print(before - sys.getrefcount(None))
"""


def test_timer_callbacks_keep_the_reference_count_of_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < CALLBACKS // 10
