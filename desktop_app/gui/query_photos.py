"""The photos of the query as small tiles in the entry field, each with a button to remove it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop_app.core.analysis import PhotoAnalysis, PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.gui.icons import icon, refresh_icon, set_icon
from desktop_app.gui.sizes import keep_own_size
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader, square
from desktop_app.gui.tokens import SMALLEST_TARGET_PX
from desktop_app.gui.widgets import clear_layout, name_control

TILE_PX = 48
_CROSS_PX, _CROSS_TOUCH_PX = 20, 44
_POSITION = "position"

PhotoState = PhotoAnalysis | PhotoError | None


class QueryPhotos(QWidget):
    """Tiles of the query photos; a photo that cannot be read shows a warning sign."""

    removed = Signal(int)  # position
    chosen = Signal(int)  # position
    add_asked = Signal()

    def __init__(
        self, pictures: PictureLoader, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._loader = pictures
        self._theme = theme
        self._photos: tuple[PhotoInput, ...] = ()
        self._states: Mapping[int, PhotoState] = {}
        self._tiles: dict[object, QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        pictures.loaded.connect(self._loaded)
        theme.changed.connect(self._rebuild)
        self.hide()

    def show_photos(self, photos: Sequence[PhotoInput], states: Sequence[PhotoState] = ()) -> None:
        """Show *photos*; *states* says what became of each once it was read."""
        self._photos = tuple(photos)
        self._states = dict(enumerate(states))
        self._rebuild()

    def _rebuild(self) -> None:
        clear_layout(self._row)
        self._tiles = {}
        for position, photo in enumerate(self._photos):
            self._row.addWidget(self._tile(position, photo))
        if self._photos:
            self._row.addWidget(self._add_button())
        self.setVisible(bool(self._photos))

    def _tile(self, position: int, photo: PhotoInput) -> QWidget:
        holder = QWidget()
        tokens = self._theme.tokens
        tile, side = tokens.px(TILE_PX), tokens.px(_CROSS_TOUCH_PX if tokens.touch else _CROSS_PX)
        keep_own_size(holder)
        holder.setFixedSize(tile + (side if tokens.touch else 8), tile + 8)
        picture = QToolButton(holder)
        picture.setProperty("kind", "photo")
        keep_own_size(picture)
        picture.setGeometry(0, 8, tile, tile)
        picture.setIconSize(QSize(tile - 6, tile - 6))
        picture.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name_control(picture, self.tr("Edit {name}").format(name=photo.name), "Ctrl+E")
        picture.setProperty(_POSITION, position)
        picture.clicked.connect(self._photo_clicked)
        self._show_state(picture, position)
        cross = QToolButton(holder)
        cross.setProperty("kind", "remove")
        keep_own_size(cross)
        cross.setGeometry(tile if tokens.touch else tile + 6 - side, 0, side, side)
        cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_icon(cross, "close", "text" if tokens.touch else "surface", 16 if tokens.touch else 10)
        refresh_icon(cross, self._theme.tokens)
        name_control(cross, self.tr("Remove {name}").format(name=photo.name))
        cross.setProperty(_POSITION, position)
        cross.clicked.connect(self._remove_clicked)
        return holder

    def _remove_clicked(self) -> None:
        self.removed.emit(int(self.sender().property(_POSITION)))

    def _photo_clicked(self) -> None:
        self.chosen.emit(int(self.sender().property(_POSITION)))

    def _show_state(self, picture: QToolButton, position: int) -> None:
        state, tokens = self._states.get(position), self._theme.tokens
        if isinstance(state, PhotoError):
            picture.setIcon(icon("warning", tokens.danger))
            picture.setIconSize(QSize(24, 24))
            picture.setToolTip(str(state.message))
            return
        picture.setIcon(icon("photo", tokens.border_strong))
        if state is None or state.thumbnail is None:
            return
        key = ("small", state.source_sha256)
        self._tiles[key] = picture
        pixmap = self._loader.request(key, state.thumbnail, 128)
        if pixmap is not None:
            picture.setIcon(QIcon(square(pixmap)))

    def _add_button(self) -> QToolButton:
        add = QToolButton()
        add.setProperty("kind", "tile")
        side = self._theme.tokens.px(SMALLEST_TARGET_PX if self._theme.tokens.touch else 36)
        keep_own_size(add)
        add.setFixedSize(side, side)
        add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_icon(add, "photo_add", "muted", 20)
        refresh_icon(add, self._theme.tokens)
        name_control(add, self.tr("Add another photo of the same item"), "Ctrl+Shift+O")
        add.clicked.connect(self.add_asked)
        return add

    @Slot(object)
    def _loaded(self, key: object) -> None:
        tile, pixmap = self._tiles.get(key), self._loader.get(key)
        if tile is not None and pixmap is not None:
            tile.setIcon(QIcon(square(pixmap)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._rebuild()
        super().changeEvent(event)
