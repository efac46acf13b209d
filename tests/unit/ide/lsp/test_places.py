"""Which project a file belongs to, and the texts a client keeps open."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from ide.language.text import SourceText
from ide.lsp.answers import plain_text
from ide.lsp.documents import Document, joined
from ide.lsp.places import path_of, project_root, uri_of


def write(root: Path, **files: str) -> None:
    """Write JSON files; ``__`` leads into a folder."""
    for name, text in files.items():
        file = root / f"{name.replace('__', '/')}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


@pytest.mark.parametrize("name", ["plain", "with space", "点餐", "a#b%20c"])
def test_uris_and_paths_lead_to_each_other(tmp_path: Path, name: str) -> None:
    file = tmp_path / name / "app.json"
    assert path_of(uri_of(file)) == file
    assert path_of(file.as_uri()) == file


def test_what_is_in_no_file_system_has_no_path() -> None:
    assert path_of("untitled:Untitled-1") is None
    assert path_of("git:/a/app.json?ref") is None


def test_a_file_belongs_to_the_nearest_project(tmp_path: Path) -> None:
    (tmp_path / "project.config.json").write_text('{"miniprogramRoot": "mini/"}')
    write(tmp_path, mini__app='{"pages": ["a"]}', examples__one__app='{"pages": []}')
    assert project_root(tmp_path / "mini" / "pages" / "a.wxml") == tmp_path
    assert project_root(tmp_path / "plugin" / "b.js") == tmp_path
    assert project_root(tmp_path / "examples" / "one" / "a.wxml") == tmp_path / "examples" / "one"


def test_a_broken_app_json_beside_a_script_is_a_mini_program_still(tmp_path: Path) -> None:
    write(tmp_path, app='{"pages": [')
    (tmp_path / "app.js").write_text("App({})")
    assert project_root(tmp_path / "pages" / "a.wxml") == tmp_path


def test_a_configuration_of_something_else_makes_no_project(tmp_path: Path) -> None:
    write(tmp_path, app='{"expo": {}}')
    assert project_root(tmp_path / "src" / "a.js") is None


def test_a_plain_text_is_what_a_snippet_writes_first() -> None:
    assert plain_text('block wx:${1|if,for,elif|}="{{$2}}">$0</block>') == (
        'block wx:if="{{}}"></block>'
    )
    assert plain_text("${2:view} \\$5 \\}") == "view $5 }"


def position(text: str, offset: int) -> types.Position:
    line = text.count("\n", 0, offset)
    row = text[text.rfind("\n", 0, offset) + 1 : offset]
    return types.Position(line, len(row.encode("utf-16-le")) // 2)


@given(
    st.text(st.sampled_from("aü程😀\n\u2028 "), max_size=12),
    st.lists(
        st.tuples(
            st.integers(0, 12), st.integers(0, 12), st.text(st.sampled_from("b😀\n"), max_size=4)
        ),
        max_size=4,
    ),
)
def test_edits_leave_the_text_a_client_has(text: str, edits: list[tuple[int, int, str]]) -> None:
    document = Document("file:///a", Path("/a"), 1, "wxml", SourceText(text))
    for one, other, new in edits:
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        place = types.Range(position(text, start), position(text, end))
        change = types.TextDocumentContentChangePartial(place, new)
        document = document.changed(document.version + 1, [change])
        text = text[:start] + new + text[end:]
        assert document.text == text


def test_a_position_behind_the_end_of_a_line_is_its_end() -> None:
    document = Document("file:///a", Path("/a"), 1, "wxml", SourceText("ab\ncd"))
    behind = types.Position(0, 99)
    change = types.TextDocumentContentChangePartial(types.Range(behind, behind), "!")
    assert document.changed(2, [change]).text == "ab!\ncd"


def test_halves_of_a_character_are_joined() -> None:
    assert joined("a\ud83d\ude00") == "a😀"
