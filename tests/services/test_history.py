"""The history: what it gives back, what it exports, and that forgetting leaves no byte."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.catalog.database import Database
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import PhotoAnalysis, PhotoInput
from desktop_app.core.types import (
    Answer,
    Candidate,
    DeviceInfo,
    Product,
    ProductData,
    QueryKind,
    Ranking,
    Reason,
    ScannedCode,
    Verdict,
)
from desktop_app.services.answer_json import answer_object
from desktop_app.services.history import COLUMNS, History
from desktop_app.services.lookup import LookupOutcome, Query
from desktop_app.services.remembered_lookup import RememberedLookup

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
MARKER = b"MARKER-OF-THE-PATIENT"
WORDS = "patient-miller-words"
ANSWER = Answer(
    Verdict.UNSURE,
    Reason.LOOK_ALIKES,
    QueryKind.PHOTO_TEXT,
    (
        Candidate(Product("MUG", "A mug"), 0.9, 0.6),
        Candidate(Product("OLD", "A thing that went"), 0.8, 0.3),
    ),
    codes=(ScannedCode("(01)1", gtin="04006381333931", lot="L1"),),
    text="red",
    p_not_in_catalogue=0.1,
    model="abc",
    device=DeviceInfo("CPU"),
)


class Clock:
    """A clock that tests set."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "catalogue.sqlite"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def repository(file: Path, clock: Clock) -> Iterator[CatalogRepository]:
    with closing(Database.open(file)) as database:
        made = CatalogRepository(database, clock=clock)
        made.save_product(ProductData("MUG", "A mug, renamed"))
        yield made


@pytest.fixture
def history(repository: CatalogRepository, clock: Clock) -> History:
    return History(repository, clock)


def record(repository: CatalogRepository, answer: Answer = ANSWER, size: int = 1) -> int:
    stored = json.dumps(answer_object(answer, ["miller.jpg"]))
    return repository.record_lookup(
        answer, answer_json=stored, person="Li", thumbnail=MARKER * size
    )


def files_with(folder: Path, marker: bytes) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if marker in path.read_bytes()]


def test_a_stored_answer_is_the_one_that_was_given(
    repository: CatalogRepository, history: History
) -> None:
    record(repository)
    (entry,) = history.page(10)
    answer = history.stored_answer(entry)
    assert (answer.verdict, answer.reason, answer.text) == (ANSWER.verdict, ANSWER.reason, "red")
    assert [(c.sku, c.similarity, c.probability) for c in answer.candidates] == [
        ("MUG", 0.9, 0.6),
        ("OLD", 0.8, 0.3),
    ]
    assert answer.codes == ANSWER.codes
    assert (answer.p_not_in_catalogue, answer.lookup_id) == (0.1, entry.lookup_id)
    assert answer.candidates[0].product.name == "A mug, renamed"
    assert answer.candidates[1].product.name == "A thing that went"


def test_pages_can_be_narrowed_to_one_verdict(
    repository: CatalogRepository, history: History
) -> None:
    record(repository)
    wanted = record(repository, replace(ANSWER, verdict=Verdict.MATCH))
    assert [e.lookup_id for e in history.page(10, verdict=Verdict.MATCH)] == [wanted]
    assert history.page(10, text="blue", verdict=Verdict.MATCH) == []
    assert repository.history_count() == 2


def test_the_export_holds_every_lookup_and_no_formula(
    repository: CatalogRepository, history: History
) -> None:
    for text in ("=1+1", "@SUM(A1)", "-2", "+3", "\tx", "plain"):
        record(repository, replace(ANSWER, text=text))
    rows = list(csv.reader(io.StringIO(history.export())))
    assert tuple(rows[0]) == COLUMNS
    texts = [row[COLUMNS.index("text")] for row in rows[1:]]
    assert texts == ["plain", "'\tx", "'+3", "'-2", "'@SUM(A1)", "'=1+1"]
    assert rows[1][:2] == ["2026-03-29 12:00:00", "Li"]


def test_the_export_goes_beyond_one_page(
    repository: CatalogRepository, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.services.history.EXPORT_PAGE", 2)
    for _ in range(5):
        record(repository)
    assert len(history.export().splitlines()) == 6


@pytest.mark.parametrize(
    ("days_and_age", "left"), [((30, 29), 1), ((30, 31), 0), ((0, 4000), 1), ((1, 2), 0)]
)
def test_lookups_are_kept_for_as_many_days(
    repository: CatalogRepository,
    history: History,
    clock: Clock,
    days_and_age: tuple[int, int],
    left: int,
) -> None:
    days, age = days_and_age
    record(repository)
    clock.now = NOON + timedelta(days=age)
    history.tidy(days, pictures=True)
    assert repository.history_count() == left


@pytest.mark.parametrize("size", [1, 2000], ids=["in a page", "over many pages"])
def test_forgetting_leaves_no_byte(
    repository: CatalogRepository, history: History, file: Path, size: int
) -> None:
    for _ in range(20):
        record(repository, replace(ANSWER, text=WORDS), size)
    assert files_with(file.parent, MARKER), "else the search below proves nothing"
    assert history.forget_all() == 20
    assert files_with(file.parent, MARKER) == []
    assert files_with(file.parent, WORDS.encode()) == []
    assert repository.product_by_sku("MUG") is not None


def test_what_grew_too_old_leaves_no_byte_and_the_rest_stays(
    repository: CatalogRepository, history: History, clock: Clock, file: Path
) -> None:
    record(repository, replace(ANSWER, text=WORDS), 3)
    clock.now = NOON + timedelta(days=20)
    kept = repository.record_lookup(ANSWER, answer_json="{}", person="Li", thumbnail=b"new")
    clock.now = NOON + timedelta(days=40)
    history.tidy(30, pictures=True)
    assert [entry.lookup_id for entry in history.page(10)] == [kept]
    assert files_with(file.parent, MARKER) == []
    assert files_with(file.parent, WORDS.encode()) == []


def test_copies_of_older_formats_forget_as_well(
    repository: CatalogRepository, history: History, file: Path
) -> None:
    record(repository, size=50)
    copy = file.with_name(f"{file.name}.format-1.bak")
    shutil.copy(file, copy)
    assert copy.name in files_with(file.parent, MARKER)
    history.forget_all()
    assert files_with(file.parent, MARKER) == []
    with closing(Database.open(copy)) as database:
        assert CatalogRepository(database).product_by_sku("MUG") is not None


def test_the_hospital_profile_deletes_the_pictures_there_are(
    repository: CatalogRepository, history: History, file: Path
) -> None:
    record(repository, size=50)
    history.tidy(0, pictures=False)
    (entry,) = history.page(10)
    assert (entry.thumbnail, entry.top_sku) == (None, "MUG")
    assert files_with(file.parent, MARKER) == []


class Service:
    """Answers anything with `ANSWER`."""

    def lookup(self, query: Query, **_options: object) -> LookupOutcome:
        photo = PhotoAnalysis("miller.jpg", "a" * 64, 8, 8, picture=MARKER, thumbnail=MARKER)
        return LookupOutcome(replace(ANSWER, text=query.text), (photo,))


@pytest.mark.parametrize("keeps", [True, False])
def test_the_hospital_profile_remembers_item_score_and_time_alone(
    repository: CatalogRepository, history: History, file: Path, keeps: bool
) -> None:
    lookup = RememberedLookup(Service(), repository, "Li")  # type: ignore[arg-type]
    lookup.keep_pictures = keeps
    outcome = lookup.lookup(Query((PhotoInput("miller.jpg", data=b""),), WORDS))
    assert outcome.answer.text == WORDS, "the person still sees what they asked"
    (entry,) = history.page(10)
    assert (entry.top_sku, entry.top_probability, entry.at) == ("MUG", 0.6, NOON)
    traces = [files_with(file.parent, t) for t in (MARKER, WORDS.encode(), b"miller.jpg")]
    assert [bool(found) for found in traces] == [keeps] * 3


@pytest.mark.parametrize(("moves", "is_kept"), [(False, True), (True, False)])
def test_a_ranking_is_kept_where_it_is_known_by_which_map(moves: bool, is_kept: bool) -> None:
    """A fit may be kept while a photo is compared."""
    scales = iter(["plain", "fitted" if moves else "plain"])
    kept: list[Mapping[str, Any]] = []

    class Writer:
        def record_lookup(self, answer: Answer, **more: Any) -> int:
            kept.append(json.loads(more["answer_json"]))
            return 1

    class Compared(Service):
        def lookup(self, query: Query, **options: object) -> LookupOutcome:
            found = super().lookup(query, **options)
            ranking = Ranking(("MUG",), (0.7,))
            photo = replace(found.answer, query_kind=QueryKind.PHOTO, text="", ranking=ranking)
            return replace(found, answer=photo)

    lookup = RememberedLookup(Compared(), Writer(), "Li", lambda: next(scales))  # type: ignore[arg-type]
    lookup.lookup(Query((PhotoInput("miller.jpg", data=b""),)))
    assert ("ranking" in kept[0]) is is_kept
