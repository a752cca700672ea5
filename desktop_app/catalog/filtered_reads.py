"""The part of the catalogue that a filter lets through."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Float, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop_app.catalog.product_reads import LIVE
from desktop_app.catalog.records import ResultFacts
from desktop_app.catalog.rows import chunks, numbers
from desktop_app.catalog.schema import EmbeddingRow, ProductRow
from desktop_app.core.product_filter import (
    PLACE_SEPARATORS,
    Facet,
    Facets,
    ProductFilter,
    place_area,
)
from desktop_app.core.result_order import natural

MOST_VALUES = 500
"""Values offered of one kind: a longer list is searched by typing, not by looking."""

_STOCK = cast(ProductRow.stock, Float)


def holds(only: ProductFilter) -> list[ColumnElement[bool]]:
    """Conditions on `ProductRow`; none where the filter lets everything through."""
    conditions: list[ColumnElement[bool]] = []
    if only.category:
        conditions.append(ProductRow.category == only.category)
    if only.brand:
        conditions.append(ProductRow.brand == only.brand)
    if only.place:
        conditions.append(_lies_in(only.place))
    if only.in_stock:
        conditions.append(_STOCK > 0)
    return conditions


def _lies_in(place: str) -> ColumnElement[bool]:
    location = ProductRow.location
    inside = (location.startswith(place + mark, autoescape=True) for mark in PLACE_SEPARATORS)
    return or_(location == place, *inside)


def reference_ids(session: Session, only: ProductFilter, fingerprint: str) -> array[int]:
    """References in one model of the products that *only* lets through."""
    found = (
        select(EmbeddingRow.id)
        .join(ProductRow, EmbeddingRow.product_id == ProductRow.id)
        .where(EmbeddingRow.fingerprint == fingerprint, LIVE, *holds(only))
    )
    return numbers(session, found)


def references_of(session: Session, ids: Sequence[int], fingerprint: str) -> list[int]:
    """References in one model of some products, oldest first."""
    own = select(EmbeddingRow.id).where(EmbeddingRow.fingerprint == fingerprint)
    found = (session.scalars(own.where(EmbeddingRow.product_id.in_(c))) for c in chunks(ids))
    return sorted(number for numbers in found for number in numbers)


def product_ids(session: Session, only: ProductFilter) -> list[int]:
    """Products that *only* lets through, by id."""
    return list(session.scalars(select(ProductRow.id).where(LIVE, *holds(only))))


def result_facts(session: Session, ids: Sequence[int]) -> list[ResultFacts]:
    """What products are sorted by, in the order of *ids*; those that are gone are missing."""
    columns = (
        ProductRow.id,
        ProductRow.name,
        ProductRow.location,
        ProductRow.price,
        ProductRow.stock,
    )
    rows = (
        session.execute(select(*columns).where(ProductRow.id.in_(chunk), LIVE))
        for chunk in chunks(ids)
    )
    found = {row.id: ResultFacts(*row) for chunk in rows for row in chunk}
    return [found[number] for number in ids if number in found]


def facets(session: Session) -> Facets:
    """What products can be narrowed down to."""
    in_stock = session.scalar(select(func.count(ProductRow.id)).where(LIVE, _STOCK > 0))
    areas: Counter[str] = Counter()
    for location, count in _counts(session, ProductRow.location):
        areas[place_area(location)] += count
    return Facets(
        _facets(_counts(session, ProductRow.category)),
        _facets(_counts(session, ProductRow.brand)),
        _facets(areas.items()),
        in_stock or 0,
    )


def _counts(session: Session, column: InstrumentedAttribute[str]) -> list[tuple[str, int]]:
    counted = select(column, func.count()).where(LIVE, column != "").group_by(column)
    return [(value, count) for value, count in session.execute(counted)]


def _facets(counts: Iterable[tuple[str, int]]) -> tuple[Facet, ...]:
    commonest = sorted(counts, key=lambda pair: -pair[1])[:MOST_VALUES]
    named = [Facet(value, count) for value, count in commonest if value]
    return tuple(sorted(named, key=lambda facet: natural(facet.value)))
