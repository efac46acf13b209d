"""Every scene of the window: each panel with something in it and empty, each dialog, each page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from ide.docks import places
from ide.palette import QuickPick
from tests.looks import content, dialogs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.journey import Person

Bring = Callable[["Person"], None]


@dataclass(frozen=True)
class Scene:
    """Something to look at: how to get there from an open project."""

    name: str
    bring: Bring
    dialog: bool = False
    """Whether a dialog over the window is what is looked at."""
    leave: Bring | None = None
    """Clears away what lasts; dialogs are closed anyhow."""


def _focus(name: str, person: Person) -> None:
    person.window.focus_dock(name)


def _run(command: str, person: Person) -> None:
    person.bench.run(command)


def _pick_device(person: Person) -> None:
    person.window.simulator.toolbar.device.click()


def _hide_devtools(person: Person) -> None:
    person.window.docks["devtools"].hide()


def _use(device: str, person: Person) -> None:
    person.bench.use_device(device)


def _layout(name: str, person: Person) -> None:
    person.bench.run(f"view.layout_{name}")


_DOCKS = [
    Scene(f"dock-{place.name}", partial(_focus, place.name))
    for place in places()
    if place.name != "devtools"
]
_PANELS = [
    Scene("dock-devtools", partial(_focus, "devtools"), leave=_hide_devtools),
    Scene("console-lines", content.console, leave=content.no_console),
    Scene("console-empty", content.no_console),
    Scene("calls-rows", content.calls, leave=content.no_calls),
    Scene("calls-empty", content.no_calls),
    Scene("problems-rows", content.problems, leave=content.no_problems),
    Scene("problems-empty", content.no_problems),
    Scene("debug-paused", content.debug, leave=content.no_debug),
    Scene("debug-empty", content.no_debug),
    Scene("search-found", content.found, leave=content.no_search),
    Scene("search-none", content.not_found, leave=content.no_search),
    Scene("search-empty", content.no_search),
]
_PHONE = [
    Scene("phone-broken", content.broken, leave=content.no_notice),
    Scene("phone-crashed", content.crashed, leave=content.no_notice),
    Scene("phone-trust", content.trust, leave=content.no_trust),
    Scene("phone-share", content.share, leave=content.no_question),
    Scene("phone-pay", content.pay, leave=content.no_question),
    Scene("phone-permit", content.permit, leave=content.no_question),
    Scene("phone-call", content.call, leave=content.no_call),
    Scene("phone-away", content.away, leave=content.back),
    Scene("phone-keyboard", content.keyboard, leave=content.no_keyboard),
    Scene("phone-picker", _pick_device),
]
_EDITOR = [
    Scene("editor-split", content.split, leave=content.one_file),
    Scene("editor-diff", content.diff, leave=content.one_file),
    Scene("editor-empty", content.no_file, leave=content.one_file),
    Scene("messages", content.messages, leave=content.no_messages),
    Scene("palette", partial(_run, "edit.command_palette")),
    Scene("quick-open", partial(_run, "edit.quick_open")),
]
_DIALOGS = [
    *(
        Scene(name, partial(_run, command), dialog=True)
        for name, command in dialogs.COMMANDS.items()
    ),
    Scene("submit-errors", dialogs.broken_submission, dialog=True),
    Scene("breakpoint", dialogs.breakpoint_, dialog=True),
    Scene("log-point", dialogs.log_point, dialog=True),
    Scene("crash", dialogs.crash, dialog=True),
    Scene("phones", dialogs.phones, dialog=True),
    Scene("phones-own", dialogs.own_phone, dialog=True, leave=dialogs.no_own_phone),
    Scene("remove", dialogs.remove, dialog=True),
    Scene("open-where", dialogs.where, dialog=True),
    Scene("new-key", dialogs.new_key, dialog=True),
]
_PAGES = [
    Scene("layout-debug", partial(_layout, "debug"), leave=partial(_layout, "edit")),
    Scene("layout-phone", partial(_layout, "phone"), leave=partial(_layout, "edit")),
    Scene("start", content.start),
    Scene("start-first", content.first_start),
    Scene("start-many", content.lost_text),
]

SCENES: tuple[Scene, ...] = (*_DOCKS, *_PANELS, *_PHONE, *_EDITOR, *_DIALOGS, *_PAGES)


@contextmanager
def shown(person: Person, scene: Scene) -> Iterator[QWidget]:
    """Bring a scene to the screen, give its widget, and clear it away."""
    scene.bring(person)
    widget: QWidget = person.window
    if scene.dialog:
        person.wait(lambda: dialogs.open_dialogs(person))
        widget = dialogs.open_dialogs(person)[-1]
    popup = QApplication.activePopupWidget()
    yield popup or widget
    if popup is not None:
        popup.close()
    for pick in person.window.findChildren(QuickPick):
        pick.close()
    for dialog in dialogs.open_dialogs(person):
        dialog.close()
    if scene.leave is not None:
        scene.leave(person)
