"""Which products the table of the whole catalogue shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.types import Product


class SortBy(StrEnum):
    """Columns that the table can be ordered by."""

    SKU = "sku"
    NAME = "name"
    CATEGORY = "category"
    BRAND = "brand"
    PRICE = "price"
    STOCK = "stock"
    PLACE = "place"
    PHOTOS = "photos"
    CHANGED = "changed"


class Shown(StrEnum):
    """Which part of the catalogue is shown; all but two leave withdrawn products out."""

    LIVE = "live"
    WITHOUT_PHOTO = "without_photo"
    WITHOUT_CODE = "without_code"
    WITHOUT_PRICE = "without_price"
    WITHOUT_PLACE = "without_place"
    ALIKE = "alike"
    """Products with the name or a photo of another one: perhaps the same product twice."""
    WITHDRAWN = "withdrawn"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class TableQuery:
    """What the table shows.

    Attributes:
        text: words or a code that the products hold; withdrawn ones are searched by what SKU,
            name, brand and category contain.
        only: further limits.
        shown: part of the catalogue.
        sort: None for the best hits first, or by SKU where there is no text.
    """

    text: str = ""
    only: ProductFilter = EVERYTHING
    shown: Shown = Shown.LIVE
    sort: SortBy | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """A row of the table: the product, whether it is withdrawn, and who changed it last."""

    product: Product
    withdrawn: bool
    changed_at: datetime
    changed_by: str
