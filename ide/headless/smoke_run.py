"""The smoke run: every page opened once in the real engine, and what was seen of each.

``python -m ide.headless.smoke_run`` is the child of ``ide/submit/smoke_run.py``: it reads a line of
JSON with ``project`` and ``out``, writes one for every page, and the record to ``out/run.json``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ide.atomic import write_text
from ide.exit_codes import CANNOT_RUN, GOOD, CannotRunError
from ide.headless.application import start_qt
from ide.headless.page_facts import Places, facts_of, nodes_of, set_data_of, timings_of
from ide.headless.page_run import Target
from ide.headless.page_trace import PageTrace, Traced
from ide.headless.project import HeadlessProject
from ide.headless.result import PageRecord
from ide.headless.snapshot import picture_names
from ide.headless.stage import Stage, StageOptions
from ide.launch.condition import CompileModes
from ide.submit.project_facts import threshold
from ide.submit.run_record import RECORD, RunRecord, Timing, Visit
from renderer.host.player import Player
from renderer.host.question import Question
from renderer.host.screen import DEFAULT_DEVICE, device

TIMEOUT_S = 30.0
"""How long a page may take."""
_ANSWER_MS = 60_000
"""How long the runtime may take to answer for a page that stands still."""
_TRIES = 3
"""How often a page is opened that seems slow or hung: the computer may have been busy."""

Progress = Callable[[int, int, str], None]


class SmokeRun(QObject):
    """Opens the pages of a project one by one, each in a fresh start of the app on a new phone."""

    progressed = Signal(int, int, str)  # pages done, pages in all, the page that was done
    finished = Signal()

    def __init__(self, project: HeadlessProject, out: Path | None) -> None:
        """``out`` is the folder for the pictures, None for none."""
        super().__init__()
        self.record = RunRecord(DEFAULT_DEVICE, device(DEFAULT_DEVICE).pixel_ratio)
        self._project = project
        self._targets = targets(project)
        names = picture_names(self._targets)
        options = StageOptions(device(DEFAULT_DEVICE), out, TIMEOUT_S, audit=True)
        self._places = Places(project.root, project.package)
        self._stage = Stage(project, options, names, self)
        self._stage.begun.connect(self._on_begun)
        self._stage.shot.connect(self._on_shot)
        self._trace: PageTrace | None = None
        self._visits: list[Visit] = []
        self._tries = 0
        self._slow: list[Visit] = []
        """What came of the page on turn before, as long as it seems slow."""
        self._questions: _Questions | None = None

    def start(self) -> None:
        """Open the first page; ``finished`` follows the last."""
        self._next()

    def close(self) -> None:
        """End the player."""
        self._stage.close()

    def _next(self) -> None:
        done = len(self._visits)
        if done == len(self._targets):
            self.finished.emit()
            return
        self._stage.shoot(done, self._targets[done])
        if done + 1 < len(self._targets):  # compiled while the page before it is drawn
            self._project.bundle.prepare(f"page/{self._targets[done + 1].route}")

    def _on_begun(self, player: Player) -> None:
        self._trace = PageTrace(player, self._places.spot)

    def _on_shot(self, _index: int, page: PageRecord) -> None:
        assert self._trace is not None
        traced, player = self._trace.end(), self._stage.player
        self._trace = None
        if player is None:
            self._add(page, traced, _Answers())
            return
        self._questions = _Questions(player, partial(self._add, page, traced), self)

    def _add(self, page: PageRecord, traced: Traced, answers: _Answers) -> None:
        self._questions = None
        visit = self._visit(page, traced, answers)
        self._tries += 1
        ended = visit.status not in ("timeout", "crash")
        if ended:
            visit = replace(visit, timings=quickest([*self._slow, visit]))
            self._slow.append(visit)
        slow = any(one.ms > one.budget_ms for one in visit.timings)
        if self._tries < _TRIES and (slow or not ended):
            self._next()
            return
        self._slow, self._tries = [], 0
        self._visits.append(visit)
        self.record = RunRecord(
            self.record.device,
            self.record.pixel_ratio,
            tuple(self._visits),
            complete=len(self._visits) == len(self._targets),
        )
        self.progressed.emit(len(self._visits), len(self._targets), page.page)
        self._next()

    def _visit(self, page: PageRecord, traced: Traced, answers: _Answers) -> Visit:
        audit, measures = answers.audit, answers.measures
        manifest, places = self._project.bundle.manifest, self._places
        bar = manifest.get("app", {}).get("tabBar")
        tabs = bar.get("list") if isinstance(bar, dict) else None
        entry = page.page == manifest["entryPage"]
        spot = places.spot(f"{page.page}.wxml")
        timings = timings_of(
            audit.get("renderings", ()), measures.get("pieces", ()), page.page, places
        )
        if entry and page.ready_ms is not None:
            first = Timing("first-screen", page.page, page.ready_ms, threshold("firstScreen"), spot)
            timings = (first, *timings)
        return Visit(
            route=page.page,
            spot=spot,
            query=page.query,
            entry=entry,
            tab=any(str(tab.get("pagePath", "")).strip("/") == page.page for tab in tabs or ()),
            status=page.status.value,
            parameters=bool(measures.get("parameters")),
            screenshot=page.screenshot or "",
            ready_ms=page.ready_ms,
            set_data=set_data_of(measures.get("setData", ())),
            timings=timings,
            calls=tuple(traced.calls),
            requests=tuple(traced.requests),
            remote_pictures=tuple(traced.pictures.items()),
            troubles=tuple(traced.troubles),
            console_errors=tuple(dict.fromkeys(traced.console_errors)),
            **(facts_of(audit, answers.places, places) if audit else {}),
        )


@dataclass(frozen=True)
class _Answers:
    """What the runtime says of a page, empty where it said nothing; ``places`` are its chains."""

    audit: Mapping[str, Any] = field(default_factory=dict)
    measures: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Any] = field(default_factory=dict)


class _Questions(QObject):
    """Asks the runtime for everything about the page on top; answers once, with what came."""

    def __init__(
        self, player: Player, answered: Callable[[_Answers], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._player = player
        self._answered: Callable[[_Answers], None] | None = answered
        self._answers = _Answers()
        self._asked: dict[int, str] = {}
        player.inspected.connect(self._on_inspected)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._end)
        self._limit.start(_ANSWER_MS)
        self._ask("audit", {})
        self._ask("measures", {})

    def _ask(self, what: str, arguments: Mapping[str, Any]) -> None:
        question = Question(what, arguments)
        self._asked[question.number] = what
        self._player.receive(question.message)

    def _on_inspected(self, number: int, value: object) -> None:
        what = self._asked.pop(number, None)
        if what is None:
            return
        if isinstance(value, dict) and "error" not in value:
            self._answers = replace(self._answers, **{what: value})
        audit = self._answers.audit
        if what == "audit" and audit:
            self._ask("places", {"page": audit["page"], "nodes": nodes_of(audit)})
        if not self._asked:
            self._end()

    def _end(self) -> None:
        answered, self._answered = self._answered, None
        if answered is None:
            return
        self._limit.stop()
        self._player.inspected.disconnect(self._on_inspected)
        self.deleteLater()
        answered(self._answers)


def quickest(visits: Sequence[Visit]) -> tuple[Timing, ...]:
    """Return what took long each time a page was opened, with the shortest time it took."""
    tries = [{(one.kind, one.what, one.spot): one for one in visit.timings} for visit in visits]
    return tuple(
        min((known[key] for known in tries), key=lambda one: one.ms)
        for key in tries[-1]
        if all(key in known for known in tries)
    )


def targets(project: HeadlessProject) -> list[Target]:
    """Return every page, the entry first, with the parameters a compile mode has for it."""
    bundle = project.bundle
    entry = str(bundle.manifest["entryPage"])
    modes = CompileModes(project.root).list.modes
    queries = {mode.path: mode.query for mode in reversed(modes) if mode.query}
    routes = dict.fromkeys([entry, *bundle.routes])
    # The entry is opened as a person does who finds the mini-program.
    return [Target(route, "" if route == entry else queries.get(route, "")) for route in routes]


def run_pages(root: Path, out: Path | None, told: Progress) -> RunRecord:
    """Do a smoke run; ``told`` hears of every page.

    Raises:
        CannotRunError: the folder holds no mini-program that can run.
    """
    app = start_qt()
    project = HeadlessProject(root)
    project.open()
    try:
        smoke = SmokeRun(project, out)
        smoke.progressed.connect(told)
        smoke.finished.connect(app.quit)
        QTimer.singleShot(0, smoke.start)
        app.exec()
        smoke.close()
        return smoke.record
    finally:
        project.close()


def main() -> int:
    """Do the run asked for on standard input, as the child of ``ide/submit/smoke_run.py``."""
    asked = json.loads(sys.stdin.readline())
    out = Path(asked["out"])
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"

    def tell(line: Mapping[str, Any]) -> None:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    def told(done: int, pages: int, route: str) -> None:
        tell({"done": done, "pages": pages, "page": route})

    try:
        record = run_pages(Path(asked["project"]), out, told)
        write_text(out / RECORD, json.dumps(record.to_json()))
    except (CannotRunError, OSError) as error:
        tell({"error": str(error)})
        return CANNOT_RUN
    return GOOD


if __name__ == "__main__":
    sys.exit(main())
