"""Opens every dialog, as its command does or with what it seldom has to show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog

from ide.crash import CrashDialog
from ide.debugger.breakpoint_dialog import BreakpointDialog
from ide.simulator.device_dialog import DeviceDialog

if TYPE_CHECKING:
    from tests.e2e.journey import Person

Bring = Callable[["Person"], None]

COMMANDS = {
    "new-page": "file.new_page",
    "new-component": "file.new_component",
    "new-file": "file.new_file",
    "new-folder": "file.new_folder",
    "rename": "file.rename",
    "new-project": "file.new_project",
    "settings": "file.settings",
    "shortcuts": "file.shortcuts",
    "submit": "project.submit",
    "modes": "project.modes",
    "phone-preview": "project.preview_phone",
    "clear-cache": "project.clear_cache",
    "about": "help.about",
    "save-layout": "view.save_layout",
}
"""Dialogs by the command that opens them."""

CLASSES = {
    "BreakpointDialog": "breakpoint",
    "CrashDialog": "crash",
    "DeviceDialog": "phones",
    "ModeDialog": "modes",
    "MoveDialog": "rename",
    "NewDialog": "new-page",
    "NewProjectDialog": "new-project",
    "PhonePreviewDialog": "phone-preview",
    "RemoveDialog": "remove",
    "SettingsDialog": "settings",
    "SubmitDialog": "submit",
}
"""The scene that shows a class of dialogs."""


def open_dialogs(person: Person) -> list[QDialog]:
    """Return the dialogs on the screen, the last one last."""
    tops = QApplication.topLevelWidgets()
    inside = person.window.findChildren(QDialog)
    found = {id(each): each for each in (*tops, *inside) if isinstance(each, QDialog)}
    return [each for each in found.values() if each.isVisible()]


def breakpoint_(person: Person) -> None:
    """Ask for a condition."""
    BreakpointDialog("pages/home/home.js", 21, None, "condition", person.window).open()


def log_point(person: Person) -> None:
    """Ask for a message."""
    BreakpointDialog("pages/home/home.js", 21, None, "log", person.window).open()


def crash(person: Person) -> None:
    """Say that the program made a mistake."""
    line = '  File "ide/app.py", line 55, in open_window\n    window = MainWindow(lite=lite)\n'
    CrashDialog(
        f"Minideck\n\nTraceback (most recent call last):\n{line * 12}", person.window
    ).open()


def phones(person: Person) -> None:
    """Show the person's own phones while there is none."""
    person.window.simulator.toolbar.devices_requested.emit()


def own_phone(person: Person) -> None:
    """Show the facts of an own phone."""
    phones(person)
    person.wait(lambda: open_dialogs(person))
    dialog = open_dialogs(person)[-1]
    assert isinstance(dialog, DeviceDialog)
    dialog.add()


def no_own_phone(person: Person) -> None:
    """Forget the own phones."""
    for one in person.bench.own_devices.all():
        person.bench.own_devices.remove(one.id)


def remove(person: Person) -> None:
    """Show what names a picture that is to be removed."""
    person.window.files.remove_requested.emit(["images/morning.svg"])


def where(person: Person) -> None:
    """Ask in which window another project opens."""
    person.bench.ask_open(person.root.parent)


def new_key(person: Person) -> None:
    """Ask for a key of the storage."""
    person.window.storage.keys.add_button.click()


def broken_submission(person: Person) -> None:
    """Show the checks before a submission of a project with an error."""
    person.bench.run("project.submit")
    dialog = person.bench.submit
    assert dialog is not None
    dialog.version.setText("first")
    dialog.check()
