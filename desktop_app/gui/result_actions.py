"""What a person can do with results: sort, see similar ones, ask what fits, print a label."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.core.result_order import ResultOrder
from desktop_app.core.types import Product
from desktop_app.gui.candidate_model import CandidateModel
from desktop_app.gui.labels_flow import LabelsFlow
from desktop_app.gui.recommend_flow import RecommendFlow
from desktop_app.gui.result_flow import ResultFlow
from desktop_app.gui.results_view import ResultsView


class ResultActions(QObject):
    """Acts on the chosen product; nothing happens while there is none."""

    begun = Signal()  # what was said before is out of date

    def __init__(
        self,
        candidates: CandidateModel,
        view: ResultsView,
        flow: ResultFlow,
        recommend: RecommendFlow,
        labels: LabelsFlow,
    ) -> None:
        super().__init__(view)
        self._candidates = candidates
        self._bar, self._grid, self._detail = view.bar, view.grid, view.detail
        self._flow, self._recommend, self._labels = flow, recommend, labels
        flow.changed.connect(self._show_results)
        self._bar.sorted.connect(self._sort)
        self._bar.back_asked.connect(self.go_back)
        self._bar.similar_asked.connect(self.show_similar)
        self._detail.recommend_asked.connect(self.show_recommended)
        self._detail.label_asked.connect(self.make_label)

    @property
    def _product(self) -> Product | None:
        """The product that is shown, if the catalogue has it."""
        candidate = self._detail.candidate
        if candidate is None or not candidate.product.product_id:
            return None
        return candidate.product

    def show_similar(self) -> None:
        """Show what looks like the chosen product."""
        candidate = self._candidates.candidate(self._grid.currentIndex().row())
        if candidate is not None and candidate.product.product_id:
            self.begun.emit()
            product = candidate.product
            self._flow.show_similar(product, product.product_id)

    def show_recommended(self) -> None:
        """What goes with the chosen product, or instead of it."""
        self._recommend.recommend(self._product)

    def make_label(self) -> None:
        """A label of the chosen product."""
        if self._product is not None:
            self._labels.open([self._product.sku])

    def go_back(self) -> None:
        """From what looks similar back to the results before."""
        chosen = self._flow.go_back()
        if chosen:
            self._grid.choose(max(0, self._candidates.row_of(chosen)))
            self._grid.setFocus()

    @Slot(object, bool)
    def _sort(self, order: ResultOrder, stocked_first: bool) -> None:  # noqa: FBT001  (a slot)
        self._flow.sort(order, stocked_first=stocked_first)

    @Slot(bool)
    def _show_results(self, keeps: bool) -> None:  # noqa: FBT001  (a slot)
        """*keeps*: more of the same results; the chosen one stays chosen."""
        chosen = self._detail.candidate
        self._bar.show_results(self._flow.shown, can_go_back=self._flow.can_go_back)
        row = self._candidates.row_of(chosen.product.product_id) if keeps and chosen else 0
        self._grid.choose(max(0, row))
