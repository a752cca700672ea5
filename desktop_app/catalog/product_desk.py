"""The catalogue as people who look after it see it: every product, and changes by hand."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select

from desktop_app.catalog import product_reads, product_table
from desktop_app.catalog.database import Database
from desktop_app.catalog.product_edits import EditWriter, known_products
from desktop_app.catalog.product_states import EditOutcome, KnownProduct, ProductEdit
from desktop_app.catalog.product_writes import code_owners
from desktop_app.catalog.records import StoredProduct
from desktop_app.catalog.rows import chunks, sku_key
from desktop_app.catalog.schema import ProductRow
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import UserError
from desktop_app.core.product_table import ListedProduct, TableQuery
from desktop_app.core.types import ProductCode


class ProductDesk:
    """Reads and changes whole products, withdrawn ones included; safe to use from many threads.

    Each method is one transaction and raises `CatalogueError` if the file cannot be used.
    """

    def __init__(self, database: Database, *, clock: Callable[[], datetime] = now_utc) -> None:
        self._database = database
        self._clock = clock

    def ids(self, query: TableQuery) -> array[int]:
        """Ids of all products that *query* shows, in its order."""
        return self._database.read_giving_way(partial(product_table.product_ids, query=query))

    def listed(self, ids: Sequence[int]) -> dict[int, ListedProduct]:
        """Rows of the table by id; those that are gone are missing."""
        with self._database.read() as session:
            return product_table.listed(session, ids)

    def skus(self, ids: Sequence[int]) -> list[str]:
        """SKUs of these products, in their order; those that are gone are missing."""
        found: dict[int, str] = {}
        with self._database.read() as session:
            for chunk in chunks(ids):
                rows = select(ProductRow.id, ProductRow.sku).where(ProductRow.id.in_(chunk))
                found |= {number: sku for number, sku in session.execute(rows)}  # noqa: C416
        return [found[number] for number in ids if number in found]

    def attribute_names(self) -> list[str]:
        """Names of the free attributes in use, the commonest first."""
        return self._database.read_giving_way(product_table.attribute_names)

    def known_values(self, column: str) -> list[str]:
        """What stands in `category`, `brand` or `location` already, by name."""
        return self._database.read_giving_way(partial(product_table.known_values, column=column))

    def known(self, ids: Sequence[int], fingerprint: str) -> dict[int, KnownProduct]:
        """Products as they stand, with what the model *fingerprint* has embedded of them."""
        with self._database.read() as session:
            return known_products(session, ids, fingerprint)

    def stored_products(self, skus: Sequence[str], fingerprint: str) -> dict[str, StoredProduct]:
        """What an import has to know, withdrawn products included, by `rows.sku_key`."""
        with self._database.read() as session:
            return product_reads.stored_products(session, skus, fingerprint)

    def code_owners(self, values: Sequence[str]) -> dict[ProductCode, str]:
        """SKU of the product that has each of these codes and is found."""
        with self._database.read() as session:
            return code_owners(session, values)

    def id_of(self, sku: str) -> int | None:
        """The product with this SKU, whatever its case, be it withdrawn."""
        found = select(ProductRow.id).where(ProductRow.sku_key == sku_key(sku))
        with self._database.read() as session:
            return session.scalar(found)

    def apply(
        self, edits: Sequence[ProductEdit], person: str, *, whole: bool = False
    ) -> list[EditOutcome | UserError]:
        """Bring products into new states, one outcome an edit, each change recorded.

        With *whole* the first edit that cannot be made is raised and nothing is changed.
        """
        with self._database.write() as session:
            outcomes = EditWriter(session, person, self._clock()).apply(edits)
            refused = next((each for each in outcomes if isinstance(each, UserError)), None)
            if whole and refused is not None:
                raise refused
            return outcomes
