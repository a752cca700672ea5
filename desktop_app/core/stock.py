"""Stock: what moves it, what a person sets, and what the program says about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class MovementKind(StrEnum):
    """What a movement was."""

    OUT = "out"
    """Taken or sold: the demand that forecasts are made of."""
    IN = "in"
    COUNT = "count"
    """Somebody counted; the stock is what they found."""
    SET = "set"
    """The stock was changed elsewhere, by an import of products or in a form."""
    UNDO = "undo"
    """An earlier movement was taken back; the demand that it told is taken back too."""


@dataclass(frozen=True, slots=True)
class NewMovement:
    """A movement to be kept.

    Attributes:
        quantity: how many, positive; for a count what was found, zero or more.
        at: when it happened; None is now.
        note: why, in a person's words.
        source: where it comes from: a file name, or empty for a person's hand.
        reference: number of the receipt or line; a second movement with it is passed over.
        lookup_id: the lookup after which it was made.
    """

    product_id: int
    kind: MovementKind
    quantity: Decimal
    at: datetime | None = None
    note: str = ""
    source: str = ""
    reference: str = ""
    lookup_id: int | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement as it is kept; `before` and `after` are None where it left the stock alone.

    It leaves it alone where the stock is not known, or was counted after it happened.
    """

    movement_id: int
    product_id: int
    at: datetime
    kind: MovementKind
    quantity: Decimal
    before: Decimal | None
    after: Decimal | None
    person: str
    note: str = ""
    source: str = ""
    undone: bool = False
    lookup_id: int | None = None


class Scope(StrEnum):
    """What a rule or a limit holds for; the narrowest one wins."""

    CATALOGUE = "catalogue"
    CATEGORY = "category"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class StockRule:
    """What a person sets about ordering; None leaves it to the next wider scope.

    Attributes:
        minimum: stock below which is ordered, whatever the forecast says.
        lead_days: days from the order to the goods on the shelf.
        review_days: days between two orders.
        service: share of times between two deliveries in which the stock should last, 0.5 to 0.999.
        pack: how many one can order at once; orders are multiples of it.
    """

    minimum: Decimal | None = None
    lead_days: int | None = None
    review_days: int | None = None
    service: float | None = None
    pack: Decimal | None = None

    def __bool__(self) -> bool:
        return self != NO_RULE

    def over(self, wider: StockRule) -> StockRule:
        """This rule, with what it leaves open taken from *wider*."""
        return StockRule(
            wider.minimum if self.minimum is None else self.minimum,
            wider.lead_days if self.lead_days is None else self.lead_days,
            wider.review_days if self.review_days is None else self.review_days,
            wider.service if self.service is None else self.service,
            wider.pack if self.pack is None else self.pack,
        )


NO_RULE = StockRule()
STANDARD_RULE = StockRule(Decimal(0), 7, 7, 0.95, Decimal(1))
"""What holds where nobody set anything."""


class DemandClass(StrEnum):
    """How a product is asked for (Syntetos, Boylan and Croston 2005), or why that is not known."""

    NO_HISTORY = "no_history"
    TOO_LITTLE = "too_little"
    SMOOTH = "smooth"
    ERRATIC = "erratic"
    INTERMITTENT = "intermittent"
    LUMPY = "lumpy"
    ENDED = "ended"
    """Nothing for so long that it is hardly asked for any more."""


class Method(StrEnum):
    """How demand is forecast."""

    NONE = "none"
    NAIVE = "naive"
    MEAN = "mean"
    SES = "ses"
    CROSTON = "croston"
    SBA = "sba"
    TSB = "tsb"


class RestockState(StrEnum):
    """How urgent a product is, most urgent first."""

    OUT = "out"
    ORDER = "order"
    SOON = "soon"
    ORDERED = "ordered"
    FINE = "fine"
    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"
    """Too little is known to say: no stock, or too little history and no minimum."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Demand of one product.

    Attributes:
        demand_class: how it is asked for.
        method: by which the rate was found.
        per_day: expected demand a day; None where too little is known.
        weeks: of history that were looked at.
        weeks_with_demand: among them.
        total: demand in the history.
    """

    demand_class: DemandClass
    method: Method
    per_day: float | None
    weeks: int
    weeks_with_demand: int
    total: float


NO_FORECAST = Forecast(DemandClass.NO_HISTORY, Method.NONE, None, 0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class RestockLine:
    """What is said of one product.

    Attributes:
        rule: with nothing left open.
        days_left: until the stock is used up at the expected rate; None where it is not known or
            never.
        reorder_at: stock (with what is on order) at which an order is due.
        up_to: stock that an order fills up to.
        order: how many to order now, a multiple of the pack; 0 where none is due.
    """

    product_id: int
    sku: str
    name: str
    category: str
    location: str
    stock: Decimal | None
    on_order: Decimal
    rule: StockRule
    forecast: Forecast
    state: RestockState
    days_left: float | None
    reorder_at: Decimal | None
    up_to: Decimal | None
    order: Decimal
