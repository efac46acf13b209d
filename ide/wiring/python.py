"""The Python console: its kernel, the server it reaches the mini-program through, its dock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ide import keeping, log, messages
from ide.i18n import tr, translator
from ide.mainwindow import MainWindow
from ide.session import Session
from ide.theme.palette import Colors
from ide.widgets.texts import follow
from ide.workbench import Workbench

if TYPE_CHECKING:
    from ide.automation.server.server import Server
    from ide.panels.python.kernel_process import KernelProcess
    from ide.panels.python.view import ConsoleView
    from ide.wiring.doors import Doors

_logger = log.logger("python")
_RUNS = {".py": "%run -i {}", ".js": "%%wxjs\n{}", ".ts": "%%wxjs\n{}", ".wxs": "%%wxjs\n{}"}
"""How a selection in a file of a kind is run; what is Python is run as it is."""


class PythonConsole(QObject):
    """Starts a kernel when the person wants one, and ends it with the project."""

    def __init__(self, window: MainWindow, bench: Workbench, doors: Doors) -> None:
        """``doors`` gives the kernel a way to the mini-program."""
        super().__init__(window)
        self._doors = doors
        self._window, self._bench, self._panel = window, bench, window.python
        self.kernel: KernelProcess | None = None
        self.server: Server | None = None
        self._leaving: list[KernelProcess] = []
        """Kernels that were told to end, and have not yet."""
        self._session: Session | None = None
        panel = self._panel
        panel.start_requested.connect(self.start)
        panel.interrupt_requested.connect(self.interrupt)
        panel.restart_requested.connect(self.restart)
        panel.clear_requested.connect(self._clear)
        panel.run_requested.connect(self.run)
        window.python_button.clicked.connect(self.show)
        follow(self, self._show_server)
        bench.session_opened.connect(self._open)
        bench.session_ending.connect(self._end)
        bench.theme.changed.connect(self._dress)
        bench.settings.listen(self._on_setting)
        bench.handle("view.python_console", self.show)
        bench.handle("debug.python_run", self.run)
        bench.handle("debug.python_interrupt", self.interrupt)
        bench.handle("debug.python_restart", self.restart)

    @property
    def view(self) -> ConsoleView | None:
        """The text of the console, None while it is off."""
        return self._panel.view

    def show(self) -> None:
        """Bring the console to the front, with a kernel behind it."""
        if self._session is None:
            return
        if self.kernel is None:
            self.start()
        self._window.focus_dock("python")

    def start(self) -> None:
        """Start a kernel; the text of one that has ended stays above."""
        if self._session is None or self.kernel is not None:
            return
        # Few windows come to a console: what it is made of is loaded with the first one.
        from ide.panels.python.kernel_process import KernelProcess  # noqa: PLC0415
        from ide.panels.python.view import ConsoleView  # noqa: PLC0415
        from ide.python_console.setting import Setting  # noqa: PLC0415

        view = self._panel.view
        if view is None:
            view = ConsoleView()
            view.custom_interrupt_requested.connect(self._interrupt)
            view.custom_restart_requested.connect(self.restart)
            view.exit_requested.connect(self._leave)
            view.busy_changed.connect(self._show_busy)
            self._panel.show_view(view)
            self._dress(self._bench.theme.colors)
        setting = Setting(
            "",
            server=self._open_server(self._session),
            project=str(self._session.folder.root),
            history=self._history(self._session),
            language=translator.code,
        )
        self.kernel = KernelProcess(setting, self)
        self.kernel.ended.connect(self._on_ended)
        self._panel.show_state("starting")
        self.kernel.start()
        view.begin(self.kernel.channels)
        if self._panel.isVisible():
            view.setFocus()

    def interrupt(self) -> None:
        """Stop what runs in the kernel."""
        if self.view is not None:
            self.view.stop()

    def _interrupt(self) -> None:
        if self.kernel is not None:
            self.kernel.interrupt()

    def restart(self) -> None:
        """End the kernel and start another one; the text stays."""
        if self.kernel is None:
            return
        self._let_kernel_go()
        if self.view is not None:
            self.view.say(tr("python.restarted"))
        self.start()

    def run(self) -> None:
        """Run what is selected in the editor, or its Python file."""
        code = self._code()
        if not code:
            messages.info(tr("python.nothing_to_run"))
            return
        self.show()
        if self.view is not None:
            self.view.put_input(code)

    def _code(self) -> str:
        editor = self._window.editor
        path = editor.current
        kind = Path(path).suffix
        selected = editor.selected_text()
        if selected:
            return _RUNS[kind].format(selected) if kind in _RUNS and kind != ".py" else selected
        if kind != ".py" or self._session is None:
            return ""
        if not editor.save(path):
            messages.warning(tr("python.not_saved", file=path))
            return ""
        return _RUNS[kind].format(f'"{self._session.folder.root / path}"')

    def _open(self, session: Session) -> None:
        self._session = session

    def _end(self, _session: Session) -> None:
        self.close()
        self._session = None

    def close(self) -> None:
        """End the kernel and the server behind it, and forget the text."""
        self._let_kernel_go()
        for kernel in tuple(self._leaving):
            kernel.end()
        self._close_server()
        self._panel.take_view_away()
        self._panel.show_state("off")

    def _open_server(self, session: Session) -> str:
        """Return where the kernel reaches the mini-program; the port is this console's alone."""
        from ide.automation.server.server import CannotListenError  # noqa: PLC0415

        if self.server is None:
            try:
                self.server = self._doors.open(session)
            except CannotListenError as error:
                messages.error(tr("python.no_server", reason=error))
                return ""
            self.server.end_requested.connect(self._leave_soon)
        else:
            self.server.new_token()
        self._show_server()
        return self.server.address

    def _close_server(self) -> None:
        """Listen no longer: nobody but the kernel knows the token."""
        server, self.server = self.server, None
        if server is not None:
            self._doors.close(server)
            self._show_server()

    def _show_server(self) -> None:
        """Say in the status bar that something listens, and where."""
        button = self._window.python_button
        button.setVisible(self.server is not None)
        if self.server is not None:
            button.setText(tr("dock.python"))
            button.setToolTip(tr("python.status", place=self.server.place))
            button.setAccessibleName(button.toolTip())

    def _history(self, session: Session) -> str:
        """Return the file that keeps what was entered in this project; '' keeps nothing."""
        if self._bench.profile is None:
            return ""
        # Not with what the app has stored, which is cleared now and then.
        digest = keeping.folder_of(self._bench.profile, session.folder.root).name
        folder = self._bench.profile / "python"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _logger.warning("the history of the console is not kept: %s", error)
            return ""
        return str(folder / f"{digest}.sqlite")

    def _let_kernel_go(self) -> None:
        """End the kernel without waiting for it: it may be in the middle of something."""
        kernel, self.kernel = self.kernel, None
        if kernel is None:
            return
        if self.view is not None:
            self.view.forget_kernel()
        self._leaving.append(kernel)
        kernel.gone.connect(lambda: self._forget(kernel))
        kernel.let_go()

    def _forget(self, kernel: KernelProcess) -> None:
        self._leaving.remove(kernel)
        kernel.deleteLater()

    def _leave_soon(self) -> None:
        # Who asked for it is answered first.
        QTimer.singleShot(0, self, self._leave)

    def _leave(self) -> None:
        self._on_ended(tr("python.ended_by_person"))

    def _on_ended(self, reason: str) -> None:
        if self.kernel is not None:
            self._let_kernel_go()
            self._close_server()
            self._panel.show_state("ended", reason)

    def _show_busy(self, busy: bool) -> None:
        if self.kernel is not None:
            self._panel.show_state("busy" if busy else "ready")

    def _clear(self) -> None:
        if self.view is not None:
            self.view.clear()

    def _dress(self, colors: Colors) -> None:
        if self.view is not None:
            size = int(self._bench.settings.text("editor.font_size"))
            percent = int(self._bench.settings.text("appearance.zoom"))
            self.view.set_theme(colors, round(size * percent / 100))

    def _on_setting(self, name: str, _value: object) -> None:
        if name in {"editor.font_size", "appearance.zoom"}:
            self._dress(self._bench.theme.colors)


def wire_window(window: MainWindow, bench: Workbench, doors: Doors) -> PythonConsole:
    """Connect what lives as long as the window; each project opened joins in by itself."""
    return PythonConsole(window, bench, doors)
