"""The editor: what is typed, where the cursor is, what it asks for."""

from __future__ import annotations

from functools import partial

from ide.editor.keymap import bindings
from ide.editor.languages import language_of, title_of
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
    _wire_status(window)
    editor.reveal_requested.connect(partial(_reveal, window))
    bench.settings.listen(partial(_on_setting_changed, window, bench))
    bench.shortcuts.listen(partial(_follow_settings, window, bench))
    _follow_settings(window, bench)
    bench.handle("file.save", editor.save_current)
    bench.handle("file.save_all", editor.save_all_typed)
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


def _wire_status(window: MainWindow) -> None:
    editor, status = window.editor, window.editor_status
    editor.cursor_moved.connect(status.show_place)
    editor.current_changed.connect(partial(_show_text, window))
    editor.documents.state_changed.connect(partial(_show_text, window))
    editor.code.indentation_seen.connect(partial(_show_indentation, window))
    status.line_ending_chosen.connect(partial(_set_line_ending, window))
    status.indentation_chosen.connect(partial(_set_indentation, window))
    status.go_to_line_requested.connect(partial(editor.code.run, "editor.action.gotoLine"))


def _show_text(window: MainWindow, path: str) -> None:
    document = window.editor.document(path)
    if path != window.editor.current:
        return
    if document is None:
        window.editor_status.show_nothing()
    else:
        window.editor_status.show_text(
            document.encoding,
            document.line_ending,
            title_of(language_of(path)),
            locked=document.read_only,
        )


def _show_indentation(window: MainWindow, path: str, spaces: bool, size: int) -> None:
    if path == window.editor.current:
        window.editor_status.show_indentation(spaces=spaces, size=size)


def _set_line_ending(window: MainWindow, ending: str) -> None:
    path = window.editor.current
    if window.editor.document(path) is not None:
        window.editor.documents.set_line_ending(path, ending)


def _set_indentation(window: MainWindow, spaces: bool, size: int, convert: bool) -> None:
    path = window.editor.current
    window.editor.code.set_indentation(path, spaces=spaces, size=size, convert=convert)
