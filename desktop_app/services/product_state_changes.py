"""From a product as it stands to the product that a person wants: nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from desktop_app.catalog.product_states import ProductState
from desktop_app.catalog.records import NewPhoto, PhotoOrigin
from desktop_app.core.errors import ImportRowError, PhotoError
from desktop_app.core.gtin import parse_gtin, printed_gtin
from desktop_app.core.messages import MessageId
from desktop_app.core.price_step import parse_step
from desktop_app.core.types import CodeKind, ProductCode, ProductData
from desktop_app.services.import_source import SourceRow
from desktop_app.services.product_rows import parse_row

FIELDS = (
    "sku",
    "name",
    "category",
    "brand",
    "description",
    "barcode",
    "price",
    "currency",
    "stock",
    "location",
)
"""Fields of a product that are typed, named as the columns of an import."""

Change = Callable[[ProductState], ProductState]
"""Makes the wanted state; raises `ImportRowError` if it cannot be had."""


def code_text(codes: Sequence[ProductCode]) -> str:
    """Codes as the column `barcode` has them."""
    return ";".join(printed_gtin(c.value) if c.kind is CodeKind.GTIN else c.value for c in codes)


def cells_of(data: ProductData) -> dict[str, str]:
    """The fields of a product as a person types them; attributes under their own names."""
    numbers = {"price": _plain(data.price), "stock": _plain(data.stock)}
    texts = {name: getattr(data, name) for name in FIELDS if name not in {*numbers, "barcode"}}
    cells = {**texts, **numbers, "barcode": code_text(data.codes)}
    return {**data.attributes, **{name: cells[name] for name in FIELDS}}


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def typed(state: ProductState, cells: Mapping[str, str]) -> ProductState:
    """The product with what a person typed, by the names of import columns.

    Fields that *cells* lacks stay; an empty attribute is taken away.

    Raises:
        ImportRowError: a cell cannot be used; the message says which and why.
    """
    price = cells.get("price", "")
    step = parse_step(price) if price.strip().startswith(("+", "-", "\u2212")) else None
    others = {name: text for name, text in cells.items() if step is None or name != "price"}
    # A number that stands there already has one meaning, whatever it looks like.
    same = cells_of(state.data)
    others = {name: text for name, text in others.items() if text != same.get(name)}
    names = {"sku": state.data.sku, "name": state.data.name}
    data = parse_row(SourceRow(0, {**names, **others})).data(state.data)
    if step is not None:
        changed = step.applied(state.data.price)
        if changed is None:
            raise ImportRowError(MessageId.PRICE_NONE)
        data = replace(data, price=changed)
    return with_data(state, data)


def with_data(state: ProductState, data: ProductData) -> ProductState:
    """The product with other data; codes that are new were given by a person."""
    fresh = set(data.codes) - set(state.data.codes)
    given = frozenset((state.person_codes | fresh) & set(data.codes))
    return replace(state, data=data, person_codes=given)


def arranged(state: ProductState, order: Sequence[str]) -> ProductState:
    """The product with the photos named by *order* (SHA-256 of the stored copies) alone.

    Raises:
        PhotoError: one of them is not a photo of the product.
    """
    rest = list(state.photos)
    photos: list[NewPhoto] = []
    for sha256 in order:
        found = next((photo for photo in rest if photo.sha256 == sha256), None)
        if found is None:
            raise PhotoError(MessageId.PHOTO_MISSING, name=sha256[:12])
        rest.remove(found)
        photos.append(found)
    return replace(state, photos=tuple(photos))


def merged(keep: ProductState, others: Sequence[ProductState], *, add_stock: bool) -> ProductState:
    """*keep* with all that the others know more: codes, photos, attributes, empty fields.

    The SKUs of the others become further codes, so that their labels are still found. What comes
    from them counts as given by a person: the next import of the list must not take it away.
    """
    data = keep.data
    for other in others:
        data = _filled(data, other.data, add_stock=add_stock)
    photos = {photo.source_sha256: photo for photo in keep.photos}
    for other in others:
        for photo in other.photos:
            photos.setdefault(photo.source_sha256, replace(photo, origin=PhotoOrigin.PERSON))
    return replace(with_data(keep, data), photos=tuple(photos.values()))


def _filled(data: ProductData, other: ProductData, *, add_stock: bool) -> ProductData:
    codes = dict.fromkeys((*data.codes, *other.codes, _as_code(other.sku)))
    texts = {
        name: getattr(data, name) or getattr(other, name)
        for name in ("category", "brand", "description", "location")
    }
    price, currency = data.price, data.currency
    if price is None and other.price is not None:
        price, currency = other.price, other.currency
    stock = data.stock
    if stock is None or (add_stock and other.stock is not None):
        stock = (stock or Decimal(0)) + other.stock if other.stock is not None else None
    return replace(
        data,
        **texts,
        price=price,
        currency=currency,
        stock=stock,
        codes=tuple(codes),
        attributes=MappingProxyType({**other.attributes, **data.attributes}),
    )


def _as_code(sku: str) -> ProductCode:
    gtin = parse_gtin(sku)
    return ProductCode(CodeKind.GTIN, gtin) if gtin else ProductCode(CodeKind.OWN, sku)
