"""Files keep their encoding and line endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ide.encoding import NotTextError, decode, restore_line_endings


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"plain\n", "utf-8"),
        ("\ufeffmark\r\n".encode(), "utf-8-sig"),
        ("中文\n".encode("gb18030"), "gb18030"),
        ("wide\n".encode("utf-16"), "utf-16"),
    ],
)
def test_a_file_that_is_not_edited_is_written_as_it_was(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.encoding == encoding
    edited = decoded.text.replace("\r\n", "\n")
    assert decoded.encode(edited) == data


def test_binary_content_is_no_text() -> None:
    with pytest.raises(NotTextError):
        decode(b"\x89PNG\x00\x01")


def test_an_edited_line_takes_the_usual_ending_and_others_keep_theirs() -> None:
    original = "one\r\ntwo\nthree\r\nfour\r\n"
    edited = "one\ntwo\nnew\nthree\nfour\n"
    assert restore_line_endings(original, edited) == "one\r\ntwo\nnew\r\nthree\r\nfour\r\n"


def test_a_file_without_a_last_line_ending_keeps_it_that_way() -> None:
    assert restore_line_endings("a\r\nb", "a\nb") == "a\r\nb"
    assert restore_line_endings("a\r\nb", "a\nb\nc") == "a\r\nb\r\nc"


line = st.text(st.characters(blacklist_characters="\r\n", blacklist_categories=["Cs"]), max_size=5)
ending = st.sampled_from(["\n", "\r\n", "\r"])


@given(st.lists(st.tuples(line, ending), max_size=8), line)
def test_nothing_edited_means_nothing_changed(rows: list[tuple[str, str]], last: str) -> None:
    # A lone carriage return before a line feed is one ending, not two.
    original = "".join(text + end for text, end in rows) + last
    edited = original.replace("\r\n", "\n").replace("\r", "\n")
    assert restore_line_endings(original, edited) == original
