"""A configuration that is half written holds the build back until it is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ide.finding import Finding
from ide.project.builder import Builder
from tests.patience import PATIENCE_MS


@pytest.fixture
def builder(tmp_path: Path, qtbot: QtBot) -> Iterator[Builder]:
    (tmp_path / "app.json").write_text(json.dumps({"pages": ["a"]}))
    for name in ("app.js", "a.wxml", "a.js"):
        (tmp_path / name).write_text("")
    building = Builder(tmp_path, None)
    with qtbot.waitSignal(building.opened, timeout=PATIENCE_MS):
        building.open()
    yield building
    building.close()


def test_a_half_written_app_json_keeps_the_app_as_it_is(
    builder: Builder, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "app.json"
    good = file.read_text()
    bundle = builder.bundle
    assert bundle is not None
    generation = bundle.generation
    told: list[list[Finding]] = []
    builder.broken.connect(told.append)
    file.write_text('{"pages": [')
    builder.files_changed(["app.json"])
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert told[0][0].file == "app.json"
    assert (bundle.generation, builder.failing) == (generation, True)
    file.write_text(good.replace('"a"', '"a", "a"'))
    with qtbot.waitSignals([builder.mended, builder.built], timeout=PATIENCE_MS):
        builder.files_changed(["app.json"])
    assert bundle.generation > generation


def test_a_page_that_is_gone_holds_nothing_back(
    builder: Builder, qtbot: QtBot, tmp_path: Path
) -> None:
    bundle = builder.bundle
    assert bundle is not None
    files = [tmp_path / "b.wxml", tmp_path / "b.js"]
    app = tmp_path / "app.json"
    names = ["app.json", *(file.name for file in files)]
    good = app.read_text()
    for file in files:
        file.write_text("")
    app.write_text(good.replace('"a"', '"a", "b"'))
    with qtbot.waitSignal(builder.built, timeout=PATIENCE_MS):
        builder.files_changed(names)
    loaded: list[bytes | None] = []
    bundle.chunk("page/b", loaded.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(loaded), timeout=PATIENCE_MS)
    for file in files:
        file.unlink()
    app.write_text(good)
    with qtbot.waitSignal(builder.built, timeout=PATIENCE_MS) as built:
        builder.files_changed(names)
    assert built.args is not None
    assert (built.args[0].kind, builder.failing) == ("app", False)
    assert "page/b" not in bundle.diagnostics
