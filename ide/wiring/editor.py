"""The editor: what is typed, where the cursor is, what it asks for."""

from __future__ import annotations

from functools import partial

from ide.editor.keymap import bindings
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.session import Session
from ide.settings.schema import Value
from ide.workbench import Workbench


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    editor = window.editor
    editor.text_changed.connect(bench.keep_draft)
    editor.text_changed.connect(partial(_overlay, bench))
    editor.current_changed.connect(window.files.reveal)
    editor.current_changed.connect(partial(_forget_cursor, window))
    editor.cursor_moved.connect(partial(_show_cursor, window))
    editor.reveal_requested.connect(partial(_reveal, window))
    bench.settings.listen(partial(_on_setting_changed, window, bench))
    bench.shortcuts.listen(partial(_follow_settings, window, bench))
    _follow_settings(window, bench)
    bench.handle("file.save", editor.save_current)
    bench.handle("file.save_all", editor.save_all)
    bench.handle("file.close_tab", editor.close_current)
    bench.handle("view.next_tab", partial(editor.step, 1))
    bench.handle("view.previous_tab", partial(editor.step, -1))
    bench.handle("view.focus_editor", editor.code.setFocus)
    bench.handle("file.reopen_tab", editor.reopen)
    bench.handle("edit.format", editor.format_current)
    bench.handle("view.split_editor", editor.split)
    bench.handle("view.next_group", partial(editor.groups.focus_next, 1))
    bench.handle("view.go_back", editor.go_back)
    bench.handle("view.go_forward", editor.go_forward)


def wire_session(window: MainWindow, _bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    session.watcher.changed.connect(window.editor.files_changed)
    session.builder.findings_changed.connect(window.editor.set_findings)
    session.scripts.collected.connect(window.editor.code.set_library)


def _overlay(bench: Workbench, path: str, text: str | None) -> None:
    if bench.session is not None and bench.settings.flag("preview.live"):
        bench.session.builder.set_overlay(path, text)


def _on_setting_changed(window: MainWindow, bench: Workbench, name: str, _value: Value) -> None:
    if name.startswith("editor.") or name == "appearance.keymap":
        _follow_settings(window, bench)


def _follow_settings(window: MainWindow, bench: Workbench) -> None:
    window.editor.format_on_save = bench.settings.flag("editor.format_on_save")
    keys = bindings(bench.settings.text("appearance.keymap"), bench.shortcuts.all().values())
    window.editor.code.set_keymap(keys)


def _reveal(window: MainWindow, path: str) -> None:
    window.focus_dock("files")
    window.files.reveal(path)


def _show_cursor(window: MainWindow, line: int, column: int, selected: int) -> None:
    document = window.editor.document(window.editor.current)
    facts = [tr("status.cursor", line=line, column=column)]
    if selected:
        facts.append(tr("status.selected", count=selected))
    if document is not None:
        facts += [document.encoding.upper(), document.line_ending]
    window.cursor_label.setText("    ".join(facts))


def _forget_cursor(window: MainWindow, path: str) -> None:
    if window.editor.document(path) is None:
        window.cursor_label.clear()
