"""The phones one can preview on."""

from __future__ import annotations

import pytest

from renderer.host.screen import DEFAULT_DEVICE, UnknownDeviceError, device, devices


def test_there_are_twenty_phones_of_both_systems_and_every_cutout() -> None:
    presets = devices().values()
    assert len(presets) >= 20
    assert {preset.platform for preset in presets} == {"ios", "android"}
    assert {preset.cutout for preset in presets} == {"none", "notch", "island", "hole"}


@pytest.mark.parametrize("preset", devices().values(), ids=lambda preset: preset.id)
def test_a_screen_is_consistent(preset: object) -> None:
    found = device(preset.id)  # type: ignore[attr-defined]
    screen = found.screen()
    area = screen["safeArea"]
    assert area["bottom"] - area["top"] == area["height"] > 500
    assert screen["height"] == screen["screenHeight"] - found.status_bar - found.navigation_bar
    assert area["top"] >= screen["statusBarHeight"] or found.cutout == "none"


def test_a_phone_is_found_by_id_and_by_name_in_any_case() -> None:
    assert device("iPhone XR/11") is device("IPHONE-XR")
    assert device(DEFAULT_DEVICE).id == DEFAULT_DEVICE


def test_an_unknown_phone_is_told_with_those_that_exist() -> None:
    with pytest.raises(UnknownDeviceError, match="iphone-15"):
        device("nokia 3310")
