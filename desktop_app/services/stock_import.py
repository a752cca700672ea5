"""Lists of sales and movements: read row by row, kept in batches, each row once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from desktop_app.catalog.stock_store import StockStore
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import ImportRowError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.stock import MovementKind, NewMovement
from desktop_app.core.types import (
    Progress,
    ProgressReport,
    ShouldStop,
    never_stop,
    no_progress,
)
from desktop_app.services.import_report import RejectedRow
from desktop_app.services.import_source import Cell
from desktop_app.services.row_dates import parse_moment
from desktop_app.services.sku_table import SkuRow, number_of, opened_list, product_of, text_of
from desktop_app.services.table_reader import columns_missing

BATCH = 2000
MOST_DIGITS = 15
TOLERANCE = timedelta(days=1)
"""A list from a place that is a time zone ahead is not from the future."""

KINDS: Mapping[str, MovementKind] = MappingProxyType(
    {
        **dict.fromkeys(
            ("", "out", "sale", "sold", "issue", "-", "出库", "销售"), MovementKind.OUT
        ),
        **dict.fromkeys(("in", "receipt", "return", "+", "入库", "退货"), MovementKind.IN),
        **dict.fromkeys(("count", "inventory", "stocktaking", "盘点"), MovementKind.COUNT),
    }
)
"""What the column `kind` may say; a list without it is one of sales."""


@dataclass(slots=True)
class MovementReport:
    """What became of the rows.

    Attributes:
        applied: rows that moved the stock.
        history: rows from before the stock was last counted or set; they only tell the demand.
        known: rows that were there already.
        rejected: rows that were left out.
        stopped: whether somebody asked to stop; what was done stays.
        encoding: in which a text file was read.
    """

    applied: int = 0
    history: int = 0
    known: int = 0
    rejected: list[RejectedRow] = field(default_factory=list)
    stopped: bool = False
    encoding: str = ""


class _Rows:
    """From rows to movements with their keys."""

    def __init__(self, store: StockStore, source: str, now: datetime) -> None:
        self._skus, self._codes = store.product_ids()
        self._source, self._now = source, now
        self._seen: Counter[str] = Counter()

    def movement(self, row: SkuRow) -> tuple[NewMovement, str | None]:
        if row.cells is None:
            raise ImportRowError(MessageId.ROW_TOO_MANY_CELLS)
        number = product_of(row.cells, self._skus, self._codes)
        kind, quantity = _quantity(row.cells)
        at = self._moment(text_of(row.cells, "date"))
        reference = text_of(row.cells, "reference")
        movement = NewMovement(
            number, kind, quantity, at, text_of(row.cells, "note"), self._source, reference
        )
        return movement, self._key(movement)

    def _moment(self, text: str) -> datetime:
        at = parse_moment(text)
        if at > self._now + TOLERANCE:
            raise ImportRowError(MessageId.ROW_FUTURE_DATE, value=text)
        return min(at, self._now)

    def _key(self, movement: NewMovement) -> str:
        """What tells a row again: its content, and the how-manieth of the file with it."""
        at = (movement.at or self._now).astimezone(UTC).isoformat()
        words = (
            str(movement.product_id),
            movement.kind.value,
            format(movement.quantity.normalize(), "f"),
            at,
            movement.reference,
        )
        content = "\x1f".join(words)
        self._seen[content] += 1
        unique = f"{content}\x1f{self._seen[content]}"
        return hashlib.blake2b(unique.encode(), digest_size=12).hexdigest()


def import_movements(
    store: StockStore,
    file: Path,
    person: str,
    *,
    encoding: str | None = None,
    clock: Callable[[], datetime] = now_utc,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> MovementReport:
    """Keep the movements of *file*: columns sku or barcode, quantity (or stock), date, kind, ...

    Importing the same rows again changes nothing, so an import that was stopped goes on.

    Raises:
        UserError: the file cannot be read or lacks columns.
        CatalogueError: the catalogue cannot be written; batches before are kept.
    """
    report = MovementReport()
    with opened_list(file, ("date",), encoding) as table:
        if not {"quantity", "stock"} & table.columns:
            raise columns_missing(MessageId.LIST_COLUMNS, file, ["quantity"], sorted(table.columns))
        report.encoding = table.encoding
        rows = _Rows(store, file.name, clock())
        batch: list[tuple[NewMovement, str | None]] = []
        for done, row in enumerate(table.rows, start=1):
            try:
                batch.append(rows.movement(row))
            except ImportRowError as error:
                report.rejected.append(_rejected(row, error.message))
            if len(batch) >= BATCH:
                _keep(store, batch, person, report)
                progress(ProgressReport(done, max(table.total, done)))
                if should_stop():
                    report.stopped = True
                    return report
        _keep(store, batch, person, report)
    return report


def _keep(
    store: StockStore,
    batch: list[tuple[NewMovement, str | None]],
    person: str,
    report: MovementReport,
) -> None:
    if batch:
        tally = store.add(batch, person)
        report.applied += tally.applied
        report.history += tally.history
        report.known += tally.known
        batch.clear()


def _quantity(cells: Mapping[str, Cell]) -> tuple[MovementKind, Decimal]:
    """Kind and quantity of a row; a negative sale is something that came back."""
    said = text_of(cells, "kind").lower()
    if said not in KINDS:
        raise ImportRowError(MessageId.ROW_BAD_KIND, value=said)
    kind = KINDS[said]
    quantity = number_of(cells, "quantity", MessageId.ROW_BAD_QUANTITY)
    if quantity is None:
        quantity = number_of(cells, "stock", MessageId.ROW_BAD_QUANTITY)
        kind = MovementKind.COUNT
    if quantity is None or not quantity.is_finite() or quantity.adjusted() > MOST_DIGITS:
        raise ImportRowError(MessageId.ROW_BAD_QUANTITY, value=text_of(cells, "quantity"))
    if kind is MovementKind.OUT and quantity < 0:
        return MovementKind.IN, -quantity
    if quantity < 0 or (quantity == 0 and kind is not MovementKind.COUNT):
        raise ImportRowError(MessageId.ROW_BAD_QUANTITY, value=text_of(cells, "quantity"))
    return kind, quantity


def _rejected(row: SkuRow, message: Message) -> RejectedRow:
    cells = row.cells or {}
    return RejectedRow(row.line, text_of(cells, "sku") or text_of(cells, "barcode"), message)
