"""The gallery over the real catalogue: what one process writes, another finds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog.database import Database
from desktop_app.catalog.records import NewEmbedding, ProductSave, SaveOutcome
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.types import Embedding, ProductData, ReferenceKind
from desktop_app.services.gallery_state import SearchKind
from tests.services.gallery_samples import EXACT_LIMIT, MODEL, make_gallery, settle, unit_vectors

COUNT = EXACT_LIMIT + 100


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[CatalogRepository]:
    with closing(Database.open(tmp_path / "catalogue.sqlite")) as database:
        yield CatalogRepository(database)


def save(repository: CatalogRepository, vectors: Embedding, prefix: str = "A") -> list[SaveOutcome]:
    items = [
        ProductSave(
            ProductData(f"{prefix}{number}", "A thing"),
            (),
            [NewEmbedding(MODEL.fingerprint, vector)],
        )
        for number, vector in enumerate(vectors)
    ]
    outcomes = repository.save_products(items)
    assert all(isinstance(outcome, SaveOutcome) for outcome in outcomes)
    return outcomes  # type: ignore[return-value]


def test_products_of_the_catalogue_are_found(repository: CatalogRepository, tmp_path: Path) -> None:
    vectors = unit_vectors(COUNT)
    outcomes = save(repository, vectors)
    for _ in ("built", "loaded"):
        with closing(make_gallery(repository, tmp_path / "index")) as gallery:
            gallery.open()
            settle(gallery)
            assert gallery.state().kind is SearchKind.HNSW
            for number in (0, 77, COUNT - 1):
                (reference, similarity), *_ = gallery.search(vectors[number], 3)
                assert reference.product_id == outcomes[number].product_id
                assert reference.kind is ReferenceKind.TEXT
                assert similarity == pytest.approx(1.0)


def test_what_another_process_saves_and_removes_is_taken_over(
    repository: CatalogRepository, tmp_path: Path
) -> None:
    vectors = unit_vectors(20)
    outcomes = save(repository, vectors)
    with closing(make_gallery(repository, tmp_path / "index")) as gallery:
        gallery.open()
        with closing(Database.open(tmp_path / "catalogue.sqlite")) as database:
            other = CatalogRepository(database)
            new = unit_vectors(5, seed=9)
            added = save(other, new, "B")
            other.withdraw_product(outcomes[3].product_id)
        assert gallery.catch_up()
        assert len(gallery) == 24
        assert gallery.search(new[2], 1)[0][0].product_id == added[2].product_id
        found = {reference.product_id for reference, _ in gallery.search(vectors[3], 24)}
        assert outcomes[3].product_id not in found
