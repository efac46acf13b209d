"""Stops and steps a running mini-program: breakpoints go in, what stands still comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

from ide.debugger.breakpoints import Breakpoint, Breakpoints
from ide.debugger.front_end import FrontEnd
from ide.debugger.pause import Frame, Pause, Property, Value, properties_of, scopes_of
from ide.debugger.positions import (
    SOURCE,
    TEMPLATE,
    Place,
    SourcePlace,
    TemplateMap,
    named_source,
    path_of,
    place_of,
    source_of,
)
from ide.debugger.stepping import Stepping

_PATIENCE_MS = 15_000
"""How long a mini-program waits for developer tools that do not come up."""


class Target(Protocol):
    """The part of a player that is debugged."""

    def attach_devtools(
        self, page: QWebEnginePage | None, paused: Callable[[], bool] | None = None
    ) -> None:
        """Show the page's developer tools in ``page``; ``paused`` excuses a silent worker."""
        ...

    def hold(self) -> None:
        """Start nothing before ``go``."""
        ...

    def go(self) -> None:
        """Start what was to be loaded meanwhile."""
        ...


class Maps(Protocol):
    """Where source maps come from."""

    def source_map(
        self,
        path: str,
        deliver: Callable[[bytes | None], None],
        complain: Callable[[str], None],
    ) -> None:
        """Deliver the map of a module (package path), or None when it runs as written."""
        ...


class Debugger(QObject):
    """One for each open project; it outlives the players. Paths are those of the project."""

    paused = Signal(object)  # Pause
    resumed = Signal()
    verified = Signal()  # `lines` tells where breakpoints really are
    ready_changed = Signal(bool)  # whether it is connected to a running mini-program
    front_end_changed = Signal(object)  # the QWebEnginePage of the developer tools, or None
    crashed = Signal(str)  # the developer tools' own process ended

    def __init__(
        self,
        breakpoints: Breakpoints,
        locate: Callable[[str], str],
        package_path: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        """``locate`` turns a path of the package into one of the project, the other one back."""
        super().__init__(parent)
        self.breakpoints = breakpoints
        self.pause: Pause | None = None
        self.lines: dict[int, int] = {}
        """Line at which a breakpoint really stops, by its number; without an entry: not known."""
        self._locate = locate
        self._package_path = package_path
        self._dark = False
        self._asked_for = False
        self._exceptions = "none"
        self._front_end: FrontEnd | None = None
        self._target: Target | None = None
        self._maps: Maps | None = None
        self._ready = False
        self._texts: dict[str, str | None] = {}
        self._numbers = count(1)
        self._set: dict[int, tuple[int, dict[str, Any]]] = {}
        """What the front end knows: its number → our number and the place."""
        self._stepping = Stepping(self._send_step)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._go)
        self._stop_listening = breakpoints.listen(self._on_breakpoints_changed)

    @property
    def attached(self) -> bool:
        """Whether developer tools look at the running page."""
        return self._front_end is not None

    @property
    def ready(self) -> bool:
        """Whether the mini-program's worker can be stopped."""
        return self._ready

    def use(self, target: Target, maps: Maps) -> None:
        """Debug a player before its first load; the one before was released."""
        self._target, self._maps = target, maps
        self._attach_when_wanted()

    def release(self) -> None:
        """Let go of the player, before it closes."""
        self._detach()
        self._target = self._maps = None

    def open(self) -> None:
        """Show developer tools as soon as there is a player."""
        self._asked_for = True
        self._attach_when_wanted()

    def leave(self) -> None:
        """Nobody looks at developer tools; they stay as long as breakpoints need them."""
        self._asked_for = False
        self._attach_when_wanted()

    def set_dark(self, dark: bool) -> None:
        """Use light or dark colours."""
        self._dark = dark
        if self._front_end is not None:
            self._front_end.send("theme", dark=dark)

    def show_panel(self, panel: str) -> None:
        """Bring a panel of the developer tools to their front: ``sources``, ``console`` …"""
        if self._front_end is not None:
            self._front_end.send("show", panel=panel)

    def stop_at_exceptions(self, which: str) -> None:
        """Stop where exceptions are thrown: ``none``, ``uncaught`` or ``all``."""
        self._exceptions = which
        self._attach_when_wanted()
        if self._front_end is not None:
            self._front_end.send("exceptions", state=which)

    def refresh(self) -> None:
        """The compiler made a new generation: lines may run elsewhere now."""
        self._texts.clear()
        self._place_all()

    def resume(self) -> None:
        """Let the app run on."""
        self._ask_step("resume")

    def step_over(self) -> None:
        """Go on to the next statement of this function."""
        self._ask_step("stepOver")

    def step_into(self) -> None:
        """Go on into the function that is called next."""
        self._ask_step("stepInto")

    def step_out(self) -> None:
        """Go on until this function returns."""
        self._ask_step("stepOut")

    def stop_soon(self) -> None:
        """Stop at the statement that runs next."""
        self.open()
        if self._front_end is not None:
            self._front_end.send("pause")

    def evaluate(
        self, expression: str, frame: int, answered: Callable[[Value, bool], None]
    ) -> None:
        """Evaluate in a frame of the pause; answers the value and whether it was thrown."""

        def heard(answer: Mapping[str, Any] | None) -> None:
            if answer is not None:
                answered(Value.from_wire(answer["value"]), bool(answer["failed"]))

        if self._front_end is not None and self.pause is not None:
            self._front_end.ask("evaluate", heard, expression=expression, frame=frame)

    def properties(self, handle: str, answered: Callable[[list[Property]], None]) -> None:
        """Tell what is inside a value of the pause."""
        if self._front_end is not None and self.pause is not None:
            front_end = self._front_end
            front_end.ask(
                "properties", lambda rows: answered(properties_of(rows or ())), object=handle
            )

    def close(self) -> None:
        """End developer tools; the breakpoints stay."""
        self._stop_listening()
        self.release()

    def _attach_when_wanted(self) -> None:
        enabled = any(one.enabled for one in self.breakpoints.all())
        # What stands, or is on its way to the next statement, is not let go behind one's back.
        stands = self.pause is not None or self._stepping.to_next_stop
        wanted = self._asked_for or enabled or self._exceptions != "none" or stands
        if self._target is None or wanted == self.attached:
            return
        if not wanted:
            self._detach()
            self._go()
            return
        # A start asked for meanwhile waits: the first statement can be stopped at.
        self._target.hold()
        self._patience.start()
        self._front_end = FrontEnd(self)
        self._front_end.posted.connect(self._on_posted)
        self._front_end.crashed.connect(self._on_crashed)
        self._target.attach_devtools(self._front_end.page, self._is_paused)
        self.front_end_changed.emit(self._front_end.page)

    def _detach(self) -> None:
        front_end, self._front_end = self._front_end, None
        if front_end is None:
            return
        self.front_end_changed.emit(None)
        if self._target is not None:
            self._target.attach_devtools(None)
        front_end.posted.disconnect(self._on_posted)
        front_end.close()
        front_end.deleteLater()
        self._set.clear()
        self._texts.clear()
        self._forget_lines()
        self._stepping.forget()
        self._end_pause()
        self._set_ready(ready=False)

    def _is_paused(self) -> bool:
        return self.pause is not None

    def _on_crashed(self, reason: str) -> None:
        # What ended is replaced from the event loop: the engine is just telling of it.
        QTimer.singleShot(0, self, partial(self._replace, reason))

    def _replace(self, reason: str) -> None:
        self._detach()
        self._go()
        self._attach_when_wanted()
        self.crashed.emit(reason)

    def _ask_step(self, step: str) -> None:
        if self.pause is not None:
            self._stepping.ask(step, self.pause.frames)

    def _send_step(self, step: str) -> None:
        if self._front_end is not None:
            self._front_end.send(step)

    def _on_posted(self, message: Mapping[str, Any]) -> None:
        receivers: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "ready": self._take_ready,
            "attached": self._take_attached,
            "script": self._take_script,
            "map": self._take_map_question,
            "resolved": self._take_resolved,
            "paused": self._take_paused,
            "resumed": self._take_resumed,
        }
        receivers[message["type"]](message)

    def _take_ready(self, _message: Mapping[str, Any]) -> None:
        self._set.clear()
        self._forget_lines()
        self.set_dark(self._dark)
        if self._front_end is not None and self._exceptions != "none":
            self._front_end.send("exceptions", state=self._exceptions)
        self._place_all()
        self._go()

    def _go(self) -> None:
        self._patience.stop()
        if self._target is not None:
            self._target.go()

    def _take_attached(self, _message: Mapping[str, Any]) -> None:
        self._set_ready(ready=True)

    def _take_script(self, message: Mapping[str, Any]) -> None:
        """Code was evaluated: a template may hold the lines of a WXS breakpoint."""
        url = str(message["url"])
        if not url.startswith(TEMPLATE):
            return
        wanted = [one for one in self.breakpoints.all() if one.path.endswith(".wxs")]
        if wanted:
            self._with_map(url, lambda text: self._place_in_template(url, text, wanted))

    def _take_map_question(self, message: Mapping[str, Any]) -> None:
        path, question = str(message["path"]), message["id"]

        def deliver(content: bytes | None) -> None:
            text = content.decode() if content else None
            is_map = text is not None and not text.startswith("[")
            named = named_source(text, path) if text is not None and is_map else None
            if self._front_end is not None:
                self._front_end.send("mapLoaded", question=question, text=named)

        if self._maps is not None:
            self._maps.source_map(path, deliver, lambda _reason: None)

    def _take_resolved(self, message: Mapping[str, Any]) -> None:
        known = self._set.get(message["number"])
        if known is None:
            return
        row = message["places"][0]
        place = Place(row["url"], row["line"], row["column"])

        def mapped(text: str | None) -> None:
            found = source_of(place, text)
            if found is not None:
                self.lines[known[0]] = found.line
                self.verified.emit()

        self._with_map(place.url, mapped)

    def _take_paused(self, message: Mapping[str, Any]) -> None:
        waiting = {row["url"] for row in message["frames"] if path_of(row["url"])}

        def arrived(url: str, _text: str | None) -> None:
            waiting.discard(url)
            if not waiting:
                self._show_pause(message)

        if not waiting:
            self._show_pause(message)
        for url in list(waiting):
            self._with_map(url, partial(arrived, url))

    def _take_resumed(self, _message: Mapping[str, Any]) -> None:
        self._end_pause()
        # From the event loop: the page that tells of it is perhaps no longer wanted.
        QTimer.singleShot(0, self, self._attach_when_wanted)

    def _show_pause(self, message: Mapping[str, Any]) -> None:
        frames = tuple(self._frame(number, row) for number, row in enumerate(message["frames"]))
        if self._stepping.passes(frames, str(message["reason"])):
            return
        exception = message["exception"]
        text = Value.from_wire(exception).text if exception else ""
        known = (self._set.get(number) for number in message["numbers"])
        numbers = tuple(entry[0] for entry in known if entry)
        self.pause = Pause(str(message["reason"]), frames, text, numbers)
        self.paused.emit(self.pause)

    def _frame(self, index: int, row: Mapping[str, Any]) -> Frame:
        found = self._source(Place(row["url"], row["line"], row["column"]))
        scopes = scopes_of(row["scopes"])
        receiver = Value.from_wire(row["receiver"])
        name = str(row["name"] or "")
        if found is None:
            return Frame(index, name, scopes=scopes, receiver=receiver)
        path = self._locate(found.path)
        return Frame(index, name, path, found.line, found.column, scopes, receiver)

    def _source(self, place: Place) -> SourcePlace | None:
        return source_of(place, self._texts.get(path_of(place.url)))

    def _end_pause(self) -> None:
        if self.pause is not None:
            self.pause = None
            self.resumed.emit()

    def _set_ready(self, *, ready: bool) -> None:
        if ready != self._ready:
            self._ready = ready
            self.ready_changed.emit(ready)

    def _with_map(self, url: str, use: Callable[[str | None], None]) -> None:
        """Hand over the map behind an address; None for code that runs as written."""
        path = path_of(url)
        if not path or url.startswith(SOURCE):
            use(None)
        elif path in self._texts:
            use(self._texts[path])
        elif self._maps is not None:
            self._maps.source_map(path, self._keep_map(path, use), lambda _reason: None)

    def _keep_map(
        self, path: str, use: Callable[[str | None], None]
    ) -> Callable[[bytes | None], None]:
        def deliver(content: bytes | None) -> None:
            self._texts[path] = content.decode() if content else None
            use(self._texts[path])

        return deliver

    def _on_breakpoints_changed(self) -> None:
        was_attached = self.attached
        self._attach_when_wanted()
        if was_attached and self.attached:
            self._place_all()
        self.verified.emit()

    def _forget_lines(self) -> None:
        if self.lines:
            self.lines.clear()
            self.verified.emit()

    def _place_all(self) -> None:
        """Bring what the front end knows in line with what is wanted."""
        if self._front_end is None:
            return
        wanted = {one.number: one for one in self.breakpoints.all() if one.enabled}
        gone = [key for key, (number, _place) in self._set.items() if number not in wanted]
        self._change([(key, None) for key in gone])
        for number in [number for number in self.lines if number not in wanted]:
            del self.lines[number]
        for one in wanted.values():
            if one.path.endswith(".wxs"):
                self._place_wxs(one)
            else:
                self._place(one)

    def _place(self, one: Breakpoint) -> None:
        path = self._package_path(one.path)

        def mapped(text: str | None) -> None:
            self._texts[path] = text
            place = place_of(path, one.line, text)
            if place is not None and self.breakpoints.get(one.number) == one:
                self._want(one, [place])

        if path in self._texts:
            mapped(self._texts[path])
        elif self._maps is not None:
            deliver = lambda content: mapped(content.decode() if content else None)  # noqa: E731
            self._maps.source_map(path, deliver, lambda _reason: None)

    def _place_wxs(self, one: Breakpoint) -> None:
        """Set a breakpoint of a WXS file in every template seen so far that holds it."""
        found = []
        for path, text in self._texts.items():
            if path.endswith(".wxml") and text is not None:
                line = TemplateMap(text).generated(self._package_path(one.path), one.line - 1)
                if line is not None:
                    found.append(Place(TEMPLATE + path, line))
        self._want(one, found)

    def _place_in_template(self, url: str, text: str | None, wanted: Sequence[Breakpoint]) -> None:
        if text is not None:
            for one in wanted:
                if one.enabled:
                    self._place_wxs(one)

    def _want(self, one: Breakpoint, places: Sequence[Place]) -> None:
        """Tell the front end the places of one breakpoint, if it does not know them."""
        rows = [
            {"url": at.url, "line": at.line, "column": at.column, "condition": one.expression}
            for at in places
        ]
        known = {key: row for key, (number, row) in self._set.items() if number == one.number}
        gone: list[tuple[int, dict[str, Any] | None]] = [
            (key, None) for key, row in known.items() if row not in rows
        ]
        if gone:
            self.lines.pop(one.number, None)
        new = [(next(self._numbers), row) for row in rows if row not in known.values()]
        for key, row in new:
            self._set[key] = (one.number, row)
        self._change([*gone, *new])

    def _change(self, changes: Sequence[tuple[int, dict[str, Any] | None]]) -> None:
        for key, place in changes:
            if place is None:
                self._set.pop(key, None)
        if changes and self._front_end is not None:
            rows = [{"number": key, "place": place} for key, place in changes]
            self._front_end.send("breakpoints", changes=rows)
