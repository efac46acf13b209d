"""A window in a process of its own that can be killed: types, or says what it shows.

Run as ``python -m tests.e2e.typist PROFILE PROJECT [WORDS]``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ide.app import open_window, prepare

TAKES_KEYS = "document.querySelector('.monaco-editor.focused') != null"
_GLANCE_MS = 20


def main() -> int:
    """Open the project; with words, type them and stay; without, print the texts and end."""
    profile, project, *words = sys.argv[1:]
    prepare()
    application = QApplication([])
    opened = open_window(application, Path(profile))
    opened.bench.settings.set("appearance.language", "en")
    opened.window.show()
    opened.bench.open_project(Path(project))
    editor = opened.window.editor

    def ask_whether_it_takes_keys() -> None:
        editor.code.setFocus()
        editor.code.view.page().runJavaScript(TAKES_KEYS, type_words)

    def type_words(takes_keys: object) -> None:
        target = editor.code.view.focusProxy()
        if takes_keys is not True or target is None:
            QTimer.singleShot(_GLANCE_MS, ask_whether_it_takes_keys)
            return
        QTest.keyClick(target, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(target, words[0])

    def begin(*_cursor: int) -> None:
        editor.cursor_moved.disconnect(begin)
        QTimer.singleShot(0, ask_whether_it_takes_keys)

    def tell() -> None:
        texts = {path: editor.text_of(path) for path in editor.dirty}
        print(json.dumps({"dirty": texts, "told": opened.window.toasts.texts}), flush=True)  # noqa: T201
        opened.bench.shut_down()
        application.quit()

    if words:
        editor.cursor_moved.connect(begin)
    else:
        QTimer.singleShot(0, tell)
    code = application.exec()
    opened.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
