"""The history of lookups."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.catalog.database import Database
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.types import (
    Answer,
    Candidate,
    DeviceInfo,
    Product,
    QueryKind,
    Reason,
    Verdict,
)

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
ANSWER = Answer(
    Verdict.MATCH,
    Reason.CONFIDENT,
    QueryKind.PHOTO_TEXT,
    (Candidate(Product("INF-1", "输液器 Infusion set"), 0.9, 0.97),),
    text="输液 100%",
    model="abc",
    device=DeviceInfo("CPU"),
)
NOTHING = replace(
    ANSWER, verdict=Verdict.NOT_IN_CATALOGUE, reason=Reason.NOTHING_FOUND, candidates=(), text="x"
)


def _record(repository: CatalogRepository, answer: Answer, thumbnail: bytes | None = None) -> int:
    return repository.record_lookup(
        answer, answer_json='{"a": 1}', person="Li", thumbnail=thumbnail
    )


def test_a_lookup_comes_back_as_it_was(database: Database) -> None:
    repository = CatalogRepository(database, clock=lambda: NOON)
    lookup_id = _record(repository, ANSWER, b"jpeg")
    (entry,) = repository.history(10)
    assert (entry.lookup_id, entry.at, entry.person) == (lookup_id, NOON, "Li")
    assert (entry.verdict, entry.reason) == (Verdict.MATCH, Reason.CONFIDENT)
    assert (entry.top_sku, entry.top_name) == ("INF-1", "输液器 Infusion set")
    assert (entry.top_probability, entry.text) == (0.97, "输液 100%")
    assert (entry.model, entry.device, entry.answer) == ("abc", "CPU", '{"a": 1}')
    assert entry.thumbnail == b"jpeg"


def test_an_answer_without_candidates_is_kept(repository: CatalogRepository) -> None:
    _record(repository, NOTHING)
    (entry,) = repository.history(10)
    assert (entry.top_sku, entry.top_probability, entry.thumbnail) == ("", None, None)


def test_the_newest_comes_first_even_when_the_clock_was_set_back(database: Database) -> None:
    moments = iter([NOON, NOON - timedelta(days=365)])
    repository = CatalogRepository(database, clock=lambda: next(moments))
    ids = [_record(repository, ANSWER), _record(repository, NOTHING)]
    assert [entry.lookup_id for entry in repository.history(10)] == ids[::-1]
    assert [entry.lookup_id for entry in repository.history(1, 1)] == ids[:1]


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 2), ("输液", 1), ("inf-1", 1), ("INFUSION", 1), ("100%", 1), ("1%0", 0), ("_", 0)],
)
def test_the_history_can_be_searched(repository: CatalogRepository, text: str, count: int) -> None:
    _record(repository, ANSWER)
    _record(repository, NOTHING)
    assert repository.history_count(text) == count
    assert len(repository.history(10, 0, text)) == count


def test_half_a_character_costs_no_lookup(repository: CatalogRepository) -> None:
    _record(repository, replace(ANSWER, text="输液 \ud83d"))
    (entry,) = repository.history(10)
    assert entry.text == "输液 ?"


def test_a_lookup_can_be_forgotten(repository: CatalogRepository) -> None:
    lookup_id = _record(repository, ANSWER)
    assert repository.forget_lookup(lookup_id)
    assert not repository.forget_lookup(lookup_id)
    assert repository.history_count() == 0


def test_a_lookup_is_no_change_of_the_references(repository: CatalogRepository) -> None:
    _record(repository, ANSWER)
    assert repository.generation() == 0
