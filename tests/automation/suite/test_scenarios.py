"""Scenarios: played before a test, and by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ide.automation import Device, Page, Scenarios, expect

WALK = "../../fixtures/orchard/scenarios/walk.scenario.yaml"
LOST = Path(__file__).parents[2] / "fixtures/orchard/scenarios/lost.scenario.yaml"


@pytest.mark.minideck(scenario=WALK)
def test_a_test_goes_on_where_a_scenario_ended(page: Page, device: Device) -> None:
    assert page.path == "pages/phone/phone"
    expect(page.locator("#answer")).to_contain_text("23.")
    assert device.state("location.latitude") == 23.2


def test_a_scenario_tells_what_did_not_come_true(scenario: Scenarios) -> None:
    played = scenario.play(LOST)
    assert not played
    assert len(played.failures()) == 1
    assert "the orchard is found" in played.failures()[0]
