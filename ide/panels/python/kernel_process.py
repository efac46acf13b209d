"""The kernel of the Python console: a process of its own, and the channels to it."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import zmq
from jupyter_client.connect import write_connection_file
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from ide import log
from ide.panels.python.channels import Channels
from ide.python_console.lifeline import INTERRUPT
from ide.python_console.setting import Setting
from renderer.child_environment import child_environment
from renderer.host.child_process import ChildProcess

_END_MS = 2500
"""How long a kernel may take to end by itself; it allows itself less."""
_SOCKET_PATH = 90
"""Characters that the path of a local socket may have on every system, and some to spare."""
_WORDS = 4000
"""Characters of a kernel's last words that are kept."""

_logger = log.logger("python")


class KernelProcess(QObject):
    """One kernel from start to end; for the next one there is another object."""

    ended = Signal(str)  # by itself: its last words
    gone = Signal()  # after `let_go`: nothing of it is left

    def __init__(self, setting: Setting, parent: QObject | None = None) -> None:
        """``setting`` is completed by where the kernel is reached."""
        super().__init__(parent)
        # Only for this kernel and closed to others: sockets, the key that signs, files of IPython.
        self.folder = Path(tempfile.mkdtemp(prefix="minideck-python-"))
        info = _write_connection(self.folder)
        self._setting = replace(setting, connection_file=str(self.folder / "kernel.json"))
        self.channels = Channels()
        self.channels.load_connection_info(info)
        self._words = ""
        self._pid = 0
        self._parted = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_END_MS)
        self._process = ChildProcess(self)
        self._process.use_environment({**child_environment(), **self._setting.environment()})
        self._process.setWorkingDirectory(setting.project or str(Path.home()))
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._late.timeout.connect(self._process.kill)

    @property
    def pid(self) -> int:
        """Return the number of the process, 0 when there was none."""
        return self._pid

    def start(self) -> None:
        """Start the process and listen to it."""
        file = self._setting.connection_file
        self._process.start(sys.executable, ["-P", "-m", "ide.python_console", file])
        self._pid = int(self._process.processId())
        self.channels.start_channels(hb=False)

    def interrupt(self) -> None:
        """Stop what runs in it, as Ctrl+C does in a terminal."""
        self._process.write(INTERRUPT)

    def let_go(self) -> None:
        """Tell it to end and go on; a kernel that is busy may take a moment until it is gone."""
        if self._parted:
            return
        self._parted = True
        self._process.readyReadStandardOutput.disconnect(self._on_output)
        self._process.finished.disconnect(self._on_finished)
        self._process.errorOccurred.disconnect(self._on_error)
        if self.channels.channels_running:
            self.channels.stop_channels()
        if self._process.state() == QProcess.ProcessState.NotRunning:
            self._clear_away()
            return
        self._process.finished.connect(self._clear_away)
        self._late.start()
        self._process.closeWriteChannel()  # without its input it ends

    def end(self) -> None:
        """End it and all it started; nothing of it is left afterwards."""
        self.let_go()
        running = self._process.state() != QProcess.ProcessState.NotRunning
        if running and not self._process.waitForFinished(_END_MS):
            self._process.kill()
            self._process.waitForFinished(_END_MS)

    def _clear_away(self) -> None:
        self._late.stop()
        _end_group(self._pid)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.gone.emit()

    def _on_output(self) -> None:
        text = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        self._words = (self._words + text)[-_WORDS:]

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._on_output()
        crashed = status == QProcess.ExitStatus.CrashExit
        _logger.warning("the kernel ended (%s %s): %s", status.name, code, self._words)
        self.ended.emit(str(signal_name(code)) if crashed else str(code))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.ended.emit(self._process.errorString())


def signal_name(number: int) -> str:
    """Return what a signal is called, such as ``SIGSEGV``, or its number."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _write_connection(folder: Path) -> dict[str, object]:
    """Write how the kernel is reached: by files in ``folder``, else by loopback with a key."""
    path = str(folder / "k")
    local = sys.platform != "win32" and zmq.has("ipc") and len(path) < _SOCKET_PATH
    _, info = write_connection_file(
        str(folder / "kernel.json"),
        transport="ipc" if local else "tcp",
        ip=path if local else "127.0.0.1",
        key=secrets.token_hex(32).encode(),
    )
    return dict(info)


def _end_group(pid: int) -> None:
    """End what the kernel started and left running: it leads a group of processes."""
    if pid and sys.platform != "win32":
        try:
            os.killpg(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
