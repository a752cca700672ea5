"""Eight products of a hospital and its workshop, and how many there are."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desktop_app.core.product_filter import Facet, Facets, place_area
from desktop_app.core.types import CodeKind, Photo, Product, ProductCode
from tests.fake_services.pictures import jpeg, product_picture

_GOODS = (
    ("Nitrile gloves, blue, size M", "丁腈手套 蓝色 M码", "Gloves", "Medisafe", "#3E78C9"),
    ("Nitrile gloves, blue, size L", "丁腈手套 蓝色 L码", "Gloves", "Medisafe", "#4E86D2"),
    ("Nitrile gloves, black, size M", "丁腈手套 黑色 M码", "Gloves", "Medisafe", "#39404A"),
    ("Saline solution 0.9 %, 500 ml", "生理盐水 500毫升", "Infusion", "Aquamed", "#7FB7C9"),
    ("Saline solution 0.9 %, 1000 ml", "生理盐水 1000毫升", "Infusion", "Aquamed", "#6AA4B8"),
    (
        "Hex bolt M8 × 40, zinc-plated, pack of 50",
        "六角螺栓 M8×40",
        "Fasteners",
        "Stahlo",
        "#9AA1AB",
    ),
    ("Cleaning spray, lemon, 750 ml", "柠檬清洁喷雾", "Cleaning", "Brillo", "#E4C545"),
    ("Copy paper A4, 80 g, 500 sheets", "复印纸 A4", "Office", "Folia", "#C8D0DA"),
)


@dataclass(frozen=True)
class FakeCounts:
    products: int
    photos: int
    references: int = 0
    categories: int = 4


@dataclass(frozen=True)
class FakeGalleryState:
    kind: str = "exact"
    size: int = 16
    building: bool = False
    done: int = 0
    total: int = 0
    dirty: bool = False
    unread: int = 0
    loading: bool = False


class FakeCatalogue:
    """A handful of products with pictures in *folder*; empty until `fill`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.all: list[Product] = []

    def fill(self) -> None:
        self.all = [self._make(number) for number in range(len(_GOODS))]

    def _make(self, number: int) -> Product:
        name, chinese, category, brand, colour = _GOODS[number]
        photos = tuple(
            Photo(
                10 * number + turn,
                self._store(jpeg(product_picture(colour, turn=15 * turn))),
                640,
                640,
            )
            for turn in range(3)
        )
        return Product(
            sku=f"MS-{1001 + number}",
            name=name,
            category=category,
            brand=brand,
            description="Powder-free and latex-free, for examination and lab use.",
            price=Decimal("12.90") + number,
            currency="EUR",
            stock=Decimal((240, 3, 0, 18, 64, 5, 120, 33)[number]),
            location=f"A-{12 + number}-03",
            attributes={"name_zh": chinese, "pack_size": "100", "note": "synthetic picture"},
            codes=(ProductCode(CodeKind.GTIN, "04006381333931"),),
            product_id=number + 1,
            photos=photos,
        )

    def _store(self, data: bytes) -> str:
        sha = hashlib.sha256(data).hexdigest()
        self.photo_path(sha).write_bytes(data)
        return sha

    def counts(self) -> FakeCounts:
        return FakeCounts(len(self.all), sum(len(p.photos) for p in self.all))

    def facets(self) -> Facets:
        return Facets(
            _facets(p.category for p in self.all),
            _facets(p.brand for p in self.all),
            _facets(place_area(p.location) for p in self.all),
            sum(bool(p.stock) for p in self.all),
        )

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        return {product.product_id: product for product in self.all if product.product_id in ids}

    def product(self, product_id: int) -> Product | None:
        return next((p for p in self.all if p.product_id == product_id), None)

    def product_by_sku(self, sku: str) -> Product | None:
        return next((p for p in self.all if p.sku == sku), None)

    def find(self, text: str, limit: int) -> list[Product]:
        words = text.lower().split()
        return [p for p in self.all if all(w in f"{p.name} {p.sku}".lower() for w in words)][:limit]

    def photo_path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.jpg"

    thumbnail_path = photo_path


def _facets(values: Iterable[str]) -> tuple[Facet, ...]:
    return tuple(Facet(value, count) for value, count in sorted(Counter(values).items()) if value)
