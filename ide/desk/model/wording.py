"""What the desk says of a submission, in the language in use (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ide.desk.model.board import Board
from ide.desk.model.events import Event
from ide.desk.model.process import process
from ide.desk.model.submission import Submission
from ide.i18n import tr

_TONES = {
    "submitted": "warning",
    "in_review": "warning",
    "delayed": "warning",
    "approved": "success",
    "released": "success",
    "gray": "success",
    "rejected": "error",
    "suspended": "error",
}


@dataclass(frozen=True)
class Words:
    """A text of the catalogue that is said in whatever language is in use then."""

    key: str

    def __str__(self) -> str:
        return tr(self.key)


def state_text(board: Board, submission: Submission) -> str:
    """Return the state, and whether people get this version."""
    if submission.fault:
        return tr("desk.damaged")
    state, online = submission.state, board.online
    if state == "gray":
        text = tr("desk.state.gray_n", percent=submission.percent)
    elif state == "released":
        is_online = online is not None and online.id == submission.id
        text = tr("desk.place.online" if is_online else "desk.place.past")
    else:
        text = tr(f"desk.state.{state}")
    trial = board.trial
    if trial is not None and trial.id == submission.id and state != "trial":
        text = f"{text} · {tr('desk.place.trial')}"
    return text


def tone_of(board: Board, submission: Submission) -> str:
    """Return the colour's name of a state."""
    if submission.fault:
        return "error"
    online = board.online
    past = submission.state == "released" and (online is None or online.id != submission.id)
    return "muted" if past else _TONES.get(submission.state, "muted")


def status_text(board: Board, submission: Submission) -> str:
    """Return the state with the platform's number, who brought it there and when."""
    parts = [state_text(board, submission)]
    row = process().states.get(submission.state)
    if row is not None and row.status is not None:
        parts.append(tr("desk.status_number", number=row.status))
    if submission.events:
        last = submission.events[-1]
        parts.append(tr("desk.by_at", name=last.by, time=time_text(last.at)))
    return " · ".join(parts)


def time_text(milliseconds: int) -> str:
    """Return a time as the computer's clock shows it."""
    return datetime.fromtimestamp(milliseconds / 1000).strftime("%Y-%m-%d %H:%M")


def size_text(size: int) -> str:
    """Return bytes in KB or MB."""
    if size < 1024:
        return f"{size} B"
    kilo = size / 1024
    return f"{kilo / 1024:.2f} MB" if kilo >= 1024 else f"{kilo:.1f} KB"


def event_text(event: Event, board: Board) -> str:
    """Return what was done in an event."""
    text = tr(f"desk.action.{event.action}")
    if event.percent:
        text = f"{text}: {event.percent} %"
    target = board.find(event.target) if event.target else None
    return f"{text}: {target.facts.version}" if target is not None else text


def words_text(event: Event) -> str:
    """Return the rules and words of an event on one line."""
    return " · ".join(filter(None, (", ".join(event.rules), " ".join(event.text.split()))))
