"""From the page of products to a file with all of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.gui.formats import counted_words
from desktop_app.gui.products_session import ProductsSession

if TYPE_CHECKING:
    from desktop_app.services.catalogue_export import CatalogueExport, ExportReport


class ProductsExport(QObject):
    """Asks where to, and writes in the session of the page, so that it can be stopped there."""

    begun = Signal()
    finished = Signal(str)  # what is to be said of it

    def __init__(self, exporter: CatalogueExport, session: ProductsSession, owner: QWidget) -> None:
        super().__init__(owner)
        self._exporter, self._session, self._owner = exporter, session, owner

    def ask_where(self) -> None:
        """Ask for the file, then write it."""
        names = self.tr("Everything with photos (*.zip);;Workbook (*.xlsx);;Text table (*.csv)")
        name, chosen = QFileDialog.getSaveFileName(
            self._owner, self.tr("Export all products"), "catalogue.zip", names
        )
        if name:
            suffix = chosen[chosen.rfind("*") + 1 : -1] if "*" in chosen else ".zip"
            file = Path(name)
            self.write_to(file if file.suffix else file.with_suffix(suffix))

    def write_to(self, file: Path) -> None:
        """Write everything to *file*, as its name says."""
        self._session.run(partial(self._exporter.run, file), self._written)
        self.begun.emit()

    def _written(self, report: ExportReport) -> None:
        words = self.tr("Export finished: {products} and {photos} in {name}.")
        if report.stopped:
            words = self.tr("The export was stopped; nothing was written.")
        said = words.format(
            products=counted_words(report.products, Counted.PRODUCTS),
            photos=counted_words(report.photos, Counted.PHOTOS),
            name=report.file.name,
        )
        self.finished.emit(said)
