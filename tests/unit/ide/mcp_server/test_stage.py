"""How many apps run at once for an agent, and which of them ends for another one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ide.mcp_server import stage
from ide.mcp_server.stage import MOST, Stage


class Apps:
    """Stands in for processes: knows which run, and which have been started."""

    def __init__(self) -> None:
        self.running: list[str] = []
        self.started: list[str] = []
        self.most = 0

    async def launch(self, root: Path, **_phone: str) -> Any:
        self.started.append(root.name)
        self.running.append(root.name)
        self.most = max(self.most, len(self.running))

        async def close() -> None:
            self.running.remove(root.name)

        return SimpleNamespace(connection=SimpleNamespace(is_open=True), close=close)


@pytest.fixture
def apps(monkeypatch: pytest.MonkeyPatch) -> Apps:
    found = Apps()
    monkeypatch.setattr(stage, "launch", found.launch)
    return found


@pytest.fixture
def projects(tmp_path: Path) -> dict[str, Path]:
    found = {name: tmp_path / name for name in "abc"}
    for folder in found.values():
        folder.mkdir()
        (folder / "app.json").write_text('{"pages": []}')
    return found


async def use(on: Stage, project: Path) -> None:
    await on.open(project, {})
    async with on.app():
        return


def test_the_app_used_longest_ago_ends_for_a_new_one(apps: Apps, projects: dict[str, Path]) -> None:
    async def work() -> None:
        on = Stage()
        for name in "abac":
            await use(on, projects[name])
        assert apps.running == ["a", "c"]
        await use(on, projects["a"])
        await use(on, projects["b"])
        assert sorted(apps.running) == ["a", "b"]
        await on.close()

    asyncio.run(work())
    assert apps.started == ["a", "b", "c", "b"]
    assert (apps.most, apps.running) == (MOST, [])


def test_an_app_is_not_ended_under_a_call(apps: Apps, projects: dict[str, Path]) -> None:
    async def work() -> None:
        on = Stage()
        await on.open(projects["a"], {})
        async with on.app():
            await on.open(projects["b"], {})
            async with on.app():
                third = asyncio.create_task(use(on, projects["c"]))
                while not on._starting.locked():  # it waits for room
                    await asyncio.sleep(0)
                assert apps.running == ["a", "b"]
            await third
            assert apps.running == ["a", "c"]
        await on.close()

    asyncio.run(asyncio.wait_for(work(), 60))
    assert apps.most == MOST
