"""Rules of the quality page and of recommendations, by tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from desktop_app.core.association import Associations, sessions
from desktop_app.core.best_fit import FitReason, rank_fits
from desktop_app.core.look_alikes import look_alikes
from desktop_app.core.photo_traits import PhotoProblem, PhotoTraits, problems_of
from desktop_app.core.precision_curve import FEW_MATCHES, PrecisionCurve
from desktop_app.core.proportion import cases_to_show, interval
from desktop_app.core.quality import AskedPhoto, Guess
from desktop_app.core.quality_wording import no_association_words, threshold_words
from desktop_app.core.types import Product, Verdict

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [
        pytest.param(0, 0, 0.0, 1.0, id="nothing counted says nothing"),
        pytest.param(10, 10, 0.7225, 1.0, id="ten of ten"),
        pytest.param(50, 100, 0.4038, 0.5962, id="half of a hundred"),
        pytest.param(0, 20, 0.0, 0.1611, id="none of twenty"),
    ],
)
def test_intervals_are_wilsons(hits: int, cases: int, low: float, high: float) -> None:
    assert interval(hits, cases) == pytest.approx((low, high), abs=1e-4)


def test_more_hits_than_cases_are_refused() -> None:
    with pytest.raises(ValueError):
        interval(3, 2)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.95, 0.99])
def test_so_many_cases_without_a_miss_show_the_share(share: float) -> None:
    needed = cases_to_show(share)
    assert interval(needed, needed)[0] >= share > interval(needed - 1, needed - 1)[0]


def test_the_curve_counts_what_lies_at_or_above_the_threshold() -> None:
    curve = PrecisionCurve.of(
        [0.5, 0.9, 0.7, 0.7], [False, True, True, False], 5, [0.6, 0.8], foreign_asked=4
    )
    found = [(p.threshold, p.matches, p.right) for p in curve.points()]
    assert found == [(0.9, 1, 1), (0.7, 3, 2), (0.5, 4, 2)]
    at = curve.at(0.7)
    assert (at.precision, at.recall, at.foreign_matches) == (2 / 3, 2 / 5, 1 / 4)
    assert curve.at(0.95).matches == 0
    assert np.isnan(curve.at(0.95).precision)


def test_the_lowest_threshold_for_a_precision_does_not_split_equal_scores() -> None:
    curve = PrecisionCurve.of([0.9, 0.8, 0.8, 0.6], [True, True, False, True], 4)
    assert curve.lowest_for(1.0) == 0.9
    assert curve.lowest_for(0.75) == 0.6
    assert curve.lowest_for(0.7) == 0.6
    assert PrecisionCurve.of([0.9], [False], 1).lowest_for(0.5) is None
    assert PrecisionCurve.of([], [], 0).lowest_for(0.5) is None


def test_a_threshold_on_few_matches_says_so() -> None:
    few = PrecisionCurve.of([0.9] * 12, [True] * 12, 12)
    many = PrecisionCurve.of([0.9] * FEW_MATCHES, [True] * FEW_MATCHES, FEW_MATCHES)
    one = PrecisionCurve.of([0.9], [True], 1)
    assert "a guess" in threshold_words(few.at(0.5))
    assert "381 matches" in threshold_words(few.at(0.5))
    assert "75.8 %" in threshold_words(few.at(0.5)), "twelve of twelve prove no more"
    assert "a guess" not in threshold_words(many.at(0.5))
    assert "No photo" in threshold_words(few.at(0.95))
    assert threshold_words(one.at(0.5)).startswith("Right: 1 of 1 match, a precision")


def _asked(photo_id: int, product: int, rival: int, own: float, other: float) -> AskedPhoto:
    first = product if own >= other else rival
    guess = Guess((first,), 0.9, Verdict.MATCH, may_match=True)
    return AskedPhoto(photo_id, product, guess, guess, True, own, rival, other, 90)


def test_look_alikes_are_both_ways_and_worst_first() -> None:
    photos = [
        _asked(1, 1, 2, 0.80, 0.90),
        _asked(2, 2, 1, 0.91, 0.90),
        _asked(3, 3, 1, 0.70, 0.75),
        _asked(4, 1, 3, 0.90, 0.40),
        _asked(5, 2, 1, 0.80, 0.85),
    ]
    first, second = look_alikes(photos)
    assert (first.first_id, first.second_id, first.wrong, first.asked) == (1, 2, 2, 4)
    assert first.margin == pytest.approx(-0.1)
    assert (first.first_photo_id, first.second_photo_id) == (1, 90)
    assert (second.first_id, second.second_id, second.wrong) == (1, 3, 1)
    assert (second.first_photo_id, second.second_photo_id) == (90, 3)


@pytest.mark.parametrize(
    ("traits", "side", "problems"),
    [
        pytest.param(PhotoTraits(0.3, 120, 50), 500, (), id="good"),
        pytest.param(PhotoTraits(0.8, 120, 50), 500, (PhotoProblem.BLURRED,), id="blurred"),
        pytest.param(PhotoTraits(0.8, 20, 10), 500, (PhotoProblem.DARK,), id="dark is not blurred"),
        pytest.param(PhotoTraits(1.0, 255, 0), 500, (PhotoProblem.FLAT,), id="empty page"),
        pytest.param(
            PhotoTraits(0.7, 120, 50), 80, (PhotoProblem.TINY, PhotoProblem.BLURRED), id="two"
        ),
        pytest.param(None, 500, (PhotoProblem.MISSING,), id="file gone"),
    ],
)
def test_problems_of_photos(
    traits: PhotoTraits | None, side: int, problems: tuple[PhotoProblem, ...]
) -> None:
    assert problems_of(traits, side, side) == problems


@dataclass(frozen=True)
class Seen:
    at: datetime
    person: str
    sku: str


def _seen(minute: float, person: str, sku: str) -> Seen:
    return Seen(NOON + timedelta(minutes=minute), person, sku)


def test_a_session_is_one_person_without_a_long_pause() -> None:
    items = [
        _seen(0, "Li", "A"),
        _seen(1, "Ana", "X"),
        _seen(2, "Li", "B"),
        _seen(2.5, "Li", "A"),
        _seen(3, "Ana", "Y"),
        _seen(30, "Li", "C"),
        _seen(31, "Li", "D"),
        _seen(60, "Li", "E"),
    ]
    found = sorted(map(sorted, sessions(items)))
    assert found == [["A", "B"], ["C", "D"], ["X", "Y"]]


def test_associations_have_support_confidence_and_lift() -> None:
    found = Associations(
        [frozenset("AB")] * 6
        + [frozenset("AC")] * 2
        + [frozenset("DE")] * 8
        + [frozenset("BD")] * 4
    )
    (one,) = found.of("A")
    assert (one.sku, one.together, one.of) == ("B", 6, 8)
    assert (one.support, one.confidence) == (6 / 20, 6 / 8)
    assert one.lift == pytest.approx(6 / 8 / (10 / 20))


def test_too_little_history_says_nothing_and_why() -> None:
    few = Associations([frozenset("AB")] * 19)
    assert few.of("A") == []
    assert "19 sessions" in no_association_words(few.n_sessions, few.sessions_with("A"))
    by_chance = Associations([frozenset("AB")] * 20)
    assert by_chance.of("A") == [], "everybody looks both up: no more than chance"
    assert "more often than by chance" in no_association_words(20, 20)


def _product(number: int, price: str | None, stock: str | None, currency: str = "EUR") -> Product:
    return Product(
        f"S-{number}",
        f"thing {number}",
        price=None if price is None else Decimal(price),
        currency=currency,
        stock=None if stock is None else Decimal(stock),
        product_id=number,
    )


@pytest.mark.parametrize(
    ("products", "likeness", "order"),
    [
        pytest.param([_product(1, "9", "1"), _product(2, "5", "2")], {}, [2, 1], id="cheaper"),
        pytest.param([_product(1, "9", "1"), _product(2, "5", "0")], {}, [1, 2], id="in stock"),
        pytest.param(
            [_product(1, "9", "0"), _product(2, "5", "8")], {1: 0.9, 2: 0.3}, [1, 2], id="likeness"
        ),
        pytest.param(
            [_product(1, "9", "3"), _product(2, "5", "3")], {1: 0.5, 2: 0.45}, [2, 1], id="as like"
        ),
        pytest.param(
            [_product(1, "5", "1"), _product(2, "9", "7", "USD")], {}, [2, 1], id="two currencies"
        ),
        pytest.param([_product(1, None, None), _product(2, "5", "0")], {}, [1, 2], id="unknown"),
    ],
)
def test_the_best_fit(
    products: list[Product], likeness: dict[int, float], order: list[int]
) -> None:
    assert [fit.product.product_id for fit in rank_fits(products, likeness)] == order


def test_a_fit_says_why() -> None:
    best, other = rank_fits([_product(1, "9.50", "0"), _product(2, "5.00", "4")], {})
    assert [p.reason for p in best.points] == [FitReason.MOST_STOCK, FitReason.CHEAPEST]
    assert [p.reason for p in other.points] == [FitReason.OUT_OF_STOCK, FitReason.DEARER]
    assert other.points[1].figure == "4.50 EUR"
    with pytest.raises(ValueError):
        rank_fits([_product(n, None, None) for n in range(5)], {})
