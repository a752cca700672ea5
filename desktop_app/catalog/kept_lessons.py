"""What people taught: photos and codes of products, and what was said about lookups."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.catalog import (
    code_lessons,
    lessons,
    product_reads,
)
from desktop_app.catalog.kept import Kept
from desktop_app.catalog.product_writes import ProductWriter
from desktop_app.catalog.records import (
    LessonOutcome,
    NewEmbedding,
    NewLesson,
    ProductSave,
    SaveOutcome,
    Withdrawal,
)
from desktop_app.core.errors import ImportRowError
from desktop_app.core.messages import MessageId
from desktop_app.core.teaching import TaughtPhoto
from desktop_app.core.types import (
    ProductCode,
    ProductData,
)


class KeptLessons(Kept):
    """What people taught: photos and codes of products, and what was said about lookups."""

    def teach(self, product_id: int, lesson: NewLesson, person: str) -> LessonOutcome:
        """Make photos references of a product and note what was said about the lookup.

        Raises:
            CatalogueError: the product is gone.
        """
        with self._database.write() as session:
            return lessons.teach(session, product_id, lesson, person, self._clock())

    def enrol(
        self, data: ProductData, text: NewEmbedding, lesson: NewLesson, person: str
    ) -> tuple[SaveOutcome, LessonOutcome]:
        """Add a product together with the photos of a lesson.

        Raises:
            ImportRowError: the SKU or a code belongs to another product.
        """
        with self._database.write() as session:
            owner = product_reads.product_by_sku(session, data.sku)
            if owner is not None:
                raise ImportRowError(MessageId.SKU_TAKEN, value=owner.sku, owner=owner.name)
            writer = ProductWriter(session, person, self._clock())
            (outcome,) = writer.save([ProductSave(data, None, [text])])
            if isinstance(outcome, ImportRowError):
                raise outcome
            product_id = outcome.product_id
            return outcome, lessons.teach(session, product_id, lesson, person, self._clock())

    def withdraw_taught(self, taught_ids: Sequence[int], person: str) -> Withdrawal:
        """Take taught photos out of their products; they stay in the list as withdrawn."""
        with self._database.write() as session:
            return lessons.withdraw(session, taught_ids, person, self._clock())

    def take_back_decision(self, lookup_id: int) -> None:
        """Forget what was said about a lookup."""
        with self._database.write() as session:
            lessons.take_back(session, lookup_id)

    def taught(self, limit: int, offset: int = 0) -> list[TaughtPhoto]:
        """Taught photos, newest first, withdrawn ones included."""
        with self._database.read() as session:
            return lessons.page(session, limit, offset)

    def attach_code(
        self, product_id: int, code: ProductCode, lookup_id: int | None, person: str
    ) -> LessonOutcome:
        """Make *code* a further code of a product, and note that a person said so.

        Raises:
            CatalogueError: the product is gone, or the code belongs to a product already.
        """
        with self._database.write() as session:
            return code_lessons.attach(
                session, product_id, code, lookup_id, person=person, now=self._clock()
            )
