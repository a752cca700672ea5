"""What a person says about the rows of a batch, and what is needed to say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from desktop_app.core.analysis import AnalysisRequest, Analyst, PhotoAnalysis, PhotoInput
from desktop_app.core.batch import Review, RowAnswer, said_about
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import CatalogueError, PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Answer, Candidate, Product, QueryKind, Reason, Verdict
from desktop_app.services.batch_run import BatchRow
from desktop_app.services.batch_store import BatchStore
from desktop_app.services.lookup import LookupOutcome
from desktop_app.services.teaching import Lesson


class Products(Protocol):
    """What a review needs from the catalogue."""

    def product_by_sku(self, sku: str) -> Product | None:
        """The product with this SKU, whatever its case."""


class Teacher(Protocol):
    """What a review needs of `Teaching`."""

    person: str

    def teach(self, outcome: LookupOutcome, product_id: int) -> Lesson:
        """The photos of *outcome* become references of the product."""

    def enrol(self, photos: Sequence[PhotoAnalysis], form: Mapping[str, str]) -> Lesson:
        """Make a product of the cells of *form*, with *photos*."""

    def undo(self, lesson: Lesson) -> None:
        """Take *lesson* back, and the product if it was made for it."""

    def withdraw(self, taught_ids: Sequence[int]) -> None:
        """They are references no longer."""


class BatchReview:
    """Keeps decisions about rows; safe to call from several threads, one row at a time."""

    def __init__(
        self,
        store: BatchStore,
        products: Products,
        teaching: Teacher,
        analyst: Analyst,
        clock: Callable[[], datetime] = now_utc,
    ) -> None:
        self._store = store
        self._products = products
        self._teaching = teaching
        self._analyst = analyst
        self._clock = clock
        self._latest: dict[tuple[str, int], Review] = {}
        self._made: dict[tuple[str, int], Lesson] = {}

    @property
    def person(self) -> str:
        """Who decides."""
        return self._teaching.person

    def picture(self, photo: PhotoInput, *, urgent: bool = True) -> PhotoAnalysis:
        """Copies of *photo* to show; an *urgent* one is made ahead of everything that waits.

        Raises:
            PhotoError: it cannot be read any more.
        """
        request = AnalysisRequest(embedding=False, copies=True, urgent=urgent)
        (read,) = self._analyst.analyse_query((photo,), "", request).photos
        if isinstance(read, PhotoError):
            raise read
        return read

    def candidates(self, row: BatchRow) -> tuple[Candidate, ...]:
        """The candidates of *row* with their products as they are now.

        A product that is gone keeps SKU, name and place.
        """
        return _candidates(row.answer, self._products) if row.answer is not None else ()

    def decide(self, run_id: str, number: int, row: BatchRow, sku: str, *, teach: bool) -> Review:
        """The item of row *number* is the product *sku*; empty: it is none of the catalogue.

        With *teach* the photo becomes a reference of the product. A photo that cannot be read any
        more teaches nothing, the decision is kept all the same: `taught_ids` is empty then.

        Raises:
            CatalogueError: the product is gone, or the catalogue cannot be written.
            UserError: the batch is gone, or its folder cannot be written.
        """
        product = self._product(sku) if sku else None
        self._withdraw(self._last(run_id, number, row.review))
        review = Review(
            said_about(row.answer, sku),
            self._teaching.person,
            self._clock(),
            product.sku if product else "",
            product.name if product else "",
            product.location if product else "",
            self._teach(row, product) if product and teach else (),
        )
        self._made.pop((run_id, number), None)
        return self._keep(run_id, number, review)

    def add_product(
        self, run_id: str, number: int, row: BatchRow, form: Mapping[str, str], *, teach: bool
    ) -> Review:
        """The item of row *number* is a new product of the cells of *form*.

        With *teach* the photo becomes its first one. Taking the review back while the program
        runs takes the product away again; later it stays, without the photo.

        Raises:
            ImportRowError: a cell cannot be used, or SKU or code belong to another product.
            CatalogueError: the catalogue cannot be written.
            UserError: who sits here may not add products, or the batch is gone.
        """
        lesson = self._teaching.enrol(self._photos(row) if teach else (), form)
        self._withdraw(self._last(run_id, number, row.review))
        product = self._products.product_by_sku(lesson.sku)
        review = Review(
            said_about(row.answer, lesson.sku),
            self._teaching.person,
            self._clock(),
            lesson.sku,
            lesson.name,
            product.location if product else "",
            lesson.taught_ids,
        )
        self._made[run_id, number] = lesson
        return self._keep(run_id, number, review)

    def _keep(self, run_id: str, number: int, review: Review) -> Review:
        self._store.add_review(run_id, number, review)
        self._latest[run_id, number] = review
        return review

    def take_back(self, run_id: str, number: int, review: Review) -> None:
        """Row *number* is open again, and its photo a reference no longer.

        Raises:
            CatalogueError: the catalogue cannot be written; everything is as before.
            UserError: the batch is gone, or its folder cannot be written.
        """
        made = self._made.get((run_id, number))
        if made is not None:
            self._teaching.undo(made)
            del self._made[run_id, number]
        else:
            self._withdraw(self._last(run_id, number, review))
        self._store.add_review(run_id, number, None)
        self._latest.pop((run_id, number), None)

    def _last(self, run_id: str, number: int, told: Review | None) -> Review | None:
        """The review as it was kept: who takes it back may not have heard what it taught."""
        return self._latest.get((run_id, number), told)

    def _product(self, sku: str) -> Product:
        product = self._products.product_by_sku(sku)
        if product is None or not product.product_id:
            raise CatalogueError(MessageId.PRODUCT_GONE)
        return product

    def _withdraw(self, review: Review | None) -> None:
        if review is not None and review.taught_ids:
            self._teaching.withdraw(review.taught_ids)

    def _teach(self, row: BatchRow, product: Product) -> tuple[int, ...]:
        analyses = self._photos(row)
        if not analyses:
            return ()
        answer = _whole_answer(row, self._products, self._analyst.model.fingerprint)
        outcome = LookupOutcome(answer, analyses)
        return self._teaching.teach(outcome, product.product_id).taught_ids

    def _photos(self, row: BatchRow) -> tuple[PhotoAnalysis, ...]:
        """The photo of *row* as the model reads it; none where it cannot be read any more."""
        if row.photo is None:
            return ()
        request = AnalysisRequest(embedding=True, copies=True)
        (read,) = self._analyst.analyse_query((row.photo,), "", request).photos
        return () if isinstance(read, PhotoError) else (read,)


def _whole_answer(row: BatchRow, products: Products, model: str) -> Answer:
    """The answer of *row* as teaching wants it: what was said to be the item.

    The photo has just been read again, so its embedding is that of *model*, the one in use, and
    has no words in it: neither the model of then nor the words are told.
    """
    photo = QueryKind.PHOTO
    if row.answer is None:
        return Answer(Verdict.NOT_IN_CATALOGUE, Reason.NOTHING_FOUND, photo, (), model=model)
    candidates = _candidates(row.answer, products)
    return Answer(row.answer.verdict, row.answer.reason, photo, candidates, model=model)


def _candidates(answer: RowAnswer, products: Products) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            products.product_by_sku(each.sku)
            or Product(each.sku, each.name, location=each.location),
            each.similarity,
            each.probability,
        )
        for each in answer.candidates
    )
