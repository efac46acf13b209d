"""What to render, and how the pictures are called."""

from __future__ import annotations

from ide.headless.page_run import Target
from ide.headless.snapshot import picture_names


def test_a_page_is_given_as_path_and_query_as_written() -> None:
    target = Target.parse("/pages/detail/detail?id=3&name=%E5%90%8D&empty=")
    assert target.route == "pages/detail/detail"
    assert target.launch().query == {"id": "3", "name": "%E5%90%8D", "empty": ""}


def test_every_picture_has_its_own_name() -> None:
    targets = [Target("a/b"), Target("a_b"), Target("a/b", "x=1"), Target("a/b", "x=1")]
    names = picture_names(targets)
    assert names == ["a_b.png", "a_b_2.png", "a_b_x_1.png", "a_b_x_1_2.png"]
