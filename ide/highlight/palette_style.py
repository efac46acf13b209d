"""The token colours of a theme as a Pygments style."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pygments.style import Style
from pygments.token import (
    Comment,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    _TokenType,
)

from ide.theme.palette import colors

_NAMES: Mapping[_TokenType, str] = {
    Comment: "comment",
    Keyword: "keyword",
    Keyword.Type: "number",
    Keyword.Constant: "variable",
    Name.Tag: "tag",
    Name.Class: "tag",
    Name.Attribute: "attribute",
    Name.Property: "attribute",
    Name.Function: "function",
    Name.Builtin: "type",
    Name.Variable: "variable",
    Number: "number",
    Operator: "punctuation",
    Punctuation: "punctuation",
    String: "string",
    String.Interpol: "function",
}


@cache
def style_of(theme: str) -> type[Style]:
    """Return the style of the theme ``light`` or ``dark``."""
    chosen = colors(theme)
    found = {kind: chosen.token[name] for kind, name in _NAMES.items() if name in chosen.token}
    return type("PaletteStyle", (Style,), {"styles": found, "background_color": chosen["surface"]})
