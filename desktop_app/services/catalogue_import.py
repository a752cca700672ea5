"""Import of a catalogue from CSV, XLSX or a folder of photos, as often as one likes.

Rows are compared with the catalogue first; only what is new or changed is decoded, embedded and
written, in batches of one transaction each. A killed import is resumed by starting it again.
While the worker reads the photos of one batch, the batch before it is written.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.records import Change
from desktop_app.catalog.rows import sku_key
from desktop_app.core.access import Right
from desktop_app.core.analysis import Analyst
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import Progress, ShouldStop, never_stop, no_progress
from desktop_app.services.folder_reader import read_folder
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.import_batch import (
    PHOTOS_AT_ONCE,
    BatchWriter,
    ProductStore,
    ReadProduct,
    read_batch,
)
from desktop_app.services.import_changes import row_change
from desktop_app.services.import_plan import PlannedProduct, plan
from desktop_app.services.import_report import ImportReport, RejectedRow, Tally
from desktop_app.services.import_rows import RowRecord
from desktop_app.services.import_source import ImportedProduct, ImportSource
from desktop_app.services.model_gate import ModelGate, with_one_model
from desktop_app.services.progress_meter import ProgressMeter
from desktop_app.services.reference_sink import ReferenceSink
from desktop_app.services.table_reader import NO_MAP, ColumnMap, opened_table
from desktop_app.services.zip_source import is_zip, unpacked

__all__ = ["CatalogueImport", "ImportReport", "RejectedRow"]

ROWS_AT_ONCE = 64
"""Rows compared with the catalogue in one query, and products written in one transaction."""


FULL = frozenset({MessageId.DISK_FULL, MessageId.NO_ROOM})


class CatalogueImport:
    """Adds and updates products from files."""

    def __init__(
        self,
        repository: ProductStore,
        photo_store: PhotoStore,
        analyst: Analyst,
        gallery: ReferenceSink,
        *,
        gate: ModelGate | None = None,
        guard: Guard = OPEN_GUARD,
        room: DiskRoom | None = None,
    ) -> None:
        self.gate = gate or ModelGate()
        self._room = room
        self._guard = guard
        self._repository = repository
        self._photo_store = photo_store
        self._analyst = analyst
        self._gallery = gallery

    @with_one_model
    def run(
        self,
        source: Path,
        *,
        encoding: str | None = None,
        columns: ColumnMap = NO_MAP,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> ImportReport:
        """Import *source*; rows and photos that cannot be used are left out and listed.

        Args:
            source: a CSV or XLSX file, a ZIP file with one, or a folder of photos.
            encoding: of a CSV file; told by the file itself if None.
            columns: what columns of the table mean, where that is not what they are called.
            progress: told about rows, at most ten times a second, on the calling thread.
            should_stop: asked between batches; what was done by then stays.

        Raises:
            UserError: nothing, or nothing more, can be imported, or the person may not. What was
                done stays. `IMPORT_PAUSED` means that the disk is full: the same call goes on.
        """
        self._guard.require(Right.IMPORT)
        if self._room is not None:
            self._room.require()
        started = time.monotonic()
        fingerprint = self._analyst.model.fingerprint
        writer = BatchWriter(self._repository, self._photo_store, self._gallery, fingerprint)
        with (
            opened_source(source, encoding, columns, should_stop) as opened,
            ThreadPoolExecutor(1, "import") as executor,
        ):
            run = _Run(
                self._repository,
                self._analyst,
                lambda batch: executor.submit(writer.write, batch),
                opened,
                progress=progress,
                room=self._room,
            )
            with _told_as_paused(run, opened):
                stopped = not run.import_all(should_stop)
        if not stopped and run.tally.n_rows == 0:
            raise UserError(MessageId.IMPORT_EMPTY, name=source.name)
        seconds = time.monotonic() - started
        return run.tally.report(
            run.record, stopped=stopped, seconds=seconds, encoding=opened.encoding
        )


@contextmanager
def opened_source(
    source: Path,
    encoding: str | None = None,
    columns: ColumnMap = NO_MAP,
    should_stop: ShouldStop = never_stop,
) -> Iterator[ImportSource]:
    """What is to be imported; a ZIP file is unpacked for as long as the block runs.

    Raises:
        UserError: nothing can be imported.
        Cancelled: *should_stop* said so while a ZIP file was unpacked.
    """
    with ExitStack() as stack:
        if source.is_file() and is_zip(source):
            source = stack.enter_context(unpacked(source, should_stop))
        if source.is_dir():
            yield read_folder(source)
        else:
            yield stack.enter_context(opened_table(source, encoding, columns))


@contextmanager
def _told_as_paused(run: _Run, source: ImportSource) -> Iterator[None]:
    """A disk that becomes full amid an import: say how much is done by then."""
    try:
        yield
    except UserError as error:
        if error.message.id not in FULL:
            raise
        name = dict(error.message.params)["name"]
        total = source.total or "?"
        raise CatalogueError(
            MessageId.IMPORT_PAUSED, name=name, done=run.tally.n_rows, total=total
        ) from error


class _Run:
    """One import on its way: plans rows, reads batches, and has them written behind it."""

    def __init__(
        self,
        store: ProductStore,
        analyst: Analyst,
        write: Callable[[Sequence[ReadProduct]], Future[Tally]],
        source: ImportSource,
        *,
        progress: Progress,
        room: DiskRoom | None,
    ) -> None:
        self._room = room
        self._store = store
        self._analyst = analyst
        self._write = write
        self._fingerprint = analyst.model.fingerprint
        self._source = source
        self._meter = ProgressMeter(progress, source.total)
        self._lines: dict[str, int] = {}
        self._writing: Future[Tally] | None = None
        self.tally, self.record = Tally(), RowRecord()

    def import_all(self, should_stop: ShouldStop) -> bool:
        """Import row after row; whether it came to the end before somebody asked to stop."""
        batch: list[PlannedProduct] = []
        for planned in self._planned():
            if should_stop():
                self._collect()
                return False
            if planned is not None:
                batch.append(planned)
            if _is_full(batch):
                self._process(batch)
                batch = []
        self._process(batch)
        self._collect()
        self._meter.finish(self.tally.n_rows)
        return True

    def _planned(self) -> Iterator[PlannedProduct | None]:
        """Rows that need work, and None for each that is done with at once."""
        while some := list(islice(self._source.rows, ROWS_AT_ONCE)):
            products = [row for row in map(self._checked, some) if row is not None]
            known = self._store.stored_products([row.sku for row in products], self._fingerprint)
            for row in products:
                planned = plan(row, known.get(sku_key(row.sku)), self._source.root)
                yield None if self._is_done(planned) else planned

    def _checked(self, row: ImportedProduct | RejectedRow) -> ImportedProduct | None:
        """The row, unless it has been rejected or its SKU was there before."""
        if isinstance(row, RejectedRow):
            self._count(Tally(rejected=[row]))
            return None
        line = self._lines.setdefault(sku_key(row.sku), row.line)
        if line != row.line:
            message = Message.of(MessageId.ROW_DUPLICATE_SKU, value=row.sku, line=line)
            self._count(Tally(rejected=[RejectedRow(row.line, row.sku, message)]))
            return None
        return row

    def _is_done(self, planned: PlannedProduct) -> bool:
        """Count a row to which the catalogue has nothing to add."""
        if planned.is_done:
            problems = [planned.rejected(problem.message) for problem in planned.problems]
            row = row_change(planned, Change.UNCHANGED, 0, None)
            counts = Counter([Change.UNCHANGED])
            self._count(Tally(counts, [row], photo_problems=problems))
        return planned.is_done

    def _process(self, batch: Sequence[PlannedProduct]) -> None:
        """Read a batch while the one before it is written, then have it written."""
        if not batch:
            return
        if self._room is not None:
            self._room.require()
        read = read_batch(self._analyst, batch)
        self._collect()
        self._writing = self._write(read)

    def _collect(self) -> None:
        """Wait for the batch that is being written and count it."""
        if self._writing is not None:
            writing, self._writing = self._writing, None
            self._count(writing.result())

    def _count(self, tally: Tally) -> None:
        self.tally.add(tally)
        self.record.add(tally.rows)
        self._meter.update(self.tally.n_rows)


def _is_full(batch: Sequence[PlannedProduct]) -> bool:
    photos = sum(len(planned.files_to_read) for planned in batch)
    return photos >= PHOTOS_AT_ONCE or len(batch) >= ROWS_AT_ONCE
