"""Opens every dialog, as its command does or with what it seldom has to show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog

from apimock.rules import Rule, Scripted
from ide.crash import CrashDialog
from ide.debugger.breakpoint_dialog import BreakpointDialog
from ide.editor.closing import closing_question
from ide.panels.device.rule_dialog import RuleDialog
from ide.refactor.move_dialog import MoveDialog, RemoveDialog
from ide.settings.dialog import SettingsDialog
from ide.simulator.device_dialog import DeviceDialog
from ide.start.new_project import NewProjectDialog
from ide.start.templates import templates
from ide.submit.dialog.steps import Step

if TYPE_CHECKING:
    from ide.submit.dialog import SubmitDialog
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
    "DeskWindow": "desk-review",
    "DeviceDialog": "phones",
    "ModeDialog": "modes",
    "MoveDialog": "rename",
    "NewDialog": "new-page",
    "NewProjectDialog": "new-project",
    "PhonePreviewDialog": "phone-preview",
    "RemoveDialog": "remove",
    "RowsDialog": "device-entries",
    "RuleDialog": "rule",
    "SettingsDialog": "settings",
    "SubmitDialog": "submit",
    "ExpectDialog": "scenario-expect-text",
    "ExportDialog": "scenario-export",
    "FixDialog": "submit-fix",
}
"""The scene that shows a class of dialogs."""


def open_dialogs(person: Person) -> list[QDialog]:
    """Return the dialogs on the screen, the last one last."""
    tops = QApplication.topLevelWidgets()
    inside = person.window.findChildren(QDialog)
    found = {id(each): each for each in (*tops, *inside) if isinstance(each, QDialog)}
    modal = QApplication.activeModalWidget()
    seen = [each for each in found.values() if each.isVisible()]
    return sorted(seen, key=lambda each: each is modal)


def breakpoint_(person: Person) -> None:
    """Ask for a condition."""
    BreakpointDialog("pages/home/home.js", 21, None, "condition", person.window).open()


def log_point(person: Person) -> None:
    """Ask for a message."""
    BreakpointDialog("pages/home/home.js", 21, None, "log", person.window).open()


def rule(person: Person) -> None:
    """Edit a rule that lets the first payment fail."""
    failing = Rule("pay", "requestPayment", Scripted("fail"), {"package": "/^prepay/"}, nth=(1,))
    RuleDialog(failing, person.window).open()


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
    person.wait(lambda: open_dialogs(person))
    dialog = open_dialogs(person)[-1]
    assert isinstance(dialog, RemoveDialog)
    person.wait(dialog.ok.isEnabled)


def rename_used(person: Person) -> None:
    """Show what names a page that gets another name."""
    dialog = _opened(person, "file.rename")
    assert isinstance(dialog, MoveDialog)
    dialog.target.setText("pages/welcome/welcome.wxml")
    person.wait(dialog.ok.isEnabled)


def where(person: Person) -> None:
    """Ask in which window another project opens."""
    person.bench.ask_open(person.root.parent)


def new_key(person: Person) -> None:
    """Ask for a key of the storage."""
    person.window.storage.keys.add_button.click()


def unsaved(person: Person) -> None:
    """Ask what becomes of unsaved text."""
    closing_question(person.window, ["app.js", "pages/home/home.wxml"]).open()


def settings_group(row: int, person: Person) -> None:
    """Show a page of the settings."""
    dialog = _opened(person, "file.settings")
    assert isinstance(dialog, SettingsDialog)
    dialog.groups.setCurrentRow(row)


def settings_search(words: str, person: Person) -> None:
    """Look for settings."""
    dialog = _opened(person, "file.settings")
    assert isinstance(dialog, SettingsDialog)
    dialog.search.setText(words)


def template(name: str, person: Person) -> None:
    """Show a template."""
    dialog = _opened(person, "file.new_project")
    assert isinstance(dialog, NewProjectDialog)
    dialog.templates.setCurrentRow(list(templates()).index(name))


def no_template_name(person: Person) -> None:
    """Leave out the name of a new project."""
    dialog = _opened(person, "file.new_project")
    assert isinstance(dialog, NewProjectDialog)
    dialog.name.clear()


def submission(step: Step, person: Person) -> None:
    """Show a step of a submission of the kiosk, filled in as far as the project says."""
    _submission(person).go_to(step)


def filled_submission(step: Step, person: Person) -> None:
    """Show a step of a submission with entries, some of them wrong."""
    dialog = _submission(person)
    dialog.version_page.version.setText("first")
    dialog.basic_page.logo.setText("images/roll.svg")
    dialog.items_page.add_button.click()
    for _ in range(3):
        dialog.media_page.take_button.click()
    person.wait(lambda: dialog.preparation.settled)
    dialog.go_to(step)


def all_checks(person: Person) -> None:
    """Show every check."""
    dialog = _submission(person)
    dialog.go_to(Step.CHECKS)
    dialog.checks_page.whole.setChecked(True)


def submission_fix(person: Person) -> None:
    """Ask for what mends a finding."""
    dialog = _submission(person)
    dialog.go_to(Step.CHECKS)
    fixes = [found.fix for found in dialog.preparation.checking.findings if found.fix is not None]
    dialog.mending.fixes_requested.emit(fixes)
    person.wait(lambda: len(open_dialogs(person)) > 1)


def written_submission(person: Person) -> None:
    """Write a package."""
    dialog = _ready_submission(person)
    dialog.package_page.folder.setText(str(person.root.parent / "out"))
    dialog.create_button.click()
    person.wait(lambda: dialog.package)


def unwritten_submission(person: Person) -> None:
    """Fail to write a package."""
    dialog = _ready_submission(person)
    dialog.package_page.folder.setText(str(person.root / "app.json" / "below"))
    dialog.create_button.click()
    person.wait(lambda: dialog.preparation.standing.level == "error")


def no_submission(person: Person) -> None:
    """Forget what was entered."""
    dialog = person.bench.submit
    assert dialog is not None
    dialog.preparation.draft.forget()


def _submission(person: Person) -> SubmitDialog:
    person.bench.run("project.submit")
    dialog = person.bench.submit
    assert dialog is not None
    person.wait(lambda: dialog.preparation.settled)
    return dialog


def _ready_submission(person: Person) -> SubmitDialog:
    """Enter what is needed, accept every warning, and stand at the package."""
    dialog = _submission(person)
    dialog.version_page.description.setPlainText("Rolls can be paid.")
    dialog.privacy_page.fields["privacy.location"].put("To find the kiosk near you")
    person.wait(lambda: dialog.preparation.settled)
    dialog.checks_page.confirm_all()
    dialog.go_to(Step.PACKAGE)
    person.wait(dialog.create_button.isEnabled)
    return dialog


def _opened(person: Person, command: str) -> QDialog:
    person.bench.run(command)
    person.wait(lambda: open_dialogs(person))
    return open_dialogs(person)[-1]
