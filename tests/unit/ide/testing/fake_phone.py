"""A phone that is only heard of: what the plugin asks of one, written down in a file."""

from __future__ import annotations

import json
import threading
from base64 import b64decode
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ide.automation import Played
from ide.automation.errors import ConnectionLostError

PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGNkYPjPwMDAxMDAwMDAAAALHwEDmIWXfgAA"
    "AABJRU5ErkJggg=="
)
"""Two by two pixels."""

CONFTEST = """
from tests.unit.ide.testing.fake_phone import FakePhone

def pytest_minideck_launch(config, project):
    return FakePhone(project, config.rootpath)
"""


class FakePhone:
    """Answers at once; a test makes it say errors, lose its connection or hang."""

    def __init__(self, project: Path, root: Path) -> None:
        self.project_folder = project
        self._log = root / "told.jsonl"
        self._observer: Callable[[str, Mapping[str, Any], float, str], None] | None = None
        self._said: list[dict[str, Any]] = []
        self.lost = False
        self.connection = SimpleNamespace(observe=self._observe)
        self.log = SimpleNamespace(console=lambda: list(self._said), calls=self._calls)
        self.scenario = SimpleNamespace(play=self._play)
        top = SimpleNamespace(path="pages/a/a", data={"count": 7}, tree=lambda: {"tag": "view"})
        self.app = SimpleNamespace(
            screen_shot=lambda: PNG, current_page=lambda: top, page_stack=lambda: [top]
        )
        self.device = self.mock = self.native = self.clock = self.snapshot = self.project = top
        self._tell("launched", project=project.name)

    def reset(self, **setting: Any) -> None:
        """Begin afresh."""
        if self.lost:
            raise ConnectionLostError("The connection has ended.")
        self._said = []
        self._tell("reset", **{name: value for name, value in setting.items() if value})

    def close(self) -> None:
        """End."""
        self._tell("closed")

    def say(self, text: str, kind: str = "log") -> None:
        """Write to the app's console."""
        self._said.append({"type": kind, "text": text, "file": "", "line": 0})

    def do(self, method: str, error: str = "") -> None:
        """Make a request that the step log hears of."""
        if self._observer is not None:
            self._observer(method, {"selector": ".buy"}, 0.002, error)

    def hang(self) -> None:
        """Never answer."""
        threading.Event().wait()

    def _calls(self) -> list[dict[str, Any]]:
        return [{"name": "request", "params": {"url": "https://x.test"}, "outcome": "ok"}]

    def _play(self, file: Path) -> Played:
        self._tell("played", file=file.name)
        cases = json.loads(file.read_text("utf-8"))
        return Played(ok=all(case["ok"] for case in cases), cases=tuple(cases))

    def _observe(
        self, observer: Callable[[str, Mapping[str, Any], float, str], None] | None
    ) -> None:
        self._observer = observer

    def _tell(self, what: str, **facts: Any) -> None:
        with self._log.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"what": what, **facts}) + "\n")


def told(root: Path) -> list[dict[str, Any]]:
    """Return what the phones of a run were asked."""
    return [json.loads(line) for line in (root / "told.jsonl").read_text("utf-8").splitlines()]
