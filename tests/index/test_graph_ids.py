"""The ids of a graph behave like a set, however many came at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.index.graph_ids import GraphIds

NUMBERS = st.integers(1, 40)
STEPS = st.lists(st.tuples(st.booleans(), NUMBERS), max_size=40)


@given(st.lists(NUMBERS, unique=True), STEPS, st.sets(NUMBERS))
def test_ids_come_and_go(loaded: list[int], steps: list[tuple[bool, int]], asked: set[int]) -> None:
    ids, known, ever = GraphIds(loaded), set(loaded), set(loaded)
    for adds, number in steps:
        if adds and number not in ever:  # a graph never takes a removed id again
            ids.add([number])
            known.add(number)
            ever.add(number)
        elif not adds:
            ids.discard(number)
            known.discard(number)
    assert len(ids) == len(known)
    assert ids.listed().tolist() == sorted(known)
    assert {number for number in range(42) if number in ids} == known
    assert ids.among(sorted(asked)) == ids.among(asked) == known & asked
