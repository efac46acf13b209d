"""Both themes have every colour, and texts stand out from what is behind them."""

from __future__ import annotations

import re

import pytest

import resources
from ide.theme.palette import colors

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
