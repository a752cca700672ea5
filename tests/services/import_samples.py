"""Files to import and a catalogue to import them into, with an analyst that has no model."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.catalog.database import Database
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import PhotoInput
from desktop_app.services.catalogue_import import CatalogueImport
from desktop_app.services.import_report import ImportReport, RejectedRow
from tests.fakes import FakeAnalyst, FakeGallery, fake_photo

Row = Mapping[str, object]


@dataclass
class Shop:
    """A catalogue with everything that an import needs."""

    database: Database
    repository: CatalogRepository
    photos: PhotoStore
    analyst: FakeAnalyst
    gallery: FakeGallery
    importer: CatalogueImport

    def skus(self) -> list[str]:
        return [product.sku for product in self.repository.list_products(0, 100_000)]


def nothing(_photos: Sequence[PhotoInput]) -> None:
    """What happens before a batch, if nothing is to happen."""


def open_shop(
    folder: Path,
    fingerprint: str = "fake-1",
    before_batch: Callable[[Sequence[PhotoInput]], None] = nothing,
) -> Shop:
    database = Database.open(folder / "catalogue.sqlite")
    repository = CatalogRepository(database)
    photos = PhotoStore(folder)
    analyst, gallery = FakeAnalyst(fingerprint, before_batch), FakeGallery()
    importer = CatalogueImport(repository, photos, analyst, gallery)
    return Shop(database, repository, photos, analyst, gallery, importer)


def write_csv(
    file: Path, rows: Sequence[Row], encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    """A CSV file with the columns of its first row."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", newline="", encoding=encoding) as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return file


def write_catalogue(folder: Path, products: int, photos_each: int = 1) -> Path:
    """A CSV file with products and their photos beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    for number in range(products):
        names = [f"{number}-{view}.jpg" for view in range(photos_each)]
        for view, name in enumerate(names):
            (folder / name).write_bytes(fake_photo(number * photos_each + view))
        rows.append(
            {
                "sku": f"S{number:05}",
                "name": f"Thing {number}",
                "price": "1.50",
                "photos": ";".join(names),
            }
        )
    return write_csv(folder / "catalogue.csv", rows)


def reasons(rows: Sequence[RejectedRow]) -> list[tuple[int, str, str]]:
    return [(row.line, row.sku, row.message.id.value) for row in rows]


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, len(report.rejected)
