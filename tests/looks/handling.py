"""Takes other phones in hand, opens menus, and arranges the window otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ide.layouts import LITE, layouts
from ide.theme import icons
from tests.looks import content

if TYPE_CHECKING:
    from tests.e2e.journey import Person

PHONE = "iphone-15"


def hold(device: str, person: Person, *, turned: bool = False, folded: bool = False) -> None:
    """Take another phone, turned or shut."""
    person.bench.use_device(device)
    session = person.bench.session
    assert session is not None
    person.wait(lambda: session.player and session.player.state.ready)
    if turned:
        session.handset.rotate()
    if folded:
        session.handset.fold()


def put_back(person: Person, *, turned: bool = False, folded: bool = False) -> None:
    """Take the phone that is used at first."""
    session = person.bench.session
    assert session is not None
    if turned:
        session.handset.rotate()
    if folded:
        session.handset.fold()
    hold(PHONE, person)


def hang(person: Person) -> None:
    """Say on the phone that its script does not answer."""
    person.window.simulator.notice.show_text("loop", action="restart")
    person.window.simulator.place_notice()


def pop_out(person: Person) -> None:
    """Give the phone a window of its own, out of the way."""
    simulator = person.window.simulator
    simulator.pop_out()
    assert simulator.window_ is not None
    simulator.window_.move(person.window.width() + 10, 0)


def bring_back(person: Person) -> None:
    """Put the phone back into the window."""
    person.window.simulator.bring_back()


def lite(person: Person) -> None:
    """Arrange the window as one without an editor."""
    person.window.lite = True
    person.window.use_layout(layouts()[LITE])


def not_lite(person: Person) -> None:
    """Arrange the window as it was."""
    person.window.lite = False
    person.bench.run("view.layout_edit")


def menu(place: int, person: Person) -> None:
    """Open a menu of the menu bar."""
    bar = person.window.menuBar()
    action = bar.actions()[place]
    opened = action.menu()
    assert isinstance(opened, QMenu)
    opened.popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))


def below(button: QWidget, opened: QMenu) -> None:
    """Open the menu of a button."""
    opened.popup(button.mapToGlobal(QPoint(0, button.height())))


def clear_menu(person: Person) -> None:
    """Open the menu of what can be cleared."""
    below(person.window.clear, person.window.clear.menu())


def mode_menu(person: Person) -> None:
    """Open the menu of compile modes."""
    below(person.window.modes, person.window.modes.menu())


def more_menu(person: Person) -> None:
    """Open the menu of what the phone can do besides."""
    toolbar = person.window.simulator.toolbar
    below(toolbar.more, toolbar.more_menu)


def picture(person: Person) -> None:
    """Show a picture in the editor."""
    badge = icons.pixmap("minideck", "accent", 256)
    badge.save(str(person.root / "images" / "badge.png"))
    person.window.editor.open("images/badge.png")


def no_picture(person: Person) -> None:
    """Take the picture away."""
    content.one_file(person)
    (person.root / "images" / "badge.png").unlink()


def changed_outside(person: Person) -> None:
    """Let another program change a file with unsaved text."""
    editor, path = person.window.editor, "app.js"
    editor.open(path)
    editor.put_text(path, "App({ globalData: { name: 'Kiosk at the corner' } })\n")
    file = person.root / path
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    editor.files_changed([path])
    content.wait_for_words(person, "globalData")


def as_on_disk(person: Person) -> None:
    """Forget the unsaved text."""
    editor, path = person.window.editor, "app.js"
    editor.put_text(path, (person.root / path).read_text("utf-8"))
    editor.save(path)
    content.one_file(person)


def changes(person: Person) -> None:
    """Show changed files and the branch, as git tells them."""
    assert person.bench.session is not None
    marks = {"app.js": "M", "pages/home/home.wxml": "M", "notes/ideas.txt": "U"}
    person.bench.session.tree.set_changes(marks)
    person.window.branch_button.setText("main ↑1 (3)")
    person.window.branch_button.show()
    person.window.focus_dock("files")


def no_changes(person: Person) -> None:
    """Show no changes."""
    assert person.bench.session is not None
    person.bench.session.tree.set_changes({})
    person.window.branch_button.hide()
