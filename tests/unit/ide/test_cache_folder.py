"""Where the compiler's results are kept, and that a bad place does no harm."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from ide.cache_folder import VARIABLE, cache_folder
from ide.headless import check

HOME = {"HOME": "/home/a", "USERPROFILE": "/users/a"}


@pytest.mark.parametrize(
    ("platform", "more", "folder"),
    [
        ("linux", {}, "/home/a/.cache/minideck"),
        ("linux", {"XDG_CACHE_HOME": "/var/c"}, "/var/c/minideck"),
        ("linux", {"XDG_CACHE_HOME": "c"}, "/home/a/.cache/minideck"),
        ("darwin", {}, "/home/a/Library/Caches/minideck"),
        ("win32", {}, "/users/a/AppData/Local/minideck"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/minideck"),
        ("linux", {VARIABLE: "/elsewhere"}, "/elsewhere"),
    ],
)
def test_the_platform_and_the_person_say_where(
    platform: str, more: dict[str, str], folder: str
) -> None:
    assert cache_folder({**HOME, **more}, platform) == Path(folder)


def test_it_can_be_switched_off_and_needs_a_home() -> None:
    assert cache_folder({**HOME, VARIABLE: ""}, "linux") is None
    assert cache_folder({}, "linux") is None


def check_project(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> object:
    root = tmp_path / "app"
    root.mkdir(exist_ok=True)
    (root / "app.json").write_text('{"pages": ["index"]}', "utf-8")
    for name, text in {"app.js": "App({})", "index.js": "Page({})", "index.wxml": "<a/>"}.items():
        (root / name).write_text(text, "utf-8")
    monkeypatch.setenv(VARIABLE, place)
    result = tmp_path / "result.json"
    check.run(Namespace(project=root, json=result))
    found = json.loads(result.read_text("utf-8"))
    del found["ms"]
    return found


def test_a_second_check_finds_the_same_and_a_bad_place_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "cache"
    cold = check_project(tmp_path, str(place), monkeypatch)
    assert any(place.iterdir())
    assert check_project(tmp_path, str(place), monkeypatch) == cold
    (tmp_path / "file").write_text("", "utf-8")
    assert check_project(tmp_path, str(tmp_path / "file" / "cache"), monkeypatch) == cold
    assert check_project(tmp_path, "", monkeypatch) == cold
    assert list(tmp_path.glob("*.sqlite")) == []
