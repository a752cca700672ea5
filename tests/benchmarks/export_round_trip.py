"""Export of a catalogue with photos, and its import again: what it changes, and how long it takes.

    python -m tests.benchmarks.export_round_trip [PRODUCTS]

The catalogue is filled with the stand-in for the model; the import that is measured needs no
model, since there is nothing to read. Exit code 1 if anything was changed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from desktop_app.core.product_table import Shown, TableQuery
from tests.fakes import fake_photo
from tests.gui.products_shop import ProductsShop
from tests.services.import_samples import Row, counts, write_csv

PRODUCTS = 10_000
PHOTO_PX = 480
FORMATS = ("catalogue.csv", "catalogue.xlsx", "catalogue.zip")


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PRODUCTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shop = ProductsShop(folder / "data")
        shop.services.importer.run(_source(folder / "source", count))
        ids = list(shop.desk.ids(TableQuery()))
        shop.services.care.withdraw(ids[: count // 100])
        shop.services.care.merge(ids[-1], ids[-3:-1])
        failed = [file for file in FORMATS if not _round_trip(shop, folder / file)]
        shop.close()
    return 1 if failed else 0


def _source(folder: Path, count: int) -> Path:
    folder.mkdir()
    rows: list[Row] = []
    for number in range(count):
        photo = f"{number}.jpg"
        (folder / photo).write_bytes(fake_photo(number, PHOTO_PX))
        rows.append(
            {
                "sku": f"S{number:06}",
                "name": f"Thing {number}, größe {number % 7}",
                "category": f"Group {number % 20}",
                "price": f"{number % 900 + 1}.{number % 100:02}",
                "stock": str(number % 60),
                "location": f"A-{number % 40}",
                "barcode": f"own-{number}",
                "photos": photo,
                "name_zh": f"手套 {number}",
            }
        )
    return write_csv(folder / "catalogue.csv", rows)


def _round_trip(shop: ProductsShop, file: Path) -> bool:
    """Whether importing the export changes nothing, down to each embedding and the generation."""
    before, generation = _everything(shop), shop.shop.repository.generation()
    started = time.perf_counter()
    report = shop.services.exporter.run(file)
    exported = time.perf_counter()
    forecast = shop.services.import_check.run(file)
    tried = time.perf_counter()
    done = shop.services.importer.run(file)
    imported = time.perf_counter()
    same = _everything(shop) == before and shop.shop.repository.generation() == generation
    sys.stdout.write(
        f"{file.name}: {report.products} products, {report.photos} photos, "
        f"{file.stat().st_size / 2**20:.0f} MB; export {exported - started:.1f} s, "
        f"dry run {tried - exported:.1f} s, import {imported - tried:.1f} s; "
        f"added/updated/unchanged/rejected {counts(done)}, to be changed {forecast.updated}, "
        f"everything as before: {same}\n"
    )
    return same and counts(done)[:2] == (0, 0) and not forecast.updated


def _everything(shop: ProductsShop) -> dict[int, object]:
    known = shop.desk.known(list(shop.desk.ids(TableQuery(shown=Shown.ALL))), "fake-1")
    return {number: (k.state, k.embedded, k.text_embedded) for number, k in known.items()}


if __name__ == "__main__":
    sys.exit(main())
