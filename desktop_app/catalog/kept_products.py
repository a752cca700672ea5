"""Products with their codes and photos, and the words that they are found by."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from desktop_app.catalog import (
    filtered_reads,
    label_words,
    product_reads,
    product_removal,
    search_table,
    whole_products,
)
from desktop_app.catalog.kept import Kept
from desktop_app.catalog.product_writes import ProductWriter
from desktop_app.catalog.records import (
    NewEmbedding,
    NewPhoto,
    ProductSave,
    ResultFacts,
    SaveOutcome,
    StoredProduct,
)
from desktop_app.catalog.schema import PhotoRow
from desktop_app.core.errors import ImportRowError
from desktop_app.core.product_filter import EVERYTHING, Facets, ProductFilter
from desktop_app.core.types import (
    Product,
    ProductData,
    TextHit,
)


class KeptProducts(Kept):
    """Products with their codes and photos, and the words that they are found by."""

    def product(self, product_id: int) -> Product | None:
        """The product, or None if it is unknown or withdrawn."""
        return self.products([product_id]).get(product_id)

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        """Products by id; unknown and withdrawn ones are missing."""
        with self._database.read() as session:
            return product_reads.products(session, ids)

    def living(self, ids: Collection[int]) -> set[int]:
        """Those of *ids* that are products and not withdrawn."""
        with self._database.read() as session:
            return whole_products.living(session, ids)

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

    def search_and_held(
        self, text: str, limit: int, product_ids: Sequence[int], only: ProductFilter = EVERYTHING
    ) -> dict[int, TextHit]:
        """What `search_text` finds, and then what `held_words` says of the other products."""
        with self._database.read() as session:
            among = filtered_reads.product_ids(session, only) if only else None
            return search_table.search_and_held(session, text, limit, product_ids, among)

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

    def words_on_label(self, lines: Sequence[str]) -> list[str]:
        """Words of *lines* that the catalogue knows and that tell products apart, in order."""
        with self._database.read() as session:
            return label_words.words_on_label(session, lines)

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
