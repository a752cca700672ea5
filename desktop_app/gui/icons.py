"""The program's own signs, drawn as SVG in `currentColor` and rendered crisp in any colour."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.gui.theme import Tokens
from desktop_app.paths import resources_folder

_NAME = "iconName"
_ROLE = "iconRole"
_PX = "iconPx"
_SIZES = (16, 20, 24, 32)
_RATIOS = (1, 2)


@cache
def _svg(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def icon_pixmap(name: str, colour: str, px: int, ratio: float = 1.0) -> QPixmap:
    """Sign *name*, *px* device-independent pixels square. GUI thread only."""
    data = _svg(name).replace("currentColor", colour).encode()
    side = round(px * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, colour: str) -> QIcon:
    """Sign *name* for a button, sharp at the usual sizes and pixel ratios."""
    made = QIcon()
    for px in _SIZES:
        for ratio in _RATIOS:
            made.addPixmap(icon_pixmap(name, colour, px, ratio))
    return made


def app_icon() -> QIcon:
    made = QIcon()
    for px in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(icon_pixmap("shelfsight", QColor("white").name(), px))
    return made


def set_icon(widget: QAbstractButton | QLabel, name: str, role: str = "text", px: int = 20) -> None:
    """Give *widget* a sign; `refresh_icons` puts it in, in the colour *role* of the tokens."""
    widget.setProperty(_NAME, name)
    widget.setProperty(_ROLE, role)
    widget.setProperty(_PX, px)


def refresh_icons(root: QWidget, tokens: Tokens) -> None:
    """Put the signs of all widgets under *root* in, in the colours of *tokens*."""
    for kind in (QAbstractButton, QLabel):
        for widget in root.findChildren(kind):
            refresh_icon(widget, tokens)


def refresh_icon(widget: QWidget, tokens: Tokens) -> None:
    name = widget.property(_NAME)
    if not name:
        return
    colour, px = getattr(tokens, widget.property(_ROLE)), int(widget.property(_PX))
    if isinstance(widget, QAbstractButton):
        widget.setIcon(icon(name, colour))
        widget.setIconSize(QSize(px, px))
    elif isinstance(widget, QLabel):
        widget.setPixmap(icon_pixmap(name, colour, px, widget.devicePixelRatioF()))
