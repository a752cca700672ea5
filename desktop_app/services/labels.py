"""Labels of products, with symbols that the program's own reader reads."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop_app.core.labels import (
    LEAST_MODULE_MM,
    CodeChoice,
    Label,
    LabelOptions,
    SheetFormat,
    Symbol,
    SymbolKind,
    code_texts,
    parse_sheet,
)
from desktop_app.core.types import Product, ShouldStop, never_stop

PADDING_MM = 2.0
"""Of a label on each side; printers do not hit the very edge."""

SQUARE_SHARE = 0.4
"""Most of a label's width that a square symbol takes."""

_log = logging.getLogger(__name__)

MakeSymbol = Callable[[SymbolKind, str], Symbol | None]


class ProductSource(Protocol):
    """Where products are looked up."""

    def product_by_sku(self, sku: str) -> Product | None:
        """The product with this SKU."""

    def list_products(self, offset: int, limit: int, text: str = "") -> list[Product]:
        """A page of all products."""


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """Labels ready to be drawn.

    Attributes:
        missing: SKUs that no product has.
        codeless: SKUs whose label has no symbol although one was wanted: none fits.
    """

    labels: tuple[Label, ...]
    missing: tuple[str, ...] = ()
    codeless: tuple[str, ...] = ()


class Labels:
    """Makes labels; safe to call from several threads. What was chosen last is remembered."""

    def __init__(self, products: ProductSource, remembered: Path) -> None:
        self._products = products
        self._remembered = remembered

    def every_sku(self, limit: int) -> list[str]:
        """SKUs of the first *limit* products."""
        return [product.sku for product in self._products.list_products(0, limit)]

    def sheet(
        self, skus: Sequence[str], options: LabelOptions, *, should_stop: ShouldStop = never_stop
    ) -> LabelSheet:
        """Labels of *skus* in their order; each SKU has one, however many copies are printed.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        labels: list[Label] = []
        missing: list[str] = []
        codeless: list[str] = []
        make = _symbol_maker() if options.code is not CodeChoice.NONE else _no_symbol
        for sku in skus:
            if should_stop():
                break
            product = self._products.product_by_sku(sku)
            if product is None:
                missing.append(sku)
                continue
            label = label_of(product, options, make)
            labels.append(label)
            if label.symbol is None and options.code is not CodeChoice.NONE:
                codeless.append(product.sku)
        return LabelSheet(tuple(labels), tuple(missing), tuple(codeless))

    def remembered_options(self) -> LabelOptions:
        """What was chosen last; the usual where nothing was, or the file is damaged."""
        try:
            kept = json.loads(self._remembered.read_text(encoding="utf-8"))
            return LabelOptions(
                sheet=parse_sheet(str(kept["sheet"])),
                code=CodeChoice(kept["code"]),
                with_price=bool(kept["with_price"]),
                with_place=bool(kept["with_place"]),
                with_sku=bool(kept["with_sku"]),
                frames=bool(kept["frames"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return LabelOptions()

    def remember(self, options: LabelOptions) -> None:
        """Keep the form of the labels, not how many and where they begin."""
        kept = {
            "sheet": _sheet_name(options.sheet),
            "code": options.code.value,
            "with_price": options.with_price,
            "with_place": options.with_place,
            "with_sku": options.with_sku,
            "frames": options.frames,
        }
        try:
            self._remembered.write_text(json.dumps(kept), encoding="utf-8")
        except OSError as error:
            _log.warning("the form of the labels is not remembered: %s", error.strerror)


def label_of(product: Product, options: LabelOptions, make: MakeSymbol) -> Label:
    """The label of one product, with the best symbol that is large enough to be read."""
    room = options.sheet.width - 2 * PADDING_MM
    return Label(
        product.name,
        product.sku if options.with_sku else "",
        product.price if options.with_price else None,
        product.currency,
        product.location if options.with_place else "",
        _fitting(code_texts(product, options.code), options.sheet, room, make),
    )


def _fitting(
    wanted: Iterable[tuple[SymbolKind, str]], sheet: SheetFormat, room: float, make: MakeSymbol
) -> Symbol | None:
    side = min(SQUARE_SHARE * sheet.width, sheet.height - 2 * PADDING_MM)
    for kind, text in wanted:
        symbol = make(kind, text)
        width = room if kind.is_linear else side
        if symbol is not None and width / symbol.columns >= LEAST_MODULE_MM:
            return symbol
    return None


def _symbol_maker() -> MakeSymbol:
    from desktop_app.vision.barcode_writer import make_symbol  # noqa: PLC0415  (only when drawn)

    return make_symbol


def _no_symbol(kind: SymbolKind, text: str) -> None:
    del kind, text


def _sheet_name(sheet: SheetFormat) -> str:
    return sheet.text if sheet.name == "own" else sheet.name
