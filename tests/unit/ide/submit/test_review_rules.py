"""The rules of a review: complete, in three languages, tied to checks that exist."""

from __future__ import annotations

import re
import tomllib

import resources
from ide.submit.review_rules import LANGUAGES, rule_book
from ide.submit.rules import rules

NUMBER = re.compile(r"\d+(\.\d+)*(\(\d\))?")


def test_every_rule_has_its_words_in_three_languages() -> None:
    for rule in rule_book().rules.values():
        assert NUMBER.fullmatch(rule.number)
        for texts in (rule.title, rule.advice, rule.example):
            assert set(texts) == set(LANGUAGES), rule.number
            assert all(text.strip() == text and text for text in texts.values()), rule.number
            assert len(set(texts.values())) == len(LANGUAGES), rule.number


def test_every_number_and_title_is_there_once() -> None:
    text = resources.path("review", "rules.toml").read_text("utf-8")
    listed = re.findall(r'^\[rules\."(.+)"\]$', text, re.MULTILINE)
    assert listed == list(rule_book().rules)
    assert len(tomllib.loads(text)["rules"]) == len(listed)
    for language in LANGUAGES:
        titles = [rule.title[language] for rule in rule_book().rules.values()]
        assert len(set(titles)) == len(titles)


def test_every_check_that_a_rule_names_exists_and_each_rule_of_a_check_is_in_the_book() -> None:
    book = rule_book()
    assert {check for rule in book.rules.values() for check in rule.checks} <= set(rules())
    for check in rules().values():
        numbers = re.findall(r"\b\d\.\d+(?:\.\d+)*\b", check.basis)
        parts = {number for rule in book.rules.values() if rule.parts for number in [rule.number]}
        for number in numbers:
            shorter = ".".join(number.split(".")[:2])
            listed = [one for one in book.rules if one == number or one.startswith(f"{number}(")]
            assert listed or shorter in parts, f"{check.id}: {number}"


def test_the_documents_are_dated_and_linked() -> None:
    book = rule_book()
    assert (
        {rule.group for rule in book.rules.values()}
        == set(book.groups)
        == {
            "review",
            "operation",
        }
    )
    for group in book.groups.values():
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", group.date)
        assert group.url.startswith("https://developers.weixin.qq.com/miniprogram/product/")
    assert [rule.number for rule in book.answered_by("P19")] == ["3.5.2"]
