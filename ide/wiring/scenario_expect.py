"""Expectations by pointing: while a scenario is recorded, a click on the phone says what is so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPixmap

from ide.headless.eyes import PAGE, seen
from ide.headless.likeness import picture_of
from ide.inspect.line import refusal
from ide.panels.scenario.expect_dialog import ExpectDialog
from ide.scenario.expecting import Kind, Pointed, counted, key_of
from ide.scenario.phase import Phase
from ide.wiring.scenario import scenarios_of
from renderer.host.png import png_of

if TYPE_CHECKING:
    from ide.mainwindow import MainWindow
    from ide.workbench import Workbench

_LOOKS = (Kind.LOOKS, Kind.PAGE_LOOKS)


class Expecting(QObject):
    """Lets the person point, asks what is expected there, and has it written down.

    Time stands still meanwhile.
    """

    def __init__(self, window: MainWindow, bench: Workbench) -> None:
        super().__init__(window)
        self._window = window
        self._bench = bench
        self._let_go: Callable[[], None] | None = None
        self._pointing = False
        self._images: dict[Kind, QImage] = {}
        line = window.wxml.line
        line.listen("named", self._on_named)
        line.listen("ended", lambda _: self._end())
        window.scenario.expect_requested.connect(partial(bench.run, "scenario.expect"))
        bench.handle("scenario.expect", self._toggle)
        bench.session_opened.connect(self._follow)

    def _follow(self) -> None:
        stage = scenarios_of(self._window).stage
        if stage is not None:
            stage.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        stage = scenarios_of(self._window).stage
        if stage is None or stage.phase is not Phase.RECORDING:
            self._end()

    def _toggle(self) -> None:
        stage = scenarios_of(self._window).stage
        if stage is None or stage.phase is not Phase.RECORDING:
            return
        if self._pointing:
            self._point(on=False)
            self._end()
        elif self._let_go is None:
            self._let_go = stage.hold()
            self._window.docks["simulator"].show()
            self._window.docks["simulator"].raise_()
            self._point(on=True)

    def _point(self, *, on: bool) -> None:
        self._pointing = on
        self._window.wxml.line.ask("pick", on=on, named=on)
        self._window.scenario.show_pointing(on=on)

    def _end(self) -> None:
        """Time goes on."""
        if self._pointing:
            self._pointing = False
            self._window.scenario.show_pointing(on=False)
        let_go, self._let_go = self._let_go, None
        if let_go is not None:
            let_go()

    def _on_named(self, event: Mapping[str, Any]) -> None:
        """The person has pointed at something; a page of 0 says that nothing was meant."""
        if not self._pointing:
            return
        self._pointing = False
        self._window.scenario.show_pointing(on=False)
        if not event.get("page"):
            self._end()
            return
        self._window.wxml.line.ask("data", partial(self._with_data, event))

    def _with_data(self, event: Mapping[str, Any], data: Any) -> None:
        player = self._player()
        if player is None:
            self._end()
            return
        known = data if isinstance(data, Mapping) and not refusal(data) else {}
        player.probe(seen(PAGE), partial(self._with_page, event, known))

    def _with_page(self, event: Mapping[str, Any], data: Mapping[str, Any], found: Any) -> None:
        """The glass is gone from the phone by now: pictures are taken."""
        player, stage = self._player(), scenarios_of(self._window).stage
        if player is None or stage is None:
            self._end()
            return
        shown = [element["box"] for element in found or () if element["shown"]]
        boxes = {Kind.LOOKS: event.get("box"), Kind.PAGE_LOOKS: shown[0] if shown else None}
        self._images = {
            kind: image
            for kind, box in boxes.items()
            if box is not None and not (image := picture_of(player, box)).isNull()
        }
        pointed = Pointed(
            place=event.get("place") or {},
            words=str(event.get("words") or ""),
            route=player.state.top,
            data=data,
            calls=counted(stage.calls),
        )
        self.ask(pointed, self._images)

    def ask(self, pointed: Pointed, images: Mapping[Kind, QImage]) -> ExpectDialog:
        """Ask what is expected."""
        pictures = {kind: QPixmap.fromImage(image) for kind, image in images.items()}
        dialog = ExpectDialog(pointed, pictures, self._window)
        dialog.added.connect(partial(self._add, pointed))
        dialog.finished.connect(lambda _result: self._end())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _add(self, pointed: Pointed, kind: Kind, given: Mapping[str, Any]) -> None:
        scenarios = scenarios_of(self._window)
        if scenarios.stage is None:
            return
        more = dict(given)
        if kind in _LOOKS:
            more["picture"] = scenarios.keep_picture(png_of(self._images[kind]))
        scenarios.stage.expect(key_of(kind, pointed, **more))

    def _player(self) -> Any:
        session = self._bench.session
        return session.player if session is not None else None


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    Expecting(window, bench)
