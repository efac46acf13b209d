"""All versions of an app side by side, and which of them a phone gets (no Qt)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ide.desk.model.events import Event
from ide.desk.model.process import process
from ide.desk.model.submission import IN_REVIEW, Submission, version_key

DEVELOP, TRIAL, RELEASE = "develop", "trial", "release"
CHANNELS = (DEVELOP, TRIAL, RELEASE)
_HUNDRED = 100


def share_of(openid: str) -> int:
    """Return where somebody stands among a hundred people, 0 to 99; always the same."""
    return int(hashlib.sha256(openid.encode()).hexdigest(), 16) % _HUNDRED


@dataclass(frozen=True)
class Release:
    """A time when what people get changed. ``target`` is what they get since then."""

    event: Event
    target: str


@dataclass(frozen=True)
class Board:
    """The submissions of one app, oldest first."""

    app: str
    submissions: tuple[Submission, ...]

    @property
    def name(self) -> str:
        """What the newest version calls itself."""
        return self.submissions[-1].facts.name if self.submissions else self.app

    def find(self, submission_id: str) -> Submission | None:
        """Return a submission by its id."""
        return next((each for each in self.submissions if each.id == submission_id), None)

    @cached_property
    def events(self) -> tuple[tuple[Event, Submission], ...]:
        """Every event of the app with its submission, oldest first."""
        rows = [(event, each) for each in self.submissions for event in each.events]
        return tuple(sorted(rows, key=lambda row: row[0].seq))

    @property
    def newest(self) -> Submission | None:
        """The greatest version that was handed in."""
        rows = sorted(self.submissions, key=lambda each: version_key(each.facts.version))
        return rows[-1] if rows else None

    @property
    def develop(self) -> Submission | None:
        """The develop version: what was handed in last."""
        return self.submissions[-1] if self.submissions else None

    @property
    def trial(self) -> Submission | None:
        """The version chosen for trial last."""
        rows = [each for event, each in self.events if event.action == "choose_trial"]
        return rows[-1] if rows else None

    @property
    def in_review(self) -> Submission | None:
        """The version that waits for a decision; there is at most one."""
        return next((each for each in self.submissions if each.state in IN_REVIEW), None)

    @property
    def gray(self) -> Submission | None:
        """The version that is released in stages."""
        return next((each for each in self.submissions if each.state == "gray"), None)

    @cached_property
    def releases(self) -> tuple[Release, ...]:
        """Every time all people got another version, oldest first."""
        rows = []
        for event, submission in self.events:
            if event.action == "release":
                rows.append(Release(event, submission.id))
            elif event.action == "rollback":
                rows.append(Release(event, event.target))
        return tuple(rows)

    @property
    def online(self) -> Submission | None:
        """What everybody gets who is in no stage of a release; None while there is nothing."""
        return self.find(self.releases[-1].target) if self.releases else None

    @property
    def suspended(self) -> bool:
        """Whether the service is stopped for everybody."""
        return self.online is not None and self.online.state == "suspended"

    @property
    def least(self) -> Submission | None:
        """The least version that may be used; who has an older one is updated at once."""
        rows = [each for event, each in self.events if event.action == "require"]
        return rows[-1] if rows else None

    @property
    def rollback_targets(self) -> tuple[Submission, ...]:
        """The versions the online one can be taken back to, the last one first."""
        online = self.online
        seen: list[Submission] = []
        for row in reversed(self.releases):
            found = self.find(row.target)
            if found is not None and found is not online and found not in seen:
                seen.append(found)
        good = [each for each in seen if each.state == "released"]
        return tuple(good[: process().rollback_versions])

    def given(self, channel: str, openid: str) -> Submission | None:
        """Return the version of a channel somebody gets; None for nothing."""
        if channel == DEVELOP:
            return self.develop
        if channel == TRIAL:
            return self.trial
        gray = self.gray
        if gray is not None and share_of(openid) < gray.percent:
            return gray
        return None if self.suspended else self.online

    def must_update(self, installed: str) -> bool:
        """Tell whether a version is older than the least that may be used."""
        least = self.least
        if least is None or self.online is None:
            return False
        return version_key(installed) < version_key(least.facts.version)


def boards_of(submissions: Iterable[Submission]) -> tuple[Board, ...]:
    """Sort submissions by app, the app with the newest event first."""
    apps: dict[str, list[Submission]] = {}
    for submission in sorted(submissions, key=lambda each: each.seq):
        apps.setdefault(submission.facts.app, []).append(submission)
    boards = [Board(app, tuple(rows)) for app, rows in apps.items()]
    return tuple(sorted(boards, key=_last, reverse=True))


def board_of(submissions: Sequence[Submission], app: str) -> Board:
    """Return the board of an app, an empty one for an app nobody knows."""
    found = (board for board in boards_of(submissions) if board.app == app)
    return next(found, Board(app, ()))


def _last(board: Board) -> int:
    return board.events[-1][0].seq if board.events else 0
