"""The catalogue as the services see it: core values in, core values out, no rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import select

from desktop_app.catalog import (
    code_lessons,
    filtered_reads,
    history,
    inquiries,
    lessons,
    product_reads,
    product_removal,
    reference_reads,
    search_table,
)
from desktop_app.catalog.database import Database
from desktop_app.catalog.erasure import (
    erase_from_copies,
    erase_inquiry_from_copies,
    erase_pictures_from_copies,
)
from desktop_app.catalog.product_writes import ProductWriter
from desktop_app.catalog.records import (
    CatalogueCounts,
    Damage,
    LessonOutcome,
    MissingEmbedding,
    NewEmbedding,
    NewLesson,
    NewPhoto,
    ProductSave,
    ResultFacts,
    SaveOutcome,
    StoredEmbedding,
    StoredProduct,
    Withdrawal,
)
from desktop_app.catalog.reference_writes import add_missing, drop_model
from desktop_app.catalog.schema import MetaRow, PhotoRow
from desktop_app.core.errors import ImportRowError
from desktop_app.core.inquiry import Closing, Inquiry, InquiryPhoto, NewInquiry
from desktop_app.core.messages import MessageId
from desktop_app.core.product_filter import EVERYTHING, Facets, ProductFilter
from desktop_app.core.teaching import TaughtPhoto
from desktop_app.core.types import (
    Answer,
    Embedding,
    HistoryEntry,
    Product,
    ProductCode,
    ProductData,
    Reference,
    TextHit,
    Verdict,
)

__all__ = ["CatalogRepository", "CatalogueCounts"]


def now_utc() -> datetime:
    """The moment that is written beside a change."""
    return datetime.now(UTC)


class CatalogRepository:
    """Everything that is kept in the catalogue; safe to use from several threads.

    Each method is one transaction (embeddings are read in several) and raises `CatalogueError`
    if the file cannot be read or written. `person` is written beside every change.
    """

    def __init__(
        self, database: Database, *, person: str = "", clock: Callable[[], datetime] = now_utc
    ) -> None:
        self.person = person
        self._database = database
        self._clock = clock
        with database.read() as session:
            self._catalogue_id = session.scalars(select(MetaRow.catalogue_id)).one()

    def use_person(self, person: str) -> None:
        """Write *person* beside every change from now on."""
        self.person = person

    @property
    def catalogue_id(self) -> str:
        """Who this catalogue is; files derived from it carry this name."""
        return self._catalogue_id

    def generation(self) -> int:
        """How often the references have changed."""
        with self._database.read() as session:
            return session.scalars(select(MetaRow.generation)).one()

    def counts(self) -> CatalogueCounts:
        with self._database.read() as session:
            return product_reads.counts(session)

    # --- products

    def product(self, product_id: int) -> Product | None:
        """The product, or None if it is unknown or withdrawn."""
        return self.products([product_id]).get(product_id)

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        """Products by id; unknown and withdrawn ones are missing."""
        with self._database.read() as session:
            return product_reads.products(session, ids)

    def product_by_sku(self, sku: str) -> Product | None:
        """The product with this SKU, whatever its case."""
        with self._database.read() as session:
            return product_reads.product_by_sku(session, sku)

    def list_products(self, offset: int, limit: int, text: str = "") -> list[Product]:
        """A page of all products by SKU, or of those that hold the words, best first."""
        with self._database.read() as session:
            return product_reads.list_products(session, offset, limit, text)

    def find_by_code(self, text: str) -> list[Product]:
        """Products with this SKU (whatever its case), own code, or GTIN in any printed form."""
        with self._database.read() as session:
            return product_reads.find_by_code(session, text)

    def search_text(self, text: str, limit: int, only: ProductFilter = EVERYTHING) -> list[TextHit]:
        """Products that hold all of the words, best first; else those that hold most of them."""
        with self._database.read() as session:
            among = filtered_reads.product_ids(session, only) if only else None
            return search_table.search(session, text, limit, among)

    def held_words(self, text: str, product_ids: Sequence[int]) -> dict[int, TextHit]:
        """What each of some products holds of the words; those that hold none are missing."""
        with self._database.read() as session:
            return search_table.held_words(session, text, product_ids)

    def text_matches(self, text: str, only: ProductFilter = EVERYTHING) -> list[ResultFacts]:
        """Every product that holds all of the words, best first."""
        with self._database.read() as session:
            among = filtered_reads.product_ids(session, only) if only else None
            found = search_table.matches(session, text, among)
            return filtered_reads.result_facts(session, found)

    def text_match_ids(self, text: str, only: ProductFilter = EVERYTHING) -> list[int]:
        """As `text_matches`, by id alone."""
        with self._database.read() as session:
            among = filtered_reads.product_ids(session, only) if only else None
            return search_table.matches(session, text, among)

    def facets(self) -> Facets:
        """What products can be narrowed down to."""
        return self._database.read_giving_way(filtered_reads.facets)

    def stored_products(self, skus: Sequence[str], fingerprint: str) -> dict[str, StoredProduct]:
        """What an import has to know, withdrawn products included, by `rows.sku_key`."""
        with self._database.read() as session:
            return product_reads.stored_products(session, skus, fingerprint)

    def save_product(
        self,
        data: ProductData,
        photos: Sequence[NewPhoto] | None = None,
        embeddings: Sequence[NewEmbedding] = (),
    ) -> SaveOutcome:
        """Add or update one product; *photos* as in `ProductSave`.

        Raises:
            ImportRowError: a code belongs to another product.
            ValueError: an embedding is not of unit length or of none of the product's photos.
        """
        (outcome,) = self.save_products([ProductSave(data, photos, embeddings)])
        if isinstance(outcome, ImportRowError):
            raise outcome
        return outcome

    def save_products(self, items: Sequence[ProductSave]) -> list[SaveOutcome | ImportRowError]:
        """Add or update products of different SKU in one transaction, one outcome an item.

        A withdrawn product comes back by being saved. An item whose code belongs to another
        product becomes an error and leaves the other items alone.
        """
        with self._database.write() as session:
            return ProductWriter(session, self.person, self._clock()).save(items)

    def withdraw_product(self, product_id: int) -> tuple[int, ...]:
        """Take a product out of every answer, keeping its data and photos.

        Its references, which leave the gallery, are returned.
        """
        with self._database.write() as session:
            return product_removal.withdraw(session, product_id, self.person, self._clock())

    def delete_product(self, product_id: int, person: str = "") -> tuple[int, ...]:
        """Delete a product with its photos; its references, which leave the gallery."""
        with self._database.write() as session:
            return product_removal.delete(session, product_id, person or self.person, self._clock())

    def photo_hashes(self) -> set[str]:
        """Names of all photos in the photo store that the catalogue needs."""
        with self._database.read() as session:
            return set(session.scalars(select(PhotoRow.sha256)))

    # References of the gallery

    def embeddings(self, fingerprint: str, after_generation: int = 0) -> Iterator[StoredEmbedding]:
        """Embeddings of one model younger than a generation, oldest first.

        They are read page by page, so that writers need not wait; a damaged one is logged and
        left out.
        """
        return reference_reads.embeddings(self._database, fingerprint, after_generation)

    def embeddings_of(
        self, fingerprint: str, reference_ids: Sequence[int]
    ) -> list[StoredEmbedding]:
        """Embeddings of one model by id; those that are gone or damaged are missing."""
        with self._database.read() as session:
            return reference_reads.embeddings_of(session, fingerprint, reference_ids)

    def reference_ids(self, fingerprint: str, after_generation: int) -> list[int]:
        """Ids of the embeddings of one model younger than a generation."""
        with self._database.read() as session:
            return reference_reads.ids_after(session, fingerprint, after_generation)

    def census(self, fingerprint: str, up_to_generation: int) -> tuple[int, int]:
        """Number of embeddings of one model up to a generation, and the sum of their ids."""
        with self._database.read() as session:
            return reference_reads.census(session, fingerprint, up_to_generation)

    def removed_since(self, generation: int) -> list[int]:
        """References that went after *generation*."""
        with self._database.read() as session:
            return reference_reads.removed_since(session, generation)

    def products_of(self, reference_ids: Sequence[int]) -> dict[int, Reference]:
        """References by id, each with its product; those that are gone are missing."""
        with self._database.read() as session:
            return reference_reads.references(session, reference_ids)

    def references_within(self, only: ProductFilter, fingerprint: str) -> Collection[int]:
        """References in one model of the products that a filter lets through."""
        with self._database.read() as session:
            return filtered_reads.reference_ids(session, only, fingerprint)

    def references_of(self, product_ids: Sequence[int], fingerprint: str) -> list[int]:
        """References in one model of some products."""
        with self._database.read() as session:
            return filtered_reads.references_of(session, product_ids, fingerprint)

    def photo_vectors(self, product_id: int, fingerprint: str) -> list[Embedding]:
        """Embeddings of a product's photos in one model, each of shape (dim,)."""
        with self._database.read() as session:
            return reference_reads.photo_vectors(session, product_id, fingerprint)

    def missing_embeddings(self, fingerprint: str) -> list[MissingEmbedding]:
        """Photos, then texts, that the model *fingerprint* has not seen yet."""
        with self._database.read() as session:
            return reference_reads.missing_embeddings(session, fingerprint)

    def add_embeddings(
        self, fingerprint: str, vectors: Sequence[tuple[MissingEmbedding, Embedding]]
    ) -> list[tuple[Reference, Embedding]]:
        """Keep what was missing; what has changed or gone in between is passed over."""
        with self._database.write() as session:
            return add_missing(session, fingerprint, vectors)

    def drop_embeddings(self, fingerprint: str) -> int:
        """Delete all embeddings of one model; how many there were."""
        with self._database.write() as session:
            return drop_model(session, fingerprint)

    def damages(self) -> list[Damage]:
        """Rows whose checksum is wrong.

        Raises:
            CatalogueError: SQLite itself finds the file damaged.
        """
        self._database.check()
        return list(reference_reads.damages(self._database))

    # Teaching

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

    # Inquiries

    def save_inquiry(self, inquiry: NewInquiry, person: str) -> int:
        """Keep an inquiry; its id."""
        with self._database.write() as session:
            return inquiries.save(session, inquiry, person, self._clock())

    def inquiries(
        self, limit: int, offset: int = 0, *, is_open: bool | None = None
    ) -> list[Inquiry]:
        """Inquiries, newest first: the open ones, the closed ones, or all (None)."""
        with self._database.read() as session:
            return inquiries.page(session, limit, offset, is_open=is_open)

    def inquiry(self, inquiry_id: int) -> Inquiry | None:
        with self._database.read() as session:
            return inquiries.one(session, inquiry_id)

    def inquiry_photos(self, inquiry_id: int) -> list[InquiryPhoto]:
        with self._database.read() as session:
            return inquiries.photos(session, inquiry_id)

    def close_inquiry(
        self,
        inquiry_id: int,
        closing: Closing,
        person: str,
        *,
        product_id: int | None = None,
        lessons: Sequence[int] = (),
    ) -> bool:
        """Close an inquiry; whether it was there and open."""
        with self._database.write() as session:
            now = self._clock()
            return inquiries.close(
                session, inquiry_id, closing, person, now, product_id=product_id, lessons=lessons
            )

    def reopen_inquiry(self, inquiry_id: int) -> None:
        """Forget how an inquiry ended."""
        with self._database.write() as session:
            inquiries.reopen(session, inquiry_id)

    def delete_inquiry(self, inquiry_id: int) -> bool:
        """Delete an inquiry so that no byte of it is left; whether it was there."""
        with self._database.write() as session:
            gone = inquiries.delete(session, inquiry_id)
        if gone:
            erase_inquiry_from_copies(self._database.file, inquiry_id)
            self._database.compact()
        return gone

    # History

    def record_lookup(
        self, answer: Answer, *, answer_json: str, person: str, thumbnail: bytes | None
    ) -> int:
        """Keep one lookup; its id."""
        with self._database.write() as session:
            return history.record(
                session,
                answer,
                answer_json=answer_json,
                person=person,
                thumbnail=thumbnail,
                at=self._clock(),
            )

    def history(
        self, limit: int, offset: int = 0, text: str = "", verdict: Verdict | None = None
    ) -> list[HistoryEntry]:
        """Lookups, newest first; only those that hold *text* and have *verdict* if given."""
        with self._database.read() as session:
            return history.page(session, limit, offset, text, verdict)

    def lookup(self, lookup_id: int) -> HistoryEntry | None:
        """One lookup of the history; None if it is forgotten."""
        with self._database.read() as session:
            return history.entry(session, lookup_id)

    def history_count(self, text: str = "") -> int:
        with self._database.read() as session:
            return history.count(session, text)

    def purge_history(self, before: datetime | None) -> int:
        """Delete lookups older than *before* (None: all) so that no byte is left; how many."""
        with self._database.write() as session:
            count = history.purge(session, before)
        if count or before is None:
            erase_from_copies(self._database.file, before)
            self._database.compact()
        return count

    def forget_pictures(self) -> int:
        """Delete the pictures of all lookups so that no byte is left; how many there were."""
        with self._database.write() as session:
            count = history.forget_pictures(session)
        if count:
            erase_pictures_from_copies(self._database.file)
            self._database.compact()
        return count

    def forget_lookup(self, lookup_id: int) -> bool:
        """Delete one lookup; whether it was there."""
        with self._database.write() as session:
            return history.forget(session, lookup_id)
