"""Variables the web engine needs when nobody looks at it."""

from __future__ import annotations

from ide.headless.environment import CHROMIUM_FLAGS, ROOT_NOTICE, prepare


def test_without_a_display_qt_runs_offscreen() -> None:
    environment: dict[str, str] = {}
    prepare(environment, platform="linux", user=1000)
    assert environment["QT_QPA_PLATFORM"] == "offscreen"


def test_a_display_or_an_own_choice_is_left_alone() -> None:
    for environment in ({"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}):
        prepare(environment, platform="linux", user=1000)
        assert "QT_QPA_PLATFORM" not in environment
    chosen = {"QT_QPA_PLATFORM": "minimal"}
    prepare(chosen, platform="linux", user=1000)
    assert chosen["QT_QPA_PLATFORM"] == "minimal"


def test_only_root_runs_without_the_sandbox_and_is_told_once() -> None:
    environment = {CHROMIUM_FLAGS: "--foo"}
    assert prepare(environment, platform="linux", user=0) == [ROOT_NOTICE]
    assert prepare(environment, platform="linux", user=0) == []
    assert environment[CHROMIUM_FLAGS].split().count("--no-sandbox") == 1
    other: dict[str, str] = {}
    assert prepare(other, platform="linux", user=1000) == []
    assert "--no-sandbox" not in other[CHROMIUM_FLAGS]


def test_webgl_works_without_a_graphics_card() -> None:
    environment: dict[str, str] = {}
    prepare(environment, platform="win32", user=None)
    assert {"--ignore-gpu-blocklist", "--enable-webgl"} <= set(environment[CHROMIUM_FLAGS].split())
