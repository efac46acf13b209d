"""All documented scenes are there once, each in a group with a title."""

from __future__ import annotations

from ide.i18n import catalogue, languages
from ide.launch.scenes import OFTEN, OTHER, scene, scenes


def test_every_documented_scene_is_there_once() -> None:
    numbers = [item.id for item in scenes()]
    assert len(numbers) == len(set(numbers)) == 232
    assert {1001, 1432} <= set(numbers)


def test_groups_stand_together_and_have_titles() -> None:
    groups = [item.group for item in scenes()]
    runs = [group for at, group in enumerate(groups) if at == 0 or groups[at - 1] != group]
    assert len(runs) == len(set(runs))
    assert runs[0] == OFTEN
    assert groups.count(OTHER) < 20
    for code in languages():
        assert {f"scenes.{group}" for group in runs} <= set(catalogue(code))


def test_a_scene_is_found_by_its_number() -> None:
    found = scene(1037)
    assert found is not None
    assert "another mini-program" in found.meaning
    assert scene(4) is None
