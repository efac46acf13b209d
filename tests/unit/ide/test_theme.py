"""Both themes have every colour, and texts stand out from what is behind them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

import resources
from ide.theme.palette import colors
from ide.theme.theme import Theme

THEMES = ("light", "dark")
PAIRS = [
    (text, ground)
    for text in ("text", "muted", "error", "warning", "success", "accent")
    for ground in ("window", "surface")
] + [("accent_text", "accent"), ("text", "accent_soft"), ("text", "hover"), ("text", "error_soft")]


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_texts_have_a_contrast_of_4_5(name: str, text: str, ground: str) -> None:
    theme = colors(name)
    assert contrast(theme[text], theme[ground]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_code_has_a_contrast_of_4_5(name: str) -> None:
    theme = colors(name)
    ground = theme.editor["editor.background"]
    weak = [token for token, color in theme.token.items() if contrast(color, ground) < 4.5]
    assert weak == []


def test_both_themes_name_the_same_colours() -> None:
    light, dark = (colors(name) for name in THEMES)
    assert set(light.window) == set(dark.window)
    assert set(light.editor) == set(dark.editor)
    assert set(light.token) == set(dark.token)


def test_the_style_sheet_names_colours_and_icons_that_exist() -> None:
    text = resources.path("themes", "base.qss").read_text("utf-8")
    icons = set(re.findall(r"%([\w-]+)(?:@\w+)?%", text))
    named = set(re.findall(r"@(\w+)", text))
    assert named <= set(colors("light").window)
    assert [icon for icon in icons if not resources.path("icons", f"{icon}.svg").is_file()] == []


class Application(QObject):
    """What a theme changes, noting when."""

    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        for name in ("Font", "Style", "Palette", "StyleSheet"):
            setattr(self, f"set{name}", self._note(name, seen))

    def _note(self, name: str, seen: list[str]) -> Any:
        return lambda _value: seen.append(name)


@pytest.mark.usefixtures("qapp")
def test_who_draws_elsewhere_hears_of_colours_before_the_window_is_drawn_anew(
    tmp_path: Path,
) -> None:
    seen: list[str] = []
    application: QApplication = Application(seen)  # type: ignore[assignment]
    theme = Theme(application, tmp_path)
    seen.clear()
    theme.chosen.connect(lambda chosen: seen.append(f"chosen {chosen.dark}"))
    theme.changed.connect(lambda changed: seen.append(f"changed {changed.dark}"))
    theme.use("dark")
    assert seen == ["chosen True", "Palette", "StyleSheet", "changed True"]
    theme.use("light")
