"""A process started beside the web engine: it inherits none of the files this program has open."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment


class ChildProcess(QProcess):
    """A ``QProcess`` that gets its three standard streams and nothing else.

    The web engine tells that a page's process has died by the end of a socket. On Unix a child
    that happened to be started while the engine had the other end of it open would keep it open
    as well, and the crash would never be heard of (Qt 6.11, Chromium 140).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if sys.platform != "win32":  # handles are not inherited there
            parameters = QProcess.UnixProcessParameters()
            parameters.flags = QProcess.UnixProcessFlag.CloseFileDescriptors
            self.setUnixProcessParameters(parameters)

    def use_environment(self, values: Mapping[str, str]) -> None:
        """Give the child these variables and no others."""
        environment = QProcessEnvironment()
        for name, value in values.items():
            environment.insert(name, value)
        self.setProcessEnvironment(environment)
