"""Recommendations, bad photos and confirmed lookups, over a small catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.catalog.quality_store import QualityStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.core.photo_traits import PhotoProblem, PhotoTraits
from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.quality import AskedPhoto, Guess
from desktop_app.core.types import Answer, Candidate, Product, QueryKind, Reason, Verdict
from desktop_app.services.catalogue_import import CatalogueImport
from desktop_app.services.gallery import Gallery
from desktop_app.services.live_set import LiveSet
from desktop_app.services.lookup import LookupService
from desktop_app.services.photo_care import PhotoCare
from desktop_app.services.recommendations import Recommendations
from desktop_app.services.similar_items import SimilarItems
from tests.fakes import fake_photo
from tests.services.import_samples import Shop, open_shop, write_csv

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROWS = (
    ("A-1", "red mug", "4.90", "0", (1, 2)),
    ("A-2", "red mug, large", "5.90", "7", (1,)),
    ("B-1", "tea towel", "2.00", "30", (3,)),
    ("C-1", "kettle", "29.00", "2", ()),
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = open_shop(tmp_path)
    gallery = Gallery(opened.repository, tmp_path / "index", opened.analyst.model)
    gallery.open()
    opened.gallery = gallery  # type: ignore[assignment]
    for seed in (1, 2, 3):
        (tmp_path / f"{seed}.jpg").write_bytes(fake_photo(seed))
    rows = [
        {
            "sku": sku,
            "name": name,
            "price": price,
            "currency": "EUR",
            "stock": stock,
            "photos": ";".join(f"{seed}.jpg" for seed in seeds),
        }
        for sku, name, price, stock, seeds in ROWS
    ]
    importer = CatalogueImport(opened.repository, opened.photos, opened.analyst, gallery)
    assert importer.run(write_csv(tmp_path / "shop.csv", rows)).added == len(ROWS)
    with closing(opened.database):
        yield opened
        gallery.close()


def _recommendations(shop: Shop) -> Recommendations:
    store = QualityStore(shop.database)
    similar = SimilarItems(shop.repository, shop.gallery, lambda: shop.analyst.model.fingerprint)  # type: ignore[arg-type]
    lookup = LookupService(shop.repository, shop.gallery, shop.analyst)  # type: ignore[arg-type]
    return Recommendations(store, shop.repository, similar, lookup)


def _product(shop: Shop, sku: str) -> Product:
    product = shop.repository.product_by_sku(sku)
    assert product is not None
    return product


def _answer(sku: str, verdict: Verdict = Verdict.MATCH) -> Answer:
    best = Candidate(Product(sku, sku), 0.9, 0.95)
    return Answer(verdict, Reason.CONFIDENT, QueryKind.PHOTO, (best,), model="m")


def _remember(
    shop: Shop, skus: Sequence[str], at: datetime, person: str = "Li", decided: str = ""
) -> None:
    import json

    from desktop_app.catalog.schema import LookupRow
    from desktop_app.services.answer_json import answer_object

    for number, sku in enumerate(skus):
        moment = at + timedelta(minutes=number)
        repository = CatalogRepository(shop.database, clock=lambda m=moment: m)  # type: ignore[misc]
        answer = _answer(sku)
        packed = json.dumps(answer_object(answer, ["x.jpg"]))
        number_of = repository.record_lookup(
            answer, answer_json=packed, person=person, thumbnail=None
        )
        if decided:
            with shop.database.write() as session:
                row = session.get_one(LookupRow, number_of)
                row.decision, _, row.decided_sku = decided.partition(":")


def test_substitutes_are_in_stock_and_alike(shop: Shop) -> None:
    found = _recommendations(shop).recommend(_product(shop, "A-1"))
    assert next(c.sku for c in found.similar) == "A-2"
    assert [c.sku for c in found.substitutes] == ["A-2"]
    assert (found.together, found.sessions) == ((), 0)
    again = _recommendations(shop).recommend(_product(shop, "A-2"))
    assert "A-1" not in [c.sku for c in again.substitutes], "it is out of stock"


def test_a_substitute_is_of_the_same_category() -> None:
    asked: list[ProductFilter] = []

    class Alike:
        def similar(self, product_id: int, only: ProductFilter = EVERYTHING, *, top_k: int = 8):
            asked.append(only)
            return []

    class NoHistory:
        def history_mark(self) -> tuple[int, ...]:
            return (0, 0, 0)

        def seen_items(self) -> list[object]:
            return []

    found = Recommendations(NoHistory(), None, Alike(), None)  # type: ignore[arg-type]
    found.recommend(Product("A", "a", category="Gloves", product_id=1))
    assert asked == [EVERYTHING, ProductFilter(category="Gloves", in_stock=True)]


def test_what_is_looked_up_together_comes_from_sessions(shop: Shop) -> None:
    recommendations = _recommendations(shop)
    mug = _product(shop, "A-1")
    assert recommendations.recommend(mug).together == ()
    for day in range(20):
        pair = ["A-1", "B-1"] if day % 2 else ["A-2", "C-1"]
        _remember(shop, pair, NOON + timedelta(days=day))
    found = recommendations.recommend(mug)
    (companion,) = found.together
    assert companion.product.sku == "B-1"
    assert (companion.association.together, companion.association.of) == (10, 10)
    assert companion.association.lift == pytest.approx(2.0)
    assert (found.sessions, found.own_sessions) == (20, 10)
    kettle = recommendations.recommend(_product(shop, "C-1")).together
    assert [(c.product.sku, c.is_complement) for c in kettle] == [("A-2", True)]


def test_a_forgotten_history_is_forgotten_here_too(shop: Shop) -> None:
    recommendations = _recommendations(shop)
    for day in range(20):
        _remember(shop, ["A-1", "B-1"], NOON + timedelta(days=day))
    assert recommendations.recommend(_product(shop, "A-1")).sessions == 20
    shop.repository.purge_history(None)
    assert recommendations.recommend(_product(shop, "A-1")).sessions == 0


def test_several_photos_vote_and_one_that_cannot_be_read_is_told(
    shop: Shop, tmp_path: Path
) -> None:
    names = ("1.jpg", "2.jpg", "gone.jpg")
    photos = [PhotoInput.from_path(tmp_path / name) for name in names]
    found = _recommendations(shop).compare_photos(photos)
    assert [vote.answer is None for vote in found.votes] == [False, False, True]
    skus = {fit.product.sku for fit in found.fits}
    assert {"A-1", "A-2"} <= skus
    assert len(found.fits) <= 4
    likeness = {fit.product.sku: found.likeness[fit.product.product_id] for fit in found.fits}
    assert likeness["A-1"] == max(likeness.values()), "it has both pictures"
    with pytest.raises(PhotoError):
        _recommendations(shop).compare_photos(photos[2:])


class FakeMeasurer:
    """Knows every photo by the order in which it is asked; `None` cannot be read."""

    def __init__(self, traits: Sequence[PhotoTraits | None]) -> None:
        self.traits = list(traits)
        self.asked: list[Path] = []

    def measure(self, files: Sequence[Path]) -> Iterator[PhotoTraits | None]:
        self.asked += files
        yield from self.traits[: len(files)]


def test_photos_are_measured_once_and_what_is_wrong_is_told(shop: Shop) -> None:
    good, dark = PhotoTraits(0.2, 120, 40), PhotoTraits(0.2, 10, 3)
    measurer = FakeMeasurer([good, dark, good, None])
    store = QualityStore(shop.database)
    care = PhotoCare(store, measurer, shop.photos.thumbnail_path)
    notes = care.notes()
    by_problem = {problem: [n for n in notes if n.problem is problem] for problem in PhotoProblem}
    skus = {p.product_id: p.sku for p in shop.repository.list_products(0, 10)}
    told = {problem: [skus[n.product_id] for n in found] for problem, found in by_problem.items()}
    assert told[PhotoProblem.NO_PHOTO] == ["C-1"]
    assert told[PhotoProblem.ONE_PHOTO] == ["A-2", "B-1"]
    assert told[PhotoProblem.DUPLICATE] == ["A-1", "A-2"]
    assert told[PhotoProblem.DARK] == ["A-1"]
    assert told[PhotoProblem.MISSING] == ["B-1"]
    assert len(told[PhotoProblem.TINY]) == 3, "24 pixels"
    measurer.traits = [good]
    again = care.notes()
    assert len(measurer.asked) == 5, "only the one that could not be read is asked again"
    assert PhotoProblem.MISSING not in {note.problem for note in again}


def test_nearly_equal_pictures_of_two_products_are_told(shop: Shop) -> None:
    store = QualityStore(shop.database)
    towel, mug = _product(shop, "B-1"), _product(shop, "A-1")
    nothing = Guess((), -1.0, Verdict.UNSURE, may_match=False)
    asked = AskedPhoto(
        towel.photos[0].photo_id,
        towel.product_id,
        nothing,
        nothing,
        has_sibling=False,
        foreign_twin_id=mug.photos[0].photo_id,
    )
    good = PhotoTraits(0.2, 120, 40)
    care = PhotoCare(store, FakeMeasurer([good] * 4), shop.photos.thumbnail_path)
    found = [n for n in care.notes([asked]) if n.problem is PhotoProblem.DUPLICATE]
    assert (towel.product_id, mug.product_id) in {(n.product_id, n.other_product_id) for n in found}


def test_a_photo_that_goes_takes_its_measures_with_it(shop: Shop) -> None:
    store = QualityStore(shop.database)
    mug = _product(shop, "A-1")
    traits = PhotoTraits(0.2, 120, 40)
    store.save_traits([(mug.photos[0].photo_id, traits), (999, traits)])
    assert store.traits() == {mug.photos[0].photo_id: traits}
    shop.repository.delete_product(mug.product_id)
    assert store.traits() == {}


def test_confirmed_lookups_are_a_test_set(shop: Shop) -> None:
    live = LiveSet(QualityStore(shop.database))
    assert live.figures().figures.asked == 0
    _remember(shop, ["A-1"], NOON, decided="confirmed:A-1")
    _remember(shop, ["A-1"], NOON, decided="corrected:A-2")
    _remember(shop, ["A-1"], NOON + timedelta(days=40), decided="added:NEW-1")
    _remember(shop, ["A-1"], NOON)
    found = live.figures()
    assert (found.figures.asked, found.figures.recall_1, found.figures.wrong_matches) == (2, 0.5, 1)
    assert (found.foreign, found.foreign_matches) == (1, 1)
    assert [(m.month, m.figures.asked) for m in found.months] == [("2026-03", 2), ("2026-04", 0)]
