"""What goes with a product or instead of it, to be looked up or compared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.best_fit import MOST_COMPARED
from desktop_app.core.quality_wording import association_words, no_association_words, percent
from desktop_app.core.types import Candidate, Product
from desktop_app.gui.recommend_rows import Entry, RecommendList
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row
from desktop_app.services.recommendations import Companion, Recommendation

WIDTH_PX = 720


class RecommendDialog(Sheet):
    """Three lists; up to three products are ticked and compared with the one asked about."""

    compare_asked = Signal(object)  # list[Product], the one asked about first
    product_opened = Signal(str)  # SKU

    def __init__(
        self,
        found: Recommendation,
        pictures: PictureLoader,
        path_of: PathOf,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self.found = found
        self.title, self.lead = label("title", wrap=True), label("muted", wrap=True)
        self.substitutes = RecommendList(pictures, path_of)
        self.together = RecommendList(pictures, path_of)
        self.similar = RecommendList(pictures, path_of)
        self.compare_button, self.close_button = button("differ", "primary"), button()
        lists = self._lists()
        body = column(column(self.title, self.lead, gap=4), *lists, None, gap=GAP_L)
        self.set_content(body, row(None, self.close_button, self.compare_button, gap=GAP))
        for each in lists:
            each.ticked.connect(self._show_state)
            each.opened.connect(self._open)
        self.compare_button.clicked.connect(self._compare)
        self.close_button.clicked.connect(self.reject)
        self.retranslate()

    @property
    def chosen(self) -> list[Product]:
        """What is ticked, the product asked about first; each once."""
        ticked = [product for each in self._lists() for product in each.chosen]
        found = {product.product_id: product for product in (self.found.product, *ticked)}
        return list(found.values())

    def _lists(self) -> tuple[RecommendList, RecommendList, RecommendList]:
        return self.substitutes, self.together, self.similar

    def _show_state(self) -> None:
        count = len(self.chosen)
        self.compare_button.setEnabled(1 < count <= MOST_COMPARED)
        text = self.tr("Compare {n} products").format(n=count)
        self.compare_button.setText(text if count > 1 else self.tr("Compare"))
        name_control(self.compare_button, self.compare_button.text())

    def _compare(self) -> None:
        self.compare_asked.emit(self.chosen)

    def _open(self, sku: str) -> None:
        self.accept()
        self.product_opened.emit(sku)

    def _alike(self, candidate: Candidate) -> Entry:
        why = self.tr("{share} alike").format(share=percent(max(0.0, candidate.similarity), 0))
        return Entry(candidate.product, why)

    def _companion(self, entry: Companion) -> Entry:
        words = association_words(entry.association, translate_wording)
        kind = self.tr("Goes with it") if entry.is_complement else self.tr("Looks like it")
        return Entry(entry.product, f"{kind}: {words}")

    def retranslate(self) -> None:
        found = self.found
        self.setWindowTitle(self.tr("Substitutes and what goes with it"))
        self.title.setText(found.product.name)
        self.lead.setText(
            self.tr("Tick up to three products to compare them with this one side by side.")
        )
        self.substitutes.show_entries(
            self.tr("Instead of it, in stock"),
            [self._alike(candidate) for candidate in found.substitutes],
            self.tr("Nothing in stock looks like it, or it has no photo to compare."),
        )
        self.together.show_entries(
            self.tr("Often looked up together"),
            [self._companion(entry) for entry in found.together],
            no_association_words(found.sessions, found.own_sessions, translate_wording),
        )
        stocked = {candidate.product.product_id for candidate in found.substitutes}
        self.similar.show_entries(
            self.tr("Similar, but not in stock"),
            [self._alike(c) for c in found.similar if c.product.product_id not in stocked],
            self.tr("Everything similar is in stock."),
        )
        self.close_button.setText(self.tr("Close"))
        name_control(self.close_button, self.tr("Close"), "Esc")
        self._show_state()
