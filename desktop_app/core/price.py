"""Prices over time: what changed, which changes a person wants to hear of, and the alerts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class PricePoint:
    """A price from a moment on; `before` is None where none was known."""

    point_id: int
    product_id: int
    at: datetime
    before: Decimal | None
    price: Decimal | None
    currency: str
    person: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class NewPrice:
    """A price of a price list; `at` is when it begins to hold, None is now."""

    product_id: int
    price: Decimal
    currency: str = ""
    at: datetime | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class PriceLimit:
    """Changes beyond these are told, in per cent of the price before; None leaves it open.

    Attributes:
        rise, fall: of one change; positive.
        drift: of the price against what it was `DRIFT_DAYS` ago, up or down; positive.
    """

    rise: Decimal | None = None
    fall: Decimal | None = None
    drift: Decimal | None = None

    def __bool__(self) -> bool:
        return self != NO_LIMIT

    def over(self, wider: PriceLimit) -> PriceLimit:
        """This limit, with what it leaves open taken from *wider*."""
        return PriceLimit(
            wider.rise if self.rise is None else self.rise,
            wider.fall if self.fall is None else self.fall,
            wider.drift if self.drift is None else self.drift,
        )


NO_LIMIT = PriceLimit()
STANDARD_LIMIT = PriceLimit(Decimal(10), Decimal(10), Decimal(20))
"""What holds where nobody set anything."""
DRIFT_DAYS = 90


class AlertKind(StrEnum):
    """Which limit was passed."""

    RISE = "rise"
    FALL = "fall"
    DRIFT = "drift"
    CURRENCY = "currency"
    """The currency changed: the two prices cannot be compared."""


class AlertState(StrEnum):
    """What a person did about an alert."""

    NEW = "new"
    SEEN = "seen"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class PriceAlert:
    """A change beyond a limit. `percent` is signed, and None where the currency changed."""

    alert_id: int
    product_id: int
    sku: str
    name: str
    at: datetime
    kind: AlertKind
    before: Decimal
    price: Decimal
    currency: str
    percent: Decimal | None
    limit: Decimal | None
    state: AlertState
    by: str = ""


def percent_change(before: Decimal, after: Decimal) -> Decimal | None:
    """From *before* to *after* in per cent, to a tenth; None where nothing can be compared."""
    if before <= 0:
        return None
    return ((after - before) / before * HUNDRED).quantize(TENTH)


def passed(
    before: Decimal, after: Decimal, then: Decimal | None, limit: PriceLimit
) -> tuple[AlertKind, Decimal, Decimal] | None:
    """Which limit the change from *before* to *after* passes, with its per cent and the limit.

    *then* is the price `DRIFT_DAYS` ago. A limit that is just reached is not passed.
    """
    change = _exact_change(before, after)
    if limit.rise is not None and change is not None and change > limit.rise:
        return AlertKind.RISE, change.quantize(TENTH), limit.rise
    if limit.fall is not None and change is not None and -change > limit.fall:
        return AlertKind.FALL, change.quantize(TENTH), limit.fall
    drift = None if then is None else _exact_change(then, after)
    if limit.drift is not None and drift is not None and abs(drift) > limit.drift:
        return AlertKind.DRIFT, drift.quantize(TENTH), limit.drift
    return None


def _exact_change(before: Decimal, after: Decimal) -> Decimal | None:
    return None if before <= 0 else (after - before) / before * HUNDRED
