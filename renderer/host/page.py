"""The web page of one player: what it says is recorded, what it must not do is denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineFullScreenRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
)

from renderer.host.address import SCHEME

_LEVELS = {
    QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel: "info",
    QWebEnginePage.JavaScriptConsoleMessageLevel.WarningMessageLevel: "warning",
    QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel: "error",
}


@dataclass(frozen=True)
class ConsoleRecord:
    """One line of the JavaScript console, of the page or of its worker."""

    level: str
    """``info``, ``warning`` or ``error``."""
    message: str
    source: str
    line: int


class PlayerPage(QWebEnginePage):
    """A page that shows one instance, opens nothing else and asks nobody."""

    console = Signal(object)  # ConsoleRecord
    navigation_denied = Signal(str)  # url
    terminated = Signal(str)  # why the render process ended

    def __init__(self, profile: QWebEngineProfile, instance: str, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._instance = instance
        self.permissionRequested.connect(self._on_permission_requested)
        self.fullScreenRequested.connect(self._on_full_screen_requested)
        self.certificateError.connect(self._on_certificate_error)
        self.renderProcessTerminated.connect(self._on_render_process_terminated)

    def _on_permission_requested(self, permission: QWebEnginePermission) -> None:
        permission.deny()

    def _on_full_screen_requested(self, request: QWebEngineFullScreenRequest) -> None:
        request.reject()

    def _on_certificate_error(self, error: QWebEngineCertificateError) -> None:
        error.rejectCertificate()

    def _on_render_process_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int
    ) -> None:
        normal = QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus
        if status != normal:
            self.terminated.emit(f"the web process ended ({status.name}, code {code})")

    def javaScriptConsoleMessage(  # noqa: N802
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """Record a line of the console."""
        self.console.emit(ConsoleRecord(_LEVELS[level], message, source, line))

    def acceptNavigationRequest(  # noqa: N802
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Let documents of this instance through, and web-view's remote ones in a frame."""
        target = QUrl(url)
        own = target.scheme() == SCHEME and target.host() == self._instance
        inside = not is_main_frame and target.scheme() in {"about", "blob", "data", "http", "https"}
        if own or inside:
            return True
        self.navigation_denied.emit(target.toString())
        return False

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]  # noqa: N802
        """Open no window."""
        return None

    def javaScriptAlert(self, _origin: QUrl | str, _message: str) -> None:  # noqa: N802
        """Show no box of the engine."""

    def javaScriptConfirm(self, _origin: QUrl | str, _message: str) -> bool:  # noqa: N802
        """Show no box of the engine; the answer is no."""
        return False

    def chooseFiles(  # noqa: N802
        self,
        _mode: QWebEnginePage.FileSelectionMode,
        _old: Sequence[str],
        _types: Sequence[str],
    ) -> list[str]:
        """Open no file dialogue."""
        return []
