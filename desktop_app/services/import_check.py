"""What an import would do, row by row, without doing it: nothing is written, no photo decoded."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from desktop_app.catalog.records import Change, NewPhoto, StoredProduct
from desktop_app.catalog.rows import sku_key
from desktop_app.core.analysis import Analyst
from desktop_app.core.errors import UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import (
    ProductCode,
    Progress,
    ShouldStop,
    never_stop,
    no_progress,
)
from desktop_app.services.catalogue_import import ROWS_AT_ONCE, opened_source
from desktop_app.services.import_changes import row_change
from desktop_app.services.import_plan import PlannedProduct, plan
from desktop_app.services.import_report import RejectedRow
from desktop_app.services.import_rows import RowChange, RowRecord
from desktop_app.services.import_source import ImportedProduct
from desktop_app.services.progress_meter import ProgressMeter
from desktop_app.services.table_reader import NO_MAP, ColumnMap

MOST_LISTED = 2000
"""Rows of each kind that are kept to be looked at; all are counted."""


@dataclass(frozen=True, slots=True)
class ImportForecast:
    """What an import would do.

    Attributes:
        added, updated, unchanged: products.
        rejected: rows that would be left out, all of them.
        photo_problems: photos that would be left out.
        new_photos: photos that would be read.
        rows: the first of those that would be added or changed, in their order.
        stopped: whether somebody asked to stop; the counts are of what was looked at.
        encoding: of a text file.
        record: every row that would not be left out; None where nothing was looked at.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[RejectedRow, ...] = ()
    photo_problems: tuple[RejectedRow, ...] = ()
    new_photos: int = 0
    rows: tuple[RowChange, ...] = ()
    stopped: bool = False
    seconds: float = 0.0
    encoding: str = ""
    record: RowRecord | None = field(default=None, compare=False, repr=False)


class KnownProducts(Protocol):
    """What a dry run needs from the catalogue."""

    def stored_products(self, skus: Sequence[str], fingerprint: str) -> dict[str, StoredProduct]:
        """What is known of products, by the key of their SKU."""

    def code_owners(self, values: Sequence[str]) -> dict[ProductCode, str]:
        """SKU of the product that has each of these codes and is found."""


class ImportCheck:
    """Dry runs of imports."""

    def __init__(self, store: KnownProducts, analyst: Analyst) -> None:
        self._store = store
        self._analyst = analyst

    def run(
        self,
        source: Path,
        *,
        encoding: str | None = None,
        columns: ColumnMap = NO_MAP,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> ImportForecast:
        """Say what importing *source* would do; arguments as those of an import.

        Photos are hashed, not decoded: one that turns out to be no picture is found by the import
        alone.

        Raises:
            UserError: nothing can be imported.
        """
        started = time.monotonic()
        tally = _Tally(self._store, self._analyst.model.fingerprint)
        with opened_source(source, encoding, columns, should_stop) as opened:
            meter, stopped = ProgressMeter(progress, opened.total), False
            while some := list(islice(opened.rows, ROWS_AT_ONCE)):
                if should_stop():
                    stopped = True
                    break
                tally.look_at(some, opened.root)
                meter.update(tally.n_rows)
            meter.finish(tally.n_rows)
        if not stopped and tally.n_rows == 0:
            raise UserError(MessageId.IMPORT_EMPTY, name=source.name)
        seconds = time.monotonic() - started
        return tally.forecast(stopped=stopped, seconds=seconds, encoding=opened.encoding)


@dataclass(slots=True)
class _Tally:
    """Counts rows, and remembers which codes the rows before have taken or given up."""

    store: KnownProducts
    fingerprint: str
    changes: Counter[Change] = field(default_factory=Counter)
    rejected: list[RejectedRow] = field(default_factory=list)
    photo_problems: list[RejectedRow] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)
    record: RowRecord = field(default_factory=RowRecord)
    new_photos: int = 0
    lines: dict[str, int] = field(default_factory=dict)
    claimed: dict[ProductCode, str | None] = field(default_factory=dict)

    @property
    def n_rows(self) -> int:
        return self.changes.total() + len(self.rejected)

    def look_at(self, some: Sequence[ImportedProduct | RejectedRow], root: Path) -> None:
        products = [row for row in map(self._checked, some) if row is not None]
        known = self.store.stored_products([row.sku for row in products], self.fingerprint)
        planned = [plan(row, known.get(sku_key(row.sku)), root) for row in products]
        owners = self.store.code_owners([c.value for p in planned for c in p.data.codes])
        for product in planned:
            self._count(product, owners)

    def _checked(self, row: ImportedProduct | RejectedRow) -> ImportedProduct | None:
        if isinstance(row, RejectedRow):
            self.rejected.append(row)
            return None
        line = self.lines.setdefault(sku_key(row.sku), row.line)
        if line != row.line:
            message = Message.of(MessageId.ROW_DUPLICATE_SKU, value=row.sku, line=line)
            self.rejected.append(RejectedRow(row.line, row.sku, message))
            return None
        return row

    def _count(self, planned: PlannedProduct, owners: Mapping[ProductCode, str]) -> None:
        refused = self._refused(planned, owners)
        if refused is not None:
            self.rejected.append(planned.rejected(refused))
            return
        self._claim(planned)
        self.photo_problems += [planned.rejected(p.message) for p in planned.problems]
        change = _change(planned)
        self.changes[change] += 1
        photos = len(planned.files_to_read)
        self.new_photos += photos
        row = row_change(planned, change, photos, _photos_after(planned))
        self.record.add([row])
        if change is not Change.UNCHANGED and len(self.rows) < MOST_LISTED:
            self.rows.append(row)

    def _refused(
        self, planned: PlannedProduct, owners: Mapping[ProductCode, str]
    ) -> Message | None:
        key = sku_key(planned.row.sku)
        for code in () if planned.row.withdrawn else planned.data.codes:
            owner = self.claimed.get(code, owners.get(code))
            if owner is not None and sku_key(owner) != key:
                return Message.of(MessageId.ROW_CODE_TAKEN, value=code.value, owner=owner)
        return None

    def _claim(self, planned: PlannedProduct) -> None:
        if planned.known is not None and not planned.known.withdrawn:
            self.claimed |= dict.fromkeys(planned.known.data.codes, None)
        if not planned.row.withdrawn:
            self.claimed |= dict.fromkeys(planned.data.codes, planned.row.sku)

    def forecast(self, *, stopped: bool, seconds: float, encoding: str) -> ImportForecast:
        return ImportForecast(
            self.changes[Change.ADDED],
            self.changes[Change.UPDATED],
            self.changes[Change.UNCHANGED],
            tuple(self.rejected),
            tuple(self.photo_problems),
            self.new_photos,
            tuple(self.rows),
            stopped,
            seconds,
            encoding,
            self.record,
        )


def _change(planned: PlannedProduct) -> Change:
    """As the import counts it: what is only embedded anew is unchanged."""
    known = planned.known
    if known is None:
        return Change.ADDED
    same_photos = planned.photos is None or (
        planned.photos_after({}) == known.photos and not _brings_photos(planned)
    )
    same = known.data == planned.data and known.withdrawn == planned.row.withdrawn
    return Change.UNCHANGED if same and same_photos else Change.UPDATED


def _brings_photos(planned: PlannedProduct) -> bool:
    stored = {photo.source_sha256 for photo in planned.stored_photos}
    stored |= {photo.sha256 for photo in planned.stored_photos}
    return any(file.sha256 not in stored for file in planned.files_to_read)


def _photos_after(planned: PlannedProduct) -> tuple[NewPhoto, ...] | None:
    """All photos of the product once those that can be opened have been read."""
    if planned.photos is None:
        return None
    stored = {photo.source_sha256: photo for photo in planned.stored_photos}
    stored |= {photo.sha256: photo for photo in planned.stored_photos}
    read = {
        file.sha256: stored.get(file.sha256, NewPhoto(file.sha256, file.sha256, 0, 0))
        for file in planned.files_to_read
    }
    return planned.photos_after(read)
