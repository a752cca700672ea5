"""Products with all that belongs to them, read as plain rows: the way of every lookup.

Making objects of the mapper for fifty products, only to turn them into core values, took more than
half of what a lookup needs beside the model (docs/speed.md). Four statements whose text never
changes stay prepared: the ids go in as one JSON list instead of one variable each.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

from sqlalchemy import FromClause, bindparam, func, select
from sqlalchemy.orm import Session

from desktop_app.catalog.checksums import product_checksum
from desktop_app.catalog.rows import code_of, whole_product, words
from desktop_app.catalog.schema import AttributeRow, CodeRow, PhotoRow, ProductRow
from desktop_app.core.types import Photo, Product, ProductData

_Row: TypeAlias = Any
"""A row of SQLAlchemy, whose types no checker can know from a list of names."""

_Parts: TypeAlias = dict[int, list[_Row]]

_ASKED = func.json_each(bindparam("ids")).table_valued("value")
_PRODUCT = ProductRow.__table__.c
_PRODUCTS = (
    select(
        _PRODUCT.id,
        *(_PRODUCT.sku, _PRODUCT.name, _PRODUCT.category, _PRODUCT.brand, _PRODUCT.description),
        *(_PRODUCT.price, _PRODUCT.currency, _PRODUCT.stock, _PRODUCT.location, _PRODUCT.crc32),
    )
    .where(_PRODUCT.id.in_(select(_ASKED.c.value)), _PRODUCT.withdrawn.is_(False))
    .order_by(_PRODUCT.id)
)


_LIVING = select(_PRODUCT.id).where(
    _PRODUCT.id.in_(select(_ASKED.c.value)), _PRODUCT.withdrawn.is_(False)
)


def _parts_of(table: FromClause, *names: str) -> Any:
    """Rows of products' parts, the id of the product first."""
    columns = [table.c[name] for name in ("product_id", *names)]
    asked = table.c.product_id.in_(select(_ASKED.c.value))
    return select(*columns).where(asked).order_by(table.c.position)


_ATTRIBUTES = _parts_of(AttributeRow.__table__, "name", "value")
_CODES = _parts_of(CodeRow.__table__, "kind", "value")
_PHOTOS = _parts_of(PhotoRow.__table__, "id", "sha256", "width", "height", "source_name")


def whole_products(session: Session, ids: Iterable[int]) -> dict[int, Product]:
    """Products by id, in the order of their ids; unknown and withdrawn ones are missing."""
    asked = {"ids": json.dumps(list(ids))}
    run = session.connection().execute
    rows: Sequence[_Row] = run(_PRODUCTS, asked).all()
    if not rows:
        return {}
    attributes, codes, photos = (
        _by_product(run(parts, asked).all()) for parts in (_ATTRIBUTES, _CODES, _PHOTOS)
    )
    return {row[0]: _product(row, attributes, codes, photos) for row in rows}


def living(session: Session, ids: Iterable[int]) -> set[int]:
    """Those of *ids* that are products and not withdrawn."""
    return set(session.connection().execute(_LIVING, {"ids": json.dumps(list(ids))}).scalars())


def _by_product(rows: Sequence[_Row]) -> _Parts:
    grouped: _Parts = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    return grouped


def _product(row: _Row, attributes: _Parts, codes: _Parts, photos: _Parts) -> Product:
    number, sku, name, category, brand, description, price, currency, stock, location, crc32 = row
    data = ProductData(
        words(sku),
        words(name),
        words(category),
        words(brand),
        words(description),
        price,
        words(currency),
        stock,
        words(location),
        MappingProxyType(
            {words(key): words(value) for _, key, value in attributes.get(number, ())}
        ),
        tuple(code_of(kind, value) for _, kind, value in codes.get(number, ())),
    )
    return whole_product(
        data,
        number,
        tuple(Photo(*photo[1:]) for photo in photos.get(number, ())),
        is_damaged=product_checksum(data) != crc32,
    )
