"""The program's own signs, drawn as SVG in `currentColor` and rendered crisp in any colour."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget

from desktop_app.gui.sizes import fit_sizes
from desktop_app.gui.tokens import Tokens
from desktop_app.paths import resources_folder

_NAME = "iconName"
_ROLE = "iconRole"
_PX = "iconPx"
_SHOWN = "iconShown"
WORD_GAP = 5
_RATIOS = (1, 2)


@cache
def _svg(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _image(name: str, colour: str, side: int) -> QImage:
    """Sign *name*, *side* pixels square; an image, since a cached pixmap would outlive Qt."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    data = _svg(name).replace("currentColor", colour).encode()
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


def icon_pixmap(name: str, colour: str, px: int, ratio: float = 1.0) -> QPixmap:
    """Sign *name*, *px* device-independent pixels square. GUI thread only."""
    pixmap = QPixmap.fromImage(_image(name, colour, round(px * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, colour: str, px: int = 20, room: int = 0, disabled: str = "") -> QIcon:
    """Sign *name* for a button, sharp at *px*; *room* is left empty at its right.

    *disabled* is its colour while the button cannot be pressed; Qt's own guess takes no account of
    the ground, and white on light grey is not seen.
    """
    made, colours = QIcon(), {QIcon.Mode.Normal: colour}
    if disabled:
        colours[QIcon.Mode.Disabled] = disabled
    for mode, shade in colours.items():
        for ratio in _RATIOS:
            made.addPixmap(_with_room(icon_pixmap(name, shade, px, ratio), room), mode)
    return made


def _with_room(pixmap: QPixmap, room: int) -> QPixmap:
    if room == 0:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wide = QPixmap(pixmap.width() + round(room * ratio), pixmap.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wide


def picture_icon(pixmap: QPixmap) -> QIcon:
    """A photo in a list; a chosen row does not tint it."""
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        made.addPixmap(pixmap, mode)
    return made


def app_icon() -> QIcon:
    made = QIcon()
    for px in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(icon_pixmap("shelfsight", QColor("white").name(), px))
    return made


def set_icon(widget: QAbstractButton | QLabel, name: str, role: str = "text", px: int = 20) -> None:
    """Give *widget* a sign; `refresh_icons` puts it in, in the colour *role* of the tokens.

    No *name* takes the sign of a button away.
    """
    if not name and isinstance(widget, QAbstractButton):
        widget.setIcon(QIcon())
        widget.setProperty(_SHOWN, "")
    widget.setProperty(_NAME, name)
    widget.setProperty(_ROLE, role)
    widget.setProperty(_PX, px)


def refresh_icons(root: QWidget, tokens: Tokens) -> None:
    """Put the signs of all widgets under *root* in, and make all sizes, as *tokens* say."""
    fit_sizes(root, tokens)
    for kind in (QAbstractButton, QLabel):
        for widget in root.findChildren(kind):
            refresh_icon(widget, tokens)


def refresh_icon(widget: QWidget, tokens: Tokens) -> None:
    name = widget.property(_NAME)
    if not name:
        return
    colour, px = getattr(tokens, widget.property(_ROLE)), tokens.px(widget.property(_PX))
    # Qt leaves four pixels between sign and words, which looks glued together.
    room = tokens.px(WORD_GAP) if isinstance(widget, QPushButton) and widget.text() else 0
    ratio = widget.devicePixelRatioF()
    wanted = f"{name} {colour} {tokens.disabled} {px} {room} {ratio}"
    size = QSize(px + room, px)
    has_size = not isinstance(widget, QAbstractButton) or widget.iconSize() == size
    if has_size and widget.property(_SHOWN) == wanted:
        return  # a new sign would lay out everything around it anew
    widget.setProperty(_SHOWN, wanted)
    if isinstance(widget, QAbstractButton):
        widget.setIcon(icon(name, colour, px, room, tokens.disabled))
        widget.setIconSize(size)
    elif isinstance(widget, QLabel):
        widget.setPixmap(icon_pixmap(name, colour, px, ratio))
