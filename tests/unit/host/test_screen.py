"""The phones one can preview on."""

from __future__ import annotations

import pytest

from renderer.host.screen import (
    CUTOUTS,
    DEFAULT_DEVICE,
    KINDS,
    PLATFORMS,
    DevicePreset,
    Posture,
    UnknownDeviceError,
    device,
    devices,
)

ALL = list(devices().values())
LYING = Posture(landscape=True)
SHUT = Posture(folded=True)


def by_id(preset: DevicePreset) -> str:
    return preset.id


def test_there_are_enough_phones_of_every_make() -> None:
    assert len(ALL) >= 35
    assert {preset.platform for preset in ALL} == set(PLATFORMS)
    assert {preset.cutout for preset in ALL} == set(CUTOUTS)
    assert {preset.kind for preset in ALL} == set(KINDS)
    assert len({preset.name for preset in ALL}) == len(ALL)


@pytest.mark.parametrize("preset", ALL, ids=by_id)
@pytest.mark.parametrize("posture", [Posture(), LYING, SHUT], ids=["upright", "lying", "shut"])
def test_a_screen_is_consistent(preset: DevicePreset, posture: Posture) -> None:
    screen, shape = preset.screen(posture=posture), preset.shape(posture)
    area = screen["safeArea"]
    assert area["height"] == shape.height - shape.top - shape.bottom > 250
    assert area["width"] == shape.width - shape.left - shape.right > 300
    assert screen["height"] == shape.height - shape.status_bar - preset.navigation_bar
    assert screen["width"] == screen["screenWidth"] == shape.width
    assert shape.top >= shape.status_bar


@pytest.mark.parametrize("preset", ALL, ids=by_id)
def test_the_data_of_a_phone_is_plausible(preset: DevicePreset) -> None:
    assert 1.5 <= preset.pixel_ratio <= 4
    assert 20 <= preset.status_bar == preset.safe_area.top <= 62
    assert preset.safe_area.bottom in ({0} if preset.platform == "android" else {0, 20, 34})
    if preset.cutout in {"notch", "island"} and preset.platform == "ios":
        assert preset.safe_area.bottom == 34
    assert (preset.folded is not None) is (preset.kind == "foldable")
    assert preset.width < preset.height


def test_an_iphone_on_its_side_keeps_clear_of_its_island_and_shows_no_clock() -> None:
    shape = device("iphone-15").shape(LYING)
    assert (shape.width, shape.height, shape.status_bar) == (852, 393, 0)
    assert (shape.left, shape.top, shape.right, shape.bottom) == (59, 0, 59, 21)


def test_a_tablet_on_its_side_looks_as_before() -> None:
    shape = device("ipad-10").shape(LYING)
    assert (shape.width, shape.height, shape.status_bar) == (1180, 820, 24)
    assert (shape.left, shape.top, shape.right, shape.bottom) == (0, 24, 0, 20)


def test_a_foldable_has_two_screens_and_other_phones_one() -> None:
    found = device("galaxy-z-fold-5")
    assert (found.shape().width, found.shape(SHUT).width) == (690, 344)
    assert device("iphone-15").shape(SHUT) == device("iphone-15").shape()


def test_a_phone_is_found_by_id_and_by_name_in_any_case() -> None:
    assert device("iPhone XR/11") is device("IPHONE-XR")
    assert device(DEFAULT_DEVICE).id == DEFAULT_DEVICE


def test_an_unknown_phone_is_told_with_those_that_exist() -> None:
    with pytest.raises(UnknownDeviceError, match="iphone-15"):
        device("nokia 3310")
