"""A map is kept only if it helps, survives what the catalogue survives, and can be taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from desktop_app.catalog.adaptation_store import AdaptationStore
from desktop_app.catalog.change_log import ChangeLog
from desktop_app.core.access import Right
from desktop_app.core.adaptation import AdaptationVerdict
from desktop_app.core.errors import Cancelled, CatalogueError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import QueryKind
from desktop_app.services.gallery import EXACT_LIMIT
from desktop_app.services.gallery_state import SearchKind
from desktop_app.services.quality import Quality
from desktop_app.services.thresholds import Thresholds
from tests.services.adaptation_shop import PRODUCTS, AdaptationShop, made_up, model_of
from tests.services.gallery_samples import settle

HELPFUL = made_up(helps=True)
QUERY = HELPFUL.vectors[0]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[AdaptationShop]:
    made = AdaptationShop(tmp_path / "data")
    yield made
    made.close()


def again(shop: AdaptationShop) -> AdaptationShop:
    """The same data folder, as the next start opens it."""
    shop.close()
    return AdaptationShop(shop.folder)


def between(shop: AdaptationShop) -> float:
    """Similarity of two photos of different products: changes with the map."""
    other = HELPFUL.vectors[20]
    found = shop.gallery.search(QUERY, 500)
    first = {reference.reference_id: value for reference, value in found}
    wanted = shop.gallery.search(other, 1)[0][0].reference_id
    return first[wanted]


def test_a_map_that_helps_is_kept_and_answers_at_once(shop: AdaptationShop) -> None:
    shop.fill(HELPFUL)
    plain = between(shop)
    assert plain == pytest.approx(float(QUERY @ HELPFUL.vectors[20]), abs=1e-5)
    report = shop.adaptations.fit(person="Li")
    assert report.is_kept
    assert report.verdict is AdaptationVerdict.HELPS
    vector_map = shop.adapted.map_of("model-a")
    assert vector_map is not None
    one, two = vector_map.apply(QUERY), vector_map.apply(HELPFUL.vectors[20])
    assert between(shop) == pytest.approx(float(one @ two), abs=1e-5)
    assert between(shop) != pytest.approx(plain, abs=0.02)
    assert shop.similarity(QUERY) == pytest.approx(1.0, abs=1e-5)
    active = shop.adaptations.state.active
    assert active is not None
    assert (active.person, active.figures) == ("Li", report.figures)


def test_a_map_that_does_not_help_is_not_kept(shop: AdaptationShop) -> None:
    shop.fill(made_up(helps=False))
    report = shop.adaptations.fit()
    assert not report.is_kept
    assert shop.adaptations.state.active is None
    assert shop.adapted.info.rules == shop.model.rules


def test_too_few_photos_are_said_without_asking_any(shop: AdaptationShop) -> None:
    shop.fill(made_up(helps=True, photos=1))
    report = shop.adaptations.fit()
    assert report.verdict is AdaptationVerdict.TOO_FEW
    assert np.isnan(report.figures.before_1)


def test_a_dry_run_changes_nothing(shop: AdaptationShop) -> None:
    shop.fill(HELPFUL)
    plain = between(shop)
    report = shop.adaptations.fit(dry_run=True)
    assert report.verdict is AdaptationVerdict.HELPS
    assert not report.is_kept
    assert between(shop) == plain
    assert again(shop).adaptations.state.active is None


def test_it_survives_a_restart_with_its_rules(shop: AdaptationShop) -> None:
    shop.fill(HELPFUL)
    shop.adaptations.fit()
    mapped, rules = between(shop), shop.adapted.info.rules
    assert rules[QueryKind.PHOTO] != shop.model.rules[QueryKind.PHOTO]
    with closing(again(shop)) as next_start:
        assert between(next_start) == pytest.approx(mapped, abs=1e-6)
        assert next_start.adapted.info.rules == rules


def test_new_photos_are_mapped_too(shop: AdaptationShop) -> None:
    shop.fill(HELPFUL)
    shop.adaptations.fit()
    fresh = made_up(helps=True, seed=99)
    shop.fill(fresh, prefix="N")
    assert shop.similarity(fresh.vectors[3]) == pytest.approx(1.0, abs=1e-5)
    with closing(again(shop)) as next_start:
        assert next_start.similarity(fresh.vectors[3]) == pytest.approx(1.0, abs=1e-5)


def test_taken_back_lookups_are_plain_again(shop: AdaptationShop) -> None:
    shop.fill(HELPFUL)
    plain = between(shop)
    assert not shop.adaptations.remove("Li")
    shop.adaptations.fit()
    assert shop.adaptations.remove("Li")
    assert between(shop) == pytest.approx(plain, abs=1e-6)
    assert shop.adapted.info.rules == shop.model.rules
    assert again(shop).adaptations.state.active is None


def test_the_change_log_says_who_and_when(shop: AdaptationShop) -> None:
    shop.fill(HELPFUL)
    shop.adaptations.fit(person="Li")
    shop.adaptations.remove("Ana")
    taken, kept, *_ = ChangeLog(shop.database).page(5)
    assert (kept.person, kept.subject, kept.before) == ("Li", "adaptation", {})
    assert kept.after["photos_asked"] == len(HELPFUL.photo_ids[HELPFUL.photo_ids > 0])
    assert (taken.person, taken.after) == ("Ana", {"taken_back_by_hand": True})
    assert taken.before == kept.after


def test_a_map_that_helps_no_longer_is_taken_back(shop: AdaptationShop) -> None:
    shop.fill(HELPFUL)
    shop.adaptations.fit()
    for product in list(shop.repository.products(range(1, 100))):
        shop.gallery.remove(shop.repository.withdraw_product(product))
    shop.fill(made_up(helps=False, seed=3), prefix="N")
    report = shop.adaptations.fit(person="Li")
    assert (report.is_kept, report.was_taken_back) == (False, True)
    assert shop.adaptations.state.active is None


def test_it_belongs_to_one_model_pack(shop: AdaptationShop) -> None:
    shop.fill(HELPFUL)
    shop.adaptations.fit()
    shop.model = model_of("model-b")
    state = shop.adaptations.state
    assert (state.active, state.of_other_packs) == (None, 1)
    assert shop.adapted.map_of("model-b") is None
    assert shop.adapted.state_name == "model-b"
    shop.model = model_of("model-a")
    assert shop.adaptations.state.active is not None


@pytest.mark.parametrize("column", ["matrix", "facts", "sha256", "dim", "fingerprint"])
def test_damage_is_noticed_and_lookups_are_plain(shop: AdaptationShop, column: str) -> None:
    shop.fill(HELPFUL)
    plain = between(shop)
    shop.adaptations.fit()
    shop.close()
    with closing(sqlite3.connect(shop.folder / "catalogue.sqlite")) as connection, connection:
        if column == "fingerprint":  # a map of another model under the name of this one
            connection.execute("UPDATE adaptation SET sha256 = replace(sha256, 'a', 'b')")
            connection.execute("UPDATE adaptation SET sha256 = replace(sha256, '1', '2')")
        elif column == "matrix":
            flipped = "UPDATE adaptation SET matrix = CAST(X'01' || substr(matrix, 2) AS BLOB)"
            connection.execute(flipped)
        else:
            connection.execute(f"UPDATE adaptation SET {column} = '7'")  # noqa: S608  (a table)
    with closing(AdaptationShop(shop.folder)) as damaged:
        assert between(damaged) == pytest.approx(plain, abs=1e-6)
        state = damaged.adaptations.state
        assert state.active is None
        assert state.problem is not None
        assert state.problem.id is MessageId.ADAPTATION_DAMAGED
        assert damaged.adaptations.fit().is_kept, "fitted again, all is well"
        assert damaged.adaptations.state.problem is None


def test_a_stop_leaves_everything_as_it_was(shop: AdaptationShop) -> None:
    shop.fill(HELPFUL)
    plain = between(shop)
    with pytest.raises(Cancelled):
        shop.adaptations.fit(should_stop=lambda: True)
    assert between(shop) == plain
    assert shop.adaptations.state.active is None


def test_a_catalogue_that_cannot_be_written_keeps_the_old_answers(
    shop: AdaptationShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.fill(HELPFUL)
    plain = between(shop)

    def full(*_arguments: object, **_options: object) -> None:
        raise CatalogueError(MessageId.DISK_FULL, name="data")

    monkeypatch.setattr(AdaptationStore, "save", full)
    with pytest.raises(CatalogueError):
        shop.adaptations.fit()
    assert between(shop) == plain
    assert shop.adaptations.state.active is None


class _NoEditing:
    def require(self, right: Right) -> None:
        if right is Right.EDIT_PRODUCTS:
            raise UserError(MessageId.ROLE_NEEDED, role="manager")


def test_only_who_may_edit_products_may_fit_and_take_back(tmp_path: Path) -> None:
    with closing(AdaptationShop(tmp_path / "data", guard=_NoEditing())) as shop:
        shop.fill(HELPFUL)
        for act in (shop.adaptations.fit, shop.adaptations.remove):
            with pytest.raises(UserError):
                act()
        assert shop.adaptations.fit(dry_run=True).verdict is AdaptationVerdict.HELPS


def test_the_quality_page_measures_what_is_active(shop: AdaptationShop) -> None:
    shop.fill(HELPFUL)
    thresholds = Thresholds(shop.quality_store, lambda: shop.adapted.info)
    quality = Quality(
        shop.quality_store,
        shop.repository,
        lambda: shop.model,
        thresholds,
        adapted=shop.adapted,
    )
    plain = quality.measure()
    assert quality.is_current()
    assert shop.adaptations.fit().is_kept
    assert not quality.is_current()
    mapped = quality.measure()
    assert mapped.run.figures.recall_1 > plain.run.figures.recall_1
    assert shop.adaptations.remove()
    assert quality.measure().run.figures == plain.run.figures


def test_a_vector_that_is_no_unit_vector_is_refused_through_a_map_too(
    shop: AdaptationShop,
) -> None:
    shop.fill(HELPFUL)
    shop.adaptations.fit()
    for query in (QUERY * 3, QUERY * np.float32(np.nan), QUERY[:5]):
        with pytest.raises(ValueError, match=r"unit|shape"):
            shop.gallery.search(query, 1)


@pytest.mark.slow
def test_graphs_of_a_large_catalogue_are_built_through_the_map(shop: AdaptationShop) -> None:
    many = made_up(helps=True, photos=EXACT_LIMIT // PRODUCTS + 5)
    noise = np.random.default_rng(1).standard_normal(many.vectors[::100].shape)
    queries = many.vectors[::100] + 0.03 * noise.astype(np.float32)
    queries /= np.linalg.norm(queries, axis=1, keepdims=True)
    shop.fill(many)

    def found(opened: AdaptationShop) -> float:
        """Share of the ten best that the graphs find too."""
        settle(opened.gallery)
        state = opened.gallery.state()
        assert (state.kind, state.problem) == (SearchKind.HNSW, "")
        kept = opened.adapted.map_of("model-a")
        vectors, asked = (
            rows if kept is None else kept.apply(rows) for rows in (many.vectors, queries)
        )
        tenth = np.sort(asked @ vectors.T, axis=1)[:, -10]
        shares = [
            np.mean([value > least - 1e-5 for _, value in opened.gallery.search(query, 10)])
            for query, least in zip(queries, tenth, strict=True)
        ]
        return float(np.mean(shares))

    assert found(shop) > 0.95
    assert shop.adaptations.fit().is_kept
    assert found(shop) > 0.95
    shop.gallery.close()  # publishes the graphs
    with closing(again(shop)) as next_start:
        assert next_start.adapted.map_of("model-a") is not None
        assert found(next_start) > 0.95
        assert next_start.gallery.state().refused is None, "the graphs of the map are used again"
        fresh = made_up(helps=True, seed=5)
        next_start.fill(fresh, prefix="N")
        assert next_start.similarity(fresh.vectors[3]) == pytest.approx(1.0, abs=1e-5)
        assert next_start.adaptations.remove()
        assert next_start.adapted.map_of("model-a") is None
        settle(next_start.gallery)
        assert next_start.similarity(fresh.vectors[3]) == pytest.approx(1.0, abs=1e-5)
