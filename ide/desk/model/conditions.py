"""What has to be true for an action, beyond the state: pure, with the time handed in (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from ide.desk.model.board import Board
from ide.desk.model.process import DeskError, process
from ide.desk.model.submission import Facts, Submission, is_newer

_PLATFORM_TIME = timezone(timedelta(hours=8))
_ALL = 100


@dataclass(frozen=True)
class Wish:
    """What somebody wants to do. ``percent`` of the people, ``target``: id of a submission."""

    action: str
    by: str
    text: str = ""
    rules: tuple[str, ...] = ()
    percent: int = 0
    target: str = ""


@dataclass(frozen=True)
class Situation:
    """What a wish is judged by. ``now``: milliseconds since 1970-01-01 UTC."""

    board: Board
    submission: Submission
    wish: Wish
    now: int
    may_judge_own: bool = False
    """Whether somebody may review what they handed in."""


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are those of one person."""
    return one.strip().casefold() == other.strip().casefold()


def check_hand_in(board: Board, facts: Facts) -> None:
    """Raise DeskError when a package may not be handed in."""
    if not facts.author.strip():
        raise DeskError("no_name")
    same = next((each for each in board.submissions if each.facts.sha256 == facts.sha256), None)
    if same is not None:
        raise DeskError("same_package", version=same.facts.version)
    newest = board.newest
    if newest is not None and not is_newer(facts.version, newest.facts.version):
        raise DeskError("version_grows", version=facts.version, last=newest.facts.version)


def check(situation: Situation) -> None:
    """Raise DeskError when a wish is against the rules."""
    submission, wish = situation.submission, situation.wish
    if submission.fault:
        raise DeskError("damaged", name=submission.id, reason=submission.fault)
    if process().after(submission.state, wish.action) is None:
        raise DeskError("state", version=submission.facts.version)
    if not wish.by.strip():
        raise DeskError("no_name")
    _check_text(situation)
    for demand in _DEMANDS.get(wish.action, ()):
        demand(situation)


def _check_text(situation: Situation) -> None:
    action, text = process().actions[situation.wish.action], situation.wish.text.strip()
    if action.must_say and not text:
        raise DeskError("no_text")
    if action.text and len(text) > action.text:
        raise DeskError("text_long", most=action.text, count=len(text))


def _reviewer_is_another(situation: Situation) -> None:
    author = situation.submission.facts.author
    if not situation.may_judge_own and same_person(situation.wish.by, author):
        raise DeskError("same_person", name=author)


def _nothing_in_review(situation: Situation) -> None:
    other = situation.board.in_review
    if other is not None and other.id != situation.submission.id:
        raise DeskError("in_review", version=other.facts.version)


def _form_is_complete(situation: Situation) -> None:
    """Check what the platform checks when a version is submitted."""
    items, pages = situation.submission.form.items, situation.submission.facts.pages
    form = process().form
    if not items:
        raise DeskError("no_items")
    if len(items) > form["items"]:
        raise DeskError("items_count", count=len(items), most=form["items"])
    for item in items:
        page = item.address.strip("/").partition("?")[0]
        if page not in pages:
            raise DeskError("item_page", page=item.address or "–")
        if not item.title or len(item.title) > form["title"]:
            raise DeskError("item_title", page=page, most=form["title"])
        longest = max((len(tag) for tag in item.tags), default=0)
        if len(item.tags) > form["tags"] or longest > form["tag"]:
            raise DeskError("item_tag", page=page, count=form["tags"], most=form["tag"])
        if not item.first_class:
            raise DeskError("no_category", page=page)


def _gives_a_reason(situation: Situation) -> None:
    if not situation.wish.rules and not situation.wish.text.strip():
        raise DeskError("no_reason")


def _may_withdraw(situation: Situation) -> None:
    times = [
        _day(event.at) for each in situation.board.submissions for event in each.all("withdraw")
    ]
    today = _day(situation.now)
    in_month = sum(time[:2] == today[:2] for time in times)
    if times.count(today) >= process().withdraw_day:
        raise DeskError("withdraw_day", most=process().withdraw_day)
    if in_month >= process().withdraw_month:
        raise DeskError("withdraw_month", most=process().withdraw_month)


def _day(milliseconds: int) -> tuple[int, int, int]:
    """Return year, month and day as the platform counts them."""
    time = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(_PLATFORM_TIME)
    return time.year, time.month, time.day


def _appeals_once(situation: Situation) -> None:
    if next(situation.submission.all("appeal"), None) is not None:
        raise DeskError("appealed")


def _no_other_stage(situation: Situation) -> None:
    other = situation.board.gray
    if other is not None and other.id != situation.submission.id:
        raise DeskError("gray_other", version=other.facts.version)


def _something_is_online(situation: Situation) -> None:
    if situation.board.online is None:
        raise DeskError("no_online")


def _share_fits(situation: Situation) -> None:
    if not 1 <= situation.wish.percent < _ALL:
        raise DeskError("percent")


def _share_rises(situation: Situation) -> None:
    if situation.wish.percent <= situation.submission.percent:
        raise DeskError("percent_rises", percent=situation.submission.percent)


def _is_online(situation: Situation) -> None:
    online = situation.board.online
    if online is None or online.id != situation.submission.id:
        raise DeskError("not_online", version=situation.submission.facts.version)


def _no_stage_runs(situation: Situation) -> None:
    if situation.board.gray is not None:
        raise DeskError("gray_runs", version=situation.board.gray.facts.version)


def _not_after_a_rollback(situation: Situation) -> None:
    releases = situation.board.releases
    if releases and releases[-1].event.action == "rollback":
        raise DeskError("rolled_back")


def _target_is_kept(situation: Situation) -> None:
    if situation.wish.target not in {each.id for each in situation.board.rollback_targets}:
        raise DeskError("target", count=process().rollback_versions)


_Demand = Callable[[Situation], None]
_DEMANDS: Mapping[str, tuple[_Demand, ...]] = {
    "submit": (_nothing_in_review, _form_is_complete),
    "resubmit": (_nothing_in_review,),
    "appeal": (_nothing_in_review, _appeals_once),
    "take": (_reviewer_is_another,),
    "resume": (_reviewer_is_another,),
    "delay": (_reviewer_is_another,),
    "return": (_reviewer_is_another,),
    "approve": (_reviewer_is_another,),
    "reject": (_reviewer_is_another, _gives_a_reason),
    "withdraw": (_may_withdraw,),
    "release": (_no_other_stage,),
    "release_gray": (_no_other_stage, _something_is_online, _share_fits),
    "raise_gray": (_share_fits, _share_rises),
    "rollback": (_is_online, _no_stage_runs, _not_after_a_rollback, _target_is_kept),
    "suspend": (_is_online,),
    "reopen": (_is_online,),
    "require": (_is_online,),
}


def may(
    board: Board, submission: Submission, action: str, by: str, now: int, *, own: bool = False
) -> DeskError | None:
    """Return why nobody could do this now, whatever text, share or reason they gave; else None.

    ``own``: somebody may review what they handed in.
    """
    row = process().actions[action]
    targets = board.rollback_targets
    wish = Wish(
        action,
        by,
        text="·" if row.text else "",
        rules=("·",),
        percent=min(submission.percent + 1, _ALL - 1),
        target=targets[0].id if targets else "",
    )
    try:
        check(Situation(board, submission, wish, now, own))
    except DeskError as refusal:
        return refusal
    return None
