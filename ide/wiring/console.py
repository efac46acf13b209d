"""The console: lines of the app with their places, and what a person asks it."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

import resources
from ide import atomic, log
from ide.console_feed import ConsoleFeed, ConsoleLine
from ide.debugger.pause import Value
from ide.debugger.positions import COMPILED, TEMPLATE, Place, source_of
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.panels.console.commands import NAMES, Command, read_command
from ide.session import Session
from ide.wiring.debug import Debugging
from ide.workbench import Workbench
from renderer.host.bundle import Bundle
from renderer.host.page import ConsoleRecord
from renderer.host.player import Player, Report
from renderer.host.question import Question

_logger = log.logger("console")
_SHOWN_KINDS = frozenset({"script", "rejection", "missing-api", "missing-component", "internal"})


class Console(QObject):
    """Joins the running app, the console panel and the debugger."""

    def __init__(self, window: MainWindow, bench: Workbench, debugging: Debugging) -> None:
        super().__init__(window)
        self._window, self._bench, self._debugging = window, bench, debugging
        self._session: Session | None = None
        self._bundle: Bundle | None = None
        self._maps: dict[str, str | None] = {}
        self._asked: set[str] = set()
        self._queue: deque[ConsoleLine] = deque()
        self._answers: dict[int, Callable[[Any], None]] = {}
        self._feed = ConsoleFeed(self._queue_line)
        panel = window.console
        panel.open_requested.connect(window.editor.open)
        panel.settle_due.connect(self._feed.settle)
        panel.prompt.entered.connect(self._enter)
        panel.prompt.names_wanted.connect(self._bring_names)
        panel.prompt.remembered.connect(self._remember)
        bench.session_opened.connect(self._open)
        bench.session_ending.connect(self._end)
        bench.handle("view.focus_console", partial(window.focus_dock, "console"))

    def _open(self, session: Session) -> None:
        self._session = session
        file = self._history_file()
        self._window.console.prompt.set_history(_read_texts(file) if file else ())
        session.player_started.connect(self._use)
        session.builder.built.connect(lambda _build: self._forget_maps())

    def _use(self, player: Player) -> None:
        self._bundle = player.bundle
        self._forget_maps()
        self._answers.clear()
        player.inspected.connect(self._take_answer)
        player.console.connect(self._take_record)
        player.reported.connect(self._take_report)
        player.view.loadStarted.connect(self._window.console.restarted)

    def _end(self, _session: Session) -> None:
        self._session = self._bundle = None
        self._queue.clear()
        self._window.console.clear()

    def _take_record(self, record: ConsoleRecord) -> None:
        self._feed.written(record.level, record.message, record.source, record.line)

    def _take_report(self, report: Report) -> None:
        if report.kind == "console":
            self._feed.reported(
                report.message,
                report.file,
                report.line,
                level=report.level,
                column=report.column,
                stack=report.stack,
                method=report.method,
                values=report.values,
                columns=report.columns,
            )
        elif report.kind in _SHOWN_KINDS:
            self._feed.failed(report.message, report.stack, report.file, report.line)

    # places in the author's files

    def _queue_line(self, line: ConsoleLine) -> None:
        self._queue.append(line)
        self._deliver()

    def _deliver(self) -> None:
        """Show lines in their order, as soon as the maps of their places are here."""
        while self._queue:
            missing = self._needed(self._queue[0]) - self._maps.keys()
            if missing:
                for path in missing - self._asked:
                    self._ask_map(path)
                return
            self._window.console.put(self._placed(self._queue.popleft()))

    def _needed(self, line: ConsoleLine) -> set[str]:
        wanted = {frame.path for frame in line.frames if frame.compiled}
        if line.column and line.file:
            wanted.add(line.file)
        return wanted if self._bundle is not None else set()

    def _ask_map(self, path: str) -> None:
        self._asked.add(path)

        def deliver(content: bytes | None) -> None:
            if path in self._asked:
                self._asked.discard(path)
                self._maps[path] = content.decode() if content else None
                self._deliver()

        if self._bundle is not None:
            self._bundle.source_map(path, deliver, lambda reason: _logger.warning("%s", reason))

    def _forget_maps(self) -> None:
        self._maps.clear()
        self._asked.clear()
        self._deliver()

    def _placed(self, line: ConsoleLine) -> ConsoleLine:
        frames = []
        for frame in line.frames:
            path, row, column = frame.path, frame.line, frame.column
            if frame.compiled:
                path, row, column = self._author(path, row, column)
            frames.append(replace(frame, path=self._file(path), line=row, column=column))
        file, row, column = line.file, line.line, line.column
        if column and file and self._maps.get(file):
            file, row, column = self._author(file, row, column)
        return replace(line, file=self._file(file), line=row, column=column, frames=tuple(frames))

    def _author(self, path: str, line: int, column: int) -> tuple[str, int, int]:
        url = (TEMPLATE if path.endswith(".wxml") else COMPILED) + path
        found = source_of(Place(url, line - 1, column - 1), self._maps.get(path))
        return (found.path, found.line, found.column) if found else (path, line, column)

    def _file(self, path: str) -> str:
        return self._session.folder.locate(path) if self._session else path

    # what the person asks

    def _enter(self, code: str) -> None:
        self._feed.entered(code)
        command = read_command(code)
        if command is not None:
            self._run(command)
            return
        debugger = self._debugging.debugger
        if debugger is not None and debugger.pause is not None:
            frame = self._window.debug.frame
            debugger.evaluate(code, frame.index if frame else 0, self._show_value)
        elif not self._ask("console", self._show_answer, code=code):
            self._feed.said(tr("console.not_running"), "warning")

    def _ask(self, what: str, answered: Callable[[Any], None], **args: Any) -> bool:
        """Ask the running app; return whether there is one."""
        player = self._session.player if self._session else None
        if player is None:
            return False
        question = Question(what, args)
        self._answers[question.number] = answered
        player.receive(question.message)
        return True

    def _take_answer(self, number: int, value: object) -> None:
        answered = self._answers.pop(number, None)
        if answered is not None:
            answered(value)

    def _show_value(self, value: Value, failed: bool) -> None:
        self._feed.answered(["", value.kind, value.text], failed=failed)

    def _show_answer(self, answer: Any) -> None:
        if isinstance(answer, Mapping) and "value" in answer:
            self._feed.answered(answer["value"], failed=bool(answer.get("failed")))
        elif isinstance(answer, Mapping):
            self._feed.said(str(answer.get("error", "")), "error")

    def _bring_names(self, base: str) -> None:
        if "(" in base:
            return  # completing must not call anything

        def offer(rows: Any) -> None:
            if isinstance(rows, list):
                names = [str(row["name"]) for row in rows]
                more = [] if base else list(NAMES)
                self._window.console.prompt.offer(base, sorted({*names, *more}))

        self._ask("names", offer, base=base)

    def _run(self, command: Command) -> None:
        runs: dict[str, Callable[[str], None]] = {
            "help": self._help,
            "build": self._build,
            "preview": lambda _text: self._feed.said(tr("console.preview")),
            "upload": self._upload,
            "openVendor": self._open_vendor,
            "openToolsLog": self._open_log,
            "checkProxy": self._check_proxy,
        }
        runs[command.name](command.argument)

    def _help(self, _argument: str) -> None:
        for name in NAMES[1:]:
            self._feed.said(tr(f"console.help.{name}"))

    def _build(self, _argument: str) -> None:
        self._bench.run("project.compile")
        self._feed.said(tr("console.built"))

    def _upload(self, _argument: str) -> None:
        self._bench.run("project.submit")
        self._feed.said(tr("console.upload"))

    def _open_vendor(self, _argument: str) -> None:
        folder = resources.path("web", "runtime")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self._feed.said(tr("console.vendor", folder=folder))

    def _open_log(self, _argument: str) -> None:
        self._bench.run("help.log")
        self._feed.said(tr("console.log_opened"))

    def _check_proxy(self, argument: str) -> None:
        url = QUrl(argument or "https://servicewechat.com")
        if not url.isValid() or not url.host():
            self._feed.said(tr("console.proxy_bad", url=argument), "error")
            return
        # Asks the computer's settings; nothing is sent.
        found = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(url))
        direct = QNetworkProxy.ProxyType.NoProxy
        names = [f"{one.hostName()}:{one.port()}" for one in found if one.type() != direct]
        key = "console.proxy" if names else "console.proxy_none"
        self._feed.said(tr(key, url=url.toString(), proxy=", ".join(names)))

    # what was entered, for the next time

    def _history_file(self) -> Path | None:
        profile = self._bench.profile
        return profile / "console.json" if profile else None

    def _remember(self, texts: list[str]) -> None:
        file = self._history_file()
        if file is None:
            return
        try:
            atomic.write_text(file, json.dumps(texts, ensure_ascii=False))
        except OSError as error:
            _logger.warning("the console's history is not kept: %s", error)


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window; each project opened joins in by itself."""
    debugging = window.findChild(Debugging)
    assert debugging is not None
    Console(window, bench, debugging)


def _read_texts(file: Path) -> list[str]:
    try:
        texts = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [text for text in texts if isinstance(text, str)] if isinstance(texts, list) else []
