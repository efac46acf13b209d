"""What may be asked of a contact sheet; each slip is one sentence that names what is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ide.exit_codes import CannotRunError
from ide.matrix import axes

MANIFEST: dict[str, Any] = {"pages": [{"route": "pages/index/index"}, {"route": "pages/b/b"}]}


def test_lists_are_read_with_commas_and_spaces_and_each_value_counts_once() -> None:
    assert axes.chosen_themes(["light,dark", "light"]) == ["light", "dark"]
    assert axes.chosen_languages(["zh-CN", "en"]) == ["zh_CN", "en"]
    assert axes.chosen_devices(["iPhone SE (3rd)", "iphone-se"]) == ["iphone-se"]


def test_what_is_left_out_is_the_usual() -> None:
    assert axes.chosen_themes([]) == ["light"]
    assert axes.chosen_languages([]) == ["zh_CN"]
    assert len(axes.chosen_devices([])) == 1
    assert axes.chosen_states([]) == {"": None}
    assert [page.route for page in axes.chosen_pages([], MANIFEST)] == [
        "pages/index/index",
        "pages/b/b",
    ]


@pytest.mark.parametrize(
    ("choose", "said"),
    [
        (lambda: axes.chosen_devices(["nokia"]), "no device 'nokia'"),
        (lambda: axes.chosen_themes(["blue"]), "no theme 'blue'; known are light, dark"),
        (lambda: axes.chosen_languages(["xx"]), "no language 'xx'"),
        (lambda: axes.chosen_pages(["pages/index/indx"], MANIFEST), "mean pages/index/index?"),
        (lambda: axes.chosen_pages([], {"pages": []}), "has no page"),
        (lambda: axes.chosen_states([Path("missing.yaml")]), "missing.yaml"),
    ],
)
def test_a_slip_is_a_sentence(choose: Callable[[], object], said: str) -> None:
    with pytest.raises(CannotRunError, match="matrix: ") as raised:
        choose()
    assert said in str(raised.value)


def test_a_scenario_becomes_a_state_of_the_phone_under_its_name(tmp_path: Path) -> None:
    file = tmp_path / "slow.scenario.yaml"
    track = "tracks:\n  - channel: network\n    keys:\n      - {t: 0, networkType: 2g}\n"
    file.write_text(f"version: 1\n{track}", encoding="utf-8")
    states = axes.chosen_states([file])
    state = states["slow"]
    assert state is not None
    assert state["device"]["network"]["type"] == "2g"
    other = tmp_path / "b" / "slow.json"
    other.parent.mkdir()
    with pytest.raises(CannotRunError, match="two scenarios are called slow"):
        axes.chosen_states([file, other])
