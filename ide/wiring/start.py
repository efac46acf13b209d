"""The start page: the list of projects, new ones, lost text, and the picture a project leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from ide import messages
from ide.i18n import tr, translator
from ide.mainwindow import MainWindow
from ide.project.recent import RecentProject
from ide.session import Session
from ide.start.cards import Card
from ide.start.drop import FolderDrop
from ide.start.new_project import NewProjectDialog
from ide.start.pictures import Pictures
from ide.start.recovery import Lost
from ide.start.templates import NewProject, create, templates
from ide.start.times import moment
from ide.widgets.texts import follow
from ide.workbench import Workbench
from renderer.host.player import Player

_STILL_MS = 1500


def wire_window(window: MainWindow, bench: Workbench) -> None:
    """Connect what lives as long as the window."""
    start = window.start
    start.open_requested.connect(bench.ask_open)
    start.recovery.open_requested.connect(bench.ask_open)
    start.recovery.give_up_requested.connect(partial(_give_up, window, bench))
    start.browse_requested.connect(bench.browse)
    start.create_requested.connect(partial(_ask_for_new, window, bench))
    start.settings_requested.connect(partial(bench.run, "file.settings"))
    start.removal_requested.connect(partial(_remove, window, bench))
    start.projects.menu_requested.connect(partial(_show_menu, window, bench))
    bench.start_shown.connect(partial(_refresh, window, bench))
    bench.theme.changed.connect(start.set_theme)
    bench.handle("file.new_project", partial(_ask_for_new, window, bench, ""))
    FolderDrop(window).dropped.connect(bench.ask_open)
    bench.handle("file.new_window", bench.open_window)
    follow(start, partial(_show_templates, window))
    follow(start, partial(_refresh, window, bench))


def wire_session(window: MainWindow, bench: Workbench, session: Session) -> None:
    """Keep a picture of the phone when the project is closed."""
    session.player_ending.connect(partial(_keep_picture, bench, session))


def wire_player(_window: MainWindow, bench: Workbench, session: Session, player: Player) -> None:
    """Keep a picture of the phone once its first page stands still, for the case of a crash."""
    still = QTimer(player)
    still.setSingleShot(True)
    still.setInterval(_STILL_MS)
    still.timeout.connect(partial(_keep_picture, bench, session))
    player.launched.connect(still.start)
    player.state_changed.connect(partial(_wait_for_stillness, still))


def _wait_for_stillness(still: QTimer, _state: object) -> None:
    still.start()


def _pictures(bench: Workbench) -> Pictures:
    return Pictures(bench.profile / "pictures" if bench.profile else None)


def _keep_picture(bench: Workbench, session: Session) -> None:
    player = session.player
    if player is None or not player.view.isVisible():
        return
    try:
        _pictures(bench).put(session.folder.root, player.view.grab())
    except OSError as error:
        messages.warning(tr("start.picture_failed", reason=error.strerror or error))


def _refresh(window: MainWindow, bench: Workbench) -> None:
    pictures, today = _pictures(bench), date.today()
    rows = bench.recent.all()
    window.start.show_projects([_card(row, pictures, today) for row in rows])
    names = {str(row.path): row.name for row in rows}
    window.start.show_lost(
        [
            Lost(root, names.get(root, Path(root).name), tuple(paths))
            for root, paths in bench.drafts.lost().items()
            if Path(root).is_dir()
        ]
    )


def _card(project: RecentProject, pictures: Pictures, today: date) -> Card:
    there = project.exists
    path = str(project.path)
    return Card(
        id=path,
        title=project.name,
        lines=(_short(path), moment(project.opened, today) if there else tr("start.gone")),
        picture=pictures.of(project.path),
        marked=project.pinned,
        faded=not there,
        tip=path,
    )


def _short(path: str) -> str:
    """Write the person's own folder as ~."""
    home = str(Path.home())
    return f"~{path[len(home) :]}" if path.startswith(f"{home}/") else path


def _show_templates(window: MainWindow) -> None:
    cards = []
    for template in templates().values():
        title, about = (tr(f"template.{template.id}.{part}") for part in ("title", "about"))
        picture = template.picture(translator.code)
        cards.append(Card(template.id, title, picture=picture, tip=about))
    window.start.show_templates(cards)


def _ask_for_new(window: MainWindow, bench: Workbench, template: str) -> None:
    stated = bench.settings.text("start.folder")
    folder = Path(stated) if stated else Path.home() / "Minideck"
    dialog = NewProjectDialog(folder, template, window)
    dialog.created.connect(partial(_create, bench, dialog))
    dialog.open()


def _create(bench: Workbench, dialog: NewProjectDialog, wanted: NewProject) -> None:
    try:
        folder = create(wanted, bench.base_library)
    except OSError as error:
        dialog.show_failure(error.strerror or str(error))
        return
    bench.settings.set("start.folder", str(folder.parent))
    dialog.accept()
    bench.ask_open(folder)


def _remove(window: MainWindow, bench: Workbench, folders: Sequence[str]) -> None:
    paths = [Path(folder) for folder in folders]
    bench.recent.remove(*paths)
    for path in paths:
        _pictures(bench).remove(path)
    _refresh(window, bench)
    messages.info(tr("start.removed", count=len(paths)))


def _give_up(window: MainWindow, bench: Workbench, folder: str) -> None:
    for draft in bench.drafts.of(Path(folder)):
        bench.drafts.put(Path(folder), draft.path, None)
    _refresh(window, bench)


def _show_menu(window: MainWindow, bench: Workbench, folder: str, place: QPoint) -> None:
    project = next((row for row in bench.recent.all() if str(row.path) == folder), None)
    if project is None:
        return
    menu = QMenu(window)
    add = menu.addAction
    add(tr("start.menu.open")).triggered.connect(partial(bench.ask_open, folder))
    other = partial(bench.open_window, project.path)
    add(tr("start.menu.new_window")).triggered.connect(other)
    url = QUrl.fromLocalFile(folder)
    add(tr("start.menu.reveal")).triggered.connect(partial(QDesktopServices.openUrl, url))
    pin = add(tr("start.menu.unpin" if project.pinned else "start.menu.pin"))
    pin.triggered.connect(partial(_pin, window, bench, project))
    menu.addSeparator()
    chosen = window.start.projects.ids()
    gone = chosen if folder in chosen else [folder]
    remove = add(tr("start.remove", count=len(gone)))
    remove.triggered.connect(partial(_remove, window, bench, gone))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)


def _pin(window: MainWindow, bench: Workbench, project: RecentProject) -> None:
    bench.recent.pin(project.path, pinned=not project.pinned)
    _refresh(window, bench)
