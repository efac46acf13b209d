"""Source bytes become text; what is wrong with them has a code and a place."""

from __future__ import annotations

import pytest

from renderer.compiler.text import MAX_SOURCE_BYTES, decode, position


@pytest.mark.parametrize(
    ("data", "text", "problem"),
    [
        ("// 你好".encode(), "// 你好", ""),
        (b"\xef\xbb\xbfApp({})", "App({})", ""),
        ("// 你好".encode("gb18030"), "// 你好", "encoding-gbk"),
        ("// 你好".encode("utf-16"), "// 你好", "encoding-utf16"),
        (b"", "", ""),
    ],
)
def test_encodings_are_recognised(data: bytes, text: str, problem: str) -> None:
    found = decode(data)
    assert (found.text, found.problem) == (text, problem)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 4, b"a\0b"])
def test_binary_files_are_refused(data: bytes) -> None:
    assert decode(data).problem == "file-binary"


def test_a_file_cut_in_a_character_keeps_the_rest_of_its_text() -> None:
    found = decode("// 你好\nlet a = '你".encode()[:-1])
    assert found.problem == "encoding-broken"
    assert found.text.startswith("// 你好\nlet a")
    assert position(found.text, found.offset)[0] == 2


def test_a_huge_file_is_refused() -> None:
    assert decode(b"a" * (MAX_SOURCE_BYTES + 1)).problem == "file-too-large"


def test_columns_count_utf16_units() -> None:
    assert position("a\n😀b", 3) == (2, 3)
