"""Photos of a new product as tiles, each with a button to take it away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.gui.icons import icon, refresh_icon, set_icon
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader, square
from desktop_app.gui.widgets import name_control

TILE_PX = 64
COLUMNS = 4


class PhotoTiles(QWidget):
    """Rows of tiles; a photo that is still being read shows a sign."""

    removed = Signal(int)  # position

    def __init__(
        self, pictures: PictureLoader, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._loader, self._theme = pictures, theme
        self._photos: tuple[PhotoAnalysis | None, ...] = ()
        self._tiles: dict[object, QToolButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(COLUMNS, 1)
        pictures.loaded.connect(self._loaded)
        theme.changed.connect(self._rebuild)

    def show_photos(self, photos: Sequence[PhotoAnalysis | None]) -> None:
        """Show *photos*; None stands for one that is still being read."""
        self._photos = tuple(photos)
        self._rebuild()

    def _rebuild(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._tiles = {}
        for position, photo in enumerate(self._photos):
            self._grid.addWidget(self._tile(position, photo), *divmod(position, COLUMNS))
        self.setVisible(bool(self._photos))

    def _tile(self, position: int, photo: PhotoAnalysis | None) -> QToolButton:
        """Pressing it takes the photo away, by mouse as by key; its cross says so."""
        tile = QToolButton()
        tile.setProperty("kind", "photo")
        tile.setFixedSize(TILE_PX, TILE_PX)
        tile.setIconSize(QSize(TILE_PX - 8, TILE_PX - 8))
        tile.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tile.setCursor(Qt.CursorShape.PointingHandCursor)
        name_control(tile, self.tr("Remove photo {n}").format(n=position + 1))
        tile.setProperty("position", position)
        tile.clicked.connect(self._clicked)
        cross = QToolButton(tile)
        cross.setProperty("kind", "remove")
        cross.setFixedSize(20, 20)
        cross.move(TILE_PX - 20, 0)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_icon(cross, "close", "surface", 10)
        refresh_icon(cross, self._theme.tokens)
        cross.setAccessibleName("")
        self._show_picture(tile, photo)
        return tile

    def _show_picture(self, tile: QToolButton, photo: PhotoAnalysis | None) -> None:
        tile.setIcon(icon("photo", self._theme.tokens.border_strong))
        if photo is None or photo.thumbnail is None:
            return
        key = ("small", photo.source_sha256)
        self._tiles[key] = tile
        pixmap = self._loader.request(key, photo.thumbnail, 256)
        if pixmap is not None:
            tile.setIcon(QIcon(square(pixmap)))

    def _clicked(self) -> None:
        self.removed.emit(int(self.sender().property("position")))

    @Slot(object)
    def _loaded(self, key: object) -> None:
        tile, pixmap = self._tiles.get(key), self._loader.get(key)
        if tile is not None and pixmap is not None:
            tile.setIcon(QIcon(square(pixmap)))
