"""A mini-program that answers what the console asks, without a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TREE = {
    "elementId": "e1",
    "tag": "page",
    "attributes": {},
    "children": [
        {
            "elementId": "e2",
            "tag": "view",
            "attributes": {"id": "first", "class": "card large"},
            "children": ["Rolls", {"elementId": "e3", "tag": "icon", "attributes": {}}],
        },
        {
            "elementId": "e4",
            "tag": "button",
            "attributes": {"class": "buy"},
            "children": ["Buy"],
        },
    ],
}
ANSWERS: dict[str, Any] = {
    "App.getCurrentPage": {"pageId": 3, "path": "pages/home/home", "query": {}},
    "App.getPageStack": {"pageStack": [{"pageId": 3, "path": "pages/home/home", "query": {}}]},
    "Page.getTree": {"tree": TREE},
    "Page.getData": {"data": {"count": 1}},
    "Minideck.getInfo": {"pages": ["pages/home/home", "pages/about/about"], "device": "iphone-15"},
    "Device.list": {
        "devices": [
            {"id": "iphone-15", "title": "iPhone 15"},
            {"id": "pixel-8", "title": "Pixel 8"},
        ]
    },
    "Device.getState": {"value": {"network": {"type": "wifi"}, "battery": {"level": 80}}},
    "Device.setState": {},
    "Device.use": {},
    "Project.files": {"files": ["app.json", "mock/morning.scenario.yaml"]},
    "Log.calls": {
        "calls": [
            {
                "number": 1,
                "name": "getLocation",
                "params": {"type": "wgs84"},
                "outcome": "ok",
                "result": {"latitude": 23.1},
                "started": 10.0,
                "ended": 14.0,
            },
            {"number": 2, "name": "request", "params": {}, "outcome": "", "started": 20.0},
        ]
    },
    "Input.do": {},
    "App.captureScreenshot": {
        "data": "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAAElFTkSuQmCC"
    },
}


class FakeConnection:
    """Answers from the table above and notes what was asked."""

    endpoint = "ws://127.0.0.1:1"

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, Any] = dict(ANSWERS)

    def send(
        self, method: str, params: Mapping[str, Any] | None = None, timeout: float = 60.0
    ) -> dict[str, Any]:
        """Answer, or raise the error that stands in the table."""
        self.asked.append((method, dict(params or {})))
        answer = self.answers[method]
        if callable(answer):
            answer = answer(params)
        if isinstance(answer, Exception):
            raise answer
        return dict(answer)

    def limit(self, timeout: float | None) -> float:
        """Return the seconds that a wait may take."""
        return 10.0 if timeout is None else timeout

    def methods(self) -> list[str]:
        """What was asked, without the parameters."""
        return [method for method, _ in self.asked]
