"""Finding products: by id, by code, by page, and as an import needs to know them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, distinct, func, or_, select, union
from sqlalchemy.orm import Session

from desktop_app.catalog import search_table
from desktop_app.catalog.records import CatalogueCounts, CodeOrigin, StoredProduct
from desktop_app.catalog.rows import chunks, new_photo, product, product_data, sku_key, whole
from desktop_app.catalog.schema import CodeRow, EmbeddingRow, PhotoRow, ProductRow
from desktop_app.catalog.whole_products import whole_products
from desktop_app.core.gtin import parse_gtin
from desktop_app.core.types import CodeKind, Product, ProductCode

LIVE = ProductRow.withdrawn.is_(False)

_PRODUCT, _CODE = ProductRow.__table__.c, CodeRow.__table__.c
_IDS_BY_CODE = union(
    select(_PRODUCT.id).where(_PRODUCT.sku_key == bindparam("sku_key")),
    select(_CODE.product_id).where(
        or_(
            (_CODE.kind == CodeKind.OWN.value) & (_CODE.value == bindparam("own")),
            (_CODE.kind == CodeKind.GTIN.value) & (_CODE.value == bindparam("gtin")),
        )
    ),
)


def counts(session: Session) -> CatalogueCounts:
    """How much there is, withdrawn products left out."""
    products = session.scalar(select(func.count()).select_from(ProductRow).where(LIVE))
    photos = session.scalar(select(func.count(PhotoRow.id)).join(ProductRow).where(LIVE))
    references = session.scalar(select(func.count()).select_from(EmbeddingRow))
    category = ProductRow.category
    categories = session.scalar(select(func.count(distinct(category))).where(LIVE, category != ""))
    return CatalogueCounts(products or 0, photos or 0, references or 0, categories or 0)


def products(session: Session, ids: Sequence[int]) -> dict[int, Product]:
    """Products by id; unknown and withdrawn ones are missing."""
    return whole_products(session, ids)


def product_by_sku(session: Session, sku: str) -> Product | None:
    """The product with this SKU, whatever its case."""
    where = (ProductRow.sku_key == sku_key(sku), LIVE)
    row = session.scalars(whole(select(ProductRow)).where(*where)).first()
    return product(row) if row else None


def list_products(session: Session, offset: int, limit: int, text: str) -> list[Product]:
    """A page of all products by SKU, or of those that hold the words, best first."""
    if text.strip():
        hits = search_table.search(session, text, offset + limit)[offset:]
        found = products(session, [hit.product_id for hit in hits])
        return [found[hit.product_id] for hit in hits if hit.product_id in found]
    page = (
        whole(select(ProductRow)).where(LIVE).order_by(ProductRow.sku_key).offset(offset)
    ).limit(limit)
    return [product(row) for row in session.scalars(page)]


def find_by_code(session: Session, text: str) -> list[Product]:
    """Products with this SKU (whatever its case), own code, or GTIN in any printed form."""
    code = text.strip()
    if not code:
        return []
    asked = {"sku_key": sku_key(code), "own": code, "gtin": parse_gtin(code) or ""}
    ids = session.connection().execute(_IDS_BY_CODE, asked).scalars().all()
    return list(whole_products(session, ids).values()) if ids else []


def stored_products(
    session: Session, skus: Sequence[str], fingerprint: str
) -> dict[str, StoredProduct]:
    """What is known of products, withdrawn ones included, by `sku_key` of their SKU."""
    stored: dict[str, StoredProduct] = {}
    for chunk in chunks(map(sku_key, skus)):
        rows = session.scalars(whole(select(ProductRow)).where(ProductRow.sku_key.in_(chunk))).all()
        embedded = _embedded(session, [row.id for row in rows], fingerprint)
        stored |= {row.sku_key: _stored(row, embedded) for row in rows}
    return stored


def _embedded(
    session: Session, product_ids: Sequence[int], fingerprint: str
) -> set[tuple[int, int | None]]:
    found = select(EmbeddingRow.product_id, EmbeddingRow.photo_id).where(
        EmbeddingRow.product_id.in_(product_ids), EmbeddingRow.fingerprint == fingerprint
    )
    return {(product_id, photo_id) for product_id, photo_id in session.execute(found)}


def _stored(row: ProductRow, embedded: set[tuple[int, int | None]]) -> StoredProduct:
    return StoredProduct(
        product_data(row),
        tuple(map(new_photo, row.photos)),
        frozenset(photo.source_sha256 for photo in row.photos if (row.id, photo.id) in embedded),
        text_embedded=(row.id, None) in embedded,
        withdrawn=row.withdrawn,
        taught_codes=tuple(
            ProductCode(CodeKind(code.kind), code.value)
            for code in row.codes
            if code.origin == CodeOrigin.PERSON.value
        ),
    )
