"""What a test wants: markers from near to far, then the options; every combination once."""

from __future__ import annotations

from typing import Any

import pytest

from ide.testing.setting import Setting, Wanted, wanted


def mark(**said: Any) -> pytest.Mark:
    return pytest.mark.minideck(**said).mark


def test_the_nearest_marker_counts_and_options_fill_the_rest() -> None:
    found = wanted(
        [mark(page="pages/b/b"), mark(page="pages/a/a", theme="dark")],
        Wanted(project="app", theme=("light",), timeout=60),
    )
    assert (found.page, found.theme) == ("pages/b/b", ("dark",))
    assert (found.project, found.timeout) == ("app", 60)


def test_allowed_errors_add_up() -> None:
    found = wanted([mark(allow="one"), mark(allow=["two"])], Wanted(allow=("three",)))
    assert set(found.allow) == {"one", "two", "three"}


def test_every_combination_is_a_setting() -> None:
    found = wanted([mark(device=["iphone-15", "pixel-8"], theme=["light", "dark"])], Wanted())
    assert [one.id for one in found.settings()] == [
        "iphone-15-light", "iphone-15-dark", "pixel-8-light", "pixel-8-dark",
    ]  # fmt: skip


def test_without_anything_there_is_one_plain_setting() -> None:
    assert Wanted().settings() == [Setting()]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"devise": "x"}, "knows no devise: it takes project, page"),
        ({"theme": "green"}, "There is no theme 'green': it is light or dark"),
        ({"allow": "("}, "is no regular expression"),
    ],
)
def test_a_marker_that_makes_no_sense_is_refused(said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(pytest.UsageError, match=sentence):
        wanted([mark(**said)], Wanted())


def test_a_value_without_a_name_is_refused() -> None:
    with pytest.raises(pytest.UsageError, match="knows no 'app'"):
        wanted([pytest.mark.minideck("app").mark], Wanted())
