"""The run of a worker: its options and phones, and how a test begins and ends on one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ide.testing.options import Options
from ide.testing.phones import Phones
from ide.testing.pictures import Gallery, suffix
from ide.testing.setting import MARKER, Setting, Wanted, wanted
from ide.testing.under_test import UNDER_TEST, UnderTest, results_folder

if TYPE_CHECKING:
    from ide.automation import MiniProgram


class ScenarioFailedError(AssertionError):
    """What a scenario expects did not come true before the test began."""


class Run:
    """One pytest process: the only one, or one of pytest-xdist's workers."""

    def __init__(self, config: pytest.Config, options: Options) -> None:
        self.options = options
        self._config = config
        self._phones: Phones | None = None

    def wanted(self, node: Any) -> Wanted:
        """Return what the markers of a test and the options say."""
        return wanted(node.iter_markers(MARKER), self.options.wanted)

    def project(self, node: pytest.Item) -> Path:
        """Return the project of a test.

        Raises:
            pytest.UsageError: nobody names one.
        """
        named = self.wanted(node).project
        if not named:
            raise pytest.UsageError(
                "minideck: no project to test. Name it with --minideck-project DIR, with "
                "minideck_project in the ini file, with @pytest.mark.minideck(project=…), or "
                "override the fixture minideck_project."
            )
        from_option = named == self.options.wanted.project
        base = self._config.rootpath if from_option else node.path.parent
        return (base / named).resolve()

    def pictures(self, node: pytest.Item) -> Path:
        """Return the folder of the expected pictures of a test's file."""
        return node.path.parent / self.options.pictures / node.path.stem

    def begin(
        self, node: pytest.Item, project: Path, setting: Setting, pictures: Path
    ) -> MiniProgram:
        """Return a fresh app on a fresh phone, set as the test wants it."""
        wants = self.wanted(node)
        folder = project.resolve()
        mini = self._ready(node, folder, wants, setting)
        node.user_properties.extend(_properties(folder, setting, self._config))
        gallery = self._gallery(node, setting, pictures)
        test = UnderTest(mini, folder, wants, setting, gallery)
        node.stash[UNDER_TEST] = test
        mini.connection.observe(test.steps.add)
        if setting.scenario:
            self._play(mini, node, setting.scenario)
        return mini

    def end(self, test: UnderTest) -> None:
        """Let go of a test's phone; one whose test hung is not used again."""
        test.mini.connection.observe(None)
        if test.hung and self._phones is not None:
            self._phones.drop(test.project)

    def rest(self, item: pytest.Item, following: pytest.Item | None) -> None:
        """End the phones when a file is done and the next one wants none: they take memory."""
        same = following is not None and following.path == item.path
        if not same and not wants_a_phone(following):
            self.close()

    def close(self) -> None:
        """End all phones."""
        if self._phones is not None:
            self._phones.close()

    def _ready(
        self, node: pytest.Item, project: Path, wants: Wanted, setting: Setting
    ) -> MiniProgram:
        if self._phones is None:
            self._phones = Phones(self._launch, self.options.processes)
        state = self._state(node, wants.state)

        def prepare(mini: MiniProgram) -> None:
            mini.reset(
                path=wants.page,
                query=dict(wants.query),
                scene=wants.scene or None,
                state=state,
                device=setting.device or None,
                theme=setting.theme or None,
                language=setting.language or None,
            )

        return self._phones.ready(project, prepare)

    def _launch(self, project: Path) -> MiniProgram:
        found = self._config.hook.pytest_minideck_launch(config=self._config, project=project)
        if found is None:
            raise pytest.UsageError("minideck: no hook pytest_minideck_launch gives a phone.")
        found.patience = self.options.patience
        return found  # type: ignore[no-any-return]

    def _state(self, node: pytest.Item, state: Mapping[str, Any] | str) -> Mapping[str, Any] | None:
        """Return the snapshot a test starts from; a file is named like a project."""
        if not isinstance(state, str):
            return state
        if not state:
            return None
        base = self._config.rootpath if state == self.options.wanted.state else node.path.parent
        return json.loads((base / state).read_text("utf-8"))  # type: ignore[no-any-return]

    def _gallery(self, node: pytest.Item, setting: Setting, pictures: Path) -> Gallery:
        options = self.options
        return Gallery(
            folder=pictures,
            suffix=suffix(*setting.traits),
            update=options.update_pictures,
            require=options.require_pictures,
            results=results_folder(options.results, node.nodeid),
        )

    def _play(self, mini: MiniProgram, node: pytest.Item, file: str) -> None:
        from_option = file in self.options.wanted.scenario
        base = self._config.rootpath if from_option else node.path.parent
        played = mini.scenario.play(base / file)
        if not played.ok:
            told = "\n".join(f"  {sentence}" for sentence in played.failures())
            raise ScenarioFailedError(f"scenario {file} did not come true:\n{told}")


RUN: pytest.StashKey[Run] = pytest.StashKey()


def wants_a_phone(item: pytest.Item | None) -> bool:
    """Return whether a test uses a phone."""
    return MARKER in getattr(item, "fixturenames", ())


def _properties(project: Path, setting: Setting, config: pytest.Config) -> list[tuple[str, str]]:
    """Return what a JUnit file says of the test."""
    worker = getattr(config, "workerinput", {}).get("workerid", "main")
    said = {"project": project.name, **setting.to_json(), "worker": worker}
    return [(f"minideck.{name}", value) for name, value in said.items()]
