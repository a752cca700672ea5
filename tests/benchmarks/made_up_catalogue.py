"""Catalogues of any size without running the model: made-up products with made-up embeddings."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import cv2
import numpy as np

from desktop_app.app import STANDARD_PACK
from desktop_app.catalog.checksums import pack_vector, vector_checksum
from desktop_app.catalog.database import Database
from desktop_app.catalog.records import NewEmbedding, NewPhoto, ProductSave
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.gtin import check_digit
from desktop_app.core.types import CodeKind, Embedding, ProductCode, ProductData
from desktop_app.paths import DataFolder, demo_folder, model_packs_folder
from desktop_app.vision.model_info import read_model_info
from tests.benchmarks.import_synthetic import KINDS, MAKERS
from tests.benchmarks.index_data import families

BATCH = 500
FIRST_PHOTO = 1000
_COPIED = "width, height, origin, source_name, added_at, added_by"
_PHOTOS = f"""
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count)
    INSERT INTO photo (id, product_id, position, sha256, source_sha256, {_COPIED})
    SELECT {FIRST_PHOTO} + i, 1, 1 + i, printf('%064x', 1 + i), printf('%064x', 1 + i), {_COPIED}
    FROM n, (SELECT * FROM photo ORDER BY id LIMIT 1)
"""  # noqa: S608  (no word of it comes from outside)
QUALITY = 90


def pack() -> Path:
    return model_packs_folder() / STANDARD_PACK


def make_catalogue(folder: Path, products: int) -> None:
    """*products* with a photo and a text each, under the model pack of the program."""
    data = DataFolder(folder)
    info = read_model_info(pack())
    made = families(2 * products, info.dim).photos(2 * products, 1)
    database = Database.open(data.database)
    try:
        repository = CatalogRepository(database, person="benchmark")
        for start in range(0, products, BATCH):
            numbers = range(start, min(start + BATCH, products))
            repository.save_products([_product(n, made, info.fingerprint) for n in numbers])
    finally:
        database.close()


def _product(number: int, made: Embedding, fingerprint: str) -> ProductSave:
    english, chinese, category = KINDS[number % len(KINDS)]
    maker = MAKERS[number // 7 % len(MAKERS)]
    body = f"0200{number:09}"
    data = ProductData(
        sku=f"SYN-{number:06}",
        name=f"{maker} {english} {5 * (1 + number % 40)} mm no. {number}",
        category=category,
        brand=maker,
        price=Decimal(number % 900) / 10,
        currency="EUR",
        stock=Decimal(number % 50),
        location=f"{chr(65 + number % 26)}-{number % 40:02}",
        attributes={"name_zh": chinese, "size": str(number % 40)},
        codes=(ProductCode(CodeKind.GTIN, f"{body}{check_digit(body)}"),),
    )
    photo = NewPhoto(f"{number:064x}", f"{number:064x}", 640, 640)
    embeddings = [
        NewEmbedding(fingerprint, made[2 * number], photo.source_sha256),
        NewEmbedding(fingerprint, made[2 * number + 1]),
    ]
    return ProductSave(data, [photo], embeddings)


def add_many_references(folder: Path, vectors: Embedding) -> None:
    """More photos for the one product of an empty catalogue, written past the program: seconds."""
    info = read_model_info(pack())
    make_catalogue(folder, 1)
    with closing(sqlite3.connect(DataFolder(folder).database)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        # Photos as well: a later migration refuses embeddings without their owner.
        connection.execute(_PHOTOS, {"count": len(vectors)})
        rows = (
            (1, n, info.fingerprint, 2, vector_checksum(1, n, info.fingerprint, packed), packed)
            for n, packed in enumerate(map(pack_vector, vectors), FIRST_PHOTO)
        )
        connection.executemany(
            "INSERT INTO embedding (product_id, photo_id, fingerprint, generation, crc32, vector)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )
        connection.execute("UPDATE meta SET generation = 2")


def query_photos(folder: Path, width: int, count: int) -> list[Path]:
    """Queries of the demo, enlarged to *width* with the noise of a camera, as JPEG files."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = sorted((demo_folder() / "queries").glob("*.jpg"))
    random, made = np.random.default_rng(0), []
    for source in sources[:: max(1, len(sources) // count)][:count]:
        picture = cv2.imread(str(source))
        height = round(picture.shape[0] * width / picture.shape[1])
        large = cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC)
        noisy = np.clip(large + random.normal(0, 3, large.shape), 0, 255).astype(np.uint8)
        made.append(folder / f"{width}-{source.name}")
        cv2.imwrite(str(made[-1]), noisy, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return made
