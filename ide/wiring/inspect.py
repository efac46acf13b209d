"""The inspecting panels: the line to the mini-program, the picker, places, the phone's storage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ide import messages
from ide.i18n import tr
from ide.inspect.line import InspectLine
from ide.inspect.place import Place, Read, find_steps, offset_of
from ide.inspect.source_edit import SourceEdit
from ide.mainwindow import MainWindow
from ide.session import Session
from ide.workbench import Workbench
from renderer.host.player import Player

Found = Callable[[Sequence[int]], None]


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    line = InspectLine()
    panel = window.wxml
    panel.use_line(line)
    panel.use_sources(partial(_read, window, bench))
    panel.source_requested.connect(partial(_open_place, window, bench))
    panel.pick_requested.connect(partial(_pick, window))
    panel.side.refused.connect(messages.warning)
    panel.side.edit_requested.connect(partial(_write, window, bench))
    panel.side.open_requested.connect(partial(_open_file, window, bench))
    panel.side.data_requested.connect(partial(_show_data, window))
    cursor = _Cursor(window, bench, partial(_read, window, bench))
    window.editor.cursor_moved.connect(cursor.follow)
    bench.theme.changed.connect(panel.set_theme)
    window.appdata.use_line(line)
    window.appdata.refused.connect(messages.warning)
    bench.theme.changed.connect(window.appdata.set_theme)
    window.storage.refused.connect(messages.warning)
    window.calls.refused.connect(messages.warning)
    bench.theme.changed.connect(window.storage.set_theme)
    bench.session_ending.connect(lambda _session: window.storage.release())
    bench.handle("view.pick", partial(_toggle_picker, window))
    for dock in ("wxml", "appdata", "storage"):
        bench.handle(f"view.focus_{dock}", partial(window.focus_dock, dock))
    bench.handle("editor.show_in_phone", cursor.show)


def wire_session(window: MainWindow, _bench: Workbench, session: Session) -> None:
    """Connect what lives as long as the project is open."""
    session.player_ending.connect(window.wxml.line.disconnect)
    window.storage.show_phone(session.phone)


def wire_player(window: MainWindow, _bench: Workbench, _session: Session, player: Player) -> None:
    """Connect what lives as long as one run of the mini-program's page."""
    line = window.wxml.line
    player.inspected.connect(line.received)
    player.view.loadStarted.connect(line.disconnect)
    player.launched.connect(partial(line.connect, player.receive))
    for panel in (window.wxml, window.appdata):
        player.state_changed.connect(lambda _state, panel=panel: panel.refresh())


def _read(window: MainWindow, bench: Workbench, path: str) -> str | None:
    """Return the text of a package path, as it stands in the editor when it is open there."""
    if bench.session is None:
        return None
    folder = bench.session.folder
    file = folder.app_root / path
    unsaved = window.editor.text_of(folder.locate(path))
    if unsaved is not None:
        return unsaved
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return None


def _open_place(window: MainWindow, bench: Workbench, place: Place | None) -> None:
    if place is None:
        messages.info(tr("wxml.no_source"))
    elif bench.session is not None:
        path = bench.session.folder.locate(place.file)
        window.editor.open(path, place.line, place.column)


def _open_file(window: MainWindow, bench: Workbench, file: str, line: int) -> None:
    if bench.session is not None:
        window.editor.open(bench.session.folder.locate(file), line)


def _write(window: MainWindow, bench: Workbench, edit: SourceEdit, save: bool) -> None:
    """Carry out an edit of a panel in the editor's text, where it can be undone."""
    if bench.session is None:
        return
    path = bench.session.folder.locate(edit.file)
    if window.editor.text_of(path) is None and not window.editor.open(path):
        return
    if window.editor.text_of(path) != edit.before:
        messages.warning(tr("styles.stale", file=path))
        return
    window.editor.put_text(path, edit.after)
    if save:
        window.editor.save(path)


def _show_data(window: MainWindow, component: str, field: str) -> None:
    window.focus_dock("appdata")
    window.appdata.show_field(component, field)


def _pick(window: MainWindow, on: bool) -> None:
    window.wxml.set_picking(on=on)
    window.wxml.line.ask("pick", on=on)


def _toggle_picker(window: MainWindow) -> None:
    on = not window.wxml.pick_button.isChecked()
    if on:
        window.docks["wxml"].show()
        window.docks["wxml"].raise_()
        window.docks["simulator"].show()
        window.docks["simulator"].raise_()
    _pick(window, on)


class _Cursor:
    """What the phone shows of the place where the editor's cursor stands."""

    def __init__(self, window: MainWindow, bench: Workbench, read: Read) -> None:
        self._window = window
        self._bench = bench
        self._read = read
        self._line = self._column = 1
        self._marked = False

    def follow(self, line: int, column: int, _selected: int) -> None:
        """Mark in the phone what is written at the cursor, while the panel is in sight."""
        self._line, self._column = line, column
        # A panel behind another tab is visible to Qt, but none of it is in sight.
        in_sight = not self._window.wxml.visibleRegion().isEmpty()
        if in_sight and self._window.editor.current.endswith(".wxml"):
            self._seek(self._mark)
        elif self._marked:
            self._mark(())

    def show(self) -> None:
        """Choose what is written at the cursor in the tree, and show it in the phone."""
        if not self._window.editor.current.endswith(".wxml"):
            messages.info(tr("wxml.not_shown"))
            return
        self._window.docks["wxml"].show()
        self._window.docks["wxml"].raise_()
        self._seek(self._choose)

    def _mark(self, nodes: Sequence[int]) -> None:
        self._marked = bool(nodes)
        self._window.wxml.line.ask("highlight", node=nodes[0] if nodes else 0)

    def _choose(self, nodes: Sequence[int]) -> None:
        if nodes:
            self._window.wxml.show_node(None, nodes[0])
            self._mark(nodes)
        else:
            messages.info(tr("wxml.not_shown"))

    def _seek(self, found: Found) -> None:
        """Find the nodes of the page on top that come from the place in the shown template."""
        path = self._window.editor.current
        text = self._window.editor.text_of(path)
        if self._bench.session is None or text is None:
            return
        folder = self._bench.session.folder.package_folder
        file = path.removeprefix(f"{folder}/") if folder else path
        offset = offset_of(text, self._line, self._column)

        def sought(components: Any) -> None:
            if isinstance(components, list):
                self._seek_in(components, file, offset, found)

        self._window.wxml.line.ask("components", sought)

    def _seek_in(self, components: list[str], file: str, offset: int, found: Found) -> None:
        own = file.removesuffix(".wxml")
        for component in sorted(components, key=lambda path: path != own):
            steps = find_steps(self._read, component, file, offset)
            if steps is not None:
                line = self._window.wxml.line
                line.ask("nodes-at", found, component=component, steps=steps)
                return
        found([])
