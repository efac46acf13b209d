"""All documented scenes are there once, each in a group with a title."""

from __future__ import annotations

import pytest

from ide.i18n import catalogue, languages, translator
from ide.launch.scenes import OFTEN, OTHER, name_of, scene, scenes


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


@pytest.mark.parametrize("language", sorted(languages()))
def test_scenes_have_names_in_every_language(language: str) -> None:
    before = translator.code
    translator.use(language)
    try:
        names = [name_of(item.id) for item in scenes()]
        assert all(names)
        assert all(len(name) < 60 for name in names)
        same = [item.id for item in scenes() if name_of(item.id) == item.meaning]
        assert (len(same) > 200) is (language == "en")
        assert name_of(4) == ""
    finally:
        translator.use(before)
