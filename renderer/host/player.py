"""A running mini-program: its profile, page and view, from load to close."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
)
from PySide6.QtWebEngineWidgets import QWebEngineView

from renderer.api import ApiHandler, Call, Event, FileSpace
from renderer.host.address import SCHEME, base_url
from renderer.host.bundle import Bundle
from renderer.host.calls import to_wire
from renderer.host.desk import CallDesk
from renderer.host.interceptor import Interceptor
from renderer.host.launch import Launch
from renderer.host.page import PlayerPage
from renderer.host.scheme import Request, SchemeHandler
from renderer.host.site import Site
from renderer.host.watchdog import SILENCE_S, Watchdog

_PROBE = Path(__file__).resolve().parent / "web" / "probe.js"
_STARTS = count(1)
"""Every start of any app has its number: what was known of one is never taken for another's."""
_PROBE_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld


@dataclass(frozen=True)
class Phone:
    """What answers a player: the phone's calls, its files and what it says about itself."""

    handler: ApiHandler
    files: FileSpace
    system: Mapping[str, Any]
    screen: Mapping[str, Any]
    """The ``Screen`` of the messages."""


@dataclass(frozen=True)
class Report:
    """One thing that went wrong in the app, as ``runtime/shared/messages.ts`` declares it."""

    kind: str
    message: str
    stack: str = ""
    page: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    level: str = ""
    """``debug``, ``log``, ``info``, ``warn`` or ``error`` of a line for the console."""
    method: str = ""
    """``table``, ``group``, ``groupCollapsed``, ``groupEnd``, ``trace``, ``clear`` or empty."""
    values: Sequence[Any] = ()
    """The objects of the line as they were: ``[name, kind, text, children]`` each."""
    columns: Sequence[str] = ()


@dataclass(frozen=True)
class AppState:
    """The page stack, and the route of the page that became ready last."""

    stack: tuple[str, ...] = ()
    ready: str = ""
    queries: tuple[str, ...] = ()
    """The query of each page of the stack, as routes write it."""
    renderer: str = ""
    """What draws the page on top: ``webview`` or ``skyline``."""

    @property
    def top(self) -> str:
        """The route of the page in front, '' before there is one."""
        return self.stack[-1] if self.stack else ""

    @property
    def top_ready(self) -> bool:
        """Whether the page in front has become ready."""
        return self.top != "" and self.ready == self.top


class Player(QObject):
    """Runs one instance of a bundle. Signals tell what happens; methods act on the page."""

    reported = Signal(object)  # Report
    state_changed = Signal(object)  # AppState
    launched = Signal()
    run_ended = Signal()  # by another start too: what the app was asked stays unanswered
    updated = Signal()  # the running app has taken a new generation over
    called = Signal(object)  # CallRecord
    console = Signal(object)  # ConsoleRecord
    blocked = Signal(str)  # url of a load the network rule stopped
    missing = Signal(str)  # path of a package file that does not exist
    navigation_denied = Signal(str)  # url
    crashed = Signal(str)  # why the web process ended
    loop_detected = Signal()  # where was `reported` before, as far as known
    loop_ended = Signal(object)  # the Report that turned out to be untrue: the app answers again
    inspected = Signal(int, object)  # id of an `inspect` message and its value
    automated = Signal(str, object)  # an event of the automation protocol and its params
    chrome = Signal(str, object)  # what the person did with the phone around the app, and details

    def __init__(
        self,
        bundle: Bundle,
        phone: Phone,
        *,
        runtime: Path | None = None,
        shell: Mapping[str, Any] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``shell`` holds the shell's own settings (``runtime/view/config.ts``)."""
        super().__init__(parent)
        self.instance = f"app{secrets.token_hex(6)}"
        self.state = AppState()
        self.bundle = bundle
        self._phone = phone
        self._shell_settings = dict(shell or {})
        self._probes = count(1)
        self._probing: dict[int, Callable[[Any], None]] = {}
        self._closed = False
        self._paused: Callable[[], bool] | None = None
        self._held = False
        self.starting = False
        """Whether the app starts: it has not opened its first page."""
        self.running = False
        """Whether the app has opened its first page, and nobody has ended it."""
        self._loop: Report | None = None
        self._waiting_launch: Launch | None = None
        self._profile = QWebEngineProfile(self)
        self._interceptor = Interceptor(self)
        self._desk = CallDesk(phone.handler, self)
        self._site = Site(bundle, phone.files, self._desk.serve, runtime=runtime, parent=self)
        self._scheme = SchemeHandler(self.instance, self._serve, self)
        self._prepare_profile()
        self._page = PlayerPage(self._profile, self.instance, self)
        self.view = QWebEngineView()
        self.view.setPage(self._page)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._watchdog = Watchdog(self._ping, self._silence_is_excused, self._ask_page, parent=self)
        self._connect()
        self.resize_to_screen()

    def hold(self) -> None:
        """Start nothing before ``go``: somebody wants to see the first statement run."""
        self._held = True

    def go(self) -> None:
        """Start what was to be loaded meanwhile."""
        self._held = False
        launch, self._waiting_launch = self._waiting_launch, None
        if launch is not None and not self._closed:
            self.load(launch)

    def load(self, launch: Launch) -> None:
        """Start the mini-program afresh, now or when ``go`` is called."""
        if self._held:
            self._waiting_launch = launch
            return
        self._prepare_chunks(launch)
        self._end_run(starting=True)
        self.state = AppState()
        self._watchdog.stop()
        self._desk.forget()
        self._probing.clear()
        base = base_url(self.instance, self.bundle.generation)
        # The page before lives on until the new one takes its place; nobody hears it any more.
        self._desk.load = next(_STARTS)
        self._site.boot = {
            "type": "boot",
            "instance": self.instance,
            "base": base,
            "load": self._desk.load,
            "screen": dict(self._phone.screen),
            "system": to_wire(self._phone.system),
            "launch": launch.to_json(),
            "devtools": self.devtools_attached,
            **self._shell_settings,
        }
        self._page.load(QUrl(f"{base}shell.html?load={self._desk.load}"))

    def use_phone(self, phone: Phone) -> None:
        """Change phones; takes effect with the next load."""
        self._phone = phone
        self._site.files = phone.files
        self._desk.use(phone.handler)
        self.resize_to_screen()

    def change_phone(self, phone: Phone, *, live: bool = True) -> None:
        """Take over another screen and other facts without a new start; the app hears of it.

        With ``live`` false they wait for the next load. The view's size is its owner's affair.
        """
        self._phone = phone
        if live:
            system = to_wire(phone.system)
            self.receive({"type": "screen", "screen": dict(phone.screen), "system": system})

    def end_app(self) -> None:
        """End the app as a phone's system does; the page stays, the next load starts it anew."""
        self._watchdog.stop()
        self._end_run(starting=False)
        self.receive({"type": "chrome", "name": "end", "detail": {}})

    def receive(self, message: Mapping[str, Any]) -> None:
        """Send a ``ToLogic`` message through the shell to the worker; none after the end."""
        if self._closed or not shiboken6.isValid(self._page):
            return
        # Until the shell is loaded there is no worker to tell anything.
        text = json.dumps(message, ensure_ascii=False)
        self._page.runJavaScript(f"globalThis.minideck?.receive({text})")

    def push(self, event: Event) -> None:
        """Tell the mini-program what happened on the device."""
        self.receive({"type": "device-event", "name": event.name, "detail": to_wire(event.detail)})

    def update(self, kind: str, stale: Sequence[str], *, keep: bool = True) -> None:
        """Show the bundle's new generation; ``Bundle.replace`` came before, ``updated`` follows.

        ``keep``: pages and components whose code changed keep their data where that is safe.
        """
        base = base_url(self.instance, self.bundle.generation)
        self.receive(
            {"type": "update", "base": base, "kind": kind, "stale": list(stale), "keep": keep}
        )

    def set_time(self, now: float, speed: float | None) -> None:
        """Keep the app's own time, of this run and the next: ms since 1970, and how fast it goes.

        With speed 0 it stands; None gives the computer's clock back.
        """
        if speed is None:
            self._shell_settings.pop("time", None)
        else:
            self._shell_settings["time"] = {"now": now, "speed": speed}
        self.receive({"type": "time", "now": now, "speed": speed})

    def set_random(self, seed: int | None) -> None:
        """Let ``Math.random`` of the next runs begin with a seed; None: as the engine does."""
        if seed is None:
            self._shell_settings.pop("seed", None)
        else:
            self._shell_settings["seed"] = seed

    def set_witness(self, *, on: bool) -> None:
        """Hear what the person does in the app, as ``chrome`` events ``touched``, or no longer."""
        self._shell_settings["witness"] = on
        self.receive({"type": "chrome", "name": "witness", "detail": {"on": on}})

    def probe(self, expression: str, deliver: Callable[[Any], None]) -> None:
        """Evaluate JavaScript in the host's own world; promises are awaited.

        ``minideckProbe`` of ``web/probe.js`` is at hand. Nothing is delivered when the page
        goes away first; an exception is reported as internal and delivers None.
        """
        number = next(self._probes)
        self._probing[number] = deliver
        self._page.runJavaScript(
            f"minideckProbe.answer({number}, async () => ({expression}))", _PROBE_WORLD
        )

    def screenshot(self) -> QPixmap:
        """Return the view as it is; fresh two animation frames after the last change."""
        return self.view.grab()

    def waiting_calls(self, *, since: float = 0.0) -> list[Call]:
        """Return calls the phone has not answered, made after ``since`` (perf_counter)."""
        return self._desk.waiting(since=since)

    def is_loading(self) -> bool:
        """Whether files of the package or the phone are on their way to the page."""
        return any(address.kind != "api" for address in self._scheme.under_way())

    def silence(self) -> float:
        """Return for how many seconds the worker has not answered a ping."""
        return self._watchdog.silence

    def resize_to_screen(self) -> None:
        """Give the view the size of the phone's screen."""
        screen = self._phone.screen
        self.view.setFixedSize(QSize(screen["screenWidth"], screen["screenHeight"]))

    def set_network_allowed(self, allowed: bool) -> None:
        """Let the page itself load from the network, or not (the start)."""
        self._interceptor.network_allowed = allowed

    def clear_network_cache(self) -> None:
        """Forget what the page loaded from the network, and its cookies."""
        self._profile.clearHttpCache()
        self._profile.cookieStore().deleteAllCookies()

    def attach_devtools(
        self, page: QWebEnginePage | None, paused: Callable[[], bool] | None = None
    ) -> None:
        """Show the page's developer tools in ``page``, or detach them with None.

        ``paused`` tells whether they have stopped the worker, which is then no loop; when nobody
        knows, no silence counts as one while they are attached.
        """
        self._paused = paused
        # PySide's stubs know no None here, Qt does.
        self._page.setDevToolsPage(page)  # type: ignore[arg-type]

    @property
    def devtools_attached(self) -> bool:
        """Whether developer tools look at the page."""
        return self._page.devToolsPage() is not None

    def close(self) -> None:
        """End the mini-program and give everything back: view, page, then profile."""
        if self._closed:
            return
        self._closed = True
        self._watchdog.stop()
        self._desk.forget()
        self._scheme.drop_all()
        for part in (self.view, self._page, self._profile):
            if shiboken6.isValid(part):
                shiboken6.delete(part)

    def _end_run(self, *, starting: bool) -> None:
        self.starting, self.running = starting, False
        self.run_ended.emit()

    def _prepare_chunks(self, launch: Launch) -> None:
        """Compile what the start needs while the engine still prepares the document."""
        route = launch.path.strip("/") or str(self.bundle.manifest.get("entryPage", ""))
        self.bundle.prepare("app")
        if route in self.bundle.routes:
            self.bundle.prepare(f"page/{route}")

    def _serve(self, request: Request) -> None:
        first = request.address.kind == "chunk" and not self._watchdog.active
        if first and not self._closed:
            self._watchdog.start()  # the worker runs, and is about to run the app's code
        self._site.serve(request)

    def _prepare_profile(self) -> None:
        profile = self._profile
        profile.installUrlSchemeHandler(SCHEME.encode(), self._scheme)
        profile.setUrlRequestInterceptor(self._interceptor)
        profile.setPersistentCookiesPolicy(
            QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
        )
        settings, names = profile.settings(), QWebEngineSettings.WebAttribute
        for name, value in {
            names.JavascriptCanOpenWindows: False,
            names.JavascriptCanAccessClipboard: False,
            names.LocalContentCanAccessFileUrls: False,
            names.PlaybackRequiresUserGesture: False,
            names.ShowScrollBars: False,
            names.ErrorPageEnabled: False,
            names.FocusOnNavigationEnabled: False,
            names.PdfViewerEnabled: False,
        }.items():
            settings.setAttribute(name, value)
        # Author's font lists seldom end in a generic family; the phone falls back to its own.
        fonts = QWebEngineSettings.FontFamily
        settings.setFontFamily(fonts.StandardFont, settings.fontFamily(fonts.SansSerifFont))
        script = QWebEngineScript()
        script.setName("probe")
        script.setSourceCode(_PROBE.read_text("utf-8"))
        script.setWorldId(_PROBE_WORLD)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setRunsOnSubFrames(False)
        profile.scripts().insert(script)

    def _connect(self) -> None:
        self._page.console.connect(self.console)
        self._page.navigation_denied.connect(self.navigation_denied)
        self._page.terminated.connect(self._on_terminated)
        self._interceptor.blocked.connect(self.blocked)
        self._site.missing.connect(self.missing)
        self._site.failed.connect(self._on_internal_fault)
        self._desk.failed.connect(self._on_internal_fault)
        self._desk.called.connect(self.called)
        self._desk.told.connect(self._on_told)
        self._watchdog.loop_detected.connect(self._on_loop_detected)
        self._watchdog.loop_ended.connect(self._on_loop_ended)

    def _ping(self, number: int) -> None:
        self.receive({"type": "ping", "id": number})

    def _ask_page(self, answered: Callable[[], None]) -> None:
        self.probe("null", lambda _: answered())

    def _silence_is_excused(self) -> bool:
        stopped = self._paused() if self._paused is not None else self.devtools_attached
        return stopped or bool(self._desk.waiting(sync=True))

    def _on_loop_detected(self) -> None:
        where = "JSON.stringify(globalThis.minideck?.whereabouts() ?? null)"
        self._page.runJavaScript(where, self._name_loop)

    def _name_loop(self, place: str) -> None:
        """Tell of the loop; ``place`` is JSON of the hook the worker entered last, or null."""
        if self._watchdog.active:
            return  # the worker answered meanwhile
        known = json.loads(place or "null") or {"hook": "", "file": "", "line": 0}
        inside = f" in {known['hook']}" if known["hook"] else ""
        message = f"endless loop{inside}: the app's code has not returned for {SILENCE_S:g} s"
        file, line = known["file"], int(known["line"])
        self._loop = Report("script", message, file=file, line=line)
        self.reported.emit(self._loop)
        self.loop_detected.emit()

    def _on_loop_ended(self) -> None:
        if self._loop is not None:
            self.loop_ended.emit(self._loop)
            self._loop = None

    def _on_terminated(self, reason: str) -> None:
        self._watchdog.stop()
        self.starting = self.running = False
        self.crashed.emit(reason)

    def _on_internal_fault(self, message: str) -> None:
        self.reported.emit(Report("internal", message))

    def _on_told(self, name: str, params: Mapping[str, Any]) -> None:
        match name:
            case "$report":
                known = asdict(Report("internal", ""))
                self.reported.emit(Report(**{k: params.get(k, known[k]) for k in known}))
            case "$state":
                self.state = AppState(
                    tuple(params.get("stack", ())),
                    params.get("ready") or "",
                    tuple(params.get("queries", ())),
                    params.get("renderer") or "",
                )
                self.state_changed.emit(self.state)
            case "$pong":
                self._watchdog.answered(params.get("id", 0))
            case "$inspection":
                self.inspected.emit(params.get("id", 0), params.get("value"))
            case "$automation":
                self.automated.emit(str(params.get("name", "")), params.get("params") or {})
            case "$chrome":
                self.chrome.emit(str(params.get("event", "")), params)
            case "$launched":
                self.starting, self.running = False, True
                self.launched.emit()
            case "$updated":
                self.updated.emit()
            case "$result":
                self._on_result(params)

    def _on_result(self, params: Mapping[str, Any]) -> None:
        deliver = self._probing.pop(params.get("id", 0), None)
        if deliver is None:
            return
        if params.get("error"):
            self._on_internal_fault(f"probe: {params['error']}")
        deliver(params.get("value"))
