"""From a product to what goes with it or instead of it, and from there to a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.types import Product
from desktop_app.gui.best_fit_dialog import BestFitDialog
from desktop_app.gui.recommend_dialog import RecommendDialog
from desktop_app.gui.tasks import TaskRunner, while_alive
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.services.recommendations import BestFit, Recommendation

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


class RecommendFlow(QObject):
    """Works off the GUI thread and opens the dialogs over *window*."""

    product_opened = Signal(str)  # SKU
    failed = Signal(object)  # BaseException
    shown = Signal(object)  # the dialog

    def __init__(
        self, services: Services, pictures: PictureLoader, theme: Theme, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._services, self._pictures, self._theme = services, pictures, theme
        self._owner = owner
        self._tasks = TaskRunner("recommend", parent=self)

    def recommend(self, product: Product | None) -> None:
        """Show what goes with *product*, or instead of it."""
        if product is not None:
            work = partial(self._services.recommendations.recommend, product)
            self._tasks.submit(work, self._show, self.failed.emit)

    def compare(self, products: Sequence[Product]) -> None:
        """Show *products* side by side."""
        work = partial(self._services.recommendations.compare, list(products))
        self._tasks.submit(work, self._show_fits, self.failed.emit)

    def close(self) -> None:
        self._tasks.close()

    def _show(self, found: Recommendation) -> None:
        path_of = self._services.catalogue.thumbnail_path
        window = self._owner.window()
        dialog = RecommendDialog(found, self._pictures, path_of, self._theme, window)
        dialog.compare_asked.connect(self.compare)
        dialog.product_opened.connect(self.product_opened)
        self._open(dialog)

    def _show_fits(self, found: BestFit) -> None:
        path_of = self._services.catalogue.photo_path
        window = self._owner.window()
        dialog = BestFitDialog(found, self._pictures, path_of, self._theme, window)
        dialog.photos_chosen.connect(partial(self._ask_photos, dialog))
        self._open(dialog)

    def _ask_photos(self, dialog: BestFitDialog, names: Sequence[str]) -> None:
        photos = [PhotoInput.from_path(Path(name)) for name in names]
        work = partial(self._services.recommendations.compare_photos, photos)
        self._tasks.submit(work, while_alive(dialog, dialog.show_found), self._photos_failed)

    def _photos_failed(self, error: BaseException) -> None:
        self.failed.emit(error)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        self.shown.emit(dialog)
