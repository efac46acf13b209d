"""The debugger: breakpoints in the margin, steps, developer tools, the phone that stands still."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QMenu

from ide import keeping, messages
from ide.debugger.breakpoint_dialog import BreakpointDialog
from ide.debugger.breakpoint_list import hint
from ide.debugger.breakpoints import SCRIPTS, Breakpoint, Breakpoints
from ide.debugger.debugger import Debugger
from ide.debugger.pause import Frame, Pause
from ide.debugger.paused_bar import PausedBar
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.session import Session
from ide.theme.palette import Colors
from ide.widgets.values import Node
from ide.workbench import Workbench
from renderer.host.player import Player

_STEPS: Mapping[str, Callable[[Debugger], None]] = {
    "continue": Debugger.resume,
    "pause": Debugger.stop_soon,
    "step_over": Debugger.step_over,
    "step_into": Debugger.step_into,
    "step_out": Debugger.step_out,
}


class Debugging(QObject):
    """Joins the debugger of the open project with the window."""

    def __init__(self, window: MainWindow, bench: Workbench) -> None:
        super().__init__(window)
        self._window = window
        self._bench = bench
        self._moves: dict[str, int] = {}
        self._marked: set[str] = set()
        self.debugger: Debugger | None = None
        simulator = window.simulator
        self._bar = PausedBar(simulator.frame, self._screen)
        self._bar.step_requested.connect(self.step)
        self._bar.place_requested.connect(self._show_place)

    def _screen(self) -> QRect:
        return self._window.simulator.frame.screen_rect.toRect()

    def connect_window(self) -> None:
        """Connect what lives as long as the window."""
        window, bench, panel = self._window, self._bench, self._window.debug
        for name in _STEPS:
            bench.handle(f"debug.{name}", partial(self.step, name))
        bench.handle("debug.remove_breakpoints", self._clear)
        bench.handle("debug.show", partial(window.focus_dock, "debug"))
        bench.handle("debug.devtools", self.show_devtools)
        bench.handle("debug.devtools_window", self._float_devtools)
        bench.handle("debug.next_problem", partial(self._go_on, 1))
        bench.handle("debug.previous_problem", partial(self._go_on, -1))
        panel.step_requested.connect(self.step)
        panel.devtools_requested.connect(self.show_devtools)
        panel.exceptions_chosen.connect(self._stop_at)
        panel.frame_chosen.connect(self._show_frame)
        panel.properties_wanted.connect(self._bring_properties)
        panel.watch_wanted.connect(self._evaluate)
        rows = panel.breakpoints
        rows.open_requested.connect(window.editor.open)
        rows.enabled.connect(self._enable)
        rows.all_enabled.connect(self._enable_all)
        rows.removed.connect(self._remove)
        rows.cleared.connect(self._clear)
        rows.edit_requested.connect(self._edit)
        window.devtools.wanted.connect(self._want_devtools)
        code = window.editor.code
        code.margin_clicked.connect(self._toggle)
        code.margin_menu_requested.connect(self._show_menu)
        code.breakpoints_moved.connect(self._move)
        code.ready.connect(self._mark_all_anew)
        bench.theme.changed.connect(self._use_theme)
        # In the editor F12 goes to the definition, as people expect there.
        key = QShortcut(QKeySequence(Qt.Key.Key_F12), window.simulator)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.show_devtools)

    def open(self, session: Session) -> None:
        """Debug a project that was opened."""
        folder = session.folder
        profile = self._bench.profile
        file = _kept_at(profile, folder.root) if profile else None
        breakpoints = Breakpoints(file)

        def package_path(path: str) -> str:
            inside = session.folder.package_folder
            return path.removeprefix(f"{inside}/") if inside else path

        def locate(path: str) -> str:
            return session.folder.locate(path)

        debugger = Debugger(breakpoints, locate, package_path, session)
        self.debugger = debugger
        debugger.paused.connect(self._show_pause)
        debugger.resumed.connect(self._show_running)
        debugger.verified.connect(self._mark_all)
        debugger.ready_changed.connect(self._window.debug.show_ready)
        debugger.front_end_changed.connect(self._show_front_end)
        debugger.crashed.connect(self._say_crashed)
        debugger.set_dark(self._bench.theme.colors.dark)
        session.builder.built.connect(lambda _build: debugger.refresh())
        session.player_started.connect(self._use)
        session.player_ending.connect(debugger.release)
        if self._window.devtools.isVisible():
            debugger.open()
        self._moves.clear()
        self._mark_all()

    def _use(self, player: Player) -> None:
        """Debug a player that is about to start."""
        if self.debugger is not None:
            self.debugger.use(player, player.bundle)

    def end(self, _session: Session) -> None:
        """End with the project."""
        debugger, self.debugger = self.debugger, None
        if debugger is not None:
            debugger.close()
            self._show_running()
            self._mark_all()

    def step(self, name: str) -> None:
        """Carry out a step by its name in the command table."""
        if self.debugger is not None:
            _STEPS[name](self.debugger)

    def show_devtools(self) -> None:
        """Bring the developer tools to the front."""
        self._window.focus_dock("devtools")
        if self.debugger is not None and self.debugger.pause is not None:
            self.debugger.show_panel("sources")

    def _go_on(self, distance: int) -> None:
        """F8: the next statement that stops while paused, else the next problem."""
        if self.debugger is not None and self.debugger.pause is not None:
            self.debugger.resume()
        else:
            self._window.problems.step(distance)

    def _float_devtools(self) -> None:
        """Give the developer tools a window of their own, or dock them again."""
        dock = self._window.docks["devtools"]
        dock.setFloating(not dock.isFloating())
        self.show_devtools()

    def _want_devtools(self, wanted: bool) -> None:
        if wanted and self.debugger is not None:
            self.debugger.open()
        elif not wanted:
            # A dock that only moves is hidden for a moment.
            QTimer.singleShot(0, self, self._leave_devtools)

    def _leave_devtools(self) -> None:
        if self.debugger is not None and not self._window.devtools.isVisible():
            self.debugger.leave()

    def _show_front_end(self, page: QWebEnginePage | None) -> None:
        self._window.devtools.show_page(page)

    def _say_crashed(self, _reason: str) -> None:
        messages.warning(tr("devtools.crashed"))

    def _use_theme(self, colors: Colors) -> None:
        self._bar.refresh_icons()
        self._window.debug.refresh_icons()
        if self.debugger is not None:
            self.debugger.set_dark(colors.dark)

    def _stop_at(self, which: str) -> None:
        if self.debugger is not None:
            self.debugger.stop_at_exceptions(which)

    # a pause

    def _show_pause(self, pause: Pause) -> None:
        window = self._window
        dock = window.docks["debug"]
        dock.show()
        if not window.devtools.isVisible():
            dock.raise_()
        window.debug.show_pause(pause)
        self._bar.show_pause(pause)
        window.activateWindow()

    def _show_running(self) -> None:
        self._window.debug.show_running()
        self._bar.show_pause(None)
        self._window.editor.code.show_stop("", 0)

    def _show_frame(self, frame: Frame) -> None:
        if not frame.path or self.debugger is None or self.debugger.pause is None:
            return
        self._window.editor.open(frame.path, frame.line, frame.column)
        top = frame == self.debugger.pause.top
        self._window.editor.code.show_stop(frame.path, frame.line, top=top)

    def _show_place(self) -> None:
        frame = self._window.debug.frame
        if frame is not None:
            self._show_frame(frame)

    def _bring_properties(self, node: Node) -> None:
        if self.debugger is not None:
            self.debugger.properties(node.handle, partial(self._window.debug.deliver, node))

    def _evaluate(self, expression: str) -> None:
        frame = self._window.debug.frame
        if self.debugger is not None and frame is not None:
            show = self._window.debug.show_watched
            self.debugger.evaluate(
                expression, frame.index, lambda value, _: show(expression, value)
            )

    # the margin

    def _toggle(self, path: str, line: int) -> None:
        if not path.endswith(SCRIPTS):
            messages.info(tr("debug.needs_script"))
        elif self.debugger is not None:
            self.debugger.breakpoints.toggle(path, line)

    def _move(self, path: str, lines: Mapping[int, int], moves: int) -> None:
        self._moves[path] = moves
        if self.debugger is not None:
            self.debugger.breakpoints.move(path, lines)

    def _mark_all_anew(self) -> None:
        """The editor was loaded anew and knows no breakpoint."""
        self._moves.clear()
        self._mark_all()
        self._show_place()

    def _mark_all(self) -> None:
        """Show every breakpoint in the margin and in the list, and whether it is in the app."""
        debugger = self.debugger
        rows = debugger.breakpoints.all() if debugger else []
        lines = debugger.lines if debugger else {}
        self._window.debug.show_breakpoints(rows, lines)
        by_path: dict[str, list[dict[str, object]]] = {path: [] for path in self._marked}
        for row in rows:
            by_path.setdefault(row.path, []).append(_mark(row, lines.get(row.number)))
        for path, marks in by_path.items():
            self._window.editor.code.set_breakpoints(path, marks, self._moves.get(path, 0))
        self._marked = {row.path for row in rows}

    def _show_menu(self, path: str, line: int) -> None:
        debugger = self.debugger
        if debugger is None:
            return
        known = debugger.breakpoints.at(path, line)
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if known is None:
            menu.addAction(tr("debug.set")).triggered.connect(lambda: self._toggle(path, line))
            menu.addAction(tr("debug.set_condition")).triggered.connect(
                lambda: self._edit(path, line, "condition")
            )
            menu.addAction(tr("debug.set_log")).triggered.connect(
                lambda: self._edit(path, line, "log")
            )
        else:
            number, enabled = known.number, known.enabled
            menu.addAction(tr("debug.edit")).triggered.connect(lambda: self._edit(path, line))
            word = tr("debug.disable") if enabled else tr("debug.enable")
            menu.addAction(word).triggered.connect(lambda: self._enable(number, not enabled))
            menu.addAction(tr("debug.remove")).triggered.connect(lambda: self._remove(number))
        menu.popup(QCursor.pos())

    def _edit(self, path: str, line: int, kind: str = "") -> None:
        if self.debugger is None:
            return
        known = self.debugger.breakpoints.at(path, line)
        wanted = kind or ("log" if known and known.message else "condition")
        dialog = BreakpointDialog(path, line, known, wanted, self._window)
        dialog.decided.connect(self._put)
        dialog.open()

    def _put(self, path: str, line: int, condition: str, message: str) -> None:
        if self.debugger is not None:
            self.debugger.breakpoints.put(path, line, condition=condition, message=message)

    def _enable(self, number: int, enabled: bool) -> None:
        if self.debugger is not None:
            self.debugger.breakpoints.enable(number, enabled=enabled)

    def _enable_all(self, enabled: bool) -> None:
        if self.debugger is not None:
            self.debugger.breakpoints.enable_all(enabled=enabled)

    def _remove(self, number: int) -> None:
        if self.debugger is not None:
            self.debugger.breakpoints.remove(number)

    def _clear(self) -> None:
        if self.debugger is not None:
            self.debugger.breakpoints.clear()


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window; each project opened joins in by itself."""
    debugging = Debugging(window, bench)
    debugging.connect_window()
    bench.session_opened.connect(debugging.open)
    bench.session_ending.connect(debugging.end)


def _kept_at(profile: Path, root: Path) -> Path:
    return profile / "breakpoints" / f"{keeping.folder_of(profile, root).name}.json"


def _mark(row: Breakpoint, line: int | None) -> dict[str, object]:
    state = "off" if not row.enabled else "pending" if line is None else "verified"
    return {
        "number": row.number,
        "line": row.line,
        "kind": row.kind,
        "state": state,
        "hint": hint(row, line),
    }
