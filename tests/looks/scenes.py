"""Every scene of the window: each panel with something in it and empty, each dialog, each page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from ide.commands import table
from ide.docks import places
from ide.palette import QuickPick
from ide.panels.device.schema import cards
from ide.scenario.expecting import Kind
from ide.settings.rows import group_of
from ide.settings.rows import shown as shown_settings
from ide.start.templates import templates
from ide.submit.dialog.steps import Step
from tests.looks import content, desk, dialogs, handling, inspecting, playing, python

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
    listens: bool = False
    """Whether the person has turned on something that can be reached at a port."""


def _focus(name: str, person: Person) -> None:
    person.window.focus_dock(name)


def _run(command: str, person: Person) -> None:
    person.bench.run(command)


def _pick_device(person: Person) -> None:
    person.window.simulator.toolbar.device.click()


def _hide_devtools(person: Person) -> None:
    person.window.docks["devtools"].hide()


def _no_outline(person: Person) -> None:
    content.no_file(person)
    person.window.focus_dock("outline")


def _layout(name: str, person: Person) -> None:
    person.bench.run(f"view.layout_{name}")


_ROUNDS = 3
_DOCKS = [
    Scene(f"dock-{place.name}", partial(_focus, place.name))
    for place in places()
    if place.name not in {"devtools", "python"}
]
_PANELS = [
    Scene("dock-devtools", inspecting.tools, leave=_hide_devtools),
    Scene("devtools-empty", inspecting.no_tools, leave=_hide_devtools),
    Scene("git-changes", handling.changes, leave=handling.no_changes),
    Scene("console-objects", inspecting.console_objects, leave=content.no_console),
    Scene("wxml-styles", partial(inspecting.wxml, 0)),
    Scene("wxml-computed", partial(inspecting.wxml, 1)),
    Scene("wxml-attributes", partial(inspecting.wxml, 2)),
    Scene("wxml-data", partial(inspecting.wxml, 3), leave=inspecting.nothing_chosen),
    Scene("wxml-none", inspecting.nothing_chosen),
    Scene("appdata-calls", inspecting.data_calls, leave=inspecting.data),
    Scene("storage-keys", inspecting.stored, leave=inspecting.nothing_stored),
    Scene("storage-empty", inspecting.nothing_stored),
    Scene("storage-files", inspecting.phone_files, leave=inspecting.nothing_stored),
    Scene("outline-empty", _no_outline, leave=content.one_file),
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
_SCENARIO = [
    Scene("scenario-timeline", playing.played, leave=playing.none),
    Scene("scenario-recording", playing.recording, leave=playing.none),
    Scene("scenario-broken", playing.broken, leave=playing.none),
    Scene("scenario-empty", playing.none),
    Scene("scenario-name", playing.name, dialog=True),
    Scene("scenario-steps", playing.step_log, leave=playing.no_steps),
    Scene("scenario-pointing", playing.pointing, leave=playing.not_pointing),
    *(
        Scene(f"scenario-expect-{kind}", partial(playing.expectation, kind), dialog=True)
        for kind in (Kind.TEXT, Kind.DATA, Kind.CALLED, Kind.LOOKS)
    ),
    Scene("scenario-export", playing.exporting, dialog=True, leave=playing.none),
]
_PYTHON = [
    Scene("dock-python", python.off, leave=python.none),
    Scene("python-work", python.work, leave=python.none, listens=True),
    Scene("python-picture", python.picture, leave=python.none, listens=True),
    Scene("python-errors", python.failed, leave=python.none, listens=True),
    Scene("python-ended", python.ended, leave=python.none, listens=True),
]
_DEVICE = [
    *(
        Scene(f"device-{card.id}", partial(content.card, card.id), leave=content.no_card)
        for card in cards().cards
    ),
    Scene("device-search", content.card_search, leave=content.no_card),
    Scene("device-nothing", content.no_card_found, leave=content.no_card),
    Scene("device-entries", content.card_entries, dialog=True, leave=content.no_card),
]
_PHONE = [
    Scene("phone-broken", content.broken, leave=content.no_notice),
    Scene("phone-crashed", content.crashed, leave=content.no_notice),
    Scene("phone-hangs", handling.hang, leave=content.no_notice),
    Scene("phone-trust", content.trust, leave=content.no_trust),
    Scene("phone-share", content.share, leave=content.no_question),
    Scene("phone-pay", content.pay, leave=content.no_question),
    Scene("phone-permit", content.permit, leave=content.no_question),
    Scene("phone-call", content.call, leave=content.no_call),
    Scene("phone-away", content.away, leave=content.back),
    Scene("phone-empty", inspecting.no_phone, leave=inspecting.kiosk),
    Scene("phone-picker", _pick_device),
    Scene("phone-menu", handling.more_menu),
    Scene("phone-window", handling.pop_out, leave=handling.bring_back),
    Scene("phone-android", partial(handling.hold, "pixel-8"), leave=handling.put_back),
    Scene(
        "phone-turned",
        partial(handling.hold, handling.PHONE, turned=True),
        leave=partial(handling.put_back, turned=True),
    ),
    Scene("phone-tablet", partial(handling.hold, "ipad-pro-11"), leave=handling.put_back),
    Scene(
        "phone-tablet-turned",
        partial(handling.hold, "ipad-pro-11", turned=True),
        leave=partial(handling.put_back, turned=True),
    ),
    Scene("phone-foldable", partial(handling.hold, "galaxy-z-fold-5"), leave=handling.put_back),
    Scene(
        "phone-folded",
        partial(handling.hold, "galaxy-z-fold-5", folded=True),
        leave=partial(handling.put_back, folded=True),
    ),
]
_EDITOR = [
    Scene("editor-split", content.split, leave=content.one_file),
    Scene("editor-diff", content.diff, leave=content.one_file),
    Scene("editor-empty", content.no_file, leave=content.one_file),
    Scene("editor-picture", handling.picture, leave=handling.no_picture),
    Scene("editor-changed", handling.changed_outside, leave=handling.as_on_disk),
    Scene("messages", content.messages, leave=content.no_messages),
    Scene("palette", partial(_run, "edit.command_palette")),
    Scene("quick-open", partial(_run, "edit.quick_open")),
    *(
        Scene(f"menu-{name}", partial(handling.menu, place))
        for place, name in enumerate(table().menus)
    ),
    Scene("menu-clear", handling.clear_menu),
    Scene("menu-modes", handling.mode_menu),
]
_SETTING_GROUPS = list(dict.fromkeys(group_of(each) for each in shown_settings()))
_DIALOGS = [
    *(
        Scene(name, partial(_run, command), dialog=True)
        for name, command in dialogs.COMMANDS.items()
    ),
    *(
        Scene(
            f"submit-{step}",
            partial(dialogs.submission, step),
            dialog=True,
            leave=dialogs.no_submission,
        )
        for step in Step
        if step is not Step.VERSION
    ),
    *(
        Scene(
            f"submit-{step}-filled",
            partial(dialogs.filled_submission, step),
            dialog=True,
            leave=dialogs.no_submission,
        )
        for step in (Step.VERSION, Step.BASIC, Step.ITEMS, Step.MEDIA, Step.CHECKS)
    ),
    Scene("submit-all", dialogs.all_checks, dialog=True, leave=dialogs.no_submission),
    Scene("submit-fix", dialogs.submission_fix, dialog=True, leave=dialogs.no_submission),
    Scene("submit-written", dialogs.written_submission, dialog=True, leave=dialogs.no_submission),
    Scene(
        "submit-unwritten", dialogs.unwritten_submission, dialog=True, leave=dialogs.no_submission
    ),
    *(
        Scene(f"settings-{row}", partial(dialogs.settings_group, row), dialog=True)
        for row in range(1, len(_SETTING_GROUPS))
    ),
    Scene("settings-found", partial(dialogs.settings_search, "font"), dialog=True),
    Scene("settings-none", partial(dialogs.settings_search, "qqqq"), dialog=True),
    *(
        Scene(f"new-project-{name}", partial(dialogs.template, name), dialog=True)
        for name in templates()
    ),
    Scene("new-project-fault", dialogs.no_template_name, dialog=True),
    Scene("rename-used", dialogs.rename_used, dialog=True),
    Scene("unsaved", dialogs.unsaved, dialog=True),
    Scene("breakpoint", dialogs.breakpoint_, dialog=True),
    Scene("log-point", dialogs.log_point, dialog=True),
    Scene("rule", dialogs.rule, dialog=True),
    Scene("crash", dialogs.crash, dialog=True),
    Scene("phones", dialogs.phones, dialog=True),
    Scene("phones-own", dialogs.own_phone, dialog=True, leave=dialogs.no_own_phone),
    Scene("remove", dialogs.remove, dialog=True),
    Scene("open-where", dialogs.where, dialog=True),
    Scene("new-key", dialogs.new_key, dialog=True),
]
_DESK = [Scene(f"desk-{name}", bring, dialog=True) for name, bring in desk.SCENES.items()]
_PAGES = [
    Scene("layout-debug", partial(_layout, "debug"), leave=partial(_layout, "edit")),
    Scene("layout-phone", partial(_layout, "phone"), leave=partial(_layout, "edit")),
    Scene("lite", handling.lite, leave=handling.not_lite),
    *(
        Scene(f"no-app-{dock}", partial(inspecting.no_app, dock), leave=inspecting.kiosk)
        for dock in ("problems", "wxml", "appdata")
    ),
    Scene("start", content.start),
    Scene("start-first", content.first_start),
    Scene("start-many", content.lost_text),
]

EMPTY = {
    "appdata.empty.title": "no-app-appdata",
    "appdata.no_calls.title": "appdata-calls",
    "calls.empty.title": "calls-empty",
    "console.empty.title": "console-empty",
    "desk.empty.title": "desk-empty",
    "desk.lost.title": "desk-lost",
    "desk.no_desk.title": "desk-none",
    "desk.no_pictures.title": "desk-no-pictures",
    "desk.nothing.title": "desk-nothing",
    "device.no_hit.title": "device-nothing",
    "devtools.empty.title": "devtools-empty",
    "editor.empty.title": "editor-empty",
    "launch.empty.title": "modes",
    "outline.empty.title": "outline-empty",
    "phones.empty.title": "phones",
    "problems.empty.title": "problems-empty",
    "python.empty.title": "dock-python",
    "scenario.broken.title": "scenario-broken",
    "scenario.empty.title": "scenario-empty",
    "search.empty.title": "search-empty",
    "search.nothing.title": "search-none",
    "simulator.away.title": "phone-window",
    "simulator.empty.title": "phone-empty",
    "submit.media_empty.title": "submit-media",
    "storage.empty.title": "storage-empty",
    "wxml.empty.title": "no-app-wxml",
    "wxml.none.title": "wxml-none",
}
"""The scene that shows an empty state, by its title."""

SCENES: tuple[Scene, ...] = (
    *_DOCKS,
    *_PANELS,
    *_SCENARIO,
    *_PYTHON,
    *_DEVICE,
    *_PHONE,
    *_EDITOR,
    *_DIALOGS,
    *_DESK,
    *_PAGES,
)


@contextmanager
def shown(person: Person, scene: Scene) -> Iterator[QWidget]:
    """Bring a scene to the screen, give its widget, and clear it away."""
    try:
        scene.bring(person)
        widget: QWidget = person.window
        if scene.dialog:
            person.wait(lambda: dialogs.open_dialogs(person))
            widget = dialogs.open_dialogs(person)[-1]
        _lay_out()
        yield QApplication.activePopupWidget() or widget
    finally:
        _clear_away(person, scene)


def _clear_away(person: Person, scene: Scene) -> None:
    """Close what a scene opened, also one that never came to be."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    for pick in person.window.findChildren(QuickPick):
        pick.close()
    for dialog in dialogs.open_dialogs(person):
        dialog.close()
    if scene.leave is not None:
        scene.leave(person)


def _lay_out() -> None:
    """Let what was said last have its place; a place that changed may change those around it."""
    for _ in range(_ROUNDS):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def unseen(person: Person, scene: Scene) -> list[str]:
    """Name the empty states that a scene ought to show and does not."""
    wanted = [key for key, name in EMPTY.items() if name == scene.name]
    return [key for key in wanted if not inspecting.says(person, key)]
