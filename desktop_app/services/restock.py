"""What to order, and why: forecasts of the whole catalogue, kept until stock or rules change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import numpy as np

from desktop_app.catalog.stock_store import StockStore
from desktop_app.catalog.stock_writes import day_of
from desktop_app.core.backtest import BackTest, back_test, sample
from desktop_app.core.clock import now_utc
from desktop_app.core.demand_forecast import Demand
from desktop_app.core.errors import Cancelled
from desktop_app.core.messages import Translate, same
from desktop_app.core.restock import (
    PERIOD_DAYS,
    ProductStock,
    forecast_now,
    restock_lines,
    urgency,
)
from desktop_app.core.stock import DemandClass, RestockLine, RestockState
from desktop_app.core.stock_wording import ORDER_COLUMNS, state_words, why_words
from desktop_app.core.types import (
    Progress,
    ProgressReport,
    ShouldStop,
    never_stop,
    no_progress,
)
from desktop_app.services.table_writer import write_table

WEEKS = 104
"""Two years of history: older demand says little about the next weeks."""
DEFAULT_HORIZON, DEFAULT_SERVICE = 2, 0.95


@dataclass(frozen=True, slots=True)
class StockHistory:
    """What a plot of one product shows.

    Attributes:
        weeks: demand a week, oldest first, begun with the first demand; the last ends today.
        line: what is said of the product now.
        levels: moments and the stock after them, oldest first.
    """

    weeks: tuple[float, ...]
    line: RestockLine
    levels: tuple[tuple[datetime, Decimal], ...]


@dataclass(frozen=True, slots=True)
class RestockPlan:
    """Every product, most urgent first, and how many there are of each state."""

    lines: tuple[RestockLine, ...]
    counts: dict[RestockState, int] = field(default_factory=dict)

    @property
    def orders(self) -> list[RestockLine]:
        """Lines with something to order."""
        return [line for line in self.lines if line.order > 0]


class Restock:
    """Looks ahead; safe to call from several threads, one plan is made at a time.

    Each method raises `CatalogueError` if the catalogue cannot be read.
    """

    def __init__(self, store: StockStore, *, clock: Callable[[], datetime] = now_utc) -> None:
        self._store, self._clock = store, clock
        self._lock = threading.Lock()

    def plan(
        self, *, progress: Progress = no_progress, should_stop: ShouldStop = never_stop
    ) -> RestockPlan:
        """Forecast every product.

        Raises:
            Cancelled: somebody asked to stop.
        """
        today, lines = day_of(self._clock()), list[RestockLine]()
        with self._lock:
            for page in self._store.products():
                lines += restock_lines(page, self._demand(page, today))
                progress(ProgressReport(len(lines), 0))
                if should_stop():
                    raise Cancelled
        lines.sort(key=urgency)
        counts = dict.fromkeys(RestockState, 0)
        for line in lines:
            counts[line.state] += 1
        return RestockPlan(tuple(lines), counts)

    def history(self, product_id: int) -> StockHistory | None:
        """What is known of one product; None if it is gone."""
        product = self._store.one(product_id)
        if product is None:
            return None
        demand = self._demand([product], day_of(self._clock()))
        (line,) = restock_lines([product], demand)
        first = int(np.argmax(demand[0] > 0)) if line.forecast.weeks else demand.shape[1]
        return StockHistory(
            tuple(float(value) for value in demand[0, first:]), line, self._levels(product_id)
        )

    def back_test(
        self, horizon: int = DEFAULT_HORIZON, service: float = DEFAULT_SERVICE
    ) -> BackTest:
        """Try the forecasts on the catalogue's own history; a sample of it if it is large."""
        today = day_of(self._clock())
        parts = [self._demand(page, today) for page in self._store.products()]
        asked = [part[(part > 0).any(axis=1)] for part in parts]
        demand = np.concatenate(asked) if asked else np.zeros((0, WEEKS))
        return back_test(sample(demand), horizon, service)

    def classes(self, product_ids: Sequence[int]) -> dict[int, DemandClass]:
        """How products are asked for."""
        found: dict[int, DemandClass] = {}
        today = day_of(self._clock())
        for number in product_ids:
            product = self._store.one(number)
            if product is not None:
                (forecast,), _ = forecast_now(self._demand([product], today))
                found[number] = forecast.demand_class
        return found

    def export(self, file: Path, lines: Sequence[RestockLine], translate: Translate = same) -> int:
        """Write what is to be ordered among *lines* as CSV or XLSX; how many rows."""
        orders = [line for line in lines if line.order > 0]
        rows = [_order_row(line, translate) for line in orders]
        write_table(file, [translate(name) for name in ORDER_COLUMNS], rows)
        return len(rows)

    def _demand(self, page: Sequence[ProductStock], today: int) -> Demand:
        ids = [item.product_id for item in page]
        return self._store.demand(min(ids), max(ids), ids, today, WEEKS)

    def _levels(self, product_id: int) -> tuple[tuple[datetime, Decimal], ...]:
        moves = [m for m in self._store.movements(product_id, 2000) if m.after is not None]
        moves.reverse()
        levels = [(m.at, m.after) for m in moves if m.after is not None]
        if moves and moves[0].before is not None:
            levels.insert(0, (moves[0].at, moves[0].before))
        return tuple(levels)


def _order_row(line: RestockLine, translate: Translate) -> list[str]:
    def number(value: Decimal | None) -> str:
        return "" if value is None else format(value, "f")

    return [
        line.sku,
        line.name,
        number(line.order),
        number(line.rule.pack),
        number(line.stock),
        number(line.on_order),
        number(line.reorder_at),
        number(line.up_to),
        "" if line.days_left is None else f"{line.days_left:.0f}",
        line.location,
        state_words(line.state, translate),
        why_words(line, translate),
    ]


__all__ = ["PERIOD_DAYS", "Restock", "RestockPlan", "StockHistory"]
