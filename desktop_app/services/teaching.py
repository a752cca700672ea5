"""Teaching: the photos of a lookup become references of the right product, at once and undoably."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.records import (
    Change,
    LessonOutcome,
    NewEmbedding,
    NewLesson,
    NewPhoto,
    PhotoOrigin,
    Withdrawal,
)
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.access import Right
from desktop_app.core.analysis import AnalysisRequest, Analyst, PhotoAnalysis, PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.core.product_text import product_text
from desktop_app.core.teaching import Decision, TaughtPhoto
from desktop_app.core.types import (
    Answer,
    Embedding,
    ProductCode,
    ProductData,
    QueryKind,
    Reason,
    Verdict,
)
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.import_source import SourceRow
from desktop_app.services.lookup import LookupOutcome
from desktop_app.services.model_gate import ModelGate, with_one_model
from desktop_app.services.product_rows import parse_row
from desktop_app.services.reference_sink import ReferenceSink

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was taught; enough to say so and to take it back.

    Attributes:
        photos: how many photos became references; those that the product had already are not
            counted.
        taught_ids: their entries in the list of everything taught.
        is_new_product: whether the product was made for this lesson.
        code: the code that the product was given; empty for a lesson about photos.
    """

    decision: Decision
    product_id: int
    sku: str
    name: str
    photos: int = 0
    taught_ids: tuple[int, ...] = ()
    lookup_id: int | None = None
    is_new_product: bool = False
    code: str = ""


class Teaching:
    """Keeps what people say about answers; safe to call from several threads.

    What writes raises `UserError` where the guard says that the person may not.
    """

    def __init__(
        self,
        repository: CatalogRepository,
        photo_store: PhotoStore,
        analyst: Analyst,
        gallery: ReferenceSink,
        person: str,
        *,
        gate: ModelGate | None = None,
        guard: Guard = OPEN_GUARD,
    ) -> None:
        self.gate = gate or ModelGate()
        self._guard = guard
        self.person = person
        self._repository = repository
        self._photos = photo_store
        self._analyst = analyst
        self._gallery = gallery

    @with_one_model
    def teach(self, outcome: LookupOutcome, product_id: int) -> Lesson:
        """The item of *outcome* is this product: its photos are found as such from now on.

        Raises:
            CatalogueError: the product is gone, or the catalogue cannot be written.
            PhotoError: the model cannot read the stored copy of a photo.
        """
        self._guard.require(Right.TEACH)
        decision = decision_about(outcome.answer, product_id)
        lesson = self._lesson(outcome, decision)
        kept = self._repository.teach(product_id, lesson, self.person)
        return self._taught(lesson, kept, is_new_product=False)

    @with_one_model
    def add_product(self, outcome: LookupOutcome, form: Mapping[str, str]) -> Lesson:
        """Make a product of the cells of *form*, with the photos of *outcome*.

        Args:
            outcome: the lookup that found nothing right.
            form: by the column names of an import: `sku`, `name`, `category`, `barcode` ...

        Raises:
            ImportRowError: a cell cannot be used, or SKU or code belong to another product.
            CatalogueError: the catalogue cannot be written.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        data = parse_form(form)
        lesson = self._lesson(outcome, Decision.ADDED)
        (words,) = self._analyst.embed_texts([product_text(data)])
        text = NewEmbedding(lesson.fingerprint, words)
        saved, kept = self._repository.enrol(data, text, lesson, self.person)
        self._gallery.add(saved.references)
        return self._taught(lesson, kept, is_new_product=saved.change is Change.ADDED)

    def attach_code(
        self, code: ProductCode, product_id: int, lookup_id: int | None = None
    ) -> Lesson:
        """*code* is a further code of this product: scanning it finds the product from now on.

        Raises:
            CatalogueError: the product is gone, or the code belongs to a product already.
        """
        self._guard.require(Right.TEACH)
        kept = self._repository.attach_code(product_id, code, lookup_id, self.person)
        return Lesson(
            Decision.CODE,
            kept.product_id,
            kept.sku,
            kept.name,
            taught_ids=kept.taught_ids,
            lookup_id=lookup_id,
            code=code.value,
        )

    def enrol(self, photos: Sequence[PhotoAnalysis], form: Mapping[str, str]) -> Lesson:
        """Make a product of the cells of *form*, with *photos* that no lookup was about.

        Raises:
            ImportRowError: a cell cannot be used, or SKU or code belong to another product.
            CatalogueError: the catalogue cannot be written.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        answer = Answer(
            Verdict.NOT_IN_CATALOGUE,
            Reason.NOTHING_FOUND,
            QueryKind.PHOTO,
            (),
            device=self._analyst.device,
        )
        return self.add_product(LookupOutcome(answer, tuple(photos)), form)

    @with_one_model
    def undo(self, lesson: Lesson) -> None:
        """Take *lesson* back: photos, decision, and the product if it was made for it.

        Raises:
            CatalogueError: the catalogue cannot be written; everything is as before.
        """
        self._guard.require(Right.TEACH)
        if lesson.is_new_product:
            self._guard.require(Right.EDIT_PRODUCTS)
        self.withdraw(lesson.taught_ids)
        if lesson.lookup_id is not None:
            self._repository.take_back_decision(lesson.lookup_id)
        if lesson.is_new_product:
            gone = self._repository.delete_product(lesson.product_id, self.person)
            self._gallery.remove(gone)

    @with_one_model
    def withdraw(self, taught_ids: Sequence[int]) -> None:
        """Take taught photos and codes out of every answer; the list still names them.

        Raises:
            CatalogueError: the catalogue cannot be written; everything is as before.
        """
        self._guard.require(Right.TEACH)
        gone = self._repository.withdraw_taught(taught_ids, self.person)
        self._gallery.remove(gone.references)
        self._delete_files(gone)

    def taught(self, limit: int, offset: int = 0) -> list[TaughtPhoto]:
        """Everything taught, newest first, withdrawn photos included."""
        return self._repository.taught(limit, offset)

    def _lesson(self, outcome: LookupOutcome, decision: Decision) -> NewLesson:
        answer = outcome.answer
        read = [photo for photo in outcome.photos if isinstance(photo, PhotoAnalysis)]
        usable = [photo for photo in read if photo.picture is not None]
        photos = [
            (self._keep(photo), vector)
            for photo, vector in zip(usable, self._vectors(answer, usable), strict=True)
        ]
        named = answer.best if answer.verdict is not Verdict.NOT_IN_CATALOGUE else None
        return NewLesson(
            decision,
            self._analyst.model.fingerprint,
            photos,
            answer.lookup_id,
            named.sku if named else "",
        )

    def _vectors(self, answer: Answer, photos: Sequence[PhotoAnalysis]) -> list[Embedding]:
        """Embeddings of the photos; those of the lookup, unless the model has changed since."""
        ready = [photo.embedding for photo in photos if photo.embedding is not None]
        same_model = answer.model == self._analyst.model.fingerprint
        if same_model and len(ready) == len(photos):
            return ready
        copies = [PhotoInput(photo.name, data=photo.picture) for photo in photos]
        if not copies:
            return []
        analyses = self._analyst.analyse(copies, AnalysisRequest(embedding=True))
        return [_vector(analysis) for analysis in analyses]

    def _keep(self, photo: PhotoAnalysis) -> NewPhoto:
        """Store the copy, which has no metadata; the name of the file is left out as well."""
        return NewPhoto(
            self._photos.put(photo),
            photo.source_sha256,
            photo.width,
            photo.height,
            origin=PhotoOrigin.PERSON,
        )

    def _taught(self, lesson: NewLesson, kept: LessonOutcome, *, is_new_product: bool) -> Lesson:
        self._gallery.add(kept.references)
        return Lesson(
            lesson.decision,
            kept.product_id,
            kept.sku,
            kept.name,
            len(kept.taught_ids),
            kept.taught_ids,
            lesson.lookup_id,
            is_new_product,
        )

    def _delete_files(self, gone: Withdrawal) -> None:
        for sha256 in gone.files:
            try:
                self._photos.remove(sha256)
            except OSError as error:
                _log.warning("the copy of a withdrawn photo is still there: %s", error.strerror)


def decision_about(answer: Answer, product_id: int) -> Decision:
    """What it means to say that the item is this product."""
    best = answer.best
    if best is None or answer.verdict is Verdict.NOT_IN_CATALOGUE:
        return Decision.ATTACHED
    same = best.product.product_id == product_id
    return Decision.CONFIRMED if same else Decision.CORRECTED


def parse_form(form: Mapping[str, str]) -> ProductData:
    """A product as a person typed it, under the same rules as a row of an import.

    Raises:
        ImportRowError: a cell cannot be used; the message says which and why.
    """
    cells = {"sku": "", "name": "", **form}
    return parse_row(SourceRow(0, cells)).data(None)


def _vector(analysis: PhotoAnalysis | PhotoError) -> Embedding:
    if isinstance(analysis, PhotoError):
        raise analysis
    assert analysis.embedding is not None  # noqa: S101  (it was asked for)
    return analysis.embedding
