"""A row of small pictures to choose from: other photos of a product, or of the query.

Where not all have room, those around the chosen one are shown; it wanders through all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLayout, QToolButton, QWidget

from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.gui.thumbnails import PictureLoader, square
from desktop_app.gui.widgets import row

TILE_PX = 52
_PICTURE_PX = 128


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be shown: a name for the cache and where it comes from."""

    key: str
    source: Path | bytes
    small: Path | bytes


def pictures_of(photos: Iterable[object]) -> list[Picture]:
    """Of *photos*, `PhotoAnalysis` or why one could not be read: the copies that may be shown."""
    return [
        Picture(photo.source_sha256, photo.picture, photo.thumbnail or photo.picture)
        for photo in photos
        if isinstance(photo, PhotoAnalysis) and photo.picture is not None
    ]


class PhotoStrip(QWidget):
    """Small pictures, one of them chosen."""

    chosen = Signal(int)  # position

    def __init__(self, pictures: PictureLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = pictures
        self._shown: list[tuple[object, QToolButton]] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._group.idClicked.connect(self._fit)
        self._row = row(None, gap=6)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._row)
        pictures.loaded.connect(self._loaded)
        self.setFixedHeight(TILE_PX)
        self.hide()

    def show_pictures(self, pictures: Sequence[Picture], chosen: int) -> None:
        """Show *pictures*, one alone as none; `rename` says what they are called."""
        for _, tile in self._shown:
            self._group.removeButton(tile)
            tile.hide()
            tile.deleteLater()
        self._shown = []
        for position, picture in enumerate(pictures if len(pictures) > 1 else ()):
            self._add(position, picture)
        self.choose(chosen)

    def rename(self, name: str) -> None:
        """A screen reader says *name* with `{n}` for each from now on."""
        for number, (_, tile) in enumerate(self._shown, 1):
            tile.setAccessibleName(name.format(n=number))
            tile.setToolTip(name.format(n=number))

    def choose(self, position: int) -> None:
        """Mark a picture as the chosen one, without saying so."""
        button = self._group.button(position)
        if button is not None:
            button.setChecked(True)
        self._fit()

    def _add(self, position: int, picture: Picture) -> None:
        tile = QToolButton()
        tile.setProperty("kind", "photo")
        tile.setCheckable(True)
        tile.setFixedSize(TILE_PX, TILE_PX)
        tile.setIconSize(QSize(TILE_PX - 8, TILE_PX - 8))
        tile.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        key = ("small", picture.key)
        self._group.addButton(tile, position)
        self._row.insertWidget(position, tile)
        self._shown.append((key, tile))
        pixmap = self._loader.request(key, picture.small, _PICTURE_PX)
        if pixmap is not None:
            tile.setIcon(QIcon(square(pixmap)))

    def _fit(self) -> None:
        """Show as many tiles as have room, the chosen one in their middle where that can be."""
        total, gap = len(self._shown), self._row.spacing()
        side = self._shown[0][1].width() + gap if total else 1
        room = max(1, (self.width() + gap) // side)
        first = max(0, min(self._group.checkedId() - room // 2, total - room))
        for position, (_, tile) in enumerate(self._shown):
            tile.setVisible(first <= position < first + room)

    @Slot(object)
    def _loaded(self, key: object) -> None:
        for shown, tile in self._shown:
            pixmap = self._loader.get(key) if shown == key else None
            if pixmap is not None:
                tile.setIcon(QIcon(square(pixmap)))

    def minimumSizeHint(self) -> QSize:
        return QSize(TILE_PX, TILE_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
