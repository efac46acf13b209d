"""Making, renaming and removing files: the Files panel, the menu and the desk that does it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ide.mainwindow import MainWindow
from ide.project.folder import ProjectFolder
from ide.refactor.file_desk import FileDesk
from ide.workbench import Workbench

_KINDS = ("page", "component", "file", "folder")


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    files = window.files
    desk = FileDesk(window, window.editor, partial(_folder, bench))
    desk.open_requested.connect(window.editor.open)
    files.create_requested.connect(desk.create)
    files.rename_requested.connect(desk.rename)
    files.duplicate_requested.connect(desk.duplicate)
    files.remove_requested.connect(desk.remove)
    files.reveal_requested.connect(partial(_reveal, bench))
    files.search_requested.connect(partial(_search_below, window))
    window.editor.saved.connect(partial(_make_listed, window, bench, desk))
    bench.session_ending.connect(lambda _session: desk.cancel())
    for kind in _KINDS:
        bench.handle(f"file.new_{kind}", partial(_create, window, desk, kind))
    bench.handle("file.rename", partial(_rename, window, desk))


def _folder(bench: Workbench) -> ProjectFolder | None:
    return bench.session.folder if bench.session is not None else None


def _create(window: MainWindow, desk: FileDesk, kind: str) -> None:
    desk.create(kind, window.files.folder)


def _rename(window: MainWindow, desk: FileDesk) -> None:
    if window.editor.current:
        desk.rename(window.editor.current)


def _search_below(window: MainWindow, folder: str) -> None:
    window.focus_dock("search")
    window.search.form.include.setText(folder)
    window.search.begin()


def _reveal(bench: Workbench, path: str) -> None:
    folder = _folder(bench)
    if folder is not None:
        place = Path(folder.root, path)
        shown = place if place.is_dir() else place.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))


def _make_listed(window: MainWindow, bench: Workbench, desk: FileDesk, path: str) -> None:
    """Make the files of pages that were just written into app.json."""
    folder = _folder(bench)
    if folder is None or not bench.settings.flag("files.make_listed_pages"):
        return
    if Path(folder.root, path) == folder.app_root / "app.json":
        desk.make_listed(window.editor.text_of(path) or "")
