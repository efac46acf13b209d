"""The view bundle in a real browser with a worker that only says what a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import (
    QByteArray,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from tests.patience import PATIENCE_MS
from tests.runtime_view.host import BASE, SCHEME, Host

WORKER = """
const log = []
onmessage = ({ data }) => {
  if (data.type !== 'inspect') { log.push({ ...data, transfer: undefined }); return }
  if (data.args.take) { postMessage({ type: 'inspection', id: data.id, value: log.splice(0) }) }
  else for (const message of data.args.messages) postMessage(message)
}
"""

SHELL = """<!doctype html><html><head><meta charset="utf-8"></head><body>
<script src="runtime/view.js"></script></body></html>"""


Markup = Sequence[Any]
"""``[tag, attributes, child…]``; a child is text or markup again."""


def screen(width: int = 375, height: int = 812, status: int = 44, **extra: Any) -> dict[str, Any]:
    """A ``Screen`` of messages.ts; by default a phone with a notch."""
    bottom = height - (34 if status > 24 else 0)
    return {
        "width": width,
        "height": height - status - 44,
        "screenWidth": width,
        "screenHeight": height,
        "pixelRatio": 2,
        "statusBarHeight": status,
        "safeArea": {
            "left": 0,
            "right": width,
            "top": status,
            "bottom": bottom,
            "width": width,
            "height": bottom - status,
        },
        "theme": "light",
        "platform": "ios",
        "fontSizeSetting": 16,
        **extra,
    }


class Console(QWebEnginePage):
    """A page that keeps its console's lines."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.lines: list[str] = []

    def javaScriptConsoleMessage(  # noqa: N802
        self, _level: object, message: str, _line: int, _source: str
    ) -> None:
        """Keep a line."""
        self.lines.append(message)


class Phone:
    """One running shell; lengths are CSS pixels of the phone's screen."""

    def __init__(
        self,
        folder: Path,
        app: Mapping[str, Any] | None = None,
        files: Mapping[str, bytes] | None = None,
        size: Mapping[str, Any] | None = None,
        **settings: Any,
    ) -> None:
        manifest = {
            "appId": "",
            "projectName": "演示",
            "entryPage": "pages/a/a",
            "pages": [],
            "app": {},
            "theme": {},
            "customTabBar": None,
            "libVersion": "3.0.0",
            "setting": {},
            "diagnostics": [],
            **(app or {}),
        }
        self.files = {
            "shell.html": SHELL.encode(),
            "logic.js": WORKER.encode(),
            "manifest.json": json.dumps(manifest).encode(),
            **(files or {}),
        }
        self.screen = dict(size or screen())
        self.host = Host(folder, self.files)
        self.profile = QWebEngineProfile()
        self.profile.installUrlSchemeHandler(QByteArray(SCHEME), self.host)
        self.page = Console(self.profile)
        self.view = QWebEngineView()
        self.view.setPage(self.page)
        self.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.view.resize(self.screen["screenWidth"], self.screen["screenHeight"])
        self.view.show()
        loop = QEventLoop()
        self.page.loadFinished.connect(loop.quit)
        self.page.load(QUrl(BASE + "shell.html"))
        loop.exec()
        self._next = 1
        self._nodes = 1
        self._flush = 0
        self._log: list[dict[str, Any]] = []
        self.ids: dict[str, int] = {}
        boot = {
            "type": "boot",
            "instance": "phone",
            "base": BASE,
            "load": 1,
            "screen": self.screen,
            "system": {},
            "launch": {"path": "", "query": {}, "scene": 1001, "referrerInfo": {}},
            "devtools": False,
            "logic": "logic.js",
            "animate": False,
            "clock": "9:41",
            **settings,
        }
        self.run(f"minideck.receive({json.dumps(boot)})")

    def close(self) -> None:
        """Take everything down, the page before its profile."""
        self.view.close()
        self.view.setPage(None)  # type: ignore[arg-type]
        for item in (self.page, self.view, self.profile):
            item.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def run(self, expression: str) -> Any:
        """Return the value of a JavaScript expression; a promise is awaited."""
        replies: list[dict[str, Any]] = []
        loop = QEventLoop()

        def heard(name: str, params: dict[str, Any]) -> None:
            if name == "$value":
                replies.append(params)
                loop.quit()

        self.host.heard = heard
        self.page.runJavaScript(
            "(async () => { let reply; try { const value = await ("
            + expression
            + "); reply = { value: value ?? null } } catch (error) {"
            " reply = { error: String(error.stack || error) } }"
            " const bytes = new TextEncoder().encode(JSON.stringify({ params: reply }));"
            " const data = btoa(String.fromCharCode(...bytes));"
            " await fetch('api/$value', { headers: { 'x-md-call': data } }) })()"
        )
        guard = QTimer()
        guard.setSingleShot(True)
        guard.timeout.connect(loop.quit)
        guard.start(PATIENCE_MS)
        loop.exec()
        assert replies, f"no answer: {expression}"
        assert "error" not in replies[0], replies[0]["error"]
        return replies[0]["value"]

    def frame(self, expression: str) -> Any:
        """Evaluate with ``d`` and ``w``: document and window of the page that is shown."""
        return self.run(
            "(() => { const f = [...document.querySelectorAll('.page:not(.hidden) iframe')].at(-1);"
            f" const d = f.contentDocument, w = f.contentWindow; return ({expression}) }})()"
        )

    def say(self, *messages: Mapping[str, Any]) -> None:
        """Let the worker send messages to the shell, and wait until they are worked off."""
        wrapped = {"type": "inspect", "id": 0, "what": "data", "args": {"messages": messages}}
        self.run(f"minideck.receive({json.dumps(wrapped)})")
        self.heard_nothing_new()

    def heard_nothing_new(self) -> None:
        """Wait for a round trip to the worker and two frames."""
        self._log += self._take()
        self.painted()

    def painted(self) -> None:
        """Wait for two animation frames."""
        self.run("new Promise((ok) => requestAnimationFrame(() => requestAnimationFrame(ok)))")

    def _take(self) -> list[dict[str, Any]]:
        self._next += 1
        wanted = self._next
        ask = {"type": "inspect", "id": wanted, "what": "data", "args": {"take": True}}
        self.run(
            f"minideck.receive({json.dumps(ask)}), new Promise((ok) => {{ setTimeout(ok, 0) }})"
        )
        loop = QEventLoop()
        found: list[list[dict[str, Any]]] = []

        def look() -> bool:
            for name, params in self.host.calls:
                if name == "$inspection" and params["id"] == wanted:
                    found.append(params["value"])
                    return True
            return False

        def heard(_name: str, _params: dict[str, Any]) -> None:
            if look():
                loop.quit()

        self.host.heard = heard
        if not look():
            loop.exec()
        return found[0]

    def messages(self, kind: str | None = None, name: str | None = None) -> list[dict[str, Any]]:
        """Return and forget what the worker received since the last call."""
        self.heard_nothing_new()
        log, self._log = self._log, []
        return [
            entry
            for entry in log
            if (kind is None or entry["type"] == kind)
            and (name is None or entry.get("name") == name)
        ]

    def wait(self, kind: str, name: str | None = None) -> dict[str, Any]:
        """Return the next message of a kind that the worker receives; earlier ones count."""
        until = monotonic() + PATIENCE_MS / 1000
        while monotonic() < until:
            for entry in self._log:
                if entry["type"] == kind and (name is None or entry.get("name") == name):
                    self._log.remove(entry)
                    return dict(entry)
            self.heard_nothing_new()
        raise AssertionError(f"never heard {kind} {name}")

    def open(
        self,
        *markup: Markup,
        page: int = 1,
        route: str = "pages/a/a",
        window: Mapping[str, Any] | None = None,
        css: str = "",
        **extra: Any,
    ) -> None:
        """Open a page with this content."""
        opening = {
            "type": "page-open",
            "page": page,
            "route": route,
            "window": window or {"navigationBarTitleText": "标题"},
            "transition": "none",
            "renderer": "webview",
            "tab": False,
            "stackDepth": 1,
            **extra,
        }
        style = {"type": "style", "page": page, "key": "page", "slot": 2, "css": css}
        self.say(opening, style, self.ops(page, self.build(["page", {}, *markup])))

    def build(self, markup: Markup, parent: int = 1) -> list[list[Any]]:
        """Return the operations that create markup below a node and put it there."""
        ops: list[list[Any]] = []
        node = self._create(markup, ops)
        ops.append([4, parent, node])
        return ops

    def _create(self, markup: Any, ops: list[list[Any]]) -> int:
        self._nodes += 1
        node = self._nodes
        if isinstance(markup, str):
            ops.append([2, node, markup])
            return node
        tag, attributes, *children = markup
        ops.append([1, node, tag])
        for name, value in attributes.items():
            ops.extend(self._dress(node, name, value))
        for child in children:
            inner = self._create(child, ops)
            ops.append([4, node, inner])
        return node

    def _dress(self, node: int, name: str, value: Any) -> Iterable[list[Any]]:
        if name == "id":
            self.ids[value] = node
            return [[11, node, value]]
        if name == "style":
            return [[12, node, value]]
        if name == "class":
            return [[13, node, word] for word in value.split()]
        if name == "on":
            return [[19, node, word, False, 1] for word in value.split()]
        if name == "catch":
            return [[19, node, word, False, 2] for word in value.split()]
        if name.startswith("data-"):
            return [[23, node, name.removeprefix("data-"), value]]
        return [[16, node, name, value]]

    def ops(self, page: int, ops: list[list[Any]]) -> dict[str, Any]:
        """Return the message for a batch of operations."""
        self._flush += 1
        return {"type": "ops", "page": page, "ops": ops, "flush": self._flush}

    def command(self, name: str, page: int = 1, **args: Any) -> None:
        """Send a command to the chrome."""
        self.say({"type": "command", "page": page, "command": {"name": name, "args": args}})

    def ask(self, question: Mapping[str, Any], page: int = 1) -> int:
        """Put a question and return its number."""
        self._next += 1
        number = self._next
        self.say({"type": "ask", "id": number, "page": page, "question": question})
        return number

    def answer(self, question: Mapping[str, Any], page: int = 1) -> Any:
        """Put a question and return the result; a failure is an AssertionError."""
        number = self.ask(question, page)
        reply = self.wait("answer")
        assert reply["id"] == number
        assert "error" not in reply, reply["error"]
        return reply["result"]

    def rect(self, selector: str) -> dict[str, float]:
        """Return where an element of the page is on the phone's screen."""
        found: dict[str, float] = self.frame(
            f"(({{x, y, width, height}}, o) => ({{x: x + o.x, y: y + o.y, width, height}}))"
            f"(d.querySelector({json.dumps(selector)}).getBoundingClientRect(),"
            " f.getBoundingClientRect())"
        )
        return found

    def chrome_rect(self, selector: str) -> dict[str, float]:
        """Return where an element of the shell is."""
        found: dict[str, float] = self.run(
            "(({x, y, width, height}) => ({x, y, width, height}))"
            f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
        )
        return found

    def _target(self) -> QObject:
        return self.view.focusProxy() or self.view.findChild(QWidget) or self.view

    def mouse(self, kind: QEvent.Type, x: float, y: float) -> None:
        """Send a real mouse event."""
        held = (
            Qt.MouseButton.NoButton
            if kind == QEvent.Type.MouseButtonRelease
            else Qt.MouseButton.LeftButton
        )
        button = (
            Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        )
        point = QPointF(x, y)
        scene = QPointF(self.view.mapToGlobal(QPoint(round(x), round(y))))
        event = QMouseEvent(kind, point, scene, button, held, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(self._target(), event)

    def press(self, x: float, y: float) -> None:
        """Press the button and wait until the page knows."""
        self.mouse(QEvent.Type.MouseButtonPress, x, y)
        self.painted()

    def release(self, x: float, y: float) -> None:
        """Release the button and wait until the page knows."""
        self.mouse(QEvent.Type.MouseButtonRelease, x, y)
        self.painted()

    def tap(self, x: float, y: float) -> None:
        """Click."""
        self.press(x, y)
        self.release(x, y)

    def tap_on(self, selector: str) -> None:
        """Click the middle of an element of the page."""
        box = self.rect(selector)
        self.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def tap_chrome(self, selector: str) -> None:
        """Click the middle of an element of the shell."""
        box = self.chrome_rect(selector)
        self.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def drag(self, start: tuple[float, float], end: tuple[float, float], steps: int = 6) -> None:
        """Press, move in steps and release."""
        self.press(*start)
        for step in range(1, steps + 1):
            part = step / steps
            x = start[0] + (end[0] - start[0]) * part
            y = start[1] + (end[1] - start[1]) * part
            self.mouse(QEvent.Type.MouseMove, x, y)
            self.painted()
        self.release(*end)
