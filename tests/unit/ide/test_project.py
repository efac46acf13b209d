"""What is known of a project folder, and of those opened before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from ide.project.folder import NotAProjectError, read_folder
from ide.project.recent import RecentProjects
from renderer.compiler.config.project import load_project
from renderer.compiler.files import ProjectFiles
from renderer.compiler.source import DiskTree


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


def test_a_name_the_official_tool_has_encoded_is_read_by_people(tmp_path: Path) -> None:
    files = {"project.config.json": '{"projectname": "Sales%20%E5%95%86"}', "app.json": "{}"}
    assert read_folder(write(tmp_path, files)).name == "Sales 商"


def test_a_root_outside_the_project_is_not_followed(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"other/app.json": "{}", "mine/project.config.json": '{"miniprogramRoot": "../other"}'},
    )
    with pytest.raises(NotAProjectError):
        read_folder(tmp_path / "mine")


@pytest.mark.parametrize("place", ["dist", "example", "packages/shop/wx"])
def test_an_app_that_nobody_named_is_found_where_the_compiler_finds_it(
    tmp_path: Path, place: str
) -> None:
    page = {f"{place}/p/p.{kind}": "" for kind in ("js", "wxml")}
    app = {f"{place}/app.json": '{"pages": ["p/p"]}', "node_modules/x/app.json": '{"pages": []}'}
    root = write(tmp_path, {"project.config.json": "{}", **app, **page})
    assert read_folder(root).entry_page == f"{place}/p/p.wxml"
    assert load_project(ProjectFiles(DiskTree(root))).package_root == f"{place}/"


def test_a_project_below_the_folder_brings_its_configuration(tmp_path: Path) -> None:
    project = {"shop/project.config.json": '{"projectname": "shop", "miniprogramRoot": "wx/"}'}
    root = write(tmp_path, {**project, "shop/wx/app.json": '{"pages": ["p/p"]}'})
    folder = read_folder(root)
    assert (folder.name, folder.package_folder) == ("shop", "shop/wx")
    assert load_project(ProjectFiles(DiskTree(root))).package_root == "shop/wx/"


def test_a_folder_without_app_json_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NotAProjectError):
        read_folder(tmp_path)


def test_recent_projects_are_pinned_first_then_newest_and_keep_what_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "recent.json"
    recent = RecentProjects(file)
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        recent.add(tmp_path / name, name, datetime(2026, 5, 1, 9, 30))
    recent.pin(tmp_path / "b", pinned=True)
    recent.add(tmp_path / "gone", "gone")
    found = RecentProjects(file).all()
    assert [(each.name, each.pinned, each.exists) for each in found] == [
        ("b", True, True),
        ("gone", False, False),
        ("c", False, True),
        ("a", False, True),
    ]
    assert found[0].opened == "2026-05-01T09:30:00"


def test_projects_taken_from_the_list_stay_on_the_disk(tmp_path: Path) -> None:
    recent = RecentProjects(tmp_path / "recent.json")
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        recent.add(tmp_path / name, name)
    recent.remove(tmp_path / "a", tmp_path / "c")
    assert [project.name for project in recent.all()] == ["b"]
    assert all((tmp_path / name).is_dir() for name in "abc")


def test_a_list_written_by_an_older_version_is_read(tmp_path: Path) -> None:
    file = tmp_path / "recent.json"
    file.write_text('[{"path": "/somewhere", "name": "old"}, {"name": "no path"}, 3]')
    assert [(each.name, each.opened) for each in RecentProjects(file).all()] == [("old", "")]


def test_pinned_projects_do_not_fall_off_the_list(tmp_path: Path) -> None:
    recent = RecentProjects(tmp_path / "recent.json")
    recent.add(tmp_path / "first", "first")
    recent.pin(tmp_path / "first", pinned=True)
    for number in range(70):
        recent.add(tmp_path / str(number), str(number))
    names = [project.name for project in recent.all()]
    assert names[0] == "first"
    assert len(names) == 60
    assert "69" in names
    assert "0" not in names
