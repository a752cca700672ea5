"""Products that the model confuses, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.core.quality import LookAlikes
from desktop_app.core.types import Photo, Product
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.formats import counted_words, number
from desktop_app.gui.picture_view import PictureView
from desktop_app.gui.quality_session import Findings
from desktop_app.gui.rows_model import ListModel
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row

PAIR, WRONG, MARGIN = range(3)
PICTURE_PX = 900
ROW_PX = 68
"""Two lines, of which Chinese ones are the higher."""


class PairsModel(ListModel[LookAlikes]):
    """Pairs, those most often confused first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._products: dict[int, Product] = {}

    def show_pairs(self, pairs: Sequence[LookAlikes], products: dict[int, Product]) -> None:
        self._products = products
        self.show_items(pairs)

    def titles(self) -> tuple[str, ...]:
        return self.tr("Look-alikes"), self.tr("Confused"), self.tr("Lead")

    def text(self, item: LookAlikes, column: int) -> str:
        if column == PAIR:
            return f"{self._name(item.first_id)}\n{self._name(item.second_id)}"
        if column == WRONG:
            return self.tr("{wrong} of {asked}").format(wrong=item.wrong, asked=item.asked)
        return f"{item.margin:+.3f}"

    def _name(self, product_id: int) -> str:
        product = self._products.get(product_id)
        return f"{product.name} ({product.sku})" if product else "–"


class QualityPairs(QWidget):
    """The list at the left, the two photos that were confused at the right."""

    products_opened = Signal(object)  # the two products, to be compared

    def __init__(
        self,
        theme: Theme,
        pictures: PictureLoader,
        path_of: PathOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictures, self._path_of = pictures, path_of
        self._findings: Findings | None = None
        self.model = PairsModel(self)
        self.table = WideTable(self.model, (PAIR,))
        self.table.verticalHeader().setDefaultSectionSize(theme.tokens.px(ROW_PX))
        self.first, self.second = PictureView(theme), PictureView(theme)
        self.words = label(wrap=True, selectable=True)
        self.compare_button = button("differ")
        self.empty, self.stack = EmptyList("pairs"), QStackedWidget()
        self._lay_out()
        pictures.loaded.connect(self._picture_loaded)
        self.table.row_changed.connect(self._show_pair)
        self.table.opened.connect(self._compare)
        self.compare_button.clicked.connect(self._compare)
        self.retranslate()

    def _lay_out(self) -> None:
        both = row(self.first, self.second, gap=GAP)
        right = QWidget()
        layout = column(both, self.words, row(None, self.compare_button), gap=GAP)
        layout.setStretch(0, 1)
        right.setLayout(layout)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(right)
        split.setSizes([460, 560])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(GAP_L)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(split)
        self.setLayout(column(self.stack))

    def show_findings(self, findings: Findings) -> None:
        self._findings = findings
        there = findings.products
        pairs = [
            p for p in findings.report.look_alikes if p.first_id in there and p.second_id in there
        ]
        self.model.show_pairs(pairs, there)
        self.stack.setCurrentIndex(1 if pairs else 0)
        if pairs:
            self.table.choose(0)
        self._show_pair()

    @property
    def chosen(self) -> LookAlikes | None:
        return self.model.item(self.table.currentIndex().row())

    def _both(self) -> list[tuple[Product, int | None, PictureView]]:
        pair = self.chosen
        if pair is None or self._findings is None:
            return []
        there = self._findings.products
        return [
            (there[pair.first_id], pair.first_photo_id, self.first),
            (there[pair.second_id], pair.second_photo_id, self.second),
        ]

    def _show_pair(self) -> None:
        for product, photo_id, view in self._both():
            photo = _photo(product, photo_id)
            view.set_words(product.sku, empty="" if photo else self.tr("No photo"))
            pixmap = None
            if photo is not None:
                source = self._path_of(photo.sha256)
                pixmap = self._pictures.request(("pair", photo.sha256), source, PICTURE_PX)
            view.show_picture(pixmap)
        pair = self.chosen
        self.compare_button.setEnabled(pair is not None)
        if pair is not None:
            words = self.tr(
                "Taken for the other product: {wrong} of {photos} of the two. The least"
                " lead of the right one is {margin}; below 0 the other one is nearer. A photo of"
                " what tells them apart, or their codes, helps."
            )
            self.words.setText(
                words.format(
                    wrong=number(pair.wrong),
                    photos=counted_words(pair.asked, Counted.PHOTOS),
                    margin=f"{pair.margin:+.3f}",
                )
            )

    def _compare(self) -> None:
        both = [product for product, _, _ in self._both()]
        if both:
            self.products_opened.emit(both)

    def _picture_loaded(self, key: object) -> None:
        if isinstance(key, tuple) and key[:1] == ("pair",):
            self._show_pair()

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Look-alikes, most often confused first"))
        self.compare_button.setText(self.tr("Compare the two…"))
        name_control(self.compare_button, self.tr("Compare the two…"), "Enter")
        self.empty.show_words(
            self.tr("No look-alikes"),
            self.tr("No photo is nearer to another product than to its own, or nearly so."),
        )
        self.model.retranslate()
        self._show_pair()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _photo(product: Product, photo_id: int | None) -> Photo | None:
    named = (photo for photo in product.photos if photo.photo_id == photo_id)
    return next(named, product.photos[0] if product.photos else None)
