"""Settings and shortcuts: their dialog, and their files, which other windows write as well."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ide import atomic, messages
from ide.commands import table
from ide.i18n import tr
from ide.mainwindow import MainWindow
from ide.settings.dialog import SettingsDialog
from ide.settings.shortcut_page import Named
from ide.settings.watch import FileWatch
from ide.workbench import Workbench

_MNEMONIC = re.compile(r"\(&\w\)|&")


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    bench.handle("file.settings", partial(_show, window, bench, shortcuts=False))
    bench.handle("file.shortcuts", partial(_show, window, bench, shortcuts=True))
    put = partial(_put_shortcuts, window, bench)
    bench.shortcuts.listen(put)
    put()
    watch = FileWatch(window)
    if bench.settings.file is not None:
        watch.add(bench.settings.file, partial(_reload, bench))
        _tell(bench.settings.faults())
    if bench.shortcuts.file is not None:
        watch.add(bench.shortcuts.file, bench.shortcuts.reload)


def _show(window: MainWindow, bench: Workbench, *, shortcuts: bool) -> None:
    commands = [
        Named(command.id, partial(_title, command.menu, command.id)) for command in table().commands
    ]
    dialog = SettingsDialog(bench.settings, bench.shortcuts, commands, window)
    dialog.file_requested.connect(partial(_open_file, bench))
    if shortcuts:
        dialog.show_shortcuts()
    dialog.open()


def _title(menu: str, command: str) -> str:
    return f"{_MNEMONIC.sub('', tr(f'menu.{menu}'))}: {tr(f'command.{command}')}"


def _put_shortcuts(window: MainWindow, bench: Workbench) -> None:
    window.actions_.set_shortcuts(bench.shortcuts.all())


def _reload(bench: Workbench) -> None:
    _tell(bench.settings.reload())


def _tell(faults: list[str]) -> None:
    if faults:
        messages.warning(tr("settings.file_faults", faults="; ".join(faults)))


def _open_file(bench: Workbench) -> None:
    file = bench.settings.file
    if file is None:
        return
    if not file.exists():
        atomic.write_text(file, "{\n}\n")
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
