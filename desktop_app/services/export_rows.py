"""Products as rows of a table that an import reads back to the same products."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from desktop_app.core.errors import ImportRowError
from desktop_app.core.product_table import ListedProduct
from desktop_app.core.types import Product, ProductData
from desktop_app.services.import_source import Cell, SourceRow
from desktop_app.services.product_rows import parse_row
from desktop_app.services.product_state_changes import FIELDS, code_text
from desktop_app.services.spreadsheet_cells import harmless

PHOTOS, WITHDRAWN = "photos", "withdrawn"
SIGNIFICANT_DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""

_UNNAMED = re.compile(r"[^\w.-]+")
_LIKE_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


def header(attributes: Sequence[str], *, photos: bool, withdrawn: bool) -> list[str]:
    """Titles of the columns."""
    more = [name for name, wanted in ((PHOTOS, photos), (WITHDRAWN, withdrawn)) if wanted]
    return [*FIELDS, *attributes, *more]


def cells(row: ListedProduct, attributes: Sequence[str], photos: Sequence[str]) -> dict[str, str]:
    """All cells of a product as text; *photos* are the names of its photos in the export."""
    product = row.product
    texts = {
        "sku": product.sku,
        "name": product.name,
        "category": product.category,
        "brand": product.brand,
        "description": product.description,
        "barcode": code_text(product.codes),
        "price": number_text(product.price),
        "currency": product.currency,
        "stock": number_text(product.stock),
        "location": product.location,
    }
    own = {name: product.attributes.get(name, "") for name in attributes}
    return {**texts, **own, PHOTOS: ";".join(photos), WITHDRAWN: "1" if row.withdrawn else ""}


def number_text(value: Decimal | None) -> str:
    """A number that has one reading: `1.234` is one thousand to some, `1.2340` is not."""
    if value is None:
        return ""
    text = format(value, "f")
    return f"{text}0" if _LIKE_THOUSANDS.fullmatch(text) else text


def csv_cell(text: str, name: str) -> str:
    """A cell of a CSV file; a number needs no guard against formulas."""
    return text if name in ("price", "stock") else harmless(text)


def xlsx_cell(text: str, name: str, product: ProductData) -> str | float:
    """A cell of a workbook: a number where the workbook keeps all of its digits."""
    value = {"price": product.price, "stock": product.stock}.get(name)
    if value is None or len(value.as_tuple().digits) > SIGNIFICANT_DIGITS:
        return harmless(text)
    return float(value)


def comes_back(texts: dict[str, str], product: ProductData) -> bool:
    """Whether an import of these cells makes the same product."""
    named: dict[str, Cell] = {name: text for name, text in texts.items() if name != PHOTOS}
    try:
        data = parse_row(SourceRow(0, named)).data(None)
    except ImportRowError:
        return False
    return all(
        getattr(data, name) == getattr(product, name) for name in ProductData.__dataclass_fields__
    )


def photo_folder(product: Product) -> str:
    """Folder of a product's photos in an export: its SKU as far as a file system takes it."""
    name = _UNNAMED.sub("_", product.sku)[:60].strip("._")
    return f"photos/{name or 'product'}-{product.product_id}"
