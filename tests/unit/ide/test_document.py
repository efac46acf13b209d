"""A document follows the editor's edits and knows what is on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.editor.document import Document, Edit, NotTextError, OutOfStepError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "page.wxml").write_bytes("<view>好</view>\r\n".encode())
    return tmp_path


def test_edits_are_counted_in_utf_16(root: Path) -> None:
    document = Document(root, "page.wxml")
    document.apply([Edit(6, 1, "😀")], 16)
    document.apply([Edit(8, 0, "!")], 17)
    assert document.text == "<view>😀!</view>\n"
    assert document.dirty


def test_an_edit_that_does_not_fit_is_noticed(root: Path) -> None:
    document = Document(root, "page.wxml")
    with pytest.raises(OutOfStepError):
        document.apply([Edit(0, 0, "x")], 99)


def test_taking_an_edit_back_leaves_the_file_clean(root: Path) -> None:
    document = Document(root, "page.wxml")
    document.apply([Edit(0, 0, "x")], 16)
    document.apply([Edit(0, 1, "")], 15)
    assert not document.dirty
    assert not document.save()


def test_saving_keeps_line_endings(root: Path) -> None:
    document = Document(root, "page.wxml")
    document.replace("<view>坏</view>\n<text/>\n")
    assert document.save()
    assert document.file.read_bytes() == "<view>坏</view>\r\n<text/>\r\n".encode()
    assert not document.dirty
    assert document.line_ending == "CRLF"


def test_a_change_by_another_program_is_seen_and_taken(root: Path) -> None:
    document = Document(root, "page.wxml")
    assert not document.changed_outside()
    document.file.write_text("other\n", "utf-8")
    assert document.changed_outside()
    document.reload()
    assert document.text == "other\n"
    assert not document.dirty


def test_a_file_that_vanished_is_written_again(root: Path) -> None:
    document = Document(root, "page.wxml")
    document.file.unlink()
    assert document.save()
    assert document.file.exists()


def test_a_picture_is_no_document(root: Path) -> None:
    (root / "a.png").write_bytes(b"\x89PNG\0")
    with pytest.raises(NotTextError):
        Document(root, "a.png")
