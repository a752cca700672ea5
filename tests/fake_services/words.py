"""Further results of words, page by page."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.result_order import ResultOrder
from desktop_app.core.types import Candidate, Evidence, EvidenceKind
from tests.fake_services.catalogue import FakeCatalogue


class FakeWords:
    """As many matches as the test wants, made up from the catalogue's products in turn."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.count = 0
        self.asked: list[tuple[str, ProductFilter, ResultOrder, bool]] = []
        self.pages: list[tuple[int, ...]] = []
        self.gate: threading.Event | None = None

    def matches(
        self,
        words: str,
        only: ProductFilter = EVERYTHING,
        order: ResultOrder = ResultOrder.LIKELIHOOD,
        *,
        stocked_first: bool = False,
    ) -> tuple[int, ...]:
        self.asked.append((words, only, order, stocked_first))
        if self.gate is not None:
            self.gate.wait(10)
        return tuple(range(1, self.count + 1))

    def page(self, words: str, ids: Sequence[int]) -> dict[int, Candidate]:
        self.pages.append(tuple(ids))
        goods = self._catalogue.all
        return {
            number: Candidate(
                replace(goods[number % len(goods)], product_id=number, name=f"Thing {number}"),
                0.0,
                None,
                (Evidence(EvidenceKind.TEXT, 1.0, words),),
            )
            for number in ids
        }
