"""The order of results: what comes first, what is not known comes last."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from desktop_app.core.product_filter import ProductFilter, place_area
from desktop_app.core.result_order import ResultOrder, in_order, natural


@dataclass(frozen=True)
class Item:
    name: str
    location: str = ""
    price: Decimal | None = None
    stock: Decimal | None = None


ITEMS = [
    Item("nut M8", "B-2", Decimal(3), Decimal(0)),
    Item("Bolt", "B-12", None, Decimal(7)),
    Item("nut M10", "", Decimal(1), None),
    Item("axle", "A-1", Decimal("1.5"), Decimal(90)),
]


@pytest.mark.parametrize(
    ("order", "stocked_first", "names"),
    [
        (ResultOrder.LIKELIHOOD, False, ["nut M8", "Bolt", "nut M10", "axle"]),
        (ResultOrder.LIKELIHOOD, True, ["Bolt", "axle", "nut M8", "nut M10"]),
        (ResultOrder.NAME, False, ["axle", "Bolt", "nut M8", "nut M10"]),
        (ResultOrder.PLACE, False, ["axle", "nut M8", "Bolt", "nut M10"]),
        (ResultOrder.PRICE, False, ["nut M10", "axle", "nut M8", "Bolt"]),
        (ResultOrder.PRICE, True, ["axle", "Bolt", "nut M10", "nut M8"]),
        (ResultOrder.STOCK, False, ["axle", "Bolt", "nut M8", "nut M10"]),
    ],
)
def test_results_are_sorted(order: ResultOrder, stocked_first: bool, names: list[str]) -> None:
    found = in_order(ITEMS, order, lambda item: item, stocked_first=stocked_first)
    assert [item.name for item in found] == names


@pytest.mark.parametrize(
    ("first", "second"), [("A-2", "A-12"), ("a-2", "A-3"), ("", "0"), ("7", "A"), ("x²", "y")]
)
def test_numbers_in_a_place_count_as_numbers(first: str, second: str) -> None:
    assert natural(first) < natural(second)


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("A-02-1", "A"),
        ("Annex 3", "Annex"),
        ("B", "B"),
        ("", ""),
        (" C.4", "C"),
        ("货架1-2", "货架1"),
    ],
)
def test_the_area_of_a_place_is_its_first_part(place: str, area: str) -> None:
    assert place_area(place) == area


@pytest.mark.parametrize(
    "only",
    [
        ProductFilter(category="x"),
        ProductFilter(brand="x"),
        ProductFilter(place="x"),
        ProductFilter(in_stock=True),
    ],
)
def test_a_filter_is_true_when_it_holds_anything_back(only: ProductFilter) -> None:
    assert only
    assert not ProductFilter()
