"""The whole catalogue as CSV, XLSX, or ZIP with photos; importing it again changes nothing.

Products are read page by page, so that the size of the catalogue costs no memory and no writer
waits. Each row is read back as an import would read it; products that would not come back the
same are named in the report.
"""

from __future__ import annotations

import csv
import io
import os
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.product_desk import ProductDesk
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.product_table import ListedProduct, Shown, TableQuery
from desktop_app.core.types import (
    Progress,
    ShouldStop,
    never_stop,
    no_progress,
)
from desktop_app.services.export_rows import (
    cells,
    comes_back,
    csv_cell,
    header,
    photo_folder,
    xlsx_cell,
)
from desktop_app.services.progress_meter import ProgressMeter
from desktop_app.services.spreadsheet_cells import harmless
from desktop_app.services.table_writer import XLSX_SUFFIX
from desktop_app.services.xlsx_reader import MAX_COLUMNS
from desktop_app.services.zip_source import CATALOGUE, ZIP_SUFFIX

PAGE = 500
EXPORT_SUFFIXES = (".csv", XLSX_SUFFIX, ZIP_SUFFIX)
EVERYTHING = TableQuery(shown=Shown.ALL)
MOST_NAMED = 1000
"""SKUs that a report names at most of each kind."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    Attributes:
        products: rows, withdrawn products included.
        withdrawn: how many of them are withdrawn.
        photos: pictures in a ZIP file.
        missing_photos: photos of the catalogue whose files are gone, as `SKU: name`.
        not_the_same: SKUs of products that an import would not read back as they are.
        stopped: whether somebody asked to stop; nothing was written then.
    """

    file: Path
    products: int = 0
    withdrawn: int = 0
    photos: int = 0
    missing_photos: tuple[str, ...] = ()
    not_the_same: tuple[str, ...] = ()
    stopped: bool = False
    seconds: float = 0.0


@dataclass(slots=True)
class _Tally:
    products: int = 0
    withdrawn: int = 0
    photos: int = 0
    missing_photos: list[str] = field(default_factory=list)
    not_the_same: list[str] = field(default_factory=list)


class _StoppedError(Exception):
    """Somebody asked to stop."""


class CatalogueExport:
    """Writes everything that is in the catalogue; changes nothing in it."""

    def __init__(self, desk: ProductDesk, photo_store: PhotoStore) -> None:
        self._desk = desk
        self._photos = photo_store

    def run(
        self,
        file: Path,
        *,
        query: TableQuery = EVERYTHING,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> ExportReport:
        """Write what *query* shows to *file*: CSV, XLSX or ZIP by its name.

        CSV and XLSX name no photos, so that importing them leaves the photos alone. An old file
        stays whole until the new one is complete.

        Raises:
            UserError: the name ends otherwise, or the file cannot be written.
        """
        suffix = file.suffix.lower()
        if suffix not in EXPORT_SUFFIXES:
            raise UserError(MessageId.EXPORT_FORMAT, name=file.name)
        started = time.monotonic()
        run = _Run(self._desk, self._photos, query, progress, should_stop, photos=suffix == ".zip")
        if suffix == XLSX_SUFFIX and len(run.columns) > MAX_COLUMNS:
            raise UserError(MessageId.EXPORT_WIDE, columns=len(run.columns), most=MAX_COLUMNS)
        write = {".csv": run.write_csv, XLSX_SUFFIX: run.write_xlsx, ZIP_SUFFIX: run.write_zip}
        temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
        try:
            try:
                write[suffix](temporary)
                temporary.replace(file)
            finally:
                temporary.unlink(missing_ok=True)
        except _StoppedError:
            return ExportReport(file, stopped=True, seconds=time.monotonic() - started)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UserError(MessageId.OUTPUT_UNUSABLE, name=file.name, reason=reason) from error
        return run.report(file, time.monotonic() - started)


class _Run:
    """One export on its way."""

    def __init__(
        self,
        desk: ProductDesk,
        photo_store: PhotoStore,
        query: TableQuery,
        progress: Progress,
        should_stop: ShouldStop,
        *,
        photos: bool,
    ) -> None:
        self._desk = desk
        self._photo_store = photo_store
        self._should_stop = should_stop
        self._ids = desk.ids(query)
        self._attributes = sorted(desk.attribute_names())
        has_withdrawn = bool(desk.ids(TableQuery(shown=Shown.WITHDRAWN)))
        self.columns = header(self._attributes, photos=photos, withdrawn=has_withdrawn)
        self._meter = ProgressMeter(progress, len(self._ids))
        self._tally = _Tally()

    def report(self, file: Path, seconds: float) -> ExportReport:
        tally = self._tally
        self._meter.finish(tally.products)
        return ExportReport(
            file,
            tally.products,
            tally.withdrawn,
            tally.photos,
            tuple(tally.missing_photos[:MOST_NAMED]),
            tuple(tally.not_the_same[:MOST_NAMED]),
            seconds=seconds,
        )

    def write_csv(self, file: Path) -> None:
        with file.open("w", encoding="utf-8-sig", newline="", errors="replace") as stream:
            self._write_table(stream, None)

    def write_zip(self, file: Path) -> None:
        """Photos first, as they are; the table, which names them, last."""
        table = io.StringIO(newline="")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
            self._write_table(table, archive)
            data = table.getvalue().encode("utf-8-sig", errors="replace")
            archive.writestr(CATALOGUE, data, zipfile.ZIP_DEFLATED)

    def _write_table(self, stream: IO[str], archive: zipfile.ZipFile | None) -> None:
        writer = csv.writer(stream)
        writer.writerow([harmless(title) for title in self.columns])
        for row, photos in self._rows(archive):
            texts = self._checked(row, photos)
            writer.writerow([csv_cell(texts[name], name) for name in self.columns])

    def write_xlsx(self, file: Path) -> None:
        from openpyxl import Workbook  # noqa: PLC0415  (takes long, and most tables are CSV)
        from openpyxl.styles import Font  # noqa: PLC0415

        with file.open("wb") as stream:  # before the workbook is begun, which has to be ended
            book = Workbook(write_only=True)
            sheet = book.create_sheet("Shelfsight")
            try:
                sheet.freeze_panes = "A2"
                head = [_text_cell(sheet, harmless(title)) for title in self.columns]
                for cell in head:
                    cell.font = Font(bold=True)  # type: ignore[attr-defined]
                sheet.append(head)
                for row, photos in self._rows(None):
                    texts = self._checked(row, photos)
                    values = [xlsx_cell(texts[name], name, row.product) for name in self.columns]
                    sheet.append([_text_cell(sheet, value) for value in values])
            except BaseException:
                sheet.close()
                raise
            book.save(stream)

    def _rows(
        self, archive: zipfile.ZipFile | None
    ) -> Iterator[tuple[ListedProduct, Sequence[str]]]:
        for start in range(0, len(self._ids), PAGE):
            page = list(self._ids[start : start + PAGE])
            found = self._desk.listed(page)
            for number in page:
                if self._should_stop():
                    raise _StoppedError
                if number in found:
                    row = found[number]
                    yield row, self._pack(row, archive) if archive else ()
                    self._tally.products += 1
                    self._tally.withdrawn += row.withdrawn
                    self._meter.update(self._tally.products)

    def _pack(self, row: ListedProduct, archive: zipfile.ZipFile) -> list[str]:
        """Names of the photos that could be put into *archive*."""
        names = []
        for number, photo in enumerate(row.product.photos, start=1):
            name = f"{photo_folder(row.product)}/{number}.jpg"
            try:
                archive.write(self._photo_store.photo_path(photo.sha256), name)
            except FileNotFoundError:
                self._tally.missing_photos.append(f"{row.product.sku}: {name}")
                continue
            names.append(name)
        self._tally.photos += len(names)
        return names

    def _checked(self, row: ListedProduct, photos: Sequence[str]) -> dict[str, str]:
        texts = cells(row, self._attributes, photos)
        if not comes_back(texts, row.product):
            self._tally.not_the_same.append(row.product.sku)
        return texts


def _text_cell(sheet: object, value: str | float) -> object:
    """Text is text, whatever it looks like; a number stays one."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  (loaded by then)

    cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]
    cell.data_type = "s"
    return cell
