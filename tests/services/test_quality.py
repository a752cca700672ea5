"""Quality of a catalogue: the same figures as `evaluate`, thresholds, history, look-alikes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.catalog.quality_store import QualityStore, StoredReferences
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.decision import CohortScale, DecisionRule
from desktop_app.core.errors import Cancelled
from desktop_app.core.metrics import summary
from desktop_app.core.types import QueryKind, Verdict
from desktop_app.services.batch import run_batch
from desktop_app.services.catalogue_import import CatalogueImport
from desktop_app.services.evaluation import evaluate
from desktop_app.services.gallery import Gallery
from desktop_app.services.leave_one_out import LeaveOneOut
from desktop_app.services.lookup import LookupService, Query
from desktop_app.services.quality import Quality
from desktop_app.services.query_table import QueryRow
from desktop_app.services.thresholds import Thresholds
from tests.fakes import RULE, fake_photo
from tests.services.import_samples import Shop, open_shop, write_csv

N_PRODUCTS = 24
"""More than the background of a query needs, so that the cohort is used too."""

LOOKS = {number: (100 + number, 100 + number, 200 + number) for number in range(N_PRODUCTS)}
"""Photos of each product by the seed of their colours: two alike and one that differs."""


def _photo_file(folder: Path, product: int, number: int) -> Path:
    """A photo; those of one seed differ in size, so that they are different files."""
    seed = LOOKS[product][number]
    if (product, number) == (1, 2):
        seed = LOOKS[0][0]  # product 1 is easily taken for product 0
    file = folder / f"{product}-{number}.jpg"
    file.write_bytes(fake_photo(seed, size=24 + 4 * number))
    return file


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, int], Path]:
    folder = tmp_path_factory.mktemp("photos")
    return {(p, n): _photo_file(folder, p, n) for p in LOOKS for n in range(3)}


class OpenShop:
    """A catalogue with lookup and quality on it; left out are photos by product and number."""

    def __init__(
        self,
        folder: Path,
        photos: Mapping[tuple[int, int], Path],
        left_out: Sequence[tuple[int, int]] = (),
        rule: DecisionRule = RULE,
    ) -> None:
        self.shop: Shop = open_shop(folder)
        analyst = self.shop.analyst
        analyst.model = replace(analyst.model, rules=dict.fromkeys(QueryKind, rule))
        self.gallery = Gallery(self.shop.repository, folder / "index", analyst.model)
        self.gallery.open()
        store = QualityStore(self.shop.database)
        self.thresholds = Thresholds(store, lambda: analyst.model)
        self.quality = Quality(store, self.shop.repository, lambda: analyst.model, self.thresholds)
        self.lookup = LookupService(
            self.shop.repository, self.gallery, analyst, rule=self.thresholds.rule
        )
        importer = CatalogueImport(self.shop.repository, self.shop.photos, analyst, self.gallery)
        rows = [_row(product, photos, left_out) for product in LOOKS]
        rows = [row for row in rows if row is not None]
        report = importer.run(write_csv(photos[0, 0].with_name("shop.csv"), rows))
        assert (len(report.rejected), report.photo_problems) == (0, ())

    def close(self) -> None:
        self.gallery.close()
        self.shop.database.close()


def _row(
    product: int, photos: Mapping[tuple[int, int], Path], left_out: Sequence[tuple[int, int]]
) -> dict[str, object] | None:
    own = [file.name for key, file in photos.items() if key[0] == product and key not in left_out]
    if not own:
        return None
    category = "even" if product % 2 == 0 else "odd"
    name = f"thing number {product}"
    return {"sku": f"S-{product}", "name": name, "category": category, "photos": ";".join(own)}


@pytest.fixture
def opened(tmp_path: Path, photos: dict[tuple[int, int], Path]) -> Iterator[OpenShop]:
    with closing(OpenShop(tmp_path, photos)) as shop:
        yield shop


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(RULE, id="no background"),
        pytest.param(
            DecisionRule(0.05, 0.5, 0.8, 0.5, 0.01, cohort=CohortScale(0.08, 0.4)), id="background"
        ),
    ],
)
def test_the_figures_are_those_of_evaluate(
    tmp_path: Path, photos: dict[tuple[int, int], Path], rule: DecisionRule
) -> None:
    """Each photo is evaluated on a catalogue that was imported without it."""
    asked = [(product, number) for product in (0, 1) for number in range(3)]
    with closing(OpenShop(tmp_path / "all", photos, rule=rule)) as shop:
        report = shop.quality.measure()
        ids = shop.shop.repository
        wanted = {ids.product_by_sku(f"S-{p}").product_id for p, _ in asked}  # type: ignore[union-attr]
        mine = [photo for photo in report.asked if photo.product_id in wanted]
    results = []
    for number, key in enumerate(asked):
        with closing(OpenShop(tmp_path / f"without {number}", photos, [key], rule)) as shop:
            file = photos[key]
            query = Query((PhotoInput.from_path(file),))
            row = QueryRow(1, file.name, "", query, sku=f"S-{key[0]}")
            results += run_batch([row], shop.lookup)
    metrics = evaluate(results)
    own = summary([photo.outcome(calibrated=True) for photo in mine])
    assert len(mine) == len(asked)
    assert 0 < own["recall@1"] < 1, "a measure that is never wrong compares nothing"
    assert own == pytest.approx({name: metrics[name] for name in own}, abs=1e-5, nan_ok=True)


def test_an_item_that_is_not_there_is_asked_as_evaluate_asks(
    tmp_path: Path, photos: dict[tuple[int, int], Path]
) -> None:
    with closing(OpenShop(tmp_path / "all", photos)) as shop:
        product = shop.shop.repository.product_by_sku("S-5")
        assert product is not None
        first = product.photos[0].photo_id
        (mine,) = [photo for photo in shop.quality.measure().asked if photo.photo_id == first]
        foreign = mine.foreign_outcome(calibrated=True)
    without = [(5, number) for number in range(3)]
    with closing(OpenShop(tmp_path / "without", photos, without)) as shop:
        row = QueryRow(1, "x", "", Query((PhotoInput.from_path(photos[5, 0]),)), sku="")
        (result,) = run_batch([row], shop.lookup)
        assert result.answer is not None
        assert result.answer.best is not None
        assert foreign.verdict is result.answer.verdict
        assert foreign.score == pytest.approx(result.answer.best.probability, abs=1e-5)


def test_the_report_counts_by_category_and_finds_what_is_confused(opened: OpenShop) -> None:
    report = opened.quality.measure()
    by_name = {entry.category: entry.figures for entry in report.run.categories}
    assert {name: f.asked for name, f in by_name.items()} == {"even": 36, "odd": 36}
    repository = opened.shop.repository
    confused = {
        tuple(sorted(p.sku for p in repository.products([x.first_id, x.second_id]).values()))
        for x in report.look_alikes
        if x.wrong
    }
    assert ("S-0", "S-1") in confused
    assert report.twins == 2 * N_PRODUCTS, "two photos of each product are one picture"
    assert (report.testable, report.single, report.without) == (3 * N_PRODUCTS, 0, 0)


def test_a_saved_threshold_decides_at_once_and_is_in_the_change_log(opened: OpenShop) -> None:
    file = opened.shop.photos.photo_path(
        opened.shop.repository.product_by_sku("S-3").photos[0].sha256  # type: ignore[union-attr]
    )
    query = Query((PhotoInput.from_path(file),))
    before = opened.lookup.lookup(query).answer
    assert before.best is not None
    assert before.best.probability is not None
    opened.thresholds.save(min(1.0, before.best.probability + 1e-6), 12, "Li")
    assert opened.lookup.lookup(query).answer.verdict is Verdict.UNSURE
    opened.thresholds.save(before.best.probability - 1e-6, 12, "Li")
    assert opened.lookup.lookup(query).answer.verdict is Verdict.MATCH
    again = Thresholds(QualityStore(opened.shop.database), lambda: opened.shop.analyst.model)
    assert again.in_force == pytest.approx(before.best.probability - 1e-6)
    opened.thresholds.reset("Li")
    assert opened.thresholds.in_force == opened.thresholds.standard


def test_the_curve_at_the_threshold_says_what_the_decision_said(opened: OpenShop) -> None:
    opened.thresholds.save(0.6, 10, "Li")
    report = opened.quality.measure()
    point = report.curve.at(0.6)
    figures = report.run.figures
    assert point.matches == sum(p.guess.verdict is Verdict.MATCH for p in report.asked)
    assert point.precision == pytest.approx(figures.precision, nan_ok=True)
    assert point.matches - point.right == figures.wrong_matches
    assert report.run.foreign_matches == point.foreign_matches


def test_the_history_has_one_line_a_state(opened: OpenShop) -> None:
    quality = opened.quality
    assert not quality.is_current()
    quality.measure(person="Li")
    assert quality.is_current()
    assert quality.is_recorded()
    quality.measure(person="Li")
    assert len(quality.history()) == 1
    product = opened.shop.repository.product_by_sku("S-7")
    assert product is not None
    opened.shop.repository.withdraw_product(product.product_id)
    assert not quality.is_current()
    report = quality.measure(person="Ana")
    newest, oldest = quality.history()
    assert (newest.person, oldest.person) == ("Ana", "Li")
    assert newest.figures.asked == oldest.figures.asked - 3
    assert newest.categories == report.run.categories
    assert newest.figures == report.run.figures


def test_a_change_is_measured_without_being_asked(
    opened: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not opened.quality.keep_up(should_stop=lambda: True)
    assert opened.quality.keep_up()
    assert not opened.quality.keep_up(), "nothing changed"
    opened.thresholds.save(0.5, 10, "Li")
    monkeypatch.setattr("desktop_app.services.quality.MOST_KEPT_UP", 5)
    assert not opened.quality.keep_up(), "so large a catalogue waits to be asked"
    monkeypatch.undo()
    assert opened.quality.keep_up()
    assert len(opened.quality.history()) == 2


def test_a_large_catalogue_is_measured_on_a_steady_sample(opened: OpenShop) -> None:
    store = QualityStore(opened.shop.database)
    model = opened.shop.analyst.model
    quality = Quality(
        store, opened.shop.repository, lambda: model, opened.thresholds, most_asked=10
    )
    first = {photo.photo_id for photo in quality.measure().asked}
    report = quality.measure()
    assert len(first) == 10
    assert report.is_sample
    assert {photo.photo_id for photo in report.asked} == first


def test_a_measurement_can_be_stopped(opened: OpenShop) -> None:
    with pytest.raises(Cancelled):
        opened.quality.measure(should_stop=lambda: True)
    assert opened.quality.history() == []


def test_without_calibration_nothing_is_a_match_but_recall_is_measured() -> None:
    vectors = np.eye(3, dtype=np.float32)[[0, 0, 1]]
    references = StoredReferences(vectors, np.array([1, 1, 2]), np.array([1, 2, 3]))
    asked = LeaveOneOut(references, None).ask([1, 2, 3])
    assert [photo.is_right for photo in asked] == [True, True, False]
    assert {photo.guess.verdict for photo in asked} == {Verdict.UNSURE}
    assert [photo.has_sibling for photo in asked] == [True, True, False]


def test_crowded_neighbours_are_widened_as_a_lookup_does() -> None:
    """A product with 500 near photos must not hide the background of the query."""
    generator = np.random.default_rng(3)
    crowd = np.array([1.0, 0, 0, 0]) + generator.normal(0, 0.01, (500, 4))
    others = generator.normal(0, 1, (100, 4))
    vectors = np.concatenate([crowd, others])
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    products = np.array([1] * 500 + list(range(2, 102)))
    references = StoredReferences(vectors, products, np.arange(1, 601))
    (asked,) = LeaveOneOut(references, RULE).ask([1])
    assert len(asked.guess.proposed) == 10
    assert asked.is_right
    assert 1 not in asked.foreign.proposed
    assert not math.isnan(asked.guess.score)
