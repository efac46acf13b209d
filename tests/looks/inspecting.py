"""Brings the panels that look into a running mini-program into their states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from ide.console_feed import ConsoleLine
from ide.i18n import tr

if TYPE_CHECKING:
    from tests.e2e.journey import Person

_WARES = ["wares", "array", "Array(2)", [["0", "object", "{name, price}", []]]]
_TOOLS = "document.body?.querySelectorAll('*').length > 20"
"""Whether Chromium's tools have drawn themselves."""
_SHOP = ["", "object", "{greeting, wares}", [["greeting", "string", '"Good morning"'], _WARES]]


def console_objects(person: Person) -> None:
    """Show an object that was logged, unfolded."""
    panel = person.window.console
    panel.clear()
    panel.put(ConsoleLine(1, "input", "getCurrentPages()[0].data"))
    panel.put(ConsoleLine(2, "result", "{greeting, wares}", values=(_SHOP,)))
    panel.put(ConsoleLine(3, "warning", "The shop closes at noon", "pages/home/home.js", 21, 5))
    person.wait(lambda: len(panel.lines()) == 3)
    panel.tree.expandAll()
    person.window.focus_dock("console")


def wxml(tab: int, person: Person) -> None:
    """Choose an element of the page and show what the tab ``tab`` knows of it."""
    person.window.focus_dock("wxml")
    panel = person.window.wxml
    panel.refresh()
    person.wait(panel.model.rowCount)
    index = panel.model.index(0, 0)
    person.wait(lambda: panel.model.rowCount(index))
    for _ in range(2):
        panel.tree.expand(index)
        row = index
        person.wait(lambda row=row: panel.model.rowCount(row))
        index = panel.model.index(0, 0, index)
    described: list[bool] = []
    panel.side.described.connect(lambda: described.append(True))
    panel.tree.setCurrentIndex(index)
    person.wait(lambda: described)
    panel.side.tabs.setCurrentIndex(tab)


def nothing_chosen(person: Person) -> None:
    """Choose no element."""
    person.window.wxml.tree.clearSelection()
    person.window.wxml.side.show_row(None)
    person.window.focus_dock("wxml")


def data_calls(person: Person) -> None:
    """Show which calls of setData there were, when there were none."""
    person.window.focus_dock("appdata")
    person.window.appdata.tabs.setCurrentIndex(1)


def data(person: Person) -> None:
    """Show the page's data."""
    person.window.appdata.tabs.setCurrentIndex(0)


def stored(person: Person) -> None:
    """Show what a mini-program keeps, and one of its values in full."""
    keys = person.window.storage.keys
    keys.put("basket", {"wares": [{"name": "Roll", "count": 2}, {"name": "Coffee", "count": 1}]})
    keys.put("visits", 17)
    keys.put("token", "f3a9c1", encrypted=True)
    keys.table.setCurrentIndex(keys.table.model().index(0, 0))
    person.window.storage.tabs.setCurrentIndex(0)
    person.window.focus_dock("storage")


def nothing_stored(person: Person) -> None:
    """Forget what was kept."""
    person.window.storage.keys.clear()
    person.window.storage.tabs.setCurrentIndex(0)
    person.window.focus_dock("storage")


def phone_files(person: Person) -> None:
    """Show the files of the phone."""
    person.window.focus_dock("storage")
    person.window.storage.tabs.setCurrentIndex(1)


def tools(person: Person) -> None:
    """Show Chromium's tools once they are there."""
    person.window.focus_dock("devtools")
    panel = person.window.devtools
    person.wait(lambda: panel.view)
    view = panel.view
    assert view is not None
    seen: list[bool] = []

    def look(there: object = None) -> None:
        if there:
            seen.append(True)

    def ask() -> bool:
        view.page().runJavaScript(_TOOLS, look)
        return bool(seen)

    person.wait(ask)


def no_app(dock: str, person: Person) -> None:
    """Open a project that does not run, and look at a panel."""
    folder = person.root.parent / "without-pages"
    folder.mkdir(exist_ok=True)
    (folder / "app.json").write_text("{}", "utf-8")
    person.bench.open_project(folder)
    person.wait(lambda: person.window.simulator.notice.kind == "broken")
    person.window.focus_dock(dock)


def no_tools(person: Person) -> None:
    """Show the developer tools of nothing."""
    person.window.focus_dock("devtools")
    person.wait(lambda: person.window.devtools.view)
    person.window.devtools.show_page(None)


def no_phone(person: Person) -> None:
    """Show the phone's panel before there is a page."""
    person.window.simulator.release_view()


def kiosk(person: Person) -> None:
    """Open the kiosk again."""
    person.bench.close_project()
    person.bench.open_project(person.root)
    session = person.bench.session
    assert session is not None
    person.wait(lambda: session.player and session.player.state.ready)
    person.window.editor.open("pages/home/home.wxml")


def says(person: Person, key: str) -> bool:
    """Tell whether a text of the catalogue can be read on the screen."""
    found = [*person.window.findChildren(QLabel)]
    return any(one.text() == tr(key) and not one.visibleRegion().isEmpty() for one in found)
