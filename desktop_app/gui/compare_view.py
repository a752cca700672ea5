"""The query photo beside the catalogue photo, each with its other views below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.gui.photo_strip import PhotoStrip, Picture
from desktop_app.gui.picture_view import PictureView
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.widgets import GAP, GAP_S, column, row

LARGE_PX = 1600


class PictureSide(QWidget):
    """One large picture and the strip it is chosen from."""

    def __init__(
        self, pictures: PictureLoader, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._loader = pictures
        self._pictures: tuple[Picture, ...] = ()
        self._key: object = None
        self.view = PictureView(theme)
        self.strip = PhotoStrip(pictures)
        layout = column(self.view, self.strip, gap=GAP_S)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.strip.chosen.connect(self._show)
        pictures.loaded.connect(self._loaded)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return self._pictures

    def show_pictures(self, pictures: Sequence[Picture], first: int, name: str) -> None:
        self._pictures = tuple(pictures)
        self.strip.show_pictures(self._pictures, first, name)
        self._show(first)

    @Slot(int)
    def _show(self, position: int) -> None:
        if position >= len(self._pictures):
            self._key = None
            self.view.show_picture(None)
            return
        picture = self._pictures[position]
        self._key = ("large", picture.key)
        pixmap = self._loader.request(self._key, picture.source, LARGE_PX)
        # The small copy stands in, so that stepping through results never flashes empty.
        self.view.show_picture(pixmap or self._loader.get(("tile", picture.key)))

    @Slot(object)
    def _loaded(self, key: object) -> None:
        if key == self._key:
            self.view.show_picture(self._loader.get(key))


class CompareView(QWidget):
    """Your photo on the left, the catalogue's on the right."""

    def __init__(
        self, pictures: PictureLoader, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.query_side = PictureSide(pictures, theme)
        self.product_side = PictureSide(pictures, theme)
        layout = row(self.query_side, self.product_side, gap=GAP)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._note = ""
        self.show_query(())
        self.retranslate()

    def show_query(self, pictures: Sequence[Picture]) -> None:
        """Photos that were looked up; without any, the catalogue's has the whole width."""
        self.query_side.show_pictures(pictures, 0, self.tr("Your photo {n}"))
        self.query_side.setVisible(bool(pictures))
        self._show_strips()

    def show_product(self, pictures: Sequence[Picture], first: int, note: str) -> None:
        self._note = note
        self.product_side.show_pictures(pictures, first, self.tr("Catalogue photo {n}"))
        self._show_strips()
        self.retranslate()

    def _show_strips(self) -> None:
        """Both sides keep room for a strip if one needs it, so that the pictures stay alike."""
        sides = (self.query_side, self.product_side)
        needed = any(len(side.pictures) > 1 for side in sides)
        for side in sides:
            side.strip.setVisible(needed)

    def retranslate(self) -> None:
        self.query_side.view.set_words(self.tr("Your photo"))
        self.product_side.view.set_words(
            self.tr("Catalogue"), self._note, self.tr("No photo in the catalogue")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
