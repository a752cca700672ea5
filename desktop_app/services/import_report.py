"""What an import did, row by row where something went wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from desktop_app.catalog.records import Change
from desktop_app.core.messages import Message
from desktop_app.services.import_rows import RowChange, RowRecord


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row, or one photo of it, that was left out; `line` as the spreadsheet counts it.

    For a folder of photos `line` counts its products.
    """

    line: int
    sku: str
    message: Message


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row.

    Attributes:
        added, updated, unchanged: products.
        rejected: rows that were left out.
        photo_problems: photos that were left out; their products are in the catalogue.
        photos_added: photos that were new.
        stopped: whether somebody asked to stop before the end; what was done stays.
        seconds: how long it took.
        encoding: in which a text file was read, for a person to judge; empty for other sources.
        record: every row that was not left out.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[RejectedRow, ...] = ()
    photo_problems: tuple[RejectedRow, ...] = ()
    photos_added: int = 0
    stopped: bool = False
    seconds: float = 0.0
    encoding: str = ""
    record: RowRecord | None = field(default=None, compare=False, repr=False)


@dataclass(slots=True)
class Tally:
    """Counts while an import, or one batch of it, is on its way; `rows` are those of the batch."""

    changes: Counter[Change] = field(default_factory=Counter)
    rows: list[RowChange] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    photo_problems: list[RejectedRow] = field(default_factory=list)
    photos_added: int = 0

    @property
    def n_rows(self) -> int:
        """Rows that are done."""
        return self.changes.total() + len(self.rejected)

    def add(self, other: Tally) -> None:
        """Count what *other* has counted as well; its rows stay with it."""
        self.changes += other.changes
        self.rejected += other.rejected
        self.photo_problems += other.photo_problems
        self.photos_added += other.photos_added

    def report(
        self, record: RowRecord, *, stopped: bool, seconds: float, encoding: str
    ) -> ImportReport:
        """The counts as they are now."""
        return ImportReport(
            self.changes[Change.ADDED],
            self.changes[Change.UPDATED],
            self.changes[Change.UNCHANGED],
            tuple(self.rejected),
            tuple(self.photo_problems),
            self.photos_added,
            stopped,
            seconds,
            encoding,
            record,
        )
