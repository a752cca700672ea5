"""A new price, or a change of prices: `12.50`, `+5 %`, `-10%`, `+0.50`, `-1`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")

_STEP = re.compile(r"(?P<sign>[+-])\s*(?P<number>\d+(?:[.,]\d+)?)\s*(?P<share>[%％])?")


@dataclass(frozen=True, slots=True)
class PriceStep:
    """By how much prices change: a share in per cent, or an amount."""

    amount: Decimal
    is_share: bool

    def applied(self, price: Decimal | None) -> Decimal | None:
        """The new price, rounded half up to cents; None if there was none or it falls below 0."""
        if price is None:
            return None
        change = price * self.amount / 100 if self.is_share else self.amount
        changed = (price + change).quantize(CENT, ROUND_HALF_UP)
        return changed if changed >= 0 else None


def parse_step(text: str) -> PriceStep | None:
    """The change that *text* means; None if it is no change, for instance a plain price."""
    found = _STEP.fullmatch(text.strip().replace("\u2212", "-"))
    if found is None:
        return None
    amount = Decimal(found["number"].replace(",", "."))
    return PriceStep(-amount if found["sign"] == "-" else amount, bool(found["share"]))
