"""The review desk: its window, its folder, and handing in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from ide import atomic, messages
from ide.clock import QtClock
from ide.desk.model import mpsub, reasons
from ide.desk.model.board import RELEASE, Board
from ide.desk.model.compare import compare
from ide.desk.model.conditions import Wish
from ide.desk.model.editions import EDITIONS, REVIEW, Edition, Editions
from ide.desk.model.folder import DeskFolder, Picture
from ide.desk.model.handing import Origin, form_of, gather, run_in
from ide.desk.model.process import DeskError
from ide.desk.model.submission import Submission
from ide.desk.model.wording import Words
from ide.desk.view.window import DeskWindow
from ide.i18n import tr
from ide.project.domains import domains
from ide.submit import report
from ide.submit.drafts import draft_of
from ide.submit.history import History, Written
from ide.submit.project_facts import Submission as Project
from ide.submit.rules import Facts, examine
from ide.survey import Survey

if TYPE_CHECKING:
    from ide.mainwindow import MainWindow
    from ide.session import Session
    from ide.workbench import Workbench

_LOOK_MS = 1500


class ReviewDesk(QObject):
    """Joins a desk's folder with its window and with the project that is open."""

    def __init__(self, window: MainWindow, bench: Workbench) -> None:
        super().__init__(window)
        self._window = window
        self._bench = bench
        self._clock = QtClock(self)
        self.folder: DeskFolder | None = None
        self.view: DeskWindow | None = None
        # Without a profile what is unpacked lives as long as the window.
        self._temporary = None if bench.profile else QTemporaryDir()
        place = Path(self._temporary.path()) if self._temporary else bench.profile
        assert place is not None
        self.editions = Editions(place / EDITIONS)
        self._seen: object = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_again)

    @property
    def name(self) -> str:
        """What the person is called at the desk."""
        return self._bench.settings.text("desk.name")

    def use_folder(self, root: Path) -> None:
        """Use the desk in a folder; one without a desk becomes one."""
        folder = DeskFolder(root, self._clock.now)
        try:
            folder.create()
        except DeskError as error:
            self._tell(error)
            return
        self._bench.settings.set("desk.folder", str(root))
        self.folder = folder
        self.refresh()

    def show(self) -> None:
        """Bring the desk's window to the front."""
        if self.view is None:
            self.view = DeskWindow(self._window)
            self._connect(self.view)
        kept = self._bench.settings.text("desk.folder")
        if self.folder is None and kept:
            self.folder = DeskFolder(Path(kept), self._clock.now)
        self.view.show()
        self.view.raise_()
        self.view.activateWindow()
        self._look.start()
        self.refresh()

    def refresh(self) -> None:
        """Read the desk and show it."""
        if self.view is None:
            return
        root = self.folder.root if self.folder is not None else None
        self.view.show_folder(root, self.name)
        if self.folder is None:
            return
        self._seen = _stamp(self.folder.root)
        try:
            desk = self.folder.read()
            self.view.show_desk(desk, reasons.load(self.folder.root), self.folder.now)
        except DeskError as error:
            self.view.show_lost(error)
            return
        self._show_rest()

    # connecting

    def _connect(self, view: DeskWindow) -> None:
        sheet = view.sheet
        view.folder_requested.connect(self._ask_folder)
        view.name_changed.connect(partial(self._bench.settings.set, "desk.name"))
        view.refresh_requested.connect(self.refresh)
        view.hand_in_requested.connect(self.hand_in)
        view.hand_in_file_requested.connect(self._ask_file)
        view.edit_rules_requested.connect(self._edit_rules)
        view.own_allowed_changed.connect(self._allow_own)
        view.chosen.connect(lambda _id: self._show_rest(another=True))
        view.acted.connect(self.act)
        view.finished.connect(lambda _result: self._look.stop())
        sheet.run_requested.connect(self.run)
        sheet.run_as_requested.connect(self.run_as)
        sheet.letter_save_requested.connect(self._save_letter)
        sheet.changes.compare_requested.connect(lambda _id: self._show_changes())
        sheet.report.open_requested.connect(self._open)
        sheet.pictures.grab_requested.connect(self._grab)
        self._bench.theme.changed.connect(lambda _colors: view.refresh_icons())

    def _look_again(self) -> None:
        """Others write into the folder too: read it when something is different."""
        if self.folder is not None and _stamp(self.folder.root) != self._seen:
            self.refresh()

    def _try(self, act: Callable[[], object]) -> bool:
        """Do something at the desk; why it was refused is said in its window."""
        try:
            act()
        except DeskError as error:
            self.refresh()
            self._tell(error)
            return False
        return True

    def _tell(self, error: object) -> None:
        if self.view is not None and self.view.isVisible():
            self.view.show_trouble(error)
        else:
            messages.error(str(error))

    # what is shown of the chosen version

    def _show_rest(self, *, another: bool = False) -> None:
        view, folder = self.view, self.folder
        if view is None or folder is None or view.current is None:
            return
        current = view.current
        view.sheet.show_people(self._people())
        self._show_changes()
        decision = current.decision
        try:
            pictures = decision.pictures if decision is not None else ()
            view.sheet.show_marked([folder.picture(current.id, each) for each in pictures])
            if another or not view.sheet.pictures.has_some:
                view.sheet.show_pictures(self._pictures(current))
        except (DeskError, OSError, mpsub.DamagedError) as error:
            view.show_trouble(error)

    def _pictures(self, submission: Submission) -> dict[str, bytes]:
        assert self.folder is not None
        if submission.fault:
            return {}
        contents = self.folder.contents(submission.id)
        file = self.folder.package(submission.id)
        return {name: mpsub.picture(file, name) for name in (*contents.shots, *contents.media)}

    def _people(self) -> list[tuple[str, str]]:
        session = self._bench.session
        if session is None:
            return []
        personas = session.phone.device.user.personas
        return [(str(each["nickName"]), str(each["openid"])) for each in personas]

    def _show_changes(self) -> None:
        view, folder = self.view, self.folder
        if view is None or folder is None or view.current is None or view.current.fault:
            return
        other = view.sheet.changes.chosen
        try:
            before = folder.contents(other) if other else None
            view.sheet.changes.show_changes(compare(before, folder.contents(view.current.id)))
        except DeskError as error:
            view.show_trouble(error)

    def _grab(self) -> None:
        session, view = self._bench.session, self.view
        assert view is not None
        if session is None or session.player is None:
            view.show_trouble(Words("desk.mark.no_phone"))
            return
        view.sheet.pictures.add(tr("desk.mark.grab"), session.player.screenshot().toImage())

    # what the person asks for

    def act(self, submission: Submission, wish: Wish, pictures: Sequence[Picture]) -> None:
        """Do something with a submission."""
        folder = self.folder
        if folder is not None and self._try(partial(folder.act, submission, wish, pictures)):
            self.refresh()

    def _ask_folder(self) -> None:
        start = str(self.folder.root) if self.folder is not None else ""
        chosen = QFileDialog.getExistingDirectory(self.view, tr("desk.choose_folder"), start)
        if chosen:
            self.use_folder(Path(chosen))

    def _ask_file(self) -> None:
        title, kinds = tr("desk.hand_in_file"), tr("desk.file_kind")
        chosen, _kind = QFileDialog.getOpenFileName(self.view, title, "", kinds)
        if chosen:
            self._take(Path(chosen))

    def _take(self, file: Path) -> None:
        folder, taken = self.folder, list[Submission]()
        if folder is None:
            return
        if self._try(lambda: taken.append(folder.hand_in(file))):
            facts = taken[0].facts
            self.refresh()
            if self.view is not None:
                self.view.choose(taken[0].id)
            messages.info(tr("desk.handed_in", name=facts.name, version=facts.version))

    def _edit_rules(self) -> None:
        if self.folder is not None:
            root = self.folder.root
            if self._try(partial(reasons.write_own, root)):
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(root / reasons.FILE)))

    def _allow_own(self, allowed: bool) -> None:
        if self.folder is not None:
            self._try(partial(self.folder.set_may_judge_own, allowed=allowed))
            self.refresh()

    def _save_letter(self, page: str) -> None:
        assert self.view is not None
        submission = self.view.current
        assert submission is not None
        name = f"{submission.facts.name}-{submission.facts.version}.html"
        title, kinds = tr("desk.save_letter"), tr("desk.letter_kind")
        chosen, _kind = QFileDialog.getSaveFileName(self.view, title, name, kinds)
        if not chosen:
            return
        try:
            atomic.write_text(Path(chosen), page)
        except OSError as error:
            reason = error.strerror or str(error)
            self._tell(tr("desk.not_saved", file=chosen, reason=reason))
        else:
            messages.info(tr("desk.saved", file=chosen))

    def _open(self, path: str, line: int) -> None:
        if self._bench.session is not None:
            self._window.editor.open(path, line)
            self._window.activateWindow()

    # running versions

    def run(self) -> None:
        """Unpack the chosen submission for review and open it."""
        view = self.view
        if view is not None and view.board is not None and view.current is not None:
            self._install_and_open(view.board, view.current, REVIEW)

    def run_as(self, channel: str) -> None:
        """Open a channel of the chosen app as its user, who may have an older version still."""
        view = self.view
        if view is None or view.board is None:
            return
        people = self._people()
        session = self._bench.session
        openid = people[0][1] if people else ""
        if session is not None:
            openid = str(session.phone.device.user.current()["openid"])
        given = view.board.given(channel, openid)
        if given is None:
            view.show_trouble(Words("desk.nothing_given"))
        else:
            self._install_and_open(view.board, given, channel)

    def _install_and_open(self, board: Board, submission: Submission, channel: str) -> None:
        folder = self.folder
        assert folder is not None
        version = submission.facts.version
        edition = Edition(str(folder.root), board.app, channel, submission.id, version)
        there = self.editions.installed(edition)
        # What people have on their phones is updated by the app, not by the desk.
        if there is None or channel != RELEASE:
            package = folder.package(submission.id)
            if not self._try(partial(self.editions.install, edition, package)):
                return
        self._bench.ask_open(self.editions.folder(edition))

    # handing in

    def hand_in(self) -> None:
        """Hand in the newest package of the open project."""
        session, profile = self._bench.session, self._bench.profile
        kept = self._bench.settings.text("desk.folder")
        if self.folder is None and kept:
            self.folder = DeskFolder(Path(kept), self._clock.now)
        if session is None or self.folder is None or not self.name:
            self.show()
            if self.folder is not None and session is not None:
                self._tell(DeskError("no_name"))
            return
        written = History(profile / "submissions.json" if profile else None).last(
            session.folder.root
        )
        if written is None:
            self._tell(tr("desk.no_package"))
            return
        session.builder.survey(partial(self._hand_in_surveyed, session, written))

    def _hand_in_surveyed(self, session: Session, written: Written, survey: Survey | None) -> None:
        folder = session.folder
        draft = draft_of(self._bench.profile, folder.root)
        left = draft.read(written.version)
        form = form_of(left.form if left is not None else None, written)
        project = Project(folder.root, folder.app_root, folder.config, form)
        run = run_in(draft.folder / "run")
        facts = Facts(project, survey, form, domains(folder.config), run)
        told = report.document(facts, examine(facts), folder.name)
        origin = Origin(folder.root, folder.name, folder.app_id, folder.config)
        file = Path(written.file).with_suffix(mpsub.SUFFIX)
        try:
            mpsub.write(file, gather(written, origin, self.name, form, told))
        except mpsub.DamagedError as error:
            self._tell(tr("desk.package_lost", file=written.file, reason=error))
        except OSError as error:
            reason = error.strerror or str(error)
            self._tell(tr("desk.package_lost", file=error.filename or file, reason=reason))
        else:
            self._take(file)


def _stamp(root: Path) -> object:
    """Return what is different after each write of somebody at the desk."""
    try:
        submissions = root / "submissions"
        places = sorted(submissions.iterdir())
        events = tuple((each.name, _count(each / "events")) for each in places)
        settings = [root / "desk.json", root / reasons.FILE]
        return events, tuple(each.stat().st_mtime_ns for each in settings if each.exists())
    except OSError:
        return None


def _count(folder: Path) -> int:
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0
