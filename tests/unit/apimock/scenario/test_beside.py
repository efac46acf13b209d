"""The files a scenario names stay below the root of its project, wherever links lead."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from apimock.scenario.errors import ScenarioError
from apimock.scenario.reading import load

INNER = "version: 1\ntracks: []\n"
WAY = "time,latitude,longitude\n0,31.0,121.0\n"
NAMING = {
    "source": ("{channel: location, source: {file: '%s'}}", "way.csv"),
    "use": ("{use: '%s'}", "inner.scenario.yaml"),
    "picture": ("{channel: scan, keys: [{t: 0, picture: '%s'}]}", "code.png"),
    "peripherals": ("{channel: ble, keys: [{t: 0, peripherals: ['%s']}]}", "lock.yaml"),
}


def write(folder: Path, track: str, start: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "a.scenario.yaml"
    begin = f"start: '{start}'\n" if start else ""
    file.write_text(f"version: 1\n{begin}tracks:\n  - {track}\n", "utf-8")
    return file


def lay_out(folder: Path) -> None:
    """Put a file of each kind there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "way.csv").write_text(WAY)
    (folder / "inner.scenario.yaml").write_text(INNER)
    (folder / "code.png").write_bytes(b"a picture")
    (folder / "lock.yaml").write_text("name: Lock\n")


@pytest.mark.parametrize("kind", NAMING)
@pytest.mark.parametrize("up", ["../../", "..\\\\..\\\\", "../scenarios/../../"])
def test_a_file_outside_of_the_project_is_refused(tmp_path: Path, kind: str, up: str) -> None:
    lay_out(tmp_path)
    (tmp_path / "app").mkdir()
    (tmp_path / "app/app.json").write_text("{}")
    track, name = NAMING[kind]
    file = write(tmp_path / "app/scenarios", track % (up.replace("\\\\", "\\") + name))
    with pytest.raises(ScenarioError, match=r"a\.scenario\.yaml:3: .* leads out of .*app"):
        load(file)


def test_the_phone_to_begin_with_is_in_the_project_too(tmp_path: Path) -> None:
    (tmp_path / "phone.json").write_text("{}")
    file = write(tmp_path / "own", "{channel: note, keys: [{t: 0, text: a}]}", "../phone.json")
    with pytest.raises(ScenarioError, match="leads out of"):
        load(file)


@pytest.mark.parametrize("kind", ["source", "use", "picture"])
@pytest.mark.parametrize("mark", ["project.config.json", "app.json"])
def test_a_file_elsewhere_in_the_project_is_taken(tmp_path: Path, kind: str, mark: str) -> None:
    (tmp_path / mark).write_text("{}")
    lay_out(tmp_path / "shared")
    track, name = NAMING[kind]
    file = write(tmp_path / "miniprogram/scenarios", track % f"../../shared/{name}")
    (tmp_path / "miniprogram/app.json").write_text("{}")
    if mark == "app.json":  # the nearest one is the root where no project.config.json is
        with pytest.raises(ScenarioError, match="leads out of"):
            load(file)
    else:
        assert len(load(file).tracks) == (0 if kind == "use" else 1)


def test_outside_of_a_project_it_is_the_folder_of_the_scenario(tmp_path: Path) -> None:
    lay_out(tmp_path)
    lay_out(tmp_path / "own/tracks")
    track, name = NAMING["source"]
    assert load(write(tmp_path / "own", track % f"tracks/{name}")).tracks
    with pytest.raises(ScenarioError, match="leads out of"):
        load(write(tmp_path / "own", track % f"../{name}"))
    inner = "version: 1\ntracks:\n  - {channel: location, source: {file: ../tracks/way.csv}}\n"
    (tmp_path / "own/parts").mkdir()
    (tmp_path / "own/parts/b.scenario.yaml").write_text(inner)
    assert load(write(tmp_path / "own", "{use: parts/b.scenario.yaml}")).tracks


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("kind", NAMING)
def test_a_link_that_leads_out_is_refused(tmp_path: Path, kind: str) -> None:
    lay_out(tmp_path / "outside")
    track, name = NAMING[kind]
    file = write(tmp_path / "app", track % f"link/{name}")
    (tmp_path / "app/app.json").write_text("{}")
    (tmp_path / "app/link").symlink_to(tmp_path / "outside")
    with pytest.raises(ScenarioError, match="leads out of"):
        load(file)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_within_the_project_are_followed(tmp_path: Path) -> None:
    lay_out(tmp_path / "app/shared")
    track, name = NAMING["source"]
    file = write(tmp_path / "app/scenarios", track % f"link/{name}")
    (tmp_path / "app/app.json").write_text("{}")
    (tmp_path / "app/scenarios/link").symlink_to(tmp_path / "app/shared")
    assert load(file).tracks
    (tmp_path / "app/scenarios/way.csv").symlink_to("way.csv")
    with pytest.raises(ScenarioError):
        load(write(tmp_path / "app/scenarios", track % name))
