"""The web view that holds Monaco, and the messages of web/protocol.ts to and from it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ide import log
from ide.editor.document import Edit
from ide.editor.languages import language_of
from ide.editor.scheme import PAGE, SCHEME, EditorFiles
from ide.finding import Finding
from ide.theme.palette import Colors

_logger = log.logger("editor")


class _Bridge(QObject):
    """The object both sides of the web channel know."""

    message = Signal(str)  # JSON of a ToEditor
    posted = Signal(str)  # JSON of a FromEditor

    @Slot(str)
    def post(self, text: str) -> None:
        self.posted.emit(text)


class _Page(QWebEnginePage):
    """Keeps the view on the editor and its complaints in the log."""

    def javaScriptConsoleMessage(  # noqa: N802
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        if level != QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
            _logger.warning("%s:%s %s", source, line, message)

    def acceptNavigationRequest(  # noqa: N802
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, _is_main_frame: bool
    ) -> bool:
        return QUrl(url).scheme().encode() == SCHEME.data()


class CodeView(QWidget):
    """Monaco with one model a file; remembers what is open, so a crashed web process comes back."""

    ready = Signal()
    edited = Signal(str, object, int)  # path, list of Edit, size in UTF-16 units afterwards
    cursor_moved = Signal(str, int, int, int)  # path, line, column, units selected
    text_read = Signal(str, str)  # path, whole text
    open_requested = Signal(str, int, int)  # path, line, column
    completion_requested = Signal(int, str, int)  # id, path, offset in UTF-16 units
    crashed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready = False
        self._waiting: list[dict[str, Any]] = []
        self._profile = QWebEngineProfile(self)
        self._profile.installUrlSchemeHandler(SCHEME, EditorFiles(self._profile))
        self._view = QWebEngineView(self)
        self._page = _Page(self._profile, self)
        self._bridge = _Bridge(self)
        self._bridge.posted.connect(self._on_posted)
        channel = QWebChannel(self._page)
        channel.registerObject("bridge", self._bridge)
        self._page.setWebChannel(channel)
        attributes = QWebEngineSettings.WebAttribute
        settings = self._page.settings()
        settings.setAttribute(attributes.JavascriptCanAccessClipboard, True)
        settings.setAttribute(attributes.JavascriptCanPaste, True)
        settings.setAttribute(attributes.ShowScrollBars, False)
        self._page.renderProcessTerminated.connect(self._on_terminated)
        self._view.setPage(self._page)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self.setFocusProxy(self._view)
        self._view.load(QUrl(PAGE))

    @property
    def view(self) -> QWebEngineView:
        """The engine's view; tests type into its focus proxy."""
        return self._view

    def open(self, path: str, text: str) -> None:
        """Make a file known; it is not shown yet."""
        self._send(type="open", path=path, text=text, language=language_of(path))

    def show_file(self, path: str, line: int | None = None, column: int | None = None) -> None:
        """Show an open file, at a line when one is given."""
        self._send(type="show", path=path, line=line, column=column)

    def show_nothing(self) -> None:
        """Show no file."""
        self._send(type="hide")

    def close_file(self, path: str) -> None:
        """Forget a file."""
        self._send(type="close", path=path)

    def replace(self, path: str, text: str) -> None:
        """Give an open file another text."""
        self._send(type="replace", path=path, text=text)

    def read(self, path: str) -> None:
        """Ask for the whole text; it comes with ``text_read``."""
        self._send(type="read", path=path, id=0)

    def set_findings(self, path: str, findings: Sequence[Finding]) -> None:
        """Underline the findings of a file."""
        markers = [_marker(finding) for finding in findings if finding.line]
        self._send(type="markers", path=path, markers=markers)

    def set_theme(self, colors: Colors) -> None:
        """Use the window's colours."""
        self._page.setBackgroundColor(QColor(colors["surface"]))
        self._send(
            type="theme", dark=colors.dark, colors=dict(colors.editor), tokens=dict(colors.token)
        )

    def set_options(self, options: Mapping[str, object]) -> None:
        """Set options of Monaco by its own names."""
        self._send(type="options", options=dict(options))

    def set_library(self, files: Mapping[str, str]) -> None:
        """Give the texts of scripts that are not open, for completion across files."""
        self._send(type="library", files=dict(files))

    def show_completions(
        self, number: int, replaced: int, items: Sequence[Mapping[str, object]]
    ) -> None:
        """Answer a request for completions; items as ``Suggestion`` of web/protocol.ts."""
        self._send(type="completions", id=number, replaced=replaced, items=list(items))

    def run(self, action: str) -> None:
        """Run an action of Monaco."""
        self._send(type="action", id=action)

    def close_view(self) -> None:
        """End the page before its profile, as the engine demands."""
        for part in (self._view, self._page, self._profile):
            if shiboken6.isValid(part):
                shiboken6.delete(part)

    def reload(self) -> None:
        """Load the editor anew, after its process has died."""
        self._ready = False
        self._view.load(QUrl(PAGE))

    def _send(self, **message: Any) -> None:
        if self._ready:
            self._bridge.message.emit(json.dumps(message, ensure_ascii=False))
        else:
            self._waiting.append(message)

    def _on_posted(self, text: str) -> None:
        message = json.loads(text)
        self._RECEIVERS[message["type"]](self, message)

    def _take_ready(self, _message: Mapping[str, Any]) -> None:
        self._ready = True
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            self._send(**message)
        self.ready.emit()

    def _take_changed(self, message: Mapping[str, Any]) -> None:
        edits = [Edit(row["offset"], row["length"], row["text"]) for row in message["edits"]]
        self.edited.emit(message["path"], edits, message["size"])

    def _take_cursor(self, message: Mapping[str, Any]) -> None:
        self.cursor_moved.emit(
            message["path"], message["line"], message["column"], message["selected"]
        )

    def _take_text(self, message: Mapping[str, Any]) -> None:
        self.text_read.emit(message["path"], message["text"])

    def _take_open(self, message: Mapping[str, Any]) -> None:
        self.open_requested.emit(message["path"], message["line"], message["column"])

    def _take_complete(self, message: Mapping[str, Any]) -> None:
        self.completion_requested.emit(message["id"], message["path"], message["offset"])

    def _take_fault(self, message: Mapping[str, Any]) -> None:
        _logger.error("%s\n%s", message["message"], message["stack"])

    def _on_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int
    ) -> None:
        if status == QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        _logger.warning("the editor's web process ended: %s %s", status.name, code)
        self._ready = False
        self.crashed.emit()

    _RECEIVERS = {  # noqa: RUF012 - one receiver a message of FromEditor, never changed
        "ready": _take_ready,
        "changed": _take_changed,
        "cursor": _take_cursor,
        "text": _take_text,
        "open": _take_open,
        "complete": _take_complete,
        "fault": _take_fault,
    }


def _marker(finding: Finding) -> dict[str, Any]:
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return {
        "line": finding.line,
        "column": max(finding.column, 1),
        "endLine": max(finding.end_line, finding.line),
        "endColumn": max(finding.end_column, 1),
        "severity": str(finding.severity),
        "message": message,
        "code": finding.code,
    }
