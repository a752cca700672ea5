"""The query photo beside catalogue photos, each with its other views below, zoomed in step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.gui.photo_strip import PhotoStrip, Picture
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.widgets import GAP, GAP_S, column, row
from desktop_app.gui.zoom import Zoom
from desktop_app.gui.zoomable_picture import ZoomablePicture

LARGE_PX = 1600


class PictureSide(QWidget):
    """One large picture and the strip it is chosen from."""

    stepped = Signal()  # another of the pictures is shown

    def __init__(
        self, pictures: PictureLoader, theme: Theme, zoom: Zoom, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._loader = pictures
        self._pictures: tuple[Picture, ...] = ()
        self._position = 0
        self._key: object = None
        self.view = ZoomablePicture(theme, zoom)
        self.strip = PhotoStrip(pictures)
        layout = column(self.view, self.strip, gap=GAP_S)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.strip.chosen.connect(self._choose)
        pictures.loaded.connect(self._loaded)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return self._pictures

    @property
    def position(self) -> int:
        """Which of the pictures is shown."""
        return self._position

    def step(self, by: int) -> None:
        """Show the next picture, or the one before (-1); after the last comes the first."""
        if len(self._pictures) > 1:
            position = (self._position + by) % len(self._pictures)
            self.strip.choose(position)
            self._choose(position)

    def show_pictures(self, pictures: Sequence[Picture], first: int) -> None:
        self._pictures = tuple(pictures)
        self.strip.show_pictures(self._pictures, first)
        self._show(first)

    @Slot(int)
    def _choose(self, position: int) -> None:
        self._show(position)
        self.stepped.emit()

    def _show(self, position: int) -> None:
        self._position = position
        self.view.show_overlay(None)
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
    """Your photo on the left, the catalogue's on the right, and beside it another product's."""

    stepped = Signal()  # another photo of the query or of a product is shown

    def __init__(
        self, pictures: PictureLoader, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.zoom = Zoom(self)
        self.query_side = PictureSide(pictures, theme, self.zoom)
        self.product_side = PictureSide(pictures, theme, self.zoom)
        self.rival_side = PictureSide(pictures, theme, self.zoom)
        layout = row(*self._sides(), gap=GAP)
        for position, side in enumerate(self._sides()):
            layout.setStretch(position, 1)
            side.stepped.connect(self.stepped)
        self.setLayout(layout)
        self._note = ""
        self._rival = ""
        self.show_query(())
        self.show_rival((), 0, "")

    def _sides(self) -> tuple[PictureSide, ...]:
        return self.query_side, self.product_side, self.rival_side

    def show_query(self, pictures: Sequence[Picture]) -> None:
        """Photos that were looked up; without any, the catalogue's has the whole width."""
        self.zoom.fit()
        self.query_side.show_pictures(pictures, 0)
        self.query_side.setVisible(bool(pictures))
        self._show_strips()
        self.retranslate()

    def show_product(self, pictures: Sequence[Picture], first: int, note: str) -> None:
        self.product_side.show_pictures(pictures, first)
        self._show_strips()
        self.show_note(note)

    def show_note(self, note: str) -> None:
        """Words on the catalogue's picture, for instance that it is synthetic."""
        self._note = note
        self.retranslate()

    def show_rival(self, pictures: Sequence[Picture], first: int, name: str) -> None:
        """Photos of the product to tell apart from the chosen one; no *name*: none."""
        self._rival = name
        self.rival_side.show_pictures(pictures, first)
        self.rival_side.setVisible(bool(name))
        self._show_strips()
        self.retranslate()

    def clear_overlays(self) -> None:
        for side in self._sides():
            side.view.show_overlay(None)

    def _show_strips(self) -> None:
        """All sides keep room for a strip if one needs it, so that the pictures stay alike."""
        needed = any(len(side.pictures) > 1 for side in self._sides())
        for side in self._sides():
            side.strip.setVisible(needed)

    def retranslate(self) -> None:
        missing = self.tr("No photo in the catalogue")
        self.query_side.view.set_words(self.tr("Your photo"))
        chosen = self.tr("Catalogue") if not self._rival else self.tr("Chosen")
        self.product_side.view.set_words(chosen, self._note, missing)
        self.rival_side.view.set_words(self.tr("Next"), "", missing)
        self.query_side.strip.rename(self.tr("Your photo {n}"))
        self.product_side.strip.rename(self.tr("Catalogue photo {n}"))
        self.rival_side.strip.rename(self.tr("Photo {n} of the next candidate"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
