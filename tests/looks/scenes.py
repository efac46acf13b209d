"""Every scene of the window: each panel with something in it and empty, each dialog, each page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ide.docks import places

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
    command: str = ""


def _dock(name: str) -> Bring:
    def bring(person: Person) -> None:
        person.window.focus_dock(name)

    return bring


def _command(command: str) -> Bring:
    def bring(person: Person) -> None:
        person.bench.run(command)

    return bring


def _found(person: Person) -> None:
    person.bench.run("edit.replace_in_files")
    panel = person.window.search
    panel.form.text.setText("name")
    panel.form.replacement.setText("title")
    panel.search_now()
    person.wait(lambda: panel.model.count and panel.stop.isHidden())


def _start(person: Person) -> None:
    person.bench.close_project()
    person.bench.show_start()


DIALOGS = {
    "new-page": "file.new_page",
    "new-component": "file.new_component",
    "new-file": "file.new_file",
    "new-folder": "file.new_folder",
    "rename": "file.rename",
    "new-project": "file.new_project",
    "settings": "file.settings",
    "shortcuts": "file.shortcuts",
    "submit": "project.submit",
}
"""Dialogs by the command that opens them."""

SCENES: tuple[Scene, ...] = (
    *(Scene(f"dock-{place.name}", _dock(place.name)) for place in places()),
    Scene("search-found", _found),
    *(Scene(name, _command(command), dialog=True) for name, command in DIALOGS.items()),
    Scene("palette", _command("edit.command_palette")),
    Scene("quick-open", _command("edit.quick_open")),
    Scene("start", _start),
)


@contextmanager
def shown(person: Person, scene: Scene) -> Iterator[QWidget]:
    """Bring a scene to the screen, give its widget, and clear it away."""
    scene.bring(person)
    widget: QWidget = person.window
    if scene.dialog:
        person.wait(lambda: _dialogs(person))
        widget = _dialogs(person)[-1]
    yield widget
    for dialog in _dialogs(person):
        dialog.close()


def _dialogs(person: Person) -> list[QDialog]:
    tops = QApplication.topLevelWidgets()
    inside = person.window.findChildren(QDialog)
    found = {id(each): each for each in (*tops, *inside) if isinstance(each, QDialog)}
    return [each for each in found.values() if each.isVisible()]
