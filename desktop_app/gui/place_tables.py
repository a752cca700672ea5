"""Tables of the page of places: products of a place, and suggestions for swaps."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from desktop_app.core.place_words import swap_reason
from desktop_app.core.places import PlacedProduct, Swap
from desktop_app.gui.formats import number
from desktop_app.gui.rows_model import ListModel
from desktop_app.gui.translator import translate_place


class PlacedModel(ListModel[PlacedProduct]):
    """Products with place, lookups and way."""

    NUMBERS: ClassVar = frozenset((3, 4, 5))

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("SKU"),
            self.tr("Name"),
            self.tr("Place"),
            self.tr("Lookups"),
            self.tr("Stops away"),
            self.tr("Stops walked"),
        )

    def text(self, item: PlacedProduct, column: int) -> str:
        texts: tuple[Callable[[], str], ...] = (
            lambda: item.sku,
            lambda: item.name,
            lambda: item.place,
            lambda: number(item.lookups),
            lambda: number(item.stops),
            lambda: number(item.walked),
        )
        return texts[column]()

    def spoken(self, item: PlacedProduct, column: int) -> str:
        return self.with_title(item, column)


class SwapsModel(ListModel[Swap]):
    """What should change places, and why."""

    NUMBERS: ClassVar = frozenset((4,))

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("Comes nearer"),
            self.tr("From"),
            self.tr("To the place of"),
            self.tr("At"),
            self.tr("Stops saved"),
        )

    def text(self, item: Swap, column: int) -> str:
        return (
            f"{item.far.sku}  {item.far.name}",
            item.far.place,
            f"{item.near.sku}  {item.near.name}",
            item.near.place,
            number(item.saved),
        )[column]

    def tip(self, item: Swap, column: int) -> str:
        del column
        return swap_reason(item, translate_place, number)

    spoken = tip
