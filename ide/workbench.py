"""Opens and closes projects in the window and carries out its commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from apimock.state.system import System
from ide import messages
from ide.commands import table
from ide.editor.drafts import Drafts
from ide.i18n import tr, translator
from ide.launch.clear_button import ALL
from ide.launch.clearing import KINDS
from ide.mainwindow import MainWindow
from ide.memory import WindowMemory
from ide.palette import QuickPick
from ide.project.domains import domains
from ide.project.folder import NotAProjectError
from ide.project.recent import RecentProjects
from ide.session import Session
from ide.settings.schema import Value
from ide.settings.shortcuts import Shortcuts
from ide.settings.store import Settings
from ide.simulator.own_devices import OwnDevices
from ide.submit.drafts import draft_of
from ide.submit.history import History
from ide.theme import icons
from ide.theme.theme import Theme
from ide.trust import Trust
from ide.version import VERSION
from ide.widgets.asking import question
from ide.windows import OpenProject, command_line, start_window

if TYPE_CHECKING:
    from ide.submit.dialog import Subject, SubmitDialog

_MNEMONIC = re.compile(r"\(&\w\)|&")
_EDITOR_OPTIONS = {
    "editor.font_size": "fontSize",
    "editor.tab_size": "tabSize",
    "editor.word_wrap": "wordWrap",
    "editor.minimap": "minimap",
}


class Workbench(QObject):
    """What the window does; rooms are connected in :mod:`ide.wiring`."""

    session_opened = Signal(object)  # Session
    session_ending = Signal(object)  # Session
    submit_opened = Signal(object)  # SubmitDialog
    start_shown = Signal()

    def __init__(
        self, window: MainWindow, theme: Theme, settings: Settings, profile: Path | None
    ) -> None:
        """``profile`` is where to keep things; None keeps nothing."""
        super().__init__(window)
        self.window = window
        self.theme = theme
        self.settings = settings
        self.session: Session | None = None
        self.submit: SubmitDialog | None = None
        self.profile = profile
        self.recent = RecentProjects(profile / "recent.json" if profile else None)
        self._history = History(profile / "submissions.json" if profile else None)
        self.claim = OpenProject(profile, self.come_to_front, self)
        self.drafts = Drafts(profile / "drafts" if profile else None)
        self.own_devices = OwnDevices(profile / "devices.toml" if profile else None)
        self._trust = Trust(profile / "trust.json" if profile else None)
        self._memory = WindowMemory(profile / "window.json" if profile else None)
        usual = {command.id: command.shortcut for command in table().commands}
        self.shortcuts = Shortcuts(
            profile / "shortcuts.json" if profile else None,
            usual,
            settings.text("appearance.keymap"),
        )
        self._handlers: dict[str, Callable[[], object]] = {
            "file.open_project": self.browse,
            "file.close_project": self._leave,
            "edit.quick_open": self._quick_open,
            "edit.recent_files": self._recent_files,
            "edit.command_palette": self._command_palette,
            "view.toggle_theme": self._toggle_theme,
            "project.compile": self.compile_now,
            "project.submit": self._submit,
            "project.clear_cache": self._ask_to_clear,
            "help.log": self._show_log,
            "help.about": self._show_about,
        }
        window.may_close = self.close_project
        settings.listen(self._on_setting_changed)

    def begin(self) -> None:
        """Bring the window in line with the settings and show the start page."""
        self.theme.use(self.settings.text("appearance.theme"))
        self.theme.use_zoom(int(self.settings.text("appearance.zoom")))
        self.apply_editor_options()
        self.window.simulator.set_zoom(self.settings.text("preview.zoom"))
        geometry = _bytes(self._memory.place("geometry"))
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        if not self.window.lite:
            # After what is seen first: the start page, or the phone of the project.
            code = self.window.editor.code
            QTimer.singleShot(0, code, code.begin)
        self.show_start()

    def show_start(self) -> None:
        """Show the start page with what can be opened."""
        self.window.show_start()
        self.window.setWindowTitle(tr("app.name"))
        self.start_shown.emit()
        self.window.start.take_focus()

    @property
    def base_library(self) -> str:
        """Return the version of the base library that new projects ask for."""
        return System().library

    def open_project(self, folder: Path | str) -> bool:
        """Open a folder in place of the open one; tell the person when it is none."""
        root = Path(folder)
        if not self.close_project():
            return False
        if not self.claim.claim(root):
            self.claim.ask_other(root)
            messages.info(tr("project.open_elsewhere", name=root.name))
            self.show_start()
            return False
        device = self.settings.text("preview.device")
        try:
            session = Session(
                root,
                profile=self.profile,
                trust=self._trust,
                device=self.own_devices.find(device),
                read=self.window.editor.text_of,
                parent=self,
            )
        except NotAProjectError:
            self.claim.release()
            messages.error(tr("project.not_one", folder=root))
            self.show_start()
            return False
        self.session = session
        session.builder.automatic = self.settings.flag("preview.auto_compile")
        session.soft_keyboard = self.settings.flag("preview.soft_keyboard")
        self.recent.add(session.folder.root, session.folder.name)
        window = self.window
        window.editor.set_root(session.folder.root)
        window.project_label.setText(session.folder.name)
        window.setWindowTitle(f"{session.folder.name} – {tr('app.name')}")
        window.show_project(self._memory.place(self._layout_name))
        self.session_opened.emit(session)
        session.start()
        if not self.window.lite:
            self._open_files(session)
            self._restore_drafts(session)
        return True

    def ask_open(self, folder: Path | str) -> None:
        """Open a folder; when a project is open already, ask in which window."""
        root = Path(folder)
        if self.session is None:
            self.open_project(root)
        elif self.session.folder.root == root.resolve():
            self.come_to_front()
        else:
            box = question(self.window, tr("project.where", name=root.name))
            new = box.addButton(tr("project.new_window"), QMessageBox.ButtonRole.AcceptRole)
            here = box.addButton(tr("project.this_window"), QMessageBox.ButtonRole.ActionRole)
            box.addButton(tr("button.cancel"), QMessageBox.ButtonRole.RejectRole)
            box.setDefaultButton(new)
            new.clicked.connect(partial(self.open_window, root))
            here.clicked.connect(partial(self.open_project, root))
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.open()

    def open_window(self, project: Path | None = None) -> None:
        """Open a further window, as a process of its own."""
        if not start_window(command_line(self.profile, project, lite=self.window.lite)):
            messages.error(tr("project.no_window"))

    def come_to_front(self) -> None:
        """Show the window above others."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def close_project(self) -> bool:
        """Close the project unless the person wants to keep unsaved text."""
        if self.session is None:
            return True
        editor = self.window.editor
        state = editor.state()
        if not editor.close_all():
            return False
        self._memory.put_editor(self.session.folder.root, state)
        self._end_session()
        return True

    @property
    def _layout_name(self) -> str:
        return "layout_lite" if self.window.lite else "layout"

    def shut_down(self) -> None:
        """End the project without asking; unsaved text stays among the drafts."""
        self._end_session()

    def _end_session(self) -> None:
        session, self.session = self.session, None
        if session is None:
            return
        window = self.window
        self._memory.put_place(self._layout_name, window.layout_text())
        self._memory.put_place("geometry", _text(window.saveGeometry()))
        if self.submit is not None:
            self.submit.close()
            self.submit = None
        self.session_ending.emit(session)
        self.claim.release()
        session.close()
        session.deleteLater()

    def keep_draft(self, path: str, text: str | None) -> None:
        """Keep unsaved text on disk, or forget it when it is saved or given up."""
        if self.session is None:
            return
        try:
            self.drafts.put(self.session.folder.root, path, text)
        except OSError as error:
            messages.warning(tr("editor.draft_failed", reason=error.strerror or error))

    def _open_files(self, session: Session) -> None:
        """Open what was open the last time, at first the template of the entry page."""
        editor, root = self.window.editor, session.folder.root
        if not editor.restore_state(self._memory.editor(root)) and session.folder.entry_page:
            editor.open(session.folder.entry_page)

    def _restore_drafts(self, session: Session) -> None:
        drafts = self.drafts.of(session.folder.root)
        restored = [d.path for d in drafts if self.window.editor.restore(d.path, d.text)]
        if restored:
            messages.info(tr("editor.restored", files=", ".join(restored)))

    def run(self, command: str) -> None:
        """Carry out a command of the table."""
        row = next(row for row in table().commands if row.id == command)
        if row.editor_action:
            self.window.editor.code.run(row.editor_action)
        else:
            self._handlers[command]()

    @property
    def handled(self) -> frozenset[str]:
        """The commands somebody carries out."""
        return frozenset(self._handlers)

    def handle(self, command: str, carry_out: Callable[[], object]) -> None:
        """Let ``carry_out`` do what a command of the table says."""
        self._handlers[command] = carry_out

    def apply_editor_options(self) -> None:
        """Hand the editor's settings to it."""
        options: dict[str, object] = {}
        for name, option in _EDITOR_OPTIONS.items():
            value = self.settings.get(name)
            options[option] = _OPTION_FORMS.get(option, _as_it_is)(value)
        self.window.editor.set_options(options)

    def use_device(self, device: str) -> None:
        """Change to another phone."""
        found = self.own_devices.find(device)
        if found is None:
            return
        self.settings.set("preview.device", device)
        if self.session is not None:
            self.session.use_device(found)
            self.window.simulator.show_device(found)
            self.window.simulator.show_shape(self.session.handset.shape)

    def use_zoom(self, zoom: str) -> None:
        """Scale the phone."""
        self.settings.set("preview.zoom", zoom)
        self.window.simulator.set_zoom(zoom)

    def compile_now(self) -> None:
        """Save nothing, compile everything that waits."""
        if self.session is not None:
            self.session.compile_now()

    def open_page(self, route: str) -> None:
        """Open the file of a page."""
        if self.session is not None:
            folder = self.session.folder
            file = folder.app_root / f"{route}.wxml"
            self.window.editor.open(file.relative_to(folder.root).as_posix())

    def refresh_submission(self) -> None:
        """Let an open submission dialog check again."""
        if self.submit is not None and self.session is not None:
            self.submit.set_subject(_subject(self.session, self.profile))

    def browse(self) -> None:
        """Ask for a folder and open it."""
        folder = QFileDialog.getExistingDirectory(self.window, tr("command.file.open_project"))
        if folder:
            self.ask_open(Path(folder))

    def _leave(self) -> None:
        self.window.editor.code.flush(self._leave_now)

    def _leave_now(self) -> None:
        if self.close_project():
            self.show_start()

    def _toggle_theme(self) -> None:
        self.settings.set("appearance.theme", "light" if self.theme.colors.dark else "dark")

    def _submit(self) -> None:
        if self.session is None:
            return
        if not self.window.editor.save_all():
            return
        if self.submit is not None and self.submit.isVisible():
            self.submit.raise_()
            self.submit.activateWindow()
            return
        if self.submit is not None:
            self.submit.deleteLater()
        # Few starts of the window come to a submission.
        from ide.submit.dialog import SubmitDialog  # noqa: PLC0415

        subject = _subject(self.session, self.profile)
        draft = draft_of(self.profile, subject.root)
        self.submit = SubmitDialog(subject, self._history, draft, self.window)
        self.submit_opened.emit(self.submit)
        self.submit.show()

    def _ask_to_clear(self) -> None:
        """Ask, then delete what the mini-program stored and what the compiler kept."""
        box = question(self.window, tr("clear.title"), tr("clear.text"))
        clear = box.addButton(tr("clear.clear"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr("button.cancel"), QMessageBox.ButtonRole.RejectRole)
        clear.clicked.connect(partial(self.clear_cache, ALL))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def clear_cache(self, kind: str = ALL) -> None:
        """Clear one kind of what the mini-program left behind, or all; tabs stay open."""
        if self.session is not None:
            self.session.clear(KINDS if kind == ALL else (kind,))
            messages.info(tr("clear.done", what=tr(f"clear.kind.{kind}")))

    def _quick_open(self) -> None:
        if self.session is not None:
            recent = self.window.editor.recent_files()
            others = [path for path in self.session.folder.files() if path not in set(recent)]
            self._pick_file([*recent, *others], tr("quick.file"))

    def _recent_files(self) -> None:
        recent = self.window.editor.recent_files()
        if recent:
            self._pick_file(recent, tr("quick.recent"))
        else:
            messages.info(tr("quick.no_recent"))

    def _pick_file(self, paths: Sequence[str], placeholder: str) -> None:
        pick = QuickPick([(path, path) for path in paths], placeholder, self.window)
        pick.chosen.connect(self.window.editor.open)
        pick.open()

    def _command_palette(self) -> None:
        rows = []
        for row in table().commands:
            action = self.window.actions_[row.id]
            if action.isEnabled() and row.id != "edit.command_palette":
                keys, title = self.window.actions_.keys(row), tr(f"command.{row.id}")
                menu = _MNEMONIC.sub("", tr(f"menu.{row.menu}"))
                rows.append((f"{menu}: {title}\t{keys}", row.id))
        pick = QuickPick(rows, tr("quick.command"), self.window)
        pick.chosen.connect(self.run)
        pick.open()

    def _show_log(self) -> None:
        if self.profile is not None:
            log = self.profile / "minideck.log"
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(log)))

    def _show_about(self) -> None:
        text = tr("about.text", version=VERSION, pyside=pyside_version)
        box = QMessageBox(self.window)
        box.setWindowTitle(tr("app.name"))
        box.setText(text)
        ratio = self.window.devicePixelRatioF()
        box.setIconPixmap(icons.pixmap("minideck", "accent", 48, ratio))
        box.addButton(tr("button.close"), QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _on_setting_changed(self, name: str, value: Value) -> None:
        if name in _EDITOR_OPTIONS:
            self.apply_editor_options()
        elif name == "appearance.theme":
            self.theme.use(str(value))
        elif name == "appearance.zoom":
            self.theme.use_zoom(int(value))
        elif name == "appearance.language":
            translator.use(str(value))
        elif name == "appearance.keymap":
            self.shortcuts.use(str(value))
        elif name == "preview.auto_compile" and self.session is not None:
            self.session.builder.automatic = bool(value)
        elif name == "preview.zoom":
            self.window.simulator.set_zoom(str(value))


def _subject(session: Session, profile: Path | None) -> Subject:
    from ide.submit.dialog import Subject  # noqa: PLC0415

    folder = session.folder
    listed = domains(folder.config)
    cache = profile / "cache" if profile is not None else None
    return Subject(folder.root, folder.app_root, dict(folder.config), folder.name, listed, cache)


def _text(data: QByteArray) -> str:
    return data.toBase64().toStdString()


def _bytes(text: str) -> QByteArray | None:
    return QByteArray.fromBase64(text.encode()) if text else None


def _as_it_is(value: Value) -> object:
    return value


_OPTION_FORMS: dict[str, Callable[[Value], object]] = {
    "wordWrap": lambda value: "on" if value else "off",
    "minimap": lambda value: {"enabled": bool(value)},
}
