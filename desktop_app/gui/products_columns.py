"""The columns of the table of all products, and which of them a person wants to see."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt

from desktop_app.core.gtin import printed_gtin
from desktop_app.core.product_table import ListedProduct, SortBy
from desktop_app.core.types import CodeKind
from desktop_app.gui.data_table import attribute_words
from desktop_app.gui.formats import moment, number

translate = QCoreApplication.translate

FILE_NAME = "products_table.json"
ATTRIBUTE = "attribute:"
"""Begins the keys of the columns of free attributes."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: known to the file that keeps the choice.
        title: in the language of the window.
        text: what a cell says.
        field: name of the import column that is typed into it; empty where nothing is.
        sort: what the table is ordered by; None where it cannot be.
        width: in pixels, to begin with.
        is_number: aligned right.
        is_shown: to begin with.
    """

    key: str
    title: Callable[[], str]
    text: Callable[[ListedProduct], str]
    field: str = ""
    sort: SortBy | None = None
    width: int = 110
    is_number: bool = False
    is_shown: bool = True

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def columns(attributes: Sequence[str]) -> tuple[Column, ...]:
    """All columns of a catalogue with these free attributes."""
    return (*_FIXED, *(_attribute(name) for name in attributes))


def _attribute(name: str) -> Column:
    return Column(
        f"{ATTRIBUTE}{name}",
        lambda: attribute_words(name),
        lambda row: row.product.attributes.get(name, ""),
        field=name,
        is_shown=False,
    )


def _codes(row: ListedProduct) -> str:
    codes = row.product.codes
    return ", ".join(printed_gtin(c.value) if c.kind is CodeKind.GTIN else c.value for c in codes)


def _price(row: ListedProduct) -> str:
    product = row.product
    if product.price is None:
        return ""
    digits = max(2, -int(product.price.as_tuple().exponent))
    return f"{QLocale().toString(float(product.price), 'f', digits)} {product.currency}".strip()


def _stock(row: ListedProduct) -> str:
    stock = row.product.stock
    return "" if stock is None else number(stock)


_TITLES = (
    lambda: translate("ProductColumns", "Photo"),
    lambda: translate("ProductColumns", "SKU"),
    lambda: translate("ProductColumns", "Name"),
    lambda: translate("ProductColumns", "Category"),
    lambda: translate("ProductColumns", "Brand"),
    lambda: translate("ProductColumns", "Barcode number"),
    lambda: translate("ProductColumns", "Price"),
    lambda: translate("ProductColumns", "Currency"),
    lambda: translate("ProductColumns", "Stock"),
    lambda: translate("ProductColumns", "Place"),
    lambda: translate("ProductColumns", "Photos"),
    lambda: translate("ProductColumns", "Description"),
    lambda: translate("ProductColumns", "Changed"),
    lambda: translate("ProductColumns", "Changed by"),
)

_FIXED = (
    Column("photo", _TITLES[0], lambda _row: "", width=64),
    Column("sku", _TITLES[1], lambda row: row.product.sku, "sku", SortBy.SKU, 130),
    Column("name", _TITLES[2], lambda row: row.product.name, "name", SortBy.NAME, 300),
    Column("category", _TITLES[3], lambda r: r.product.category, "category", SortBy.CATEGORY, 130),
    Column("brand", _TITLES[4], lambda row: row.product.brand, "brand", SortBy.BRAND, 120),
    Column("barcode", _TITLES[5], _codes, "barcode", width=140),
    Column("price", _TITLES[6], _price, "price", SortBy.PRICE, 110, is_number=True),
    Column(
        "currency",
        _TITLES[7],
        lambda row: row.product.currency,
        "currency",
        width=90,
        is_shown=False,
    ),
    Column("stock", _TITLES[8], _stock, "stock", SortBy.STOCK, 80, is_number=True),
    Column("location", _TITLES[9], lambda row: row.product.location, "location", SortBy.PLACE),
    Column(
        "photos",
        _TITLES[10],
        lambda row: number(len(row.product.photos)),
        sort=SortBy.PHOTOS,
        width=80,
        is_number=True,
    ),
    Column(
        "description",
        _TITLES[11],
        lambda row: row.product.description,
        "description",
        width=260,
        is_shown=False,
    ),
    Column("changed", _TITLES[12], lambda r: moment(r.changed_at), sort=SortBy.CHANGED, width=150),
    Column("person", _TITLES[13], lambda row: row.changed_by, width=120, is_shown=False),
)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """Keys of the columns from left to right, those that are hidden, and widths in pixels."""

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    widths: Mapping[str, int] | None = None


def load_choice(folder: Path) -> ColumnChoice | None:
    """What was kept in *folder*; None where nothing was, or it cannot be understood."""
    try:
        table = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        widths = {str(key): int(px) for key, px in table["widths"].items() if int(px) > 0}
        return ColumnChoice(
            tuple(map(str, table["order"])), frozenset(map(str, table["hidden"])), widths
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        _log.warning("the choice of columns was not kept: %s", error)
        return None


def save_choice(choice: ColumnChoice, folder: Path) -> None:
    """Keep *choice*; what cannot be written is passed over, it is not worth a message."""
    table = {
        "order": list(choice.order),
        "hidden": sorted(choice.hidden),
        "widths": dict(choice.widths or {}),
    }
    try:
        (folder / FILE_NAME).write_text(json.dumps(table), encoding="utf-8")
    except OSError as error:
        _log.warning("the choice of columns is not kept: %s", error)
