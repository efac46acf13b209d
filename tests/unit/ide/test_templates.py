"""Templates: what is written, in which language, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ide.i18n import languages
from ide.start.templates import (
    NewProject,
    Template,
    app_id_fault,
    create,
    folder_fault,
    templates,
)

ALL = list(templates())
LIBRARY = "3.17.0"


def every_text(folder: Path) -> str:
    texts = {".js", ".ts", ".json", ".wxml", ".yaml"}
    return "\n".join(f.read_text("utf-8") for f in folder.rglob("*") if f.suffix in texts)


def test_what_is_offered_begins_with_the_emptiest() -> None:
    assert ALL == [
        "blank",
        "tabs",
        "javascript",
        "typescript",
        "typescript-less",
        "typescript-sass",
        "components",
        "plugin",
        "phone",
        "ridenow",
        "cardbox",
    ]


@pytest.mark.parametrize("template", templates().values(), ids=ALL)
def test_every_template_speaks_every_language_and_shows_its_picture(template: Template) -> None:
    assert set(languages()) <= set(template.languages())
    for language in languages():
        assert template.picture(language).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("template", ALL)
@pytest.mark.parametrize("language", sorted(languages()))
def test_every_text_of_the_files_is_put_in_the_language(
    template: str, language: str, tmp_path: Path
) -> None:
    root = create(NewProject(template, tmp_path / "app", "app", language), LIBRARY)
    written = every_text(root)
    for text in templates()[template].texts:
        assert text[language] in written, text


def test_a_project_is_configured_as_the_official_tool_does_it(tmp_path: Path) -> None:
    wanted = NewProject("typescript-less", tmp_path / "new" / "shop", "Mein “Laden”", "de", "")
    create(wanted, LIBRARY)
    config = json.loads((wanted.folder / "project.config.json").read_text("utf-8"))
    assert config["projectname"] == "Mein “Laden”"
    assert config["appid"] == "touristappid"
    assert config["compileType"] == "miniprogram"
    assert config["libVersion"] == LIBRARY
    assert config["srcMiniprogramRoot"] == config["miniprogramRoot"] == "miniprogram/"
    assert config["setting"]["useCompilerPlugins"] == ["typescript", "less"]
    assert config["setting"]["babelSetting"]["ignore"] == []


@pytest.mark.parametrize("template", templates().values(), ids=ALL)
def test_all_files_are_copied_and_are_utf_8_without_windows_line_ends(
    template: Template, tmp_path: Path
) -> None:
    root = create(NewProject(template.id, tmp_path / "app", "app"), LIBRARY)
    for name in template.files():
        data = (root / name).read_bytes()
        if name.suffix not in {".png", ".jpg"}:
            assert data.decode("utf-8")
            assert b"\r" not in data
            assert data.endswith(b"\n")


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        create(NewProject("blank", tmp_path, "app"), LIBRARY)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_folders_that_cannot_become_a_project_are_named(tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.write_text("")
    assert folder_fault(tmp_path / "new") == ""
    assert folder_fault(Path("here")) == "relative"
    assert folder_fault(file) == "file"
    assert folder_fault(tmp_path) == "full"
    assert folder_fault(tmp_path / "what?") == "characters"


@pytest.mark.parametrize(
    ("app_id", "fault"),
    [
        ("", ""),
        ("touristappid", ""),
        ("wx0123456789abcdef", ""),
        ("wx123", "app_id"),
        ("wx0123456789ABCDEF", "app_id"),
    ],
)
def test_an_app_id_has_the_form_of_the_platform(app_id: str, fault: str) -> None:
    assert app_id_fault(app_id) == fault
