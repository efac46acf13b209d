"""Find and replace in files: what matches, where, and what the files are afterwards."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ide.search.matching import Match, StaleMatchError, find, replace
from ide.search.process import answer
from ide.search.query import Query, QueryError
from ide.search.replacer import Replacer
from ide.search.replacing import replace_in_file, take_back


class Texts:
    """An editor that holds some texts."""

    def __init__(self, **texts: str) -> None:
        self.texts = texts

    def text_of(self, path: str) -> str | None:
        return self.texts.get(path)

    def put_text(self, path: str, text: str) -> None:
        self.texts[path] = text


def search(root: Path, query: Query, **unsaved: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    answer({"root": str(root), "query": asdict(query), "unsaved": unsaved}, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query("price"), ["price", "Price", "price"]),
        (Query("price", case=True), ["price", "price"]),
        (Query("price", words=True), ["price", "Price"]),
        (Query(r"pr\w+s", regex=True), ["prices"]),
        (Query("a.c"), ["a.c"]),
        (Query("价格"), ["价格"]),
        (Query("x*", regex=True), []),
    ],
)
def test_a_query_means_what_its_switches_say(query: Query, found: list[str]) -> None:
    text = "price Price prices a.c abc 价格"
    assert [match.text for match in find(text, query)] == found


def test_places_count_lines_from_one_and_columns_in_utf16_units() -> None:
    (match,) = find("first\n  😀😀 cost = 1\nlast", Query("cost"))
    assert (match.line, match.column, match.before, match.after) == (2, 8, "😀😀 ", " = 1")


def test_a_match_over_lines_ends_on_its_last_line() -> None:
    (match,) = find("a\nb tail\nc", Query(r"a\nb", regex=True))
    assert (match.line, match.text, match.after) == (1, "a\nb", " tail")


@pytest.mark.parametrize(
    ("path", "include", "exclude", "wanted"),
    [
        ("pages/home/home.wxml", "*.wxml", "", True),
        ("pages/home/home.js", "*.wxml, *.wxss", "", False),
        ("pages/home/home.js", "pages/home", "", True),
        ("pages/home/home.js", "./pages/**", "", True),
        ("a/test/b/c.js", "**/test/**/*.js", "", True),
        ("miniprogram_npm/x/index.js", "", "miniprogram_npm", False),
        ("lib/a.min.js", "", "*.min.js", False),
        ("pages/homes/a.js", "pages/home", "", False),
    ],
)
def test_globs_choose_files(path: str, include: str, exclude: str, wanted: bool) -> None:
    assert Query("x", include=include, exclude=exclude).wants(path) is wanted


@pytest.mark.parametrize(
    ("template", "result"),
    [
        ("<$1>", "<ab>-1"),
        ("$&$&", "ab=ab=-1"),
        ("$$1", "$1-1"),
        (r"$1\n", "ab\n-1"),
        ("$7", "$7-1"),
    ],
)
def test_groups_are_filled_in(template: str, result: str) -> None:
    query = Query(r"(\w+)=", regex=True, replacement=template)
    assert replace("ab=-1", find("ab=-1", query)) == result


def test_a_plain_replacement_is_taken_as_written() -> None:
    query = Query("a.b", replacement=r"$1\n")
    assert replace("a.b axb", find("a.b axb", query)) == r"$1\n axb"


def test_a_bad_regular_expression_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="unterminated"):
        _ = Query("(", regex=True).pattern
    assert "unterminated" in search(tmp_path, Query("(", regex=True))[0]["error"]


@given(st.text(alphabet="ab\n", max_size=40), st.text(alphabet="ab", min_size=1, max_size=3))
def test_replacing_is_what_python_replaces(text: str, word: str) -> None:
    query = Query(word, case=True, replacement="X")
    assert replace(text, find(text, query)) == text.replace(word, "X")


@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_every_match_stands_where_it_says(text: str, word: str) -> None:
    text = text.replace("\r", "")
    for match in find(text, Query(word)):
        line = text.split("\n")[match.line - 1]
        left = line.encode("utf-16-le", "surrogatepass")[: (match.column - 1) * 2]
        before = left.decode("utf-16-le", "surrogatepass")
        start = sum(len(row) + 1 for row in text.split("\n")[: match.line - 1]) + len(before)
        assert text[start : start + len(match.text)] == match.text


def test_packages_pictures_and_binaries_are_left_out_and_unsaved_text_is_searched(
    tmp_path: Path,
) -> None:
    for path, data in {
        "a.js": b"let word",
        "b.js": b"nothing",
        "node_modules/x.js": b"word",
        "c.bin": b"word\0word",
        "d.png": b"word",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    query = Query("word")
    rows = search(tmp_path, query, **{"b.js": "word word"})
    assert [(row["file"], len(row["matches"])) for row in rows[:-1]] == [("a.js", 1), ("b.js", 2)]
    assert rows[-1] == {"files": 2, "matches": 3, "looked": 2, "cut": False}


def test_too_many_matches_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ide.search.process.MOST", 3)
    (tmp_path / "a.js").write_text("x x")
    (tmp_path / "b.js").write_text("x x")
    rows = search(tmp_path, Query("x"))
    assert [len(row["matches"]) for row in rows[:-1]] == [2, 1]
    assert rows[-1]["cut"] is True


def test_encoding_and_line_endings_stay_in_closed_files(tmp_path: Path) -> None:
    file = tmp_path / "a.js"
    before = "\ufeffone\r\ntwo one\nthree\r\n".encode()
    file.write_bytes(before)
    text = "one\ntwo one\nthree\n"
    matches = list(find(text, Query("one", replacement="壹")))
    done = replace_in_file(tmp_path, "a.js", matches)
    assert file.read_bytes() == "\ufeff壹\r\ntwo 壹\nthree\r\n".encode()
    assert take_back(tmp_path, done)
    assert file.read_bytes() == before


def test_a_text_that_changed_is_left_alone() -> None:
    matches = list(find("old text", Query("text", replacement="new")))
    with pytest.raises(StaleMatchError):
        replace("very old text", matches)


def test_open_texts_are_edited_and_closed_files_written_and_both_are_taken_back(
    tmp_path: Path,
) -> None:
    (tmp_path / "closed.js").write_text("word\n")
    (tmp_path / "stale.js").write_text("sword\n")
    texts = Texts(**{"open.js": "a word"})
    replacer = Replacer(texts)

    def found(text: str) -> list[Match]:
        return list(find(text, Query("word", replacement="term")))

    outcome = replacer.replace(
        tmp_path,
        {"closed.js": found("word\n"), "open.js": found("a word"), "stale.js": found("word\n")},
    )
    assert (outcome.matches, outcome.files) == (2, 2)
    assert [(t.path, t.key) for t in outcome.troubles] == [("stale.js", "search.stale")]
    assert texts.texts["open.js"] == "a term"
    assert (tmp_path / "closed.js").read_text() == "term\n"
    assert replacer.undo() == []
    assert texts.texts["open.js"] == "a word"
    assert (tmp_path / "closed.js").read_text() == "word\n"


def test_what_changed_after_the_replacement_is_not_undone(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("word")
    replacer = Replacer(Texts())
    replacer.replace(tmp_path, {"a.js": list(find("word", Query("word", replacement="term")))})
    (tmp_path / "a.js").write_text("term and more")
    assert [trouble.key for trouble in replacer.undo()] == ["search.not_undone"]
    assert (tmp_path / "a.js").read_text() == "term and more"
