"""Bytes of a file that nobody edited stay as they were, whatever its encoding and line endings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ide.editor.document import Document, Edit
from ide.encoding import NotTextError

line = st.text(
    st.characters(blacklist_characters="\r\n\0", blacklist_categories=["Cs"]), max_size=6
)
ending = st.sampled_from(["\n", "\r\n", "\r"])
rows = st.lists(st.tuples(line, ending), min_size=1, max_size=8)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@same_folder
@given(rows, line, encodings)
def test_an_edit_taken_back_leaves_every_byte(
    tmp_path: Path, kept: list[tuple[str, str]], last: str, encoding: str
) -> None:
    data = ("".join(text + end for text, end in kept) + last).encode(encoding)
    (tmp_path / "a.js").write_bytes(data)
    document = Document(tmp_path, "a.js")
    size = document.size
    document.apply([Edit(0, 0, "x")], size + 1)
    assert document.dirty
    document.apply([Edit(0, 1, "")], size)
    assert not document.dirty
    assert not document.save()
    assert document.file.read_bytes() == data


@same_folder
@given(rows, line, st.sampled_from(["utf-8", "utf-8-sig"]))
def test_a_line_added_at_the_end_leaves_the_lines_before_it(
    tmp_path: Path, kept: list[tuple[str, str]], last: str, encoding: str
) -> None:
    text = "".join(text + end for text, end in kept) + last
    data = text.encode(encoding)
    (tmp_path / "a.js").write_bytes(data)
    document = Document(tmp_path, "a.js")
    document.replace(document.text + "\nlast")
    assert document.save()
    assert document.file.read_bytes().startswith(data)


@given(st.binary(max_size=64))
@same_folder
def test_any_file_is_kept_exactly_or_cannot_be_edited(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "any").write_bytes(data)
    try:
        document = Document(tmp_path, "any")
    except NotTextError:
        return
    if not document.read_only:
        document.replace(document.text + "x")
        document.save()
        assert document.file.read_bytes().startswith(data)


def test_a_line_ending_chosen_by_the_person_is_written_on_every_line(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_bytes(b"one\r\ntwo\nthree")
    document = Document(tmp_path, "a.js")
    document.set_line_ending("LF")
    assert document.dirty
    assert document.line_ending == "LF"
    assert document.save()
    assert document.file.read_bytes() == b"one\ntwo\nthree"
    assert not document.dirty


def test_a_very_large_file_can_only_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ide.editor.document._MOST_EDITABLE_BYTES", 10)
    (tmp_path / "a.js").write_text("x" * 11)
    document = Document(tmp_path, "a.js")
    assert document.is_large
    assert document.read_only


def test_keeping_ones_own_text_over_the_disk_leaves_it_unsaved(tmp_path: Path) -> None:
    file = tmp_path / "a.js"
    file.write_text("old")
    document = Document(tmp_path, "a.js")
    document.replace("mine")
    file.write_text("theirs")
    assert document.changed_outside()
    document.accept_disk()
    assert not document.changed_outside()
    assert document.text == "mine"
    assert document.dirty
