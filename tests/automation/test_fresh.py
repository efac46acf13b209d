"""A phone that was taken afresh knows nothing of what was before."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.automation import MiniProgram


@pytest.fixture
def minideck_project() -> Path:
    return Path(__file__).parents[1] / "fixtures" / "orchard"


def test_nothing_of_before_is_left(minideck: MiniProgram) -> None:
    begun = minideck.project.info()["device"]
    minideck.reset(device="iphone-se", theme="dark", path="pages/server/server")
    minideck.mock.queue("request", ["hang"])
    minideck.app.current_page().q("#load").tap()
    minideck.app.call_wx_method("setStorageSync", "kept", 1)
    assert minideck.log.calls("request")[0]["outcome"] == ""
    page = minideck.reset()
    info = minideck.project.info()
    assert (info["device"], info["theme"], page.path) == (begun, "light", "pages/basket/basket")
    assert minideck.log.calls("request") == []
    assert minideck.app.call_wx_method("getStorageSync", "kept") == ""
    numbers = [call["number"] for call in minideck.log.calls()]
    assert len(numbers) == len(set(numbers))
