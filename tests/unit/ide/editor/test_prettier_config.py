"""A project's own Prettier configuration."""

from __future__ import annotations

from pathlib import Path

from ide.editor.prettier_config import prettier_options


def test_the_options_of_a_file_win_over_those_of_the_package(tmp_path: Path) -> None:
    assert prettier_options(tmp_path) == {}
    (tmp_path / "package.json").write_text('{"prettier": {"semi": false}}')
    assert prettier_options(tmp_path) == {"semi": False}
    (tmp_path / ".prettierrc").write_text('{"printWidth": 80, "singleQuote": true}')
    assert prettier_options(tmp_path) == {"printWidth": 80, "singleQuote": True}


def test_what_is_no_option_is_left_out(tmp_path: Path) -> None:
    (tmp_path / ".prettierrc").write_text('{"semi": "no", "plugins": ["x"], "tabWidth": 8}')
    assert prettier_options(tmp_path) == {}
    (tmp_path / ".prettierrc").write_text("semi: false\n")
    assert prettier_options(tmp_path) == {}
