"""The form of a submission is what its file holds, whatever else the file holds."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ide.submit.form import (
    EMPTY,
    Basic,
    Feedback,
    Form,
    FormError,
    Item,
    Media,
    Purpose,
    ReviewAccount,
    Ugc,
    read_form,
    write_form,
)

FULL = Form(
    version="1.2.0",
    description="Adds a word quiz",
    last_version="1.1.9",
    items=(Item("pages/index/index", "Words", "english study", "Education", "Online", "Words"),),
    basic=Basic("Word Box", "Words", "Learn ten words", "logo.png", "a@b.example", "7", "pages/c"),
    test_account=ReviewAccount("tester", "demo", ("Log in", "Open the orders")),
    notes="The quiz starts at eight",
    privacy=(Purpose("location", "find shops"),),
    ugc=Ugc((1, 3), "wall", (2,), True, "two people read"),
    privacy_api_not_use=True,
    order_path="pages/orders/orders",
    media=Media(("a.png", "b.png"), "flow.mp4"),
    feedback=Feedback("mended", ("c.png",)),
    confirmed=frozenset({"log-out-missing", "picture-large"}),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def test_the_example_has_something_in_every_field() -> None:
    parts = [FULL, *(value for value in vars(FULL).values() if is_dataclass(value))]
    for part in parts:
        assert [each.name for each in fields(part) if not getattr(part, each.name)] == []


def test_what_is_written_is_read_again() -> None:
    assert read_form(write_form(FULL), "1.1.9") == FULL
    assert read_form(write_form(EMPTY)) == EMPTY


def test_the_last_version_is_known_not_entered() -> None:
    assert "1.1.9" not in write_form(FULL)
    assert read_form(write_form(FULL)) == replace(FULL, last_version="")


def test_the_tags_of_a_page_are_its_words() -> None:
    assert Item(tag=" english  study ").tags == ("english", "study")


@given(value=json_values, name=st.sampled_from([*FULL.to_json()]))
def test_a_field_of_another_type_counts_as_not_entered(value: object, name: str) -> None:
    document = {**FULL.to_json(), name: value}
    form = Form.from_json(document)
    assert Form.from_json(json.loads(write_form(form))) == form


@pytest.mark.parametrize("text", ["", "{", "[]", '"form"', "3", "null"])
def test_what_is_no_form_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(FormError) as refused:
        read_form(text)
    assert str(refused.value)
