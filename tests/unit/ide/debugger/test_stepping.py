"""Steps: helpers of a transform are passed through, and what is asked for meanwhile waits."""

from __future__ import annotations

import pytest

from ide.debugger.pause import Frame
from ide.debugger.stepping import Stepping

CALL = (Frame(0, "onAdd", "pages/index/index.ts", 10, 17),)
NEXT = (Frame(0, "onAdd", "pages/index/index.ts", 11, 3),)
LAST = (Frame(0, "onAdd", "pages/index/index.ts", 12, 3),)
HELPER = (Frame(0, "get"), *CALL)
INSIDE = (Frame(0, "total", "utils/price.ts", 8, 3), *CALL)


class App:
    """Notes the steps it is sent."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.stepping = Stepping(self.steps.append)


@pytest.fixture
def app() -> App:
    return App()


def test_a_step_ends_at_the_next_stop(app: App) -> None:
    app.stepping.ask("stepOver", CALL)
    assert not app.stepping.passes(NEXT, "step")
    assert app.steps == ["stepOver"]


def test_helpers_are_stepped_through_and_out_of(app: App) -> None:
    app.stepping.ask("stepInto", CALL)
    assert app.stepping.passes(HELPER, "step")
    assert app.stepping.passes(CALL, "step")
    assert not app.stepping.passes(INSIDE, "step")
    assert app.steps == ["stepInto"] * 3


def test_helpers_are_not_stepped_through_for_ever(app: App) -> None:
    app.stepping.ask("stepInto", CALL)
    stops = [app.stepping.passes(HELPER, "step") for _ in range(20)]
    assert stops.index(False) == 12


def test_a_step_asked_for_meanwhile_is_taken_where_the_first_one_ends(app: App) -> None:
    app.stepping.ask("stepOver", CALL)
    app.stepping.ask("resume", CALL)
    assert app.steps == ["stepOver"]
    assert app.stepping.passes(NEXT, "step")
    assert app.steps == ["stepOver", "resume"]


def test_of_many_asked_for_meanwhile_the_last_one_counts(app: App) -> None:
    app.stepping.ask("stepOver", CALL)
    for step in ("stepOver", "stepOver", "stepInto"):
        app.stepping.ask(step, CALL)
    assert app.stepping.passes(NEXT, "step")
    assert not app.stepping.passes(LAST, "step")
    assert app.steps == ["stepOver", "stepInto"]


def test_nothing_waits_behind_a_breakpoint(app: App) -> None:
    app.stepping.ask("stepOver", CALL)
    app.stepping.ask("resume", CALL)
    assert not app.stepping.passes(INSIDE, "other")
    assert not app.stepping.passes(NEXT, "step")
    assert app.steps == ["stepOver"]


def test_after_the_end_of_the_app_nothing_is_under_way(app: App) -> None:
    app.stepping.ask("stepOver", CALL)
    app.stepping.ask("resume", CALL)
    app.stepping.forget()
    app.stepping.ask("stepInto", NEXT)
    assert app.steps == ["stepOver", "stepInto"]
