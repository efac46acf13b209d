"""Applies a theme to the application: palette, style sheet and icons."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

import resources
from ide.theme import icons
from ide.theme.palette import Colors, colors

_ICON = re.compile(r"%([\w-]+)(?:@(\w+))?%")
_COLOR = re.compile(r"@(\w+)")
_FONT_SIZE = re.compile(r"font-size: (\d+)px")
_FONT_PIXELS = 13
_FAMILIES = (
    "Segoe UI", ".AppleSystemUIFont", "Ubuntu", "Cantarell", "Noto Sans", "Noto Sans CJK SC",
    "PingFang SC", "Microsoft YaHei UI",
)  # fmt: skip
_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "window",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_text",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Link: "accent",
}


class Theme(QObject):
    """The theme in use; ``changed`` follows each switch."""

    chosen = Signal(object)  # Colors, before the window is drawn anew, which takes a while
    changed = Signal(object)  # Colors

    def __init__(self, application: QApplication, icon_folder: Path) -> None:
        """``icon_folder`` receives the coloured icons that the style sheet names."""
        super().__init__(application)
        self._application = application
        self._icon_folder = icon_folder
        self._choice = "system"
        self._percent = 100
        self.colors = colors("light")
        icon_folder.mkdir(parents=True, exist_ok=True)
        font = QFont()
        font.setFamilies(list(_FAMILIES))
        font.setPixelSize(_FONT_PIXELS)
        application.setFont(font)
        application.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_color_scheme_changed)

    def use(self, choice: str) -> None:
        """Switch to ``light``, ``dark`` or what the ``system`` prefers."""
        self._choice = choice
        self.colors = colors(_system_theme() if choice == "system" else choice)
        icons.use(self.colors)
        self.chosen.emit(self.colors)
        self._application.setPalette(_palette(self.colors))
        self._application.setStyleSheet(self._style_sheet())
        self.changed.emit(self.colors)

    def leave(self) -> None:
        """Dress nobody any more: widgets made under a style sheet are styled at each step."""
        self._application.setStyleSheet("")

    def use_zoom(self, percent: int) -> None:
        """Write the texts of the window larger or smaller."""
        if percent == self._percent:
            return
        self._percent = percent
        font = self._application.font()
        font.setPixelSize(self._zoomed(_FONT_PIXELS))
        self._application.setFont(font)
        self._application.setStyleSheet(self._style_sheet())

    def _zoomed(self, pixels: int) -> int:
        return round(pixels * self._percent / 100)

    def _font_size(self, match: re.Match[str]) -> str:
        return f"font-size: {self._zoomed(int(match[1]))}px"

    def _style_sheet(self) -> str:
        text = resources.path("themes", "base.qss").read_text(encoding="utf-8")
        text = _FONT_SIZE.sub(self._font_size, _ICON.sub(self._icon_url, text))
        return _COLOR.sub(self._color, text)

    def _icon_url(self, match: re.Match[str]) -> str:
        color = self.colors[match[2] or "muted"]
        return icons.write_svg(match[1], color, self._icon_folder).as_posix()

    def _color(self, match: re.Match[str]) -> str:
        return self.colors[match[1]]

    def _on_color_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self.use("system")


def _system_theme() -> str:
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def _palette(theme: Colors) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(theme[name]))
        if role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme["disabled"]))
    palette.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor(theme["disabled"])
    )
    return palette
