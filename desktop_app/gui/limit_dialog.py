"""Which price changes a person wants to hear of: of a product, its category, or everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop_app.core.price import NO_LIMIT, STANDARD_LIMIT, PriceLimit
from desktop_app.core.stock import Scope
from desktop_app.core.stock_wording import plain_number
from desktop_app.gui.scope_dialog import ScopeDialog
from desktop_app.gui.theme import Theme

WIDTH_PX = 500
FIELDS = ("rise", "fall", "drift")


@dataclass(frozen=True, slots=True)
class LimitTarget:
    """A product for which limits can be set."""

    product_id: int
    name: str
    category: str


class LimitDialog(ScopeDialog):
    """`chosen` brings a `PriceLimit`."""

    def __init__(
        self,
        theme: Theme,
        product: LimitTarget | None,
        limits: Mapping[tuple[Scope, str], PriceLimit],
        parent: QWidget | None = None,
    ) -> None:
        self._limits = limits
        super().__init__(theme, WIDTH_PX, FIELDS, product, parent)

    def values(self) -> PriceLimit:
        return PriceLimit(*(self.number(name) for name in FIELDS))

    def texts(self) -> tuple[Sequence[str], Sequence[str]]:
        scope, name = self.target
        return _texts(self._limits.get((scope, name), NO_LIMIT)), _texts(self._wider(scope))

    def _wider(self, scope: Scope) -> PriceLimit:
        if scope is Scope.CATALOGUE:
            return STANDARD_LIMIT
        wider = self._limits.get((Scope.CATALOGUE, ""), NO_LIMIT).over(STANDARD_LIMIT)
        product = self._product
        if scope is Scope.PRODUCT and product is not None and product.category:
            return self._limits.get((Scope.CATEGORY, product.category), NO_LIMIT).over(wider)
        return wider

    def field_words(self) -> dict[str, str]:
        return {
            "rise": self.tr("Rise of one change"),
            "fall": self.tr("Fall of one change"),
            "drift": self.tr("Change within 90 days"),
        }

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(self.tr("Limits of price changes"))
        self.title.setText(self.tr("Limits of price changes"))
        self.lead.setText(
            self.tr(
                "You hear of changes beyond these, in per cent. Empty fields take what holds for"
                " the category or for all products."
            )
        )
        self.scope.setAccessibleName(self.tr("What the limits are for"))


def _texts(limit: PriceLimit) -> tuple[str, ...]:
    numbers = (getattr(limit, field) for field in FIELDS)
    return tuple("" if number is None else plain_number(number) for number in numbers)
