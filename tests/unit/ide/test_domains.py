"""Addresses are checked only against a list the project has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ide.phone import app_facts, folder_facts
from ide.project.domains import domains, is_checked
from ide.project.folder import read_folder

LISTED = {"request": ["https://api.example.com"], "socket": ["wss://api.example.com"]}


@pytest.mark.parametrize(
    ("config", "checked"),
    [
        ({}, False),
        ({"setting": {"urlCheck": True}}, False),
        ({"domains": LISTED}, True),
        ({"domains": LISTED, "setting": {"urlCheck": True}}, True),
        ({"domains": LISTED, "setting": {"urlCheck": False}}, False),
        ({"domains": {}, "setting": {"urlCheck": True}}, False),
        ({"domains": "https://api.example.com"}, False),
    ],
)
def test_without_a_list_nothing_is_checked(config: dict[str, Any], checked: bool) -> None:
    assert is_checked(config) is checked


def test_what_is_no_origin_is_left_out() -> None:
    listed = {"request": ["https://a.example", 3], "download": "https://b.example", "else": []}
    assert domains({"domains": listed}) == {"request": ("https://a.example",)}


def test_the_window_and_the_command_line_agree(tmp_path: Path) -> None:
    (tmp_path / "app.json").write_text("{}", "utf-8")
    shared = {"appid": "wx1", "projectname": "Shop", "setting": {"urlCheck": False, "es6": True}}
    private = {"setting": {"urlCheck": True}, "domains": LISTED}
    (tmp_path / "project.config.json").write_text(json.dumps(shared), "utf-8")
    (tmp_path / "project.private.config.json").write_text(json.dumps(private), "utf-8")
    folder = read_folder(tmp_path)
    facts = folder_facts(folder)
    manifest = {"appId": "wx1", "projectName": "Shop", "app": {}}
    assert facts == app_facts(manifest, folder.config)
    assert facts.url_check
    assert facts.domains["socket"] == ("wss://api.example.com",)
    assert folder.config["setting"] == {"urlCheck": True, "es6": True}
