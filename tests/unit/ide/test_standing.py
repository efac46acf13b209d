"""Standing answers take questions off the person."""

from __future__ import annotations

from apimock.asking import Answer, Asking, AskMode, Choice
from apimock.clock import ManualClock
from ide.standing import StandingAnswers

CHOICES = (Choice("ok", "Pay"), Choice("cancel", "Cancel"))


def test_a_question_without_a_standing_answer_is_left_to_the_person() -> None:
    clock, asking = ManualClock(), Asking(AskMode.ASK)
    answers = StandingAnswers(asking, clock)
    got: list[Answer] = []
    question = asking.ask("payment", "requestPayment", CHOICES, got.append, default=Answer("ok"))
    clock.advance(1)
    assert question is not None
    assert answers.leaves(question)
    assert got == []


def test_a_standing_answer_is_given_after_the_question_was_put() -> None:
    clock, asking = ManualClock(), Asking(AskMode.ASK)
    answers = StandingAnswers(asking, clock)
    answers.set("payment", "cancel")
    got: list[Answer] = []
    asking.ask("payment", "requestPayment", CHOICES, got.append, default=Answer("ok"))
    assert got == []
    clock.advance(1)
    assert [answer.choice for answer in got] == ["cancel"]


def test_setting_a_standing_answer_answers_what_is_open() -> None:
    clock, asking = ManualClock(), Asking(AskMode.ASK)
    answers = StandingAnswers(asking, clock)
    told: list[tuple[str, str]] = []
    answers.watch(lambda kind, choice: told.append((kind, choice)))
    got: list[Answer] = []
    asking.ask("payment", "requestPayment", CHOICES, got.append, default=Answer("ok"))
    answers.set("payment", "ok")
    clock.advance(1)
    assert [answer.choice for answer in got] == ["ok"]
    assert told == [("payment", "ok")]


def test_a_choice_the_question_does_not_offer_leaves_it_open() -> None:
    clock, asking = ManualClock(), Asking(AskMode.ASK)
    answers = StandingAnswers(asking, clock)
    answers.set("payment", "realname")
    got: list[Answer] = []
    asking.ask("payment", "requestPayment", CHOICES, got.append, default=Answer("ok"))
    clock.advance(1)
    assert got == []
    assert len(asking.open) == 1
