"""Photos to try when the demo catalogue is loaded; they come with the program."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Protocol

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.types import Product
from desktop_app.gui.photo_strip import Picture
from desktop_app.paths import demo_folder

MOST_SAMPLES = 6


class Products(Protocol):
    """Finds a product by its SKU."""

    def product_by_sku(self, sku: str) -> Product | None:
        """The product, or None."""


def sample_photos(
    products: Products, folder: Path | None = None
) -> list[tuple[PhotoInput, Picture]]:
    """Some query photos of the demo, spread over its products; empty if it is not loaded."""
    folder = folder or demo_folder()
    rows = [(folder / photo, sku) for photo, sku in _rows(folder / "queries.csv")]
    present = [(file, sku) for file, sku in dict(rows).items() if file.is_file()]
    if not present or products.product_by_sku(present[0][1]) is None:
        return []
    step = max(1, len(present) // MOST_SAMPLES)
    chosen = [file for file, _ in present[::step]][:MOST_SAMPLES]
    return [(PhotoInput.from_path(file), Picture(file.name, file, file)) for file in chosen]


def _rows(file: Path) -> list[tuple[str, str]]:
    """Photo and SKU of each query that is in the catalogue."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            found = [(row.get("photo", ""), row.get("sku", "")) for row in csv.DictReader(stream)]
    except OSError:
        return []
    return [(photo, sku) for photo, sku in found if photo and sku]
