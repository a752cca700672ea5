"""The quick way to read products gives what the mapper gives."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from desktop_app.catalog import rows
from desktop_app.catalog.database import Database
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.catalog.schema import ProductRow
from desktop_app.catalog.whole_products import whole_products
from desktop_app.core.types import CodeKind, ProductCode
from tests.catalog.samples import complete

CODES = (ProductCode(CodeKind.GTIN, "04006381333931"), ProductCode(CodeKind.OWN, "b"))
SAVES = (
    complete(1, photos=[3, 1, 2], codes=CODES, attributes={"z": "1", "a": "2", "name_zh": "手套"}),
    complete(2, photos=[], codes=(), attributes={}, price=None, stock=None, currency=""),
    complete(3, price=Decimal("0.10"), stock=Decimal("1E+3")),
    complete(4, photos=[9, 8]),
)


def test_products_are_as_the_mapper_makes_them(
    database: Database, repository: CatalogRepository
) -> None:
    repository.save_products(SAVES)
    withdrawn = repository.product_by_sku("SKU-4")
    assert withdrawn is not None
    repository.withdraw_product(withdrawn.product_id)
    with database.read() as session:
        found = session.scalars(rows.whole(select(ProductRow)).where(ProductRow.withdrawn == 0))
        mapped = {row.id: rows.product(row) for row in found}
        read = whole_products(session, [*reversed(mapped), withdrawn.product_id, 99])
    assert read == mapped
    assert list(read) == sorted(mapped)
    assert list(read[1].attributes) == ["z", "a", "name_zh"]
    assert repository.living([*mapped, withdrawn.product_id, 99]) == set(mapped)


def test_more_products_than_a_statement_has_variables(
    database: Database, repository: CatalogRepository
) -> None:
    repository.save_products(SAVES)
    with database.read() as session:
        assert len(whole_products(session, range(1, 100_000))) == len(SAVES)
