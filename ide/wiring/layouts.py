"""Arrangements of the window, its panels shown and hidden, and places in an editor outside."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from ide import messages
from ide.docks import places
from ide.i18n import tr
from ide.layouts import LITE, KeptLayouts, layouts
from ide.mainwindow import MainWindow
from ide.outside import NoEditorError, open_outside
from ide.palette import QuickPick
from ide.widgets.asking import line_question
from ide.workbench import Workbench

_OWN = "own:"


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    kept = KeptLayouts(bench.profile / "layouts.json" if bench.profile else None)
    for name in layouts():
        if name != LITE:
            bench.handle(f"view.layout_{name}", partial(window.use_layout, layouts()[name]))
    bench.handle("view.choose_layout", partial(_choose, window, kept))
    bench.handle("view.save_layout", partial(_ask_for_name, window, kept))
    bench.handle("view.remove_layout", partial(_choose_to_remove, window, kept))
    bench.handle("view.toggle_editor", partial(_toggle_editor, window))
    bench.handle("view.toggle_phone", partial(_toggle_dock, window, "simulator"))
    bench.handle("view.toggle_panels", partial(_toggle_bottom, window))
    bench.handle("view.full_screen", partial(_toggle_full_screen, window))
    bench.handle("view.zen", partial(_toggle_zen, window, {}))
    if window.lite:
        window.editor.outside = partial(_open_outside, bench)


def _choose(window: MainWindow, kept: KeptLayouts) -> None:
    rows = [(tr(f"layout.{name}"), name) for name in layouts() if name != LITE]
    rows += [(name, f"{_OWN}{name}") for name in kept.all()]
    pick = QuickPick(rows, tr("layout.choose"), window)
    pick.chosen.connect(partial(_use, window, kept))
    pick.open()


def _use(window: MainWindow, kept: KeptLayouts, choice: str) -> None:
    if choice.startswith(_OWN):
        if not window.restore_layout(kept.all().get(choice.removeprefix(_OWN), "")):
            messages.warning(tr("layout.unusable", name=choice.removeprefix(_OWN)))
    else:
        window.use_layout(layouts()[choice])


def _ask_for_name(window: MainWindow, kept: KeptLayouts) -> None:
    title, words = tr("command.view.save_layout"), tr("layout.name")
    dialog = line_question(window, title, words, tr("button.save"))
    dialog.textValueSelected.connect(partial(_keep, window, kept))
    dialog.open()


def _keep(window: MainWindow, kept: KeptLayouts, name: str) -> None:
    name = name.strip()
    if not name:
        return
    try:
        kept.put(name, window.layout_text())
    except OSError as error:
        messages.error(tr("layout.failed", reason=error.strerror or error))
        return
    messages.info(tr("layout.kept", name=name))


def _choose_to_remove(window: MainWindow, kept: KeptLayouts) -> None:
    names = kept.all()
    if not names:
        messages.info(tr("layout.none"))
        return
    pick = QuickPick([(name, name) for name in names], tr("layout.remove"), window)
    pick.chosen.connect(kept.remove)
    pick.open()


def _toggle_editor(window: MainWindow) -> None:
    window.show_editor(shown=not window.editor_shown)


def _toggle_dock(window: MainWindow, name: str) -> None:
    dock = window.docks[name]
    dock.setVisible(dock.isHidden())


def _toggle_bottom(window: MainWindow) -> None:
    """Hide the panels below, or show those that a fresh window has there."""
    area = Qt.DockWidgetArea.BottomDockWidgetArea
    below = [dock for dock in window.docks.values() if window.dockWidgetArea(dock) == area]
    open_ones = [dock for dock in below if not dock.isHidden()]
    for dock in open_ones:
        dock.hide()
    if not open_ones:
        usual = {place.name for place in places() if place.shown}
        for dock in below:
            dock.setVisible(dock.name in usual)


def _toggle_full_screen(window: MainWindow) -> None:
    window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)


def _toggle_zen(window: MainWindow, before: dict[str, str]) -> None:
    """Leave only the editor, or go back to how the window was."""
    layout = before.pop("layout", "")
    if layout:
        window.set_zen(zen=False)
        window.restore_layout(layout)
        return
    before["layout"] = window.layout_text()
    for dock in window.docks.values():
        dock.setVisible(window.lite and dock.name == "simulator")
    window.show_editor(shown=True)
    window.set_zen(zen=True)


def _open_outside(bench: Workbench, path: str, line: int, column: int) -> None:
    if bench.session is None:
        return
    template = bench.settings.text("files.external_editor")
    try:
        open_outside(template, bench.session.folder.root / path, line, column)
    except NoEditorError as error:
        messages.error(tr("layout.no_editor", reason=error))
