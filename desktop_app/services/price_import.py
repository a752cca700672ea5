"""Price lists, imported over time: columns sku or barcode, price, currency, date (valid from)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from desktop_app.catalog.price_store import PriceStore
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import ImportRowError
from desktop_app.core.messages import MessageId
from desktop_app.core.price import NewPrice
from desktop_app.core.types import (
    Progress,
    ProgressReport,
    ShouldStop,
    never_stop,
    no_progress,
)
from desktop_app.services.import_report import RejectedRow
from desktop_app.services.row_dates import parse_moment
from desktop_app.services.sku_table import SkuRow, number_of, opened_list, product_of, text_of

BATCH = 2000
MOST_DIGITS = 12
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(slots=True)
class PriceReport:
    """What became of the rows.

    Attributes:
        changed: products whose price is now that of the list.
        unchanged: rows that say what is known.
        history: older prices that were added to the history.
        alerts: changes beyond a limit.
        rejected: rows that were left out.
    """

    changed: int = 0
    unchanged: int = 0
    history: int = 0
    alerts: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)
    stopped: bool = False
    encoding: str = ""


def import_prices(
    store: PriceStore,
    product_ids: Callable[[], tuple[dict[str, int], dict[str, int]]],
    file: Path,
    person: str,
    *,
    valid_from: datetime | None = None,
    encoding: str | None = None,
    clock: Callable[[], datetime] = now_utc,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> PriceReport:
    """Keep the prices of *file*; rows without a date hold from *valid_from*, else from now.

    Raises:
        UserError: the file cannot be read or lacks columns.
        CatalogueError: the catalogue cannot be written; batches before are kept.
    """
    report = PriceReport()
    with opened_list(file, ("price",), encoding) as table:
        report.encoding = table.encoding
        skus, codes = product_ids()
        now = clock()
        batch: list[NewPrice] = []
        for done, row in enumerate(table.rows, start=1):
            try:
                number = product_of(_cells(row), skus, codes)
                batch.append(_price(row, number, file.name, valid_from or now, now))
            except ImportRowError as error:
                sku = text_of(row.cells or {}, "sku") or text_of(row.cells or {}, "barcode")
                report.rejected.append(RejectedRow(row.line, sku, error.message))
            if len(batch) >= BATCH:
                _keep(store, batch, person, report)
                progress(ProgressReport(done, max(table.total, done)))
                if should_stop():
                    report.stopped = True
                    break
        _keep(store, batch, person, report)
    report.alerts = store.watch()
    return report


def _cells(row: SkuRow) -> dict[str, str | Decimal]:
    if row.cells is None:
        raise ImportRowError(MessageId.ROW_TOO_MANY_CELLS)
    return dict(row.cells)


def _price(
    row: SkuRow, product_id: int, source: str, valid_from: datetime, now: datetime
) -> NewPrice:
    cells = _cells(row)
    price = number_of(cells, "price", MessageId.ROW_BAD_PRICE)
    said = text_of(cells, "price")
    if price is None or not price.is_finite() or price < 0 or price.adjusted() > MOST_DIGITS:
        raise ImportRowError(MessageId.ROW_BAD_PRICE, value=said)
    currency = text_of(cells, "currency").upper()
    if currency and not _CURRENCY.fullmatch(currency):
        raise ImportRowError(MessageId.ROW_BAD_CURRENCY, value=currency)
    date = text_of(cells, "date")
    at = parse_moment(date) if date else valid_from
    if at > now + timedelta(days=1):
        raise ImportRowError(MessageId.ROW_FUTURE_DATE, value=date)
    return NewPrice(product_id, price, currency, min(at, now), source)


def _keep(store: PriceStore, batch: list[NewPrice], person: str, report: PriceReport) -> None:
    if batch:
        tally = store.add(batch, person)
        report.changed += tally.changed
        report.unchanged += tally.unchanged
        report.history += tally.history
        batch.clear()
