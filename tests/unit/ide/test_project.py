"""What is known of a project folder, and of those opened before."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.project.folder import NotAProjectError, read_folder
from ide.project.recent import RecentProjects


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def test_a_project_without_configuration(tmp_path: Path) -> None:
    folder = read_folder(write(tmp_path, {"app.json": '{"pages": ["a/a"]}', "a/a.wxml": ""}))
    assert folder.name == tmp_path.name
    assert folder.app_id == "touristappid"
    assert folder.entry_page == "a/a.wxml"


def test_the_private_configuration_wins_and_comments_are_tolerated(tmp_path: Path) -> None:
    files = {
        "project.config.json": '{"miniprogramRoot": "app/", "projectname": "one", /* c */ }',
        "project.private.config.json": '{"projectname": "two"}',
        "app/app.json": '{"pages": ["p/p"], "entryPagePath": "q/q"}',
        "app/q/q.wxml": "",
    }
    folder = read_folder(write(tmp_path, files))
    assert folder.name == "two"
    assert folder.app_root == tmp_path / "app"
    assert folder.entry_page == "app/q/q.wxml"
    assert "app/app.json" in folder.files()
    assert folder.locate("app.json") == "app/app.json"
    assert folder.locate("app/app.json") == "app/app.json"
    assert folder.locate("") == ""


def test_a_root_outside_the_project_is_not_followed(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"other/app.json": "{}", "mine/project.config.json": '{"miniprogramRoot": "../other"}'},
    )
    with pytest.raises(NotAProjectError):
        read_folder(tmp_path / "mine")


def test_a_folder_without_app_json_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NotAProjectError):
        read_folder(tmp_path)


def test_recent_projects_are_newest_first_and_leave_out_what_is_gone(tmp_path: Path) -> None:
    recent = RecentProjects(tmp_path / "recent.json")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        recent.add(tmp_path / name, name)
    recent.add(tmp_path / "a", "a")
    recent.add(tmp_path / "gone", "gone")
    assert [project.name for project in recent.all()] == ["a", "b"]
    recent.remove(tmp_path / "a")
    assert [project.name for project in RecentProjects(tmp_path / "recent.json").all()] == ["b"]
