"""The language service: questions of the editor, unsaved texts, findings, and the outline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from ide.i18n import translator
from ide.mainwindow import MainWindow
from ide.session import Session
from ide.workbench import Workbench
from renderer.compiler.text import decode

_WITH_TEXTS = frozenset({"definition", "references", "rename"})
"""Answers that lead to other files, whose texts the editor needs to show them."""
_LARGEST_TEXT = 400_000
_OUTLINE_MS = 300
"""An outline follows once nothing was edited for so long: the phone comes first."""


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    window.editor.code.asked.connect(partial(_ask, window, bench))
    window.editor.text_changed.connect(partial(_put_text, bench))
    stale = QTimer(window)
    stale.setSingleShot(True)
    stale.setInterval(_OUTLINE_MS)
    stale.timeout.connect(lambda: _show_outline(window, bench, window.editor.current))
    window.editor.text_changed.connect(lambda path, _text: _renew_outline(window, stale, [path]))
    bench.session_opened.connect(partial(_follow_files, window, stale))
    window.outline.shown.connect(lambda: _show_outline(window, bench, window.editor.current))
    window.editor.current_changed.connect(partial(_show_outline, window, bench))
    window.editor.cursor_moved.connect(partial(_follow_cursor, window))
    window.outline.open_requested.connect(window.editor.open)
    bench.handle("view.focus_outline", partial(window.focus_dock, "outline"))
    bench.session_ending.connect(partial(_empty_outline, window))


def wire_session(window: MainWindow, _bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    language = session.language
    language.use_language(translator.code)
    session.watcher.changed.connect(language.files_changed)
    language.findings_changed.connect(session.builder.note)


def _follow_files(window: MainWindow, stale: QTimer, session: Session) -> None:
    session.watcher.changed.connect(partial(_renew_outline, window, stale))


def _show_outline(window: MainWindow, bench: Workbench, path: str) -> None:
    """Ask for the outline of a file; an answer that comes too late is about another one."""
    if bench.session is None or not path:
        window.outline.show_symbols("", ())
        return
    if not window.outline.isVisible():
        return
    answered = partial(_take_outline, window, path)
    bench.session.language.ask("symbols", answered, path=path)


def _renew_outline(window: MainWindow, stale: QTimer, paths: Iterable[str]) -> None:
    if window.editor.current in paths:
        stale.start()


def _take_outline(window: MainWindow, path: str, result: str) -> None:
    if path == window.editor.current:
        window.outline.show_symbols(path, json.loads(result) or ())


def _follow_cursor(window: MainWindow, line: int, column: int, _selected: int) -> None:
    window.outline.follow_cursor(line, column)


def _empty_outline(window: MainWindow, _session: Session) -> None:
    window.outline.show_symbols("", ())


def _put_text(bench: Workbench, path: str, text: str | None) -> None:
    if bench.session is not None:
        bench.session.language.put_text(path, text)


def _ask(
    window: MainWindow, bench: Workbench, number: int, question: str, asked: Mapping[str, Any]
) -> None:
    session = bench.session
    if session is None:
        window.editor.code.answer(number, "null")
        return
    document = window.editor.document(asked["path"])
    if document is not None:
        session.language.put_text(asked["path"], document.text if document.dirty else None)
    answered = partial(_answer, window, session, number, question)
    session.language.ask(question, answered, **asked)


def _answer(window: MainWindow, session: Session, number: int, question: str, result: str) -> None:
    if question in _WITH_TEXTS and result != "null":
        found = json.loads(result)
        targets = found["targets"] if isinstance(found, dict) else found
        paths = dict.fromkeys(target["path"] for target in targets)
        if question == "rename":
            _open_all(window, paths)
        texts = {path: _text(session, path) for path in paths if not window.editor.document(path)}
        more: dict[str, Any] = found if isinstance(found, dict) else {"targets": targets}
        result = json.dumps({**more, "texts": texts})
    window.editor.code.answer(number, result)


def _open_all(window: MainWindow, paths: Iterable[str]) -> None:
    """Open what will be edited, so that it can be undone and saved; stay in the shown file."""
    shown = window.editor.current
    for path in paths:
        if window.editor.document(path) is None:
            window.editor.open(path)
    if window.editor.current != shown:
        window.editor.open(shown)


def _text(session: Session, path: str) -> str:
    try:
        data = (session.folder.root / path).read_bytes()[:_LARGEST_TEXT]
    except OSError:
        # It vanished since the service read it: the editor shows an empty text for it.
        return ""
    return decode(data).text
