"""Which of a few products fits best, and why: plain rules that a person can check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop_app.core.types import Product

MOST_COMPARED = 4


class FitReason(StrEnum):
    """Why a product is better than the others compared, or worse."""

    LIKELIEST = "likeliest"
    IN_STOCK = "in_stock"
    MOST_STOCK = "most_stock"
    CHEAPEST = "cheapest"
    OUT_OF_STOCK = "out_of_stock"
    DEARER = "dearer"
    LESS_LIKE = "less_like"


_BAD = frozenset({FitReason.OUT_OF_STOCK, FitReason.DEARER, FitReason.LESS_LIKE})


@dataclass(frozen=True, slots=True)
class FitPoint:
    """One reason with the figure behind it: a share, a stock or a price, as text."""

    reason: FitReason
    figure: str = ""

    @property
    def is_good(self) -> bool:
        return self.reason not in _BAD


@dataclass(frozen=True, slots=True)
class Fit:
    """One of the products compared; the best one comes first."""

    product: Product
    points: tuple[FitPoint, ...]


CLEARLY_LESS = 0.1
"""A product that is this much less like what was asked for does not win by price or stock."""


def rank_fits(products: Sequence[Product], likeness: Mapping[int, float]) -> list[Fit]:
    """*products*, best fit first, each with its reasons.

    First comes what it is: products clearly less like the question (by *likeness*, product id to
    0..1; empty where nothing was asked) fall behind. Among the rest one in stock wins, then the
    lower price where all prices have one currency, then the larger stock.

    Raises:
        ValueError: none, or more than `MOST_COMPARED`.
    """
    if not 1 <= len(products) <= MOST_COMPARED:
        raise ValueError(f"{len(products)} products to compare")
    most = max(likeness.values(), default=0.0)
    cheapest = _cheapest(products)
    largest = max((p.stock for p in products if p.stock is not None), default=None)
    fits = [Fit(p, tuple(_points(p, likeness, most, cheapest, largest))) for p in products]
    return sorted(fits, key=lambda fit: _order(fit.product, likeness, most, cheapest))


def _order(
    product: Product, likeness: Mapping[int, float], most: float, cheapest: Decimal | None
) -> tuple[object, ...]:
    like = likeness.get(product.product_id, 0.0)
    has_price = cheapest is not None and product.price is not None
    return (
        most - like > CLEARLY_LESS,
        not _is_there(product),
        product.price if has_price else Decimal("Infinity"),
        -(product.stock or Decimal(0)),
        -like,
        product.sku,
    )


def _points(
    product: Product,
    likeness: Mapping[int, float],
    most: float,
    cheapest: Decimal | None,
    largest: Decimal | None,
) -> list[FitPoint]:
    found: list[FitPoint] = []
    like = likeness.get(product.product_id)
    if like is not None and like == most:
        found.append(FitPoint(FitReason.LIKELIEST, f"{like:.0%}"))
    elif like is not None and most - like > CLEARLY_LESS:
        found.append(FitPoint(FitReason.LESS_LIKE, f"{like:.0%}"))
    if product.stock is not None:
        found.append(_stock_point(product.stock, largest))
    if cheapest is not None and product.price is not None:
        is_cheapest = product.price == cheapest
        reason = FitReason.CHEAPEST if is_cheapest else FitReason.DEARER
        figure = product.price if is_cheapest else product.price - cheapest
        found.append(FitPoint(reason, f"{figure} {product.currency}".strip()))
    return found


def _stock_point(stock: Decimal, largest: Decimal | None) -> FitPoint:
    if stock <= 0:
        return FitPoint(FitReason.OUT_OF_STOCK, f"{stock:f}")
    is_largest = largest is not None and stock == largest
    return FitPoint(FitReason.MOST_STOCK if is_largest else FitReason.IN_STOCK, f"{stock:f}")


def _is_there(product: Product) -> bool:
    return product.stock is None or product.stock > 0


def _cheapest(products: Sequence[Product]) -> Decimal | None:
    """The lowest price; None if fewer than two have one or their currencies differ."""
    priced = [p for p in products if p.price is not None]
    if len(priced) < 2 or len({p.currency for p in priced}) > 1:
        return None
    return min(p.price for p in priced if p.price is not None)
