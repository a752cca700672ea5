"""Moving stock from an answer: the step below the pictures of the product that is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.core.types import Candidate, Product
from desktop_app.gui.detail_panel import DetailPanel
from desktop_app.gui.stock_move import StockMove
from desktop_app.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


class StockStep(QObject):
    """Follows the detail panel; what was moved is seen in its facts at once."""

    moved = Signal()

    def __init__(self, services: Services, detail: DetailPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue, self._detail = services.catalogue, detail
        self._tasks = TaskRunner("stock step", parent=self)
        self.step = StockMove(services)
        detail.add_below_pictures(self.step)
        detail.candidate_shown.connect(self._show)
        self.step.moved.connect(self._read)
        self._lookup_id: int | None = None

    def use_lookup(self, lookup_id: int | None) -> None:
        """What is moved from now on is moved after this lookup."""
        self._lookup_id = lookup_id

    def start(self) -> None:
        """Put the keyboard into the field of the product that is shown."""
        if self.step.isVisible():
            self._detail.ensureWidgetVisible(self.step)
            self.step.start()

    def close(self) -> None:
        self.step.close_session()
        self._tasks.close()

    def _show(self, candidate: Candidate) -> None:
        self.step.show_product(candidate.product.product_id, self._lookup_id)

    def _read(self) -> None:
        candidate = self._detail.candidate
        if candidate is not None:
            work = partial(self._catalogue.product, candidate.product.product_id)
            self._tasks.submit(work, self._show_product, self._ignore)
        self.moved.emit()

    def _show_product(self, product: Product | None) -> None:
        candidate = self._detail.candidate
        if product is None or candidate is None:
            return
        if candidate.product.product_id == product.product_id:
            self._detail.facts.show_product(product)

    def _ignore(self, error: BaseException) -> None:
        """The movement is kept; the facts are right with the next answer."""
