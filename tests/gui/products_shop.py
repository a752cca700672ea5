"""A real catalogue behind the page of products, with an analyst that has no model."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from desktop_app.catalog.product_desk import ProductDesk
from desktop_app.catalog.records import NewPhoto, ProductSave
from desktop_app.core.types import CodeKind, ProductCode, ProductData
from desktop_app.paths import DataFolder
from desktop_app.services.catalogue_export import CatalogueExport
from desktop_app.services.catalogue_view import CatalogueView
from desktop_app.services.import_check import ImportCheck
from desktop_app.services.labels import Labels
from desktop_app.services.product_care import ProductCare
from desktop_app.services.product_listing import ProductListing
from tests.services.import_samples import Shop, open_shop

NOUNS = ("Nitrile gloves", "Hex bolt M8", "Saline solution", "Copy paper", "Cleaning spray", "手套")
KINDS = ("Gloves", "Fasteners", "Infusion", "Office", "Cleaning", "Gloves")
BRANDS = ("Medisafe", "Stahlo", "Aquamed", "Folia", "Brillo", "Medisafe")


class ProductsShop:
    """Services of the page, over a catalogue in *folder*."""

    def __init__(self, folder: Path) -> None:
        self.shop: Shop = open_shop(folder)
        shop = self.shop
        self.desk = ProductDesk(shop.database)
        catalogue = CatalogueView(shop.repository, shop.photos)
        self.services = SimpleNamespace(
            data_folder=DataFolder(folder),
            catalogue=catalogue,
            listing=ProductListing(self.desk, catalogue),
            care=ProductCare(self.desk, shop.photos, shop.analyst, shop.gallery, "Li"),
            exporter=CatalogueExport(self.desk, shop.photos),
            importer=shop.importer,
            labels=Labels(catalogue, folder / "labels.json"),
            import_check=ImportCheck(self.desk, shop.analyst),
        )

    def fill(self, count: int, photos: Sequence[NewPhoto] = (), batch: int = 2000) -> None:
        """Add made-up products, without embeddings: nothing here is looked up by likeness."""
        for start in range(0, count, batch):
            numbers = range(start, min(count, start + batch))
            self.shop.repository.save_products([_save(n, photos) for n in numbers])

    def close(self) -> None:
        self.shop.database.close()


def _save(number: int, photos: Sequence[NewPhoto]) -> ProductSave:
    kind = number % len(NOUNS)
    data = ProductData(
        sku=f"MS-{number:07}",
        name=f"{NOUNS[kind]} {number}",
        category=KINDS[kind],
        brand=BRANDS[kind],
        price=None if number % 11 == 0 else Decimal(number % 500 + 99) / 10,
        currency="EUR",
        stock=Decimal(number % 40),
        location=f"{'ABCDEF'[number % 6]}-{number % 30:02}-{number % 7}",
        attributes={"pack_size": str(number % 9 + 1)},
        codes=(ProductCode(CodeKind.OWN, f"own-{number}"),),
    )
    shown = [photos[number % len(photos)]] if photos else None
    return ProductSave(data, shown)
