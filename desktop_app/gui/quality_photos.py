"""Products with too few or bad photos, as a list that takes a hundred thousand of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.core.photo_traits import PhotoProblem
from desktop_app.core.quality_wording import PROBLEM_ADVICE, PROBLEM_WORDS
from desktop_app.core.types import Photo, Product
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.formats import counted_words, number
from desktop_app.gui.icons import picture_icon
from desktop_app.gui.rows_model import Index, ListModel
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import GAP, button, column, label, name_control, refill_silently, row
from desktop_app.services.photo_care import CareNote

PICTURE, PRODUCT, PROBLEM, ADVICE = range(4)
PICTURE_PX = 128
AROUND = 60
"""Products asked for at a time: what is seen, and what comes next when scrolling."""


class PhotoNotesModel(ListModel[CareNote]):
    """Notes, with products asked for where somebody looks."""

    wanted = Signal(object)  # list of product ids

    def __init__(
        self, pictures: PictureLoader, path_of: PathOf, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures, self._path_of = pictures, path_of
        self._products: dict[int, Product] = {}
        self._asked: set[int] = set()
        self._seen: set[int] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)
        pictures.loaded.connect(self._picture_loaded)

    def show_items(self, items: Sequence[CareNote]) -> None:
        self._asked.clear()
        self._products.clear()
        super().show_items(items)

    def show_products(self, products: dict[int, Product]) -> None:
        self._products |= products
        if self._items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, ADVICE))

    def product(self, row: int) -> Product | None:
        note = self.item(row)
        return None if note is None else self._products.get(note.product_id)

    def titles(self) -> Sequence[str]:
        return (
            self.tr("Photo"),
            self.tr("Product"),
            self.tr("What is wrong"),
            self.tr("What helps"),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        note = self.item(index.row()) if index.isValid() else None
        if note is not None and note.product_id not in self._asked:
            self._seen.add(index.row())
            self._later.start(0)
        return super().data(index, role)

    def text(self, item: CareNote, column: int) -> str:
        if column == PRODUCT:
            product = self._products.get(item.product_id)
            return f"{product.name}\n{product.sku}" if product else "…"
        if column == PROBLEM:
            words = translate_wording(PROBLEM_WORDS[item.problem])
            other = self._products.get(item.other_product_id or 0)
            return f"{words}\n{other.sku} {other.name}" if other else words
        return translate_wording(PROBLEM_ADVICE[item.problem]) if column == ADVICE else ""

    def look(self, item: CareNote, column: int, role: int) -> Any:
        is_picture = role == Qt.ItemDataRole.DecorationRole and column == PICTURE
        return self._picture(item) if is_picture else None

    def _picture(self, note: CareNote) -> Any:
        photo = _photo(self._products.get(note.product_id), note.photo_id)
        if photo is None:
            return None
        source = self._path_of(photo.sha256)
        pixmap = self._pictures.request(("note", photo.sha256), source, PICTURE_PX)
        return None if pixmap is None else picture_icon(pixmap)

    def _ask(self) -> None:
        """Ask for the products around the rows that were looked at."""
        ids: set[int] = set()
        for seen in self._seen:
            for note in self._items[max(0, seen - 1) : seen + AROUND]:
                ids |= {note.product_id, note.other_product_id or note.product_id}
        self._seen.clear()
        ids -= self._asked
        self._asked |= ids
        if ids:
            self.wanted.emit(sorted(ids))

    def _picture_loaded(self, key: object) -> None:
        if isinstance(key, tuple) and key[:1] == ("note",) and self._items:
            last = self.index(len(self._items) - 1, PICTURE)
            self.dataChanged.emit(self.index(0, PICTURE), last, [Qt.ItemDataRole.DecorationRole])


def _photo(product: Product | None, photo_id: int | None) -> Photo | None:
    if product is None or photo_id is None:
        return product.photos[0] if product and product.photos else None
    return next((photo for photo in product.photos if photo.photo_id == photo_id), None)


class QualityPhotos(QWidget):
    """The list, one kind of problem at a time or all of them."""

    product_opened = Signal(str)  # its SKU

    def __init__(
        self, pictures: PictureLoader, path_of: PathOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._notes: Sequence[CareNote] = ()
        self._is_ready = False
        self.model = PhotoNotesModel(pictures, path_of, self)
        self.which, self.count = QComboBox(), label("muted")
        self.table = WideTable(self.model, (PRODUCT, ADVICE))
        self.open_button = button("find")
        self.empty = EmptyList("photo")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        layout = column(
            row(self.which, self.count, None, self.open_button, gap=GAP), self.stack, gap=GAP
        )
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.currentIndexChanged.connect(self._show)
        self.table.opened.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.retranslate()

    def show_notes(self, notes: Sequence[CareNote]) -> None:
        self._notes, self._is_ready = notes, True
        self.retranslate()

    def _show(self) -> None:
        chosen = self.which.currentData()
        kept = [note for note in self._notes if chosen in ("", note.problem.value)]
        self.model.show_items(kept)
        self.stack.setCurrentWidget(self.table if kept else self.empty)
        self.open_button.setEnabled(bool(kept))
        products = len({note.product_id for note in kept})
        text = self.tr("{notes} on {products}")
        self.count.setText(
            text.format(
                notes=counted_words(len(kept), Counted.NOTES),
                products=counted_words(products, Counted.PRODUCTS),
            )
        )
        if kept:
            self.table.choose(0)

    def _open(self) -> None:
        product = self.model.product(self.table.currentIndex().row())
        if product is not None:
            self.product_opened.emit(product.sku)

    def retranslate(self) -> None:
        counts = Counter(note.problem for note in self._notes)
        entries = [("", self.tr("Everything"))]
        for problem in PhotoProblem:
            if counts[problem]:
                words = translate_wording(PROBLEM_WORDS[problem])
                entries.append((problem.value, f"{words} ({number(counts[problem])})"))
        refill_silently(self.which, entries)
        self.which.setAccessibleName(self.tr("Which problems"))
        self.open_button.setText(self.tr("Show the product"))
        name_control(self.open_button, self.tr("Show the product"), "Enter")
        self.table.setAccessibleName(self.tr("Photos that deserve a look"))
        if self._is_ready:
            title, words = (
                self.tr("All photos are fine"),
                self.tr("Every product has two photos or more, sharp, light and large enough."),
            )
        else:
            title, words = (
                self.tr("Looking at the photos"),
                self.tr("Each photo is looked at once; that takes a moment the first time."),
            )
        self.empty.show_words(title, words)
        self.model.retranslate()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
