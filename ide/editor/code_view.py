"""The web view that holds Monaco, and the messages of web/protocol.ts to and from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ide import log
from ide.editor.document import Edit
from ide.editor.json_schemas import schemas
from ide.editor.languages import PLAIN, language_of
from ide.editor.outbox import Outbox
from ide.editor.scheme import PAGE, SCHEME, EditorFiles
from ide.finding import Finding
from ide.i18n import tr
from ide.theme.palette import Colors

_logger = log.logger("editor")
NO_FORMATTER = "no-formatter"
"""The reason when nothing formats a language."""
_KEPT = frozenset({"theme", "options", "schemas", "keymap", "formatting", "library"})
"""Messages a reloaded editor needs again; the last one of each counts."""


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
    asked = Signal(int, str, object)  # id, question, dict of path, offset in UTF-16 units, name
    group_focused = Signal(int)  # number of the column that has the keyboard
    shares_dragged = Signal(object)  # list of the columns' parts of the width
    view_left = Signal(str, object)  # path, where the person left it, for show_file
    indentation_seen = Signal(str, bool, int)  # path, whether spaces, how many
    formatted = Signal(str, str, int)  # path, why it was not (empty: it was), line or 0
    margin_clicked = Signal(str, int)  # path, line: a breakpoint is set or removed
    change_clicked = Signal(str, int)  # path, line that differs from the last commit
    margin_menu_requested = Signal(str, int)  # path, line
    breakpoints_moved = Signal(str, object, int)  # path, lines by number, how many moves so far
    crashed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready = False
        self._waiting: list[dict[str, Any]] = []
        self._kept: dict[str, dict[str, Any]] = {}
        self._columns: list[dict[str, Any]] = []
        self._profile = QWebEngineProfile(self)
        self._profile.installUrlSchemeHandler(SCHEME, EditorFiles(self._profile))
        self._view = QWebEngineView(self)
        self._page = _Page(self._profile, self)
        self._bridge = _Bridge(self)
        self._bridge.posted.connect(self._on_posted)
        self._outbox = Outbox(self._bridge.message.emit, self)
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
        self._begun = False
        self._flushes = count(1)
        self._marks = 0
        self.selected = ("", "")  # path and text of the last selection
        self._flushing: dict[int, Callable[[], None]] = {}

    def begin(self) -> None:
        """Load Monaco, once; until then everything said to it waits and costs nothing."""
        if not self._begun:
            self._begun = True
            self.retranslate()
            self._view.load(QUrl(PAGE))

    @property
    def is_ready(self) -> bool:
        """Whether Monaco is loaded; what it is told comes into sight."""
        return self._ready

    @property
    def view(self) -> QWebEngineView:
        """The engine's view; tests type into its focus proxy."""
        return self._view

    def open(self, path: str, text: str, schema: str = "", *, read_only: bool = False) -> None:
        """Make a file known; it is not shown yet. ``schema`` names one for JSON."""
        language = PLAIN if read_only else language_of(path)
        self._send(
            type="open",
            path=path,
            text=text,
            language=language,
            schema=schema,
            readOnly=read_only,
        )

    def arrange(self, columns: Sequence[tuple[int, float, int]]) -> None:
        """Show these columns from left to right: number, part of the width, pixels left on top."""
        rows = [{"id": number, "share": share, "inset": inset} for number, share, inset in columns]
        if rows != self._columns:
            self._columns = rows
            self._send(type="columns", columns=rows)

    def show_file(
        self,
        group: int,
        path: str,
        line: int | None = None,
        column: int | None = None,
        *,
        focus: bool = False,
        state: object = None,
    ) -> None:
        """Show an open file in a column, at a line when one is given, else where it was left."""
        self._send(
            type="show",
            group=group,
            path=path,
            line=line,
            column=column,
            focus=focus,
            state=state,
        )

    def compare(self, group: int, path: str, original: str, *, focus: bool = False) -> None:
        """Show an open file in a column, beside another text of it."""
        self._send(type="compare", group=group, path=path, original=original, focus=focus)

    def show_nothing(self, group: int) -> None:
        """Show no file in a column."""
        self._send(type="hide", group=group)

    def format(self, path: str) -> None:
        """Format an open file; ``formatted`` comes after its edits."""
        self._send(type="format", path=path, id=0)

    def set_formatting(self, options: Mapping[str, object]) -> None:
        """Format by these options of Prettier; what they leave open follows each text's style."""
        self._send(type="formatting", options=dict(options))

    def set_indentation(self, path: str, *, spaces: bool, size: int, convert: bool) -> None:
        """Indent a file with this from now on; ``convert`` changes what is indented already."""
        indentation = {"spaces": spaces, "size": size}
        self._send(type="indent", path=path, indentation=indentation, convert=convert)

    def set_keymap(self, bindings: Sequence[tuple[str, str]]) -> None:
        """Use these keys besides Monaco's own: its action, the keys as Qt writes them."""
        rows = [{"action": action, "keys": keys} for action, keys in bindings]
        self._send(type="keymap", bindings=rows)

    def retranslate(self) -> None:
        """Say what the editor itself warns of in the language in use, once it is begun."""
        if not self._begun:
            return
        words = [tr(f"editor.schema.{name}") for name in ("unknown", "bad_color", "no_effect")]
        self._send(type="schemas", schemas=schemas(*words))

    def close_file(self, path: str) -> None:
        """Forget a file."""
        self._send(type="close", path=path)

    def replace(self, path: str, text: str) -> None:
        """Give an open file another text."""
        self._send(type="replace", path=path, text=text)

    def read(self, path: str) -> None:
        """Ask for the whole text; it comes with ``text_read``."""
        self._send(type="read", path=path, id=0)

    def flush(self, then: Callable[[], None]) -> None:
        """Call ``then`` once what the person has typed until now is in the documents."""
        if not self._ready:
            then()
            return
        number = next(self._flushes)
        self._flushing[number] = then
        proxy = self._view.focusProxy()
        if proxy is not None and QApplication.focusWidget() is proxy:
            # Keys reach the page another way than messages: one more of them, behind the others.
            self._marks += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                mark = QKeyEvent(kind, Qt.Key.Key_F24, Qt.KeyboardModifier.NoModifier)
                QApplication.sendEvent(proxy, mark)
        self._send(type="flush", id=number, marks=self._marks)

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

    def answer(self, number: int, result: str) -> None:
        """Answer a question of the editor's with JSON; what no reload waits for gets lost."""
        if self._ready:
            self._bridge.message.emit(f'{{"type": "answer", "id": {number}, "result": {result}}}')

    def set_breakpoints(self, path: str, marks: Sequence[Mapping[str, object]], moves: int) -> None:
        """Show the breakpoints of a file, open or not; marks as ``Mark`` of web/protocol.ts."""
        self._send(type="breakpoints", path=path, marks=list(marks), moves=moves)

    def set_changes(self, path: str, changes: Sequence[Mapping[str, object]]) -> None:
        """Mark lines that differ from the last commit; each as ``ChangedLines`` of protocol.ts."""
        self._send(type="changes", path=path, changes=list(changes))

    def show_stop(self, path: str, line: int, *, top: bool = True) -> None:
        """Show the line at which the app stands still; an empty path: it runs."""
        self._send(type="stopped", path=path, line=line, top=top)

    def run(self, action: str) -> None:
        """Run an action of Monaco."""
        self._send(type="action", id=action)

    def close_view(self) -> None:
        """End the page before its profile, as the engine demands."""
        self._begun = True  # what is closed does not begin
        for part in (self._view, self._page, self._profile):
            if shiboken6.isValid(part):
                shiboken6.delete(part)

    def reload(self) -> None:
        """Load the editor anew, after its process has died; files have to be opened again."""
        self._ready = False
        self._columns = []
        self._waiting = list(self._kept.values())
        self._view.load(QUrl(PAGE))

    def _send(self, **message: Any) -> None:
        if message["type"] in _KEPT:
            self._kept[message["type"]] = message
        if self._ready:
            self._outbox.put(message)
        else:
            self._waiting.append(message)

    def _on_posted(self, text: str) -> None:
        message = json.loads(text)
        self._RECEIVERS[message["type"]](self, message)

    def _take_ready(self, _message: Mapping[str, Any]) -> None:
        self._ready = True
        self._marks = 0
        waiting, self._waiting = self._waiting, []
        for message in waiting:
            self._send(**message)
        self.ready.emit()

    def _take_changed(self, message: Mapping[str, Any]) -> None:
        edits = [Edit(row["offset"], row["length"], row["text"]) for row in message["edits"]]
        self.edited.emit(message["path"], edits, message["size"])

    def _take_cursor(self, message: Mapping[str, Any]) -> None:
        path, indentation = message["path"], message["indentation"]
        self.selected = (path, message["text"])
        self.indentation_seen.emit(path, indentation["spaces"], indentation["size"])
        self.cursor_moved.emit(path, message["line"], message["column"], message["selected"])

    def _take_focused(self, message: Mapping[str, Any]) -> None:
        self.group_focused.emit(message["group"])

    def _take_shares(self, message: Mapping[str, Any]) -> None:
        self.shares_dragged.emit(list(message["shares"]))

    def _take_view(self, message: Mapping[str, Any]) -> None:
        self.view_left.emit(message["path"], message["state"])

    def _take_formatted(self, message: Mapping[str, Any]) -> None:
        self.formatted.emit(message["path"], message["reason"], message["line"])

    def _take_text(self, message: Mapping[str, Any]) -> None:
        self.text_read.emit(message["path"], message["text"])

    def _take_flushed(self, message: Mapping[str, Any]) -> None:
        then = self._flushing.pop(message["id"], None)
        if then is not None:
            then()

    def _take_open(self, message: Mapping[str, Any]) -> None:
        self.open_requested.emit(message["path"], message["line"], message["column"])

    def _take_ask(self, message: Mapping[str, Any]) -> None:
        asked = {key: message[key] for key in ("path", "offset", "name")}
        self.asked.emit(message["id"], message["question"], asked)

    def _take_gutter(self, message: Mapping[str, Any]) -> None:
        path, line = message["path"], message["line"]
        if message["what"] == "toggle":
            self.margin_clicked.emit(path, line)
        elif message["what"] == "menu":
            self.margin_menu_requested.emit(path, line)
        elif message["what"] == "change":
            self.change_clicked.emit(path, line)
        else:
            lines = {int(number): at for number, at in message["lines"].items()}
            self.breakpoints_moved.emit(path, lines, message["moves"])

    def _take_fault(self, message: Mapping[str, Any]) -> None:
        _logger.error("%s\n%s", message["message"], message["stack"])

    def _on_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int
    ) -> None:
        if status == QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        _logger.warning("the editor's web process ended: %s %s", status.name, code)
        self._ready = False
        self._outbox.clear()
        waiting, self._flushing = self._flushing, {}
        for then in waiting.values():  # what arrived is all there is
            then()
        self.crashed.emit()

    _RECEIVERS = {  # noqa: RUF012 - one receiver a message of FromEditor, never changed
        "ready": _take_ready,
        "changed": _take_changed,
        "cursor": _take_cursor,
        "focused": _take_focused,
        "shares": _take_shares,
        "view": _take_view,
        "formatted": _take_formatted,
        "text": _take_text,
        "flushed": _take_flushed,
        "open": _take_open,
        "ask": _take_ask,
        "gutter": _take_gutter,
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
