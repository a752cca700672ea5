from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.index import waiting_ids
from desktop_app.index.waiting_ids import WaitingIds

STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "bulk", "discard", "many"]), st.sets(st.integers(1, 40))),
    max_size=25,
)


@given(STEPS, st.integers(0, 45))
def test_the_ids_stay_in_order_whatever_comes_and_goes(
    steps: list[tuple[str, set[int]]], limit: int
) -> None:
    waiting, bulk, own = WaitingIds(), set(), []
    for step, ids in steps:
        if step in {"add", "bulk"}:
            fresh = sorted(ids - bulk - set(own))
            if step == "add":
                waiting.add(fresh)
                own += fresh
            else:
                waiting.add_bulk(np.array(fresh, np.int64))
                bulk |= set(fresh)
            continue
        if step == "discard":
            for number in ids:
                waiting.discard(number)
        else:
            waiting.discard_all(np.array(sorted(ids), np.int64))
        bulk -= ids
        own = [number for number in own if number not in ids]
    expected = [*sorted(bulk), *own]
    assert len(waiting) == len(expected)
    assert waiting.listed().tolist() == expected
    assert waiting.first(limit) == expected[:limit]


def test_very_many_are_gone_through_without_going_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting_ids, "MOST_LEFT", 64)
    waiting = WaitingIds()
    waiting.add_bulk(np.arange(1, 5001))
    seen: list[int] = []
    while part := waiting.first(32):
        seen += part
        for number in part:
            waiting.discard(number)
        assert len(waiting._left) < 64
    assert seen == list(range(1, 5001))
