"""The colours of the console's text: those of the theme for code, prompts and terminal output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument

from ide.theme.palette import Colors

_ANSI = (
    "text",
    "error",
    "success",
    "token:number",
    "token:tag",
    "token:keyword",
    "token:type",
    "muted",
)
"""The eight colours of a terminal, dark ones first; the bright ones are the same but for grey."""
_GREY = 8


def ansi_colors(theme: Colors) -> dict[int, str]:
    """Return the sixteen colours of a terminal as names of colours."""
    plain = [_color(theme, name) for name in _ANSI]
    found = dict(enumerate(plain + plain))
    found[_GREY] = theme.token["comment"]
    return found


def style_sheet(theme: Colors, family: str, pixels: int) -> str:
    """Return the sheet of the text and of the classes that its HTML names."""
    return f"""
        QTextEdit {{
            background: {theme["surface"]}; color: {theme["text"]}; border: none; border-radius: 0;
            padding: 4px 4px 4px 8px; font-family: "{family}"; font-size: {pixels}px;
            selection-background-color: {theme.editor["editor.selectionBackground"]};
            selection-color: {theme["text"]};
        }}
        .in-prompt {{ color: {theme["accent"]}; }}
        .out-prompt {{ color: {theme["success"]}; }}
        .in-prompt-number, .out-prompt-number {{ font-weight: bold; }}
        .error {{ color: {theme["error"]}; }}
        .inverted {{ background-color: {theme["accent"]}; color: {theme["accent_text"]}; }}
    """


def other_colors(old: Colors, new: Colors) -> dict[str, str]:
    """Return what each colour of text becomes when the theme changes."""
    names = ("text", "accent", "success", "error", "muted", "disabled")
    pairs = {old[name]: new[name] for name in names}
    pairs |= {old.token[name]: new.token[name] for name in old.token}
    return {QColor(one).name(): QColor(other).name() for one, other in pairs.items()}


def recolor(document: QTextDocument, pairs: Mapping[str, str]) -> None:
    """Give the letters of a document that have one of the colours another one."""
    for start, length, color in list(_parts(document)):
        other = pairs.get(color)
        if other is not None and other != color:
            _paint(document, start, length, other)


def _parts(document: QTextDocument) -> Iterator[tuple[int, int, str]]:
    """Where letters of a colour of their own begin, how many they are, and the colour."""
    block = document.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            part = at.fragment()
            brush = part.charFormat().foreground()
            if brush.style() != Qt.BrushStyle.NoBrush:
                yield part.position(), part.length(), brush.color().name()
            at += 1
        block = block.next()


def _paint(document: QTextDocument, start: int, length: int, color: str) -> None:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    change = QTextCharFormat()
    change.setForeground(QColor(color))
    cursor.mergeCharFormat(change)


def _color(theme: Colors, name: str) -> str:
    where, _, token = name.partition(":")
    return theme.token[token] if where == "token" else theme[name]
