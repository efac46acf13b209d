"""A version from the review desk on the phone: its identity, and updates that follow the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ide import messages
from ide.clock import QtClock
from ide.desk.model.board import RELEASE, Board, board_of
from ide.desk.model.editions import REVIEW, Edition, Editions, Offer, offer
from ide.desk.model.folder import DeskFolder
from ide.desk.model.process import DeskError
from ide.i18n import tr

if TYPE_CHECKING:
    from ide.mainwindow import MainWindow
    from ide.session import Session
    from ide.wiring.review_desk import ReviewDesk


class DeskReleases:
    """Finds and installs what the desk gives to the person who holds the phone."""

    def __init__(self, session: Session, editions: Editions, edition: Edition) -> None:
        self._session = session
        self._editions = editions
        self.edition = edition
        self._desk = DeskFolder(Path(edition.desk), QtClock(session).now)

    def found(self) -> str:
        """What a check finds: a newer or an older version, if it is another one."""
        given = self._offered()
        if given is None or self.edition.channel != RELEASE:
            return "none"
        try:
            self._desk.contents(given.edition.submission)
        except DeskError as error:
            messages.warning(tr("desk.update_failed", reason=error))
            return "fails"
        return "forced" if given.forced else "available"

    def waits(self) -> bool:
        """Trial and develop versions are replaced at each start, without a word."""
        return self.edition.channel != RELEASE and self._offered() is not None

    def install(self) -> Sequence[str]:
        """Unpack the other version in place of this one."""
        given = self._offered()
        if given is None:
            return ()
        try:
            package = self._desk.package(given.edition.submission)
            changed = self._editions.install(given.edition, package)
        except DeskError as error:
            messages.error(tr("desk.update_failed", reason=error))
            return ()
        self.edition = given.edition
        self.tell()
        return changed

    def tell(self) -> None:
        """Let the app know which version it is."""
        self._session.use_edition(self.edition.env_version, self.edition.version)

    def _offered(self) -> Offer | None:
        board = self._board()
        if board is None or self.edition.channel == REVIEW:
            return None
        openid = str(self._session.phone.device.user.current()["openid"])
        if self.edition.channel == RELEASE:
            return offer(board, self.edition, openid)
        given = board.given(self.edition.channel, openid)
        if given is None or given.id == self.edition.submission:
            return None
        version = given.facts.version
        return Offer(replace(self.edition, submission=given.id, version=version))

    def _board(self) -> Board | None:
        try:
            return board_of(self._desk.read().submissions, self.edition.app)
        except DeskError:
            # A phone that does not reach the platform stays as it is.
            return None


def follow_desk(window: MainWindow, desk: ReviewDesk, session: Session) -> None:
    """Let an open version follow its desk; a project of the person's is none."""
    edition = desk.editions.of(session.folder.root)
    if edition is None:
        return
    releases = DeskReleases(session, desk.editions, edition)
    releases.tell()
    session.starting.releases = releases

    def show() -> None:
        channel = tr(f"desk.channel.{releases.edition.channel}")
        version, practice = releases.edition.version, tr("desk.practice")
        words = tr("desk.edition", channel=channel, version=version, practice=practice)
        window.setWindowTitle(f"{session.folder.name} – {words}")

    show()
    session.starting.began.connect(lambda _launch: show())
