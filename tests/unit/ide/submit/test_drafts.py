"""The draft of a submission, and the version that fits what changed since the last package."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ide.submit.drafts import Draft, Restored, draft_of
from ide.submit.form import Basic, Form, Item, Media
from ide.submit.prefill import first_form, taken_up
from ide.submit.project_facts import Submission
from ide.submit.version_advice import Advice, Shape, Step, advise, shape_of

FORM = Form("1.1.0", "Adds a menu", basic=Basic(name="Kiosk"), confirmed=frozenset({"debugger"}))
BEFORE = Shape(("pages/a",), (), ("getLocation",), {"a.js": 1, "b.js": 2})


def test_what_was_entered_comes_back_with_the_time_it_was_left(tmp_path: Path) -> None:
    draft_of(tmp_path, Path("/project")).write(FORM)
    kept = draft_of(tmp_path, Path("/project")).read("1.0.0")
    assert kept is not None
    assert kept.form == replace(FORM, last_version="1.0.0")
    assert kept.at.tzinfo is not None
    assert draft_of(tmp_path, Path("/other")).read("") is None


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00\x01"])
def test_a_damaged_draft_counts_as_none(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    draft = Draft(tmp_path)
    (tmp_path / "form.json").write_text(text)
    assert draft.read("") is None
    assert "is not used" in caplog.text


def test_pictures_that_no_form_names_are_dropped(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    first, second = draft.add_picture(b"1", ".png"), draft.add_picture(b"2", ".png")
    assert first != second
    draft.write(replace(FORM, media=Media(pics=(second,))))
    kept = Draft(tmp_path).read("")
    assert kept is not None
    assert Path(first).exists()
    draft.tidy(kept.form)
    assert not Path(first).exists()
    assert Path(second).read_bytes() == b"2"
    draft.forget()
    assert draft.read("") is None
    assert not Path(second).exists()


def test_after_its_package_the_version_and_what_changed_begin_anew(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    draft.write(FORM)
    kept = draft.read("1.1.0")
    assert isinstance(kept, Restored)
    form = taken_up(kept, "1.1.0", Advice("1.1.1", Step.PATCH, "same"))
    assert (form.version, form.description, form.confirmed) == ("1.1.1", "", frozenset())
    assert form.basic == FORM.basic
    assert taken_up(kept, "1.0.0", Advice("1.0.1", Step.PATCH, "same")).version == "1.1.0"


def test_the_first_form_says_what_the_project_says(tmp_path: Path) -> None:
    (tmp_path / "app.json").write_text(
        json.dumps({"pages": ["pages/a"], "window": {"navigationBarTitleText": "Kiosk"}})
    )
    (tmp_path / "logo.png").write_bytes(b"x")
    submission = Submission(tmp_path, tmp_path, {})
    form = first_form(submission, "Corner", Advice("1.0.0", Step.FIRST, "first"))
    assert form.version == "1.0.0"
    assert form.items == (Item("pages/a", "Kiosk"),)
    assert form.basic == Basic(name="Corner", logo="logo.png")


@pytest.mark.parametrize(
    ("last", "before", "now", "version", "reason"),
    [
        ("", None, BEFORE, "1.0.0", "first"),
        ("1.2.3", None, BEFORE, "1.2.4", "unknown"),
        ("odd", None, BEFORE, "1.0.0", "unknown"),
        ("1.2.3", BEFORE, BEFORE, "1.2.4", "same"),
        ("1.2.3", BEFORE, replace(BEFORE, files={"a.js": 9}), "1.2.4", "files_changed"),
        ("1.2.3", BEFORE, replace(BEFORE, pages=("pages/a", "pages/b")), "1.3.0", "pages_new"),
        ("1.2.3", BEFORE, replace(BEFORE, packages=("shop",)), "1.3.0", "packages_new"),
        (
            "1.2.3",
            BEFORE,
            replace(BEFORE, permissions=("a", "getLocation")),
            "1.3.0",
            "permissions_new",
        ),
        ("1.2.3", BEFORE, replace(BEFORE, pages=("pages/b",)), "2.0.0", "pages_gone"),
        ("1.2", BEFORE, replace(BEFORE, pages=("pages/a", "x")), "1.3.0", "pages_new"),
    ],
)
def test_the_version_follows_what_changed(
    last: str, before: Shape | None, now: Shape, version: str, reason: str
) -> None:
    advice = advise(last, before, now)
    assert (advice.version, advice.reason) == (version, reason)


def test_the_shape_of_a_project_is_kept_and_read_back(tmp_path: Path) -> None:
    root = tmp_path / "app"
    root.mkdir()
    (root / "app.json").write_text(
        json.dumps({"pages": ["pages/a"], "requiredPrivateInfos": ["getLocation"]})
    )
    (root / "app.js").write_text("App({})")
    shape = shape_of(Submission(root, root, {}))
    assert shape.pages == ("pages/a",)
    assert shape.permissions == ("getLocation",)
    assert set(shape.files) == {"app.js", "app.json"}
    draft = Draft(tmp_path / "kept")
    assert draft.packed() is None
    draft.note_packed(shape)
    assert Draft(tmp_path / "kept").packed() == shape
