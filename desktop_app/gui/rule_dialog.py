"""What holds for ordering: of a product, its category, or everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from desktop_app.core.stock import NO_RULE, STANDARD_RULE, RestockLine, Scope, StockRule
from desktop_app.core.stock_wording import plain_number, short_number
from desktop_app.gui.scope_dialog import ScopeDialog
from desktop_app.gui.theme import Theme

WIDTH_PX = 520
FIELDS = ("minimum", "lead_days", "review_days", "service", "pack")
HUNDRED = Decimal(100)


class RuleDialog(ScopeDialog):
    """`chosen` brings a `StockRule`."""

    def __init__(
        self,
        theme: Theme,
        line: RestockLine | None,
        rules: Mapping[tuple[Scope, str], StockRule],
        parent: QWidget | None = None,
    ) -> None:
        self._rules = rules
        super().__init__(theme, WIDTH_PX, FIELDS, line, parent)

    def values(self) -> StockRule:
        service = self.number("service")
        return StockRule(
            self.number("minimum"),
            self._days("lead_days"),
            self._days("review_days"),
            None if service is None else float(service / HUNDRED),
            self.number("pack"),
        )

    def _days(self, name: str) -> int | None:
        value = self.number(name)
        if value is None:
            return None
        if value != value.to_integral_value():
            raise self.bad(name, self.fields[name].text())
        return int(value)

    def texts(self) -> tuple[Sequence[str], Sequence[str]]:
        scope, name = self.target
        return _texts(self._rules.get((scope, name), NO_RULE)), _texts(self._wider(scope))

    def _wider(self, scope: Scope) -> StockRule:
        if scope is Scope.CATALOGUE:
            return STANDARD_RULE
        wider = self._rules.get((Scope.CATALOGUE, ""), NO_RULE).over(STANDARD_RULE)
        product = self._product
        if scope is Scope.PRODUCT and product is not None and product.category:
            return self._rules.get((Scope.CATEGORY, product.category), NO_RULE).over(wider)
        return wider

    def field_words(self) -> dict[str, str]:
        return {
            "minimum": self.tr("Minimum stock"),
            "lead_days": self.tr("Days from order to shelf"),
            "review_days": self.tr("Days between two orders"),
            "service": self.tr("Enough in … % of cases"),
            "pack": self.tr("Pieces in a pack"),
        }

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(self.tr("Rules for ordering"))
        self.title.setText(self.tr("Rules for ordering"))
        self.lead.setText(
            self.tr("Empty fields take what holds for the category or for all products.")
        )
        self.scope.setAccessibleName(self.tr("What the rules are for"))


def _texts(rule: StockRule) -> tuple[str, ...]:
    def written(value: Decimal | None) -> str:
        return "" if value is None else plain_number(value)

    def days(value: int | None) -> str:
        return "" if value is None else str(value)

    service = "" if rule.service is None else _percent(rule.service)
    return (
        written(rule.minimum),
        days(rule.lead_days),
        days(rule.review_days),
        service,
        written(rule.pack),
    )


def _percent(service: float) -> str:
    per_cent = round(service * 100, 2)
    return short_number(per_cent) if per_cent == int(per_cent) else f"{per_cent:g}"
