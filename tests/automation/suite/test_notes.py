"""Storage, time, themes, snapshots, and the errors an app makes."""

from __future__ import annotations

import pytest

from ide.automation import App, Clock, Device, MiniProgram, Page, Snapshot, expect

pytestmark = pytest.mark.minideck(page="pages/notes/notes")


def test_notes_are_written_and_kept(minideck: MiniProgram, app: App, page: Page) -> None:
    minideck.type("#text", "Water the pears", enter=True)
    expect(page.locator(".note")).to_have_text("Water the pears")
    kept = app.call_wx_method("getStorage", {"key": "notes"})["data"]
    assert [note["text"] for note in kept] == ["Water the pears"]


def test_a_snapshot_brings_the_notes_back(
    app: App, page: Page, snapshot: Snapshot, minideck: MiniProgram
) -> None:
    minideck.type("#text", "Prune", enter=True)
    expect(page.locator(".note")).to_have_count(1)
    kept = snapshot.save()
    app.call_wx_method("clearStorageSync")
    assert app.restart("pages/notes/notes").qq(".note") == []
    snapshot.load(kept)
    again = app.restart("pages/notes/notes")
    expect(again.locator(".note")).to_have_text("Prune")


def test_half_a_minute_passes_at_once(page: Page, clock: Clock) -> None:
    page.q("#wait").tap()
    clock.fast_forward("20s")
    assert 0 < int(page.q("#left").text) <= 10
    clock.fast_forward("11s")
    expect(page.locator("#left")).to_have_text("The tea is ready")


def test_the_theme_is_switched_under_a_running_app(page: Page, device: Device) -> None:
    expect(page.locator("#theme")).to_have_text("light")
    before = page.q("#theme").style("color")
    device.set_theme("dark")
    expect(page.locator("#theme")).to_have_text("dark")
    assert page.q("#theme").style("color") != before


@pytest.mark.minideck(device=["iphone-se", "iphone-15"], theme=["light", "dark"])
def test_each_phone_and_theme_is_a_test_of_its_own(
    app: App, page: Page, minideck_setting: object
) -> None:
    setting = vars(minideck_setting)
    expect(page.locator("#theme")).to_have_text(setting["theme"])
    info = app.system_info()
    assert info["theme"] == setting["theme"]
    assert page.inner_size["width"] == info["windowWidth"]


@pytest.mark.minideck(allow=["the notes are full", "reading 'here'", "nobody caught"])
def test_errors_of_the_app_are_told(page: Page, minideck: MiniProgram) -> None:
    page.q("#complain").tap()
    page.q("#throw").tap()
    page.q("#reject").tap()
    page.wait_for(lambda: len(errors(minideck)) == 3)
    said = " ".join(errors(minideck))
    assert "the notes are full" in said
    assert "nobody caught this" in said


def errors(minideck: MiniProgram) -> list[str]:
    return [str(line["text"]) for line in minideck.log.console() if line["type"] == "error"]
