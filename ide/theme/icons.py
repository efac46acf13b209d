"""Icons by name in a colour of the theme, drawn from resources/icons."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ide.finding import Severity
from ide.theme.palette import Colors, colors

_SEVERITIES = {
    Severity.ERROR: ("error", "error"),
    Severity.WARNING: ("warning", "warning"),
    Severity.INFO: ("info", "info"),
    Severity.HINT: ("info", "muted"),
}


class _Current:
    """The theme that icons are drawn for."""

    theme: Colors = colors("light")


def use(theme: Colors) -> None:
    """Draw icons in the colours of ``theme`` from now on."""
    if theme != _Current.theme:
        _Current.theme = theme
        icon.cache_clear()


def color(name: str) -> str:
    """Return a colour of the theme in use, for what draws itself."""
    return _Current.theme[name]


def qcolor(name: str) -> QColor:
    """Return a colour of the theme in use, for a painter."""
    return QColor(color(name))


@lru_cache(maxsize=512)
def icon(name: str, color: str = "muted", size: int = 16) -> QIcon:
    """Return the icon ``name``; ``color`` is a name of the theme, ``size`` is in pixels."""
    found = QIcon()
    for scale in _scales():
        found.addPixmap(_pixmap(name, _Current.theme[color], size, scale))
        faded = _pixmap(name, _Current.theme["disabled"], size, scale)
        found.addPixmap(faded, QIcon.Mode.Disabled)
    return found


def _scales() -> list[int]:
    """Return the densities of the screens that there are; drawing for others costs start-up."""
    return sorted({1, *(math.ceil(each.devicePixelRatio()) for each in QGuiApplication.screens())})


def severity_icon(severity: Severity) -> QIcon:
    """Return the icon that stands beside a finding of this severity."""
    return icon(*_SEVERITIES[severity])


def pixmap(name: str, color: str = "muted", size: int = 16, scale: float = 1.0) -> QPixmap:
    """Return one picture of an icon for a label."""
    return _pixmap(name, _Current.theme[color], size, scale)


def svg(name: str, color: str) -> bytes:
    """Return the icon's SVG with its lines in ``color``, a colour like ``#2f5fd0``."""
    text = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", color).encode()


def write_svg(name: str, color: str, folder: Path) -> Path:
    """Write the coloured icon where a style sheet can name it; return the file."""
    file = folder / f"{name}-{color.lstrip('#')}.svg"
    if not file.exists():
        file.write_bytes(svg(name, color))
    return file


def _pixmap(name: str, color: str, size: int, scale: float) -> QPixmap:
    side = round(size * scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg(name, color))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn = QPixmap.fromImage(image)
    drawn.setDevicePixelRatio(scale)
    return drawn
