"""A survey over a real catalogue: lookups that count, and swaps that are written down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.catalog.database import Database
from desktop_app.catalog.place_reads import PlaceReads
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.places import Swap, suggest_swaps
from desktop_app.core.types import (
    Answer,
    Candidate,
    Product,
    ProductData,
    QueryKind,
    Reason,
    Verdict,
)
from desktop_app.services.places import Places, placed_object, swap_object

NOW = datetime(2026, 3, 1, tzinfo=UTC)


class Shop:
    def __init__(self, database: Database) -> None:
        self.now = NOW
        self.repository = CatalogRepository(database, person="Li", clock=lambda: self.now)
        for sku, place in (("FAR", "Z-9"), ("NEAR", "A-1"), ("LOST", ""), ("GONE", "A-2")):
            saved = self.repository.save_product(ProductData(sku, f"A {sku}", location=place))
        self.repository.withdraw_product(saved.product_id)
        self.swaps: list[Swap] = []
        self.places = Places(PlaceReads(database), self.swaps.append, clock=lambda: NOW)

    def look_up(self, sku: str, verdict: Verdict = Verdict.MATCH, days_ago: int = 0) -> int:
        self.now = NOW - timedelta(days=days_ago)
        best = Candidate(Product(sku, "A thing"), 0.9, 0.9)
        answer = Answer(verdict, Reason.CONFIDENT, QueryKind.PHOTO, (best,))
        return self.repository.record_lookup(answer, answer_json="{}", person="", thumbnail=None)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(Database.open(tmp_path / "catalogue.sqlite")) as database:
        yield Shop(database)


def test_clear_matches_and_what_people_said_count(shop: Shop) -> None:
    shop.look_up("FAR")
    shop.look_up("FAR", days_ago=10)
    shop.look_up("FAR", Verdict.UNSURE)
    found = shop.places.survey()
    assert {p.sku: p.lookups for p in found.products} == {"NEAR": 0, "FAR": 2}
    assert found.placeless == 1
    recent = shop.places.survey(days=5)
    assert {p.sku: p.lookups for p in recent.products} == {"NEAR": 0, "FAR": 1}


def test_a_swap_is_written_down(shop: Shop) -> None:
    shop.look_up("FAR")
    shop.look_up("FAR")
    (swap,) = suggest_swaps(shop.places.survey(), 5)
    shop.places.swap(swap)
    assert shop.swaps == [swap]
    assert (swap.far.sku, swap.far.place, swap.near.sku, swap.near.place) == (
        "FAR",
        "Z-9",
        "NEAR",
        "A-1",
    )
    assert swap_object(swap)["saved"] == 2
    assert placed_object(swap.far)["walked"] == 2
