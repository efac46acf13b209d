"""Two people do whatever comes to their minds: the desk keeps its rules, both see the same."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ide.desk.model.board import RELEASE, Board, board_of, share_of
from ide.desk.model.conditions import Wish, may
from ide.desk.model.folder import DeskFolder
from ide.desk.model.process import DeskError, process
from ide.desk.model.submission import IN_REVIEW, Submission, is_newer
from tests.unit.ide.desk.desks import DAY, People

ACTIONS = sorted(name for name in process().actions if name != "hand_in")
NAMES = ("Lin", "Mei")


class TwoPeople(RuleBasedStateMachine):
    """Both act on one folder; a third, who has just come, checks what they see."""

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.people = People(self.place / "desk", self.place / "packages")
        self.count = 0
        self.seen: list[Submission] = []
        self.percents: dict[str, int] = {}
        self.handed = "0"

    def teardown(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)

    def desk(self, by: str) -> DeskFolder:
        return self.people.author if by == "Lin" else self.people.reviewer

    def board(self) -> Board:
        return board_of(self.people.reviewer.read().submissions, "wxdesk")

    @precondition(lambda self: self.count < 4)
    @rule(step=st.integers(-1, 2))
    def hand_in(self, step: int) -> None:
        number = max(0, self.count + step)
        version = f"1.{number}.0"
        grows = is_newer(version, self.handed)
        row, error = _tried(lambda: self.people.hand_in(version))
        assert (row is not None) is (grows and error != "same_package")
        assert error in ("", "same_package", "version_grows")
        if row is None:
            return
        self.handed = version
        self.count += 1
        self.seen.append(row)

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), action=st.sampled_from(ACTIONS), by=st.sampled_from(NAMES))
    def act(self, data: st.DataObject, action: str, by: str) -> None:
        board = self.board()
        stale = data.draw(st.booleans())
        row = data.draw(st.sampled_from(self.seen if stale else list(board.submissions)))
        fresh = board.find(row.id)
        assert fresh is not None
        now = self.people.reviewer.now
        free = [each for each in ACTIONS if may(board, fresh, each, by, now) is None]
        if free and data.draw(st.integers(0, 3)):
            # Most people do what they see they may: so the desk comes to all of its states.
            action = data.draw(st.sampled_from(free))
        possible = action in free
        wish = Wish(
            action,
            by,
            data.draw(st.sampled_from(["because", "because", "", "x" * 201])),
            ("3.3.1",),
            data.draw(st.integers(0, 101)),
            data.draw(st.sampled_from([each.id for each in board.submissions])),
        )
        after, error = _tried(lambda: self.desk(by).act(row, wish))
        now = self.board().find(row.id)
        assert now is not None
        assert len(now.events) == len(fresh.events) + (after is not None)
        if after is not None:
            assert possible
            assert process().after(fresh.state, action) == after.state
            self.seen.append(after)
        else:
            assert error

    @rule(by=st.sampled_from(NAMES), days=st.integers(1, 40))
    def time_passes(self, by: str, days: int) -> None:
        assert by
        self.people.time.at += days * DAY

    @invariant()
    def both_see_the_same(self) -> None:
        fresh = DeskFolder(self.people.root, self.people.time, patience_s=0).read()
        assert fresh == self.people.author.read() == self.people.reviewer.read()
        assert not any(each.fault for each in fresh.submissions)

    @invariant()
    def the_rules_hold(self) -> None:
        board = self.board()
        states = [each.state for each in board.submissions]
        assert sum(state in IN_REVIEW for state in states) <= 1
        assert states.count("trial") <= 1
        assert states.count("gray") <= 1
        numbers = [event.seq for event, _row in board.events]
        assert numbers == list(range(1, len(numbers) + 1))
        kinds = [row.event.action for row in board.releases]
        assert ("rollback", "rollback") not in set(pairwise(kinds))
        for each in board.submissions:
            for event in each.events:
                if event.action in ("take", "approve", "reject"):
                    assert event.by != each.facts.author

    @invariant()
    def a_share_only_rises_and_is_who_gets_it(self) -> None:
        board = self.board()
        gray = board.gray
        if gray is None:
            self.percents.clear()
            return
        assert gray.percent >= self.percents.get(gray.id, 1)
        self.percents = {gray.id: gray.percent}
        for who in ("oAnna", "oBen", "oCarla"):
            assert (board.given(RELEASE, who) == gray) is (share_of(who) < gray.percent)


def _tried(act: Callable[[], Submission]) -> tuple[Submission | None, str]:
    """Return what came of something, or the name of the refusal; its sentence can be written."""
    try:
        return act(), ""
    except DeskError as error:
        return None, error.name if str(error) else "silent"


TwoPeople.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestTwoPeople = TwoPeople.TestCase
