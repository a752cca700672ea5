"""Batches over a real catalogue; only the model is fake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.catalog.database import Database
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.batch import RowAnswer, RowState, Said
from desktop_app.core.batch_wording import batch_summary
from desktop_app.core.errors import CatalogueError, ImportRowError, PhotoError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.batch_review import BatchReview
from desktop_app.services.batch_run import BatchRun, counts_of
from desktop_app.services.batch_runs import MOST_LOST, BatchRuns, Outcome, RunControl
from desktop_app.services.batch_store import BatchStore
from desktop_app.services.catalogue_import import CatalogueImport
from desktop_app.services.gallery import Gallery
from desktop_app.services.lookup import LookupService, Query
from desktop_app.services.teaching import Teaching
from tests.fakes import FakeAnalyst, fake_photo

NOW = datetime(2026, 3, 29, 12, tzinfo=UTC)


class Shop:
    """Two products, a folder of returns, and the batches over them."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.now = NOW
        self.analyst = FakeAnalyst()
        self.repository = CatalogRepository(database, person="import")
        photos = PhotoStore(folder / "data")
        self.gallery = Gallery(self.repository, folder / "index", self.analyst.model)
        self.gallery.open()
        self.lookup = LookupService(self.repository, self.gallery, self.analyst)
        self.teaching = Teaching(self.repository, photos, self.analyst, self.gallery, "Li")
        importer = CatalogueImport(self.repository, photos, self.analyst, self.gallery)
        (folder / "MUG.jpg").write_bytes(fake_photo(1))
        (folder / "CUP.jpg").write_bytes(fake_photo(2))
        table = folder / "goods.csv"
        table.write_text("sku,name,location,photos\nMUG,A mug,A-1,MUG.jpg\nCUP,A cup,,CUP.jpg\n")
        importer.run(table)
        self.batches = folder / "data" / "batches"
        self.store = BatchStore(self.batches)
        self.runs = BatchRuns(self.store, self.lookup, "Li", clock=lambda: self.now)
        self.review = BatchReview(
            self.store, self.repository, self.teaching, self.analyst, clock=lambda: self.now
        )

    def returns(self) -> Path:
        """A folder with a mug, a cup in a folder of its own, a broken file and something else."""
        folder = self.folder / "returns"
        (folder / "box 2").mkdir(parents=True)
        (folder / "10.jpg").write_bytes(fake_photo(99))
        (folder / "2.jpg").write_bytes(fake_photo(1))
        (folder / "3.jpg").write_bytes(b"no picture")
        (folder / "notes.txt").write_text("no photo")
        (folder / "box 2" / "1.jpg").write_bytes(fake_photo(2))
        return folder

    def answered(self, run: BatchRun) -> BatchRun:
        self.runs.answer(run, RunControl(), lambda number, outcome: None)
        return self.runs.open(run.head.run_id)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(Database.open(tmp_path / "data" / "catalogue.sqlite")) as database:
        made = Shop(tmp_path, database)
        yield made
        made.gallery.close()


def top(run: BatchRun, number: int) -> str:
    answer = run.rows[number].answer
    return answer.best.sku if answer and answer.best else ""


def test_a_folder_is_answered_photo_by_photo_and_a_bad_one_is_a_row(shop: Shop) -> None:
    told: list[tuple[int, Outcome]] = []
    begun = shop.runs.begin([shop.returns()])
    assert [row.question.photo for row in begun.rows] == ["2.jpg", "3.jpg", "10.jpg", "box 2/1.jpg"]
    assert {row.state for row in begun.rows} == {RowState.WAITING}
    shop.runs.answer(begun, RunControl(), lambda *pair: told.append(pair))
    run = shop.runs.open(begun.head.run_id)
    assert [number for number, _ in told] == [0, 1, 2, 3]
    assert [row.answer or row.error for row in run.rows] == [outcome for _, outcome in told]
    assert (top(run, 0), top(run, 3)) == ("MUG", "CUP")
    assert run.rows[1].error is not None
    assert run.rows[1].error.id is MessageId.PHOTO_UNREADABLE
    assert run.head.is_whole
    assert run.head.name == "returns"


def test_a_batch_goes_behind_the_lookups_of_people(shop: Shop, monkeypatch) -> None:
    asked = []
    analyse = shop.analyst.analyse_query

    def spy(photos, text, request):
        asked.append(request.urgent)
        return analyse(photos, text, request)

    monkeypatch.setattr(shop.analyst, "analyse_query", spy)
    run = shop.answered(shop.runs.begin([shop.folder / "MUG.jpg"]))
    shop.review.picture(run.rows[0].photo)
    assert asked == [False, True]


def test_several_photos_are_several_questions_and_a_list_keeps_its_lines(shop: Shop) -> None:
    photos = [shop.folder / "MUG.jpg", shop.folder / "CUP.jpg"]
    run = shop.answered(shop.runs.begin(photos))
    assert [top(run, 0), top(run, 1)] == ["MUG", "CUP"]
    assert [row.question.line for row in run.rows] == [1, 2]
    table = shop.folder / "list.csv"
    table.write_text("photo,text,x\nMUG.jpg,,\n,cup,\n,,\nMUG.jpg,,1\n")
    run = shop.answered(shop.runs.begin([table]))
    assert [row.question.line for row in run.rows] == [2, 3, 4, 5]
    assert [row.state for row in run.rows[2:]] == [RowState.ERROR] * 2
    assert top(run, 1) == "CUP"


@pytest.mark.parametrize("name", ["empty folder", "empty.csv"])
def test_nothing_to_ask_is_said(shop: Shop, name: str) -> None:
    source = shop.folder / name
    source.write_text("photo\n") if name.endswith(".csv") else source.mkdir()
    with pytest.raises(UserError) as caught:
        shop.runs.begin([source])
    assert caught.value.message.id is MessageId.BATCH_EMPTY
    assert shop.runs.runs(10) == []


def test_a_stopped_batch_goes_on_where_it_was(shop: Shop) -> None:
    control, told = RunControl(), []

    def tell(number: int, outcome: Outcome) -> None:
        told.append(number)
        control.stop()

    run = shop.runs.begin([shop.returns()])
    first = shop.runs.answer(run, control, tell)
    assert told == [0]
    again = shop.runs.open(run.head.run_id)
    assert again.head.counts.waiting == 3
    assert again.head.seconds == pytest.approx(first, abs=0.002)
    shop.analyst.analysed.clear()
    assert shop.answered(again).head.is_whole
    assert "2.jpg" not in shop.analyst.analysed


def test_a_paused_batch_waits_and_can_be_stopped(shop: Shop) -> None:
    control, first = RunControl(), threading.Event()

    def tell(number: int, outcome: Outcome) -> None:
        control.pause()
        first.set()

    run = shop.runs.begin([shop.returns()])
    thread = threading.Thread(target=shop.runs.answer, args=(run, control, tell))
    thread.start()
    assert first.wait(10)
    assert control.is_paused
    control.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert shop.runs.open(run.head.run_id).head.counts.waiting == 3


KILLED = """
import os, sys
from pathlib import Path
from desktop_app.core.batch import RowAnswer
from desktop_app.core.types import Reason, Verdict
from desktop_app.services.batch_store import BatchStore
store = BatchStore(Path(sys.argv[1]))
with store.appending(sys.argv[2]) as file:
    file.add_outcome(0, RowAnswer(Verdict.UNSURE, Reason.LOOK_ALIKES), 1.5)
    file._stream.write(b'{"n":1,"answer":{"verd')
    file._stream.flush()
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signal 9")
def test_a_killed_process_loses_at_most_the_row_it_was_at(shop: Shop) -> None:
    run_id = shop.runs.begin([shop.returns()]).head.run_id
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(shop.batches), run_id], check=False, timeout=60
    )
    assert ended.returncode == -9
    run = shop.runs.open(run_id)
    assert [row.state for row in run.rows] == [RowState.UNSURE, *[RowState.WAITING] * 3]
    assert run.head.seconds == 1.5
    whole = shop.answered(run)
    assert whole.head.is_whole
    assert whole.rows[0].answer == RowAnswer(run.rows[0].answer.verdict, run.rows[0].answer.reason)


def test_trouble_of_the_program_stops_the_batch_but_not_as_a_row(shop: Shop, monkeypatch) -> None:
    run = shop.runs.begin([shop.returns()])

    def fail(*arguments, **options):
        raise UserError(MessageId.WORKER_FAILED, reason="gone")

    monkeypatch.setattr(shop.analyst, "analyse_query", fail)
    with pytest.raises(UserError, match="gone"):
        shop.runs.answer(run, RunControl(), lambda number, outcome: None)
    assert shop.runs.open(run.head.run_id).head.counts.waiting == 4


def test_batches_are_listed_newest_first_and_damaged_files_left_out(shop: Shop) -> None:
    old = shop.answered(shop.runs.begin([shop.folder / "MUG.jpg"]))
    shop.now += timedelta(minutes=1)
    new = shop.runs.begin([shop.returns()])
    (shop.batches / "20990101-000000-aaaa.jsonl").write_text("{}\n")
    heads = shop.runs.runs(10)
    assert heads == [new.head, old.head]
    with pytest.raises(UserError) as caught:
        shop.runs.open("20990101-000000-aaaa")
    assert caught.value.message.id is MessageId.BATCH_GONE
    shop.runs.delete(new.head.run_id)
    assert shop.runs.runs(10) == [old.head]


# reviews


def test_a_decision_is_kept_with_person_and_time_and_teaches_the_photo(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    number = 2  # a photo of nothing known
    shop.now += timedelta(hours=1)
    review = shop.review.decide(run.head.run_id, number, run.rows[number], "CUP", teach=True)
    kept = shop.runs.open(run.head.run_id).rows[number]
    assert kept.review == review
    assert kept.state is RowState.REVIEWED
    assert (review.person, review.at, review.name) == ("Li", NOW + timedelta(hours=1), "A cup")
    assert len(review.taught_ids) == 1
    again = shop.answered(shop.runs.begin([shop.folder / "returns" / "10.jpg"]))
    assert top(again, 0) == "CUP"
    assert again.rows[0].answer.best.similarity == pytest.approx(1.0, abs=1e-3)


def test_taking_back_opens_the_row_and_withdraws_the_photo(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    review = shop.review.decide(run.head.run_id, 2, run.rows[2], "CUP", teach=True)
    shop.review.take_back(run.head.run_id, 2, review)
    assert shop.runs.open(run.head.run_id).rows[2].review is None
    assert shop.teaching.taught(10)[0].is_withdrawn
    again = shop.answered(shop.runs.begin([shop.folder / "returns" / "10.jpg"]))
    assert again.rows[0].answer.best.similarity < 0.999


def test_a_new_product_is_made_of_a_row_and_found_by_its_photo(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    form = {"sku": "JUG", "name": "A jug", "location": "A-9"}
    review = shop.review.add_product(run.head.run_id, 2, run.rows[2], form, teach=True)
    assert (review.sku, review.name, review.location) == ("JUG", "A jug", "A-9")
    assert shop.runs.open(run.head.run_id).rows[2].review == review
    again = shop.answered(shop.runs.begin([shop.folder / "returns" / "10.jpg"]))
    assert top(again, 0) == "JUG"


def test_taking_a_new_product_back_takes_it_away(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    form = {"sku": "JUG", "name": "A jug"}
    review = shop.review.add_product(run.head.run_id, 2, run.rows[2], form, teach=True)
    shop.review.take_back(run.head.run_id, 2, review)
    assert shop.repository.product_by_sku("JUG") is None
    assert shop.runs.open(run.head.run_id).rows[2].review is None
    once_more = shop.review.add_product(run.head.run_id, 2, run.rows[2], form, teach=False)
    assert (once_more.sku, once_more.taught_ids) == ("JUG", ())


def test_a_form_that_is_refused_leaves_the_row_as_it_was(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    first = shop.review.decide(run.head.run_id, 2, run.rows[2], "CUP", teach=True)
    row = replace(run.rows[2], review=first)
    with pytest.raises(ImportRowError):
        shop.review.add_product(run.head.run_id, 2, row, {"sku": "MUG", "name": "x"}, teach=True)
    assert shop.runs.open(run.head.run_id).rows[2].review == first
    assert not shop.teaching.taught(10)[0].is_withdrawn


def test_deciding_anew_withdraws_what_was_taught_before(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    first = shop.review.decide(run.head.run_id, 2, run.rows[2], "CUP", teach=True)
    row = replace(run.rows[2], review=first)
    second = shop.review.decide(run.head.run_id, 2, row, "MUG", teach=True)
    assert [entry.is_withdrawn for entry in shop.teaching.taught(10)] == [False, True]
    assert (second.sku, len(second.taught_ids)) == ("MUG", 1)


@pytest.mark.parametrize(
    ("number", "sku", "said"),
    [(0, "MUG", Said.CONFIRMED), (0, "CUP", Said.CORRECTED), (1, "CUP", Said.ATTACHED)],
)
def test_what_a_decision_is_called(shop: Shop, number: int, sku: str, said: Said) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    review = shop.review.decide(run.head.run_id, number, run.rows[number], sku, teach=False)
    assert (review.said, review.taught_ids) == (said, ())


def test_none_of_ours_is_a_decision_too(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    review = shop.review.decide(run.head.run_id, 0, run.rows[0], "", teach=True)
    assert (review.said, review.sku, review.taught_ids) == (Said.NOT_IN_CATALOGUE, "", ())
    assert shop.teaching.taught(10) == []


def test_a_photo_that_is_gone_teaches_nothing_but_the_decision_stays(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    (shop.folder / "returns" / "10.jpg").unlink()
    review = shop.review.decide(run.head.run_id, 2, run.rows[2], "CUP", teach=True)
    assert review.taught_ids == ()
    assert shop.runs.open(run.head.run_id).rows[2].review == review
    with pytest.raises(PhotoError):
        shop.review.picture(run.rows[2].photo)


def test_a_product_that_is_gone_is_said(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    with pytest.raises(CatalogueError) as caught:
        shop.review.decide(run.head.run_id, 0, run.rows[0], "NO-SUCH", teach=False)
    assert caught.value.message.id is MessageId.PRODUCT_GONE
    assert shop.runs.open(run.head.run_id).rows[0].review is None


def test_candidates_are_the_products_of_now(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.folder / "MUG.jpg"]))
    first = shop.review.candidates(run.rows[0])[0]
    assert (first.product.name, first.product.location) == ("A mug", "A-1")
    assert first.product.photos


# the hospital profile, and how long batches are kept


def names_in(folder: Path) -> bool:
    text = "".join(file.read_text() for file in folder.iterdir())
    return "10.jpg" in text or "3.jpg" in text or "returns" in text


def test_under_the_hospital_profile_names_go_when_the_batch_is_left(shop: Shop) -> None:
    shop.runs.keep_names = False
    run = shop.runs.begin([shop.returns()])
    shop.runs.leave(run.head.run_id)
    assert names_in(shop.batches), "a batch that is not whole needs its paths"
    shop.answered(run)
    shop.review.decide(run.head.run_id, 2, run.rows[2], "CUP", teach=False)
    shop.runs.leave(run.head.run_id)
    assert not names_in(shop.batches)
    left = shop.runs.open(run.head.run_id)
    assert left.head.is_stripped
    assert left.head.counts.answers == shop.runs.open(run.head.run_id).head.counts.answers
    assert left.rows[2].review is not None
    assert left.rows[2].photo is None
    assert [row.question.line for row in left.rows] == [1, 2, 3, 4]


def test_pictures_are_never_kept(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    assert [file.suffix for file in shop.batches.iterdir()] == [".jsonl"]
    lines = (shop.batches / f"{run.head.run_id}.jsonl").read_text().splitlines()
    assert len(lines) == 1 + 4 + 4
    assert all(len(line) < 600 and json.loads(line) for line in lines)


def test_tidying_forgets_old_batches_and_names_but_nothing_that_is_open(shop: Shop) -> None:
    old = shop.answered(shop.runs.begin([shop.folder / "MUG.jpg"]))
    shop.now += timedelta(days=40)
    new = shop.answered(shop.runs.begin([shop.returns()]))
    shop.runs.keep_names = False
    shop.runs.tidy(30)
    assert [head.run_id for head in shop.runs.runs(9)] == [new.head.run_id, old.head.run_id]
    started_again = BatchRuns(shop.store, shop.lookup, "Li", clock=lambda: shop.now)
    started_again.keep_names = False
    started_again.tidy(30)
    assert [head.run_id for head in shop.runs.runs(9)] == [new.head.run_id]
    assert not names_in(shop.batches)


def test_the_summary_is_a_sentence(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    counts = counts_of(run.rows)
    words = batch_summary(counts, "41 s")
    assert words.startswith("4 photos: ")
    assert words.endswith(", 1 unreadable; 41 s")
    shown = sum(counts.answers[state] for state in RowState if state in counts.answers)
    assert shown == 4
    one = counts_of(run.rows[:1])
    assert batch_summary(one, "1 s").startswith("1 photo: 1 ")


def test_what_a_killed_program_left_half_written_is_deleted(tmp_path: Path) -> None:
    store = BatchStore(tmp_path)
    half, young = tmp_path / "20260101-x.99.tmp", tmp_path / "20260102-x.99.tmp"
    half.write_text('{"name":"photos of Mrs Example"', encoding="utf-8")
    young.touch()
    os.utime(half, (0, 0))
    store.clear_leftovers()
    assert not half.exists()
    assert young.exists()


class Labels:
    """Reads *words* on every photo; remembers which it was asked about."""

    def __init__(self, words: str) -> None:
        self.is_available, self.words = True, words
        self.asked: list[str] = []

    def with_label(self, query: Query) -> Query:
        self.asked += [photo.name for photo in query.photos]
        return replace(query, label=self.words)


def with_labels(shop: Shop, labels: Labels) -> BatchRuns:
    return BatchRuns(shop.store, shop.lookup, "Li", clock=lambda: shop.now, labels=labels)


def test_labels_are_read_of_what_is_left_open_and_change_its_answers(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    open_rows = [n for n, row in enumerate(run.rows) if row.is_open]
    assert open_rows, "something has to be unsure"
    shop.review.decide(run.head.run_id, open_rows[0], run.rows[open_rows[0]], "", teach=False)
    run = shop.runs.open(run.head.run_id)
    labels, told = Labels("mug"), dict[int, Outcome]()
    seconds = with_labels(shop, labels).read_labels(run, RunControl(), told.__setitem__)
    names = [run.rows[n].photo.name for n in open_rows[1:] if run.rows[n].photo is not None]
    assert labels.asked == names, "what a person decided is left alone"
    assert list(told) == open_rows[1:]
    again = shop.runs.open(run.head.run_id)
    assert {n: again.rows[n].answer for n in told} == told
    assert [row.question for row in again.rows] == [row.question for row in run.rows]
    assert again.head.seconds == pytest.approx(seconds, abs=1e-3)
    assert seconds >= run.head.seconds


def test_a_label_that_says_nothing_of_the_catalogue_changes_nothing(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    told: list[int] = []
    reads = with_labels(shop, Labels(""))
    reads.read_labels(run, RunControl(), lambda number, outcome: told.append(number))
    assert told == []
    assert shop.runs.open(run.head.run_id).rows == run.rows


@pytest.mark.parametrize(("lost", "ends"), [(MOST_LOST - 1, False), (MOST_LOST, True)])
def test_a_reader_that_does_not_stay_ends_it_and_is_told(
    shop: Shop, tmp_path: Path, lost: int, ends: bool
) -> None:
    """One photo may cost the reader its process; the answers without it stand."""
    sources = tmp_path / "many"
    sources.mkdir()
    for seed in range(60, 60 + MOST_LOST + 1):
        (sources / f"{seed}.jpg").write_bytes(fake_photo(seed))
    run = shop.answered(shop.runs.begin([sources]))
    assert sum(row.is_open for row in run.rows) == MOST_LOST + 1

    class Unsteady(Labels):
        def with_label(self, query: Query) -> Query:
            if len(self.asked) < lost:
                self.asked += [photo.name for photo in query.photos]
                raise UserError(MessageId.LABEL_READER_LOST, name=self.asked[-1])
            return super().with_label(query)

    labels, told = Unsteady("mug"), dict[int, Outcome]()
    reads = with_labels(shop, labels)
    with pytest.raises(UserError) if ends else nullcontext():
        reads.read_labels(run, RunControl(), told.__setitem__)
    assert len(told) == (0 if ends else MOST_LOST + 1 - lost)


def test_without_a_reader_no_label_is_read(shop: Shop) -> None:
    run = shop.answered(shop.runs.begin([shop.returns()]))
    with pytest.raises(UserError) as caught:
        shop.runs.read_labels(run, RunControl(), lambda number, outcome: None)
    assert caught.value.message.id is MessageId.LABEL_READER_MISSING
