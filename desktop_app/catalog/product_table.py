"""The whole catalogue as a table: all ids in order first, then rows for what is seen."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, and_, cast, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from desktop_app.catalog import search_table
from desktop_app.catalog.filtered_reads import holds
from desktop_app.catalog.product_reads import LIVE
from desktop_app.catalog.rows import chunks, numbers, product, whole
from desktop_app.catalog.schema import AttributeRow, CodeRow, PhotoRow, ProductRow
from desktop_app.core.product_table import ListedProduct, Shown, SortBy, TableQuery

_N_PHOTOS = (
    select(func.count(PhotoRow.id)).where(PhotoRow.product_id == ProductRow.id).scalar_subquery()
)
_PLAIN: dict[SortBy, Any] = {
    SortBy.SKU: ProductRow.sku_key,
    SortBy.NAME: func.lower(ProductRow.name),
    SortBy.CATEGORY: func.lower(ProductRow.category),
    SortBy.BRAND: func.lower(ProductRow.brand),
    SortBy.PLACE: func.lower(ProductRow.location),
    SortBy.PHOTOS: _N_PHOTOS,
    SortBy.CHANGED: ProductRow.changed_at,
}
_NUMBERS: dict[SortBy, Any] = {SortBy.PRICE: ProductRow.price, SortBy.STOCK: ProductRow.stock}
_TEXTS = (ProductRow.category, ProductRow.brand, ProductRow.location)


def product_ids(session: Session, query: TableQuery) -> array[int]:
    """Ids of all products that *query* shows, in its order, as 64-bit numbers."""
    if query.text.strip() and query.shown not in (Shown.WITHDRAWN, Shown.ALL):
        return _found(session, query)
    conditions = list(_conditions(query))
    if query.text.strip():
        conditions.append(_contains(query.text))
    return numbers(session, _ordered(query, conditions))


def _found(session: Session, query: TableQuery) -> array[int]:
    """Products that hold the words; in the order of the hits unless another one was chosen."""
    matches = search_table.matches(session, query.text)
    if not matches:
        return array("q")
    if query.sort is None and query.shown is Shown.LIVE and not query.only:
        return array("q", matches)
    allowed = numbers(session, _ordered(query, list(_conditions(query))))
    if query.sort is None:
        inside = set(allowed)
        return array("q", (number for number in matches if number in inside))
    wanted = set(matches)
    return array("q", (number for number in allowed if number in wanted))


def _ordered(query: TableQuery, conditions: Sequence[ColumnElement[bool]]) -> Select[int]:
    chosen = select(ProductRow.id).where(*conditions)
    sort = query.sort or (SortBy.NAME if query.shown is Shown.ALIKE else SortBy.SKU)
    if sort in _NUMBERS:  # what has no number stands last, whatever the direction
        column = _NUMBERS[sort]
        number = cast(column, Float)
        direction = number.desc() if query.descending else number.asc()
        return chosen.order_by(column.is_(None), direction, ProductRow.sku_key)
    column = _PLAIN[sort]
    direction = column.desc() if query.descending else column.asc()
    return chosen.order_by(direction, ProductRow.sku_key)


def _conditions(query: TableQuery) -> Iterable[ColumnElement[bool]]:
    if query.shown is Shown.WITHDRAWN:
        yield ProductRow.withdrawn.is_(True)
    elif query.shown is not Shown.ALL:
        yield LIVE
    yield from holds(query.only)
    if query.shown is Shown.WITHOUT_PHOTO:
        yield ~exists().where(PhotoRow.product_id == ProductRow.id)
    elif query.shown is Shown.WITHOUT_CODE:
        yield ~exists().where(CodeRow.product_id == ProductRow.id)
    elif query.shown is Shown.WITHOUT_PRICE:
        yield ProductRow.price.is_(None)
    elif query.shown is Shown.WITHOUT_PLACE:
        yield ProductRow.location == ""
    elif query.shown is Shown.ALIKE:
        yield _is_alike()


def _is_alike() -> ColumnElement[bool]:
    """Whether another product that is found has the same name and brand, or the same photo."""
    key = (func.lower(ProductRow.name), func.lower(ProductRow.brand))
    twice = select(*key).where(LIVE).group_by(*key).having(func.count() > 1)
    shared = (
        select(PhotoRow.sha256)
        .join(ProductRow)
        .where(LIVE)
        .group_by(PhotoRow.sha256)
        .having(func.count(PhotoRow.product_id.distinct()) > 1)
    )
    with_shared = select(PhotoRow.product_id).where(PhotoRow.sha256.in_(shared))
    return or_(tuple_(*key).in_(twice), ProductRow.id.in_(with_shared))


def _contains(text: str) -> ColumnElement[bool]:
    """All of the words stand somewhere in SKU, name, brand or category."""
    columns = (ProductRow.sku, ProductRow.name, ProductRow.brand, ProductRow.category)
    words = (
        or_(*(column.icontains(word, autoescape=True) for column in columns))
        for word in text.split()
    )
    return and_(*words)


def listed(session: Session, ids: Sequence[int]) -> dict[int, ListedProduct]:
    """Rows by id, withdrawn products included; those that are gone are missing."""
    found = (
        session.scalars(whole(select(ProductRow)).where(ProductRow.id.in_(chunk)))
        for chunk in chunks(ids)
    )
    return {
        row.id: ListedProduct(product(row), row.withdrawn, row.changed_at, row.changed_by)
        for rows in found
        for row in rows
    }


def attribute_names(session: Session) -> list[str]:
    """Names of the free attributes in use, the commonest first."""
    count = func.count(AttributeRow.id)
    names = select(AttributeRow.name).group_by(AttributeRow.name).order_by(count.desc())
    return list(session.scalars(names))


def known_values(session: Session, column: str) -> list[str]:
    """What stands in category, brand or location already, by name."""
    row = next(each for each in _TEXTS if each.key == column)
    return list(session.scalars(select(row).where(LIVE, row != "").distinct().order_by(row)))
