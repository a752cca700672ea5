"""What looks like a product: its neighbours in the catalogue."""

from __future__ import annotations

from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.types import Candidate, Evidence, EvidenceKind
from tests.fake_services.catalogue import FakeCatalogue


class FakeSimilar:
    """Every product looks like all others; `found` is given instead if it is set."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.asked: list[tuple[int, ProductFilter]] = []
        self.found: list[Candidate] | None = None

    def similar(
        self, product_id: int, only: ProductFilter = EVERYTHING, *, top_k: int = 24
    ) -> list[Candidate]:
        self.asked.append((product_id, only))
        if self.found is not None:
            return self.found
        others = [p for p in self._catalogue.all if p.product_id != product_id][:top_k]
        return [
            Candidate(p, 0.8, None, (Evidence(EvidenceKind.PHOTO, 0.8, photo_id=None),))
            for p in others
        ]
