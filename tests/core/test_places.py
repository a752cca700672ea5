"""Places: read into parts, put into a tree, counted in stops, swapped where it saves steps."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from desktop_app.core.place_words import swap_reason
from desktop_app.core.places import (
    PlaceNode,
    PlaceSurvey,
    most_walked,
    natural_key,
    parse_place,
    stop_of,
    suggest_swaps,
    survey,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A-03-2", ("A", "03", "2")),
        ("A / 3 / top shelf", ("A", "3", "top", "shelf")),
        ("hall1_rack2>bin3", ("hall1", "rack2", "bin3")),
        ("  ", ()),
        ("--", ()),
        ("架-3-1", ("架", "3", "1")),
    ],
)
def test_places_are_cut_at_their_separators(text: str, parts: tuple[str, ...]) -> None:
    assert parse_place(text) == parts


def test_numbers_are_sorted_by_size() -> None:
    texts = ["A-2", "A-10", "a-3", "B-1", "A-3-b", "1-1", "A"]
    in_order = sorted(texts, key=lambda text: natural_key(parse_place(text)))
    assert in_order == ["1-1", "A", "A-2", "a-3", "A-3-b", "A-10", "B-1"]


def test_a_shelf_is_no_stop_of_its_own() -> None:
    assert stop_of(("A", "03", "2")) == ("A", "03")
    assert stop_of(("A", "03")) == ("A", "03")


def shop(*places: str, lookups: dict[str, int] | None = None, start: str = "") -> PlaceSurvey:
    rows = [(n, f"S{n}", f"Thing {n}", place) for n, place in enumerate(places, 1)]
    return survey(rows, lookups or {}, start)


def drawn(node: PlaceNode) -> dict[str, object]:
    inner = {child.name: drawn(child) for child in node.children}
    return {"n": node.n_products, "lookups": node.lookups, **inner}


def test_the_tree_counts_what_lies_within() -> None:
    found = shop("A-01-1", "A-01-2", "A-2", "", "a-1-2", "B", lookups={"S1": 3, "S5": 2, "S4": 9})
    assert drawn(found.root) == {
        "n": 5,
        "lookups": 5,
        "A": {
            "n": 4,
            "lookups": 5,
            "01": {
                "n": 3,
                "lookups": 5,
                "1": {"n": 1, "lookups": 3},
                "2": {"n": 2, "lookups": 2},
            },
            "2": {"n": 1, "lookups": 0},
        },
        "B": {"n": 1, "lookups": 0},
    }
    assert (found.placeless, found.lookups) == (1, 5)
    shelf = found.root.children[0].children[0]
    assert [product.sku for product in found.within(shelf)] == ["S1", "S2", "S5"]


@pytest.mark.parametrize(
    ("start", "stops"),
    [
        ("", {"A-01-1": 0, "A-01-2": 0, "A-02-1": 1, "B-01-1": 2}),
        ("b", {"A-01-1": 2, "A-01-2": 2, "A-02-1": 1, "B-01-1": 0}),
        ("A-2-9", {"A-01-1": 1, "A-01-2": 1, "A-02-1": 0, "B-01-1": 1}),
        ("nowhere", {"A-01-1": 0, "A-01-2": 0, "A-02-1": 1, "B-01-1": 2}),
    ],
)
def test_stops_are_counted_from_the_start(start: str, stops: dict[str, int]) -> None:
    found = shop(*stops, start=start)
    assert {product.place: product.stops for product in found.products} == stops


def test_what_is_asked_for_often_and_lies_far_changes_places_with_what_is_not() -> None:
    found = shop("A-1", "A-2", "B-1", "B-2", lookups={"S4": 10, "S3": 1, "S2": 4})
    assert [(p.sku, p.walked) for p in most_walked(found, 9)] == [("S4", 30), ("S2", 4), ("S3", 2)]
    first, *others = suggest_swaps(found, 9)
    assert (first.far.sku, first.near.sku, first.saved) == ("S4", "S1", 30)
    assert [(swap.far.sku, swap.near.sku) for swap in others] == []
    assert swap_reason(first) == (
        "S4 (lookups: 10, stops: 3, at B-2) and S1 (lookups: 0, stops: 0, at A-1). Stops saved: 30."
    )


def test_an_area_is_kept_where_that_is_wanted() -> None:
    found = shop("A-1", "B-1", "B-2", "B-3", lookups={"S4": 10})
    (anywhere,) = suggest_swaps(found, 9)
    (within,) = suggest_swaps(found, 9, within_area=True)
    assert (anywhere.near.place, within.near.place) == ("A-1", "B-1")


def test_nothing_is_suggested_without_lookups_or_places() -> None:
    assert suggest_swaps(shop("A-1", "B-2"), 9) == []
    assert suggest_swaps(shop("", ""), 9) == []
    assert suggest_swaps(survey([], {}), 9) == []


def test_swaps_save_what_they_promise() -> None:
    """Carried out one after another they shorten the way by the sum of what each one saves."""
    dice = random.Random(5)  # noqa: S311
    rows = [(n, f"S{n}", "", f"{dice.choice('ABC')}-{dice.randint(1, 40)}") for n in range(300)]
    lookups = {f"S{n}": dice.choice([0, 0, 1, 3, 30]) for n in range(300)}
    before = survey(rows, lookups)
    swaps = suggest_swaps(before, 50)
    assert len(swaps) == 50
    assert all(first.saved >= second.saved for first, second in pairwise(swaps))
    place = {sku: where for _, sku, _, where in rows}
    for swap in swaps:
        place[swap.far.sku], place[swap.near.sku] = swap.near.place, swap.far.place
    after = survey([(n, sku, name, place[sku]) for n, sku, name, _ in rows], lookups)
    assert before.walked - after.walked == sum(swap.saved for swap in swaps)
