"""Times the quality page's services on a synthetic catalogue; prints one line a step.

python tests/benchmarks/quality.py --products 5000 --photos 2
python tests/benchmarks/quality.py --products 100000 --photos 2
"""

from __future__ import annotations

import argparse
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sqlalchemy import text

from desktop_app.catalog.database import Database
from desktop_app.catalog.quality_store import QualityStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import ModelInfo
from desktop_app.core.decision import CohortScale, DecisionRule
from desktop_app.core.types import QueryKind
from desktop_app.services.gallery import Gallery
from desktop_app.services.quality import Quality
from desktop_app.services.recommendations import Recommendations
from desktop_app.services.similar_items import SimilarItems
from desktop_app.services.thresholds import Thresholds

DIM = 256
NOW = datetime(2026, 3, 2, tzinfo=UTC)
RULE = DecisionRule(0.05, 0.6, cohort=CohortScale(0.08, 0.4))
MODEL = ModelInfo("synthetic", "1", "m", DIM, dict.fromkeys(QueryKind, RULE))


def timed(name: str, work: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    found = work()
    print(f"{name}: {time.perf_counter() - started:.2f} s", flush=True)  # noqa: T201
    return found


def fill(database: Database, n_products: int, n_photos: int, lookups: int) -> None:
    """Products with a text and photos around a centre of their own, and a history."""
    generator = np.random.default_rng(7)
    at = NOW.replace(tzinfo=None).isoformat(" ")
    with database.write() as session:
        session.execute(text("UPDATE meta SET generation = 1"))
        connection = session.connection().connection.driver_connection
        assert connection is not None
        photo = 0
        for first in range(1, n_products + 1, 5000):
            ids = range(first, min(first + 5000, n_products + 1))
            connection.executemany(
                "INSERT INTO product VALUES (?,?,?,?,?,'','','1.50','EUR','3','A-1',0,1,?,?,'')",
                [(i, f"S-{i}", f"s-{i}", f"thing {i}", f"kind {i % 30}", at, at) for i in ids],
            )
            photos, vectors = [], []
            for i in ids:
                centre = generator.normal(0, 1, DIM)
                for number in range(1 + n_photos):
                    raw = centre + generator.normal(0, 0.6, DIM)
                    packed = (raw / np.linalg.norm(raw)).astype("<f4").tobytes()
                    if number:
                        photo += 1
                        name = f"{photo:064x}"
                        photos.append((photo, i, number, name, name, at))
                    photo_id = photo if number else None
                    vectors.append((i, photo_id, zlib.crc32(packed), packed))
            connection.executemany(
                "INSERT INTO photo VALUES (?,?,?,?,?,'x.jpg',640,480,'import',?,'')", photos
            )
            connection.executemany(
                "INSERT INTO embedding (product_id, photo_id, fingerprint, generation, crc32,"
                " vector) VALUES (?,?,'m',1,?,?)",
                vectors,
            )
        rows = [
            (
                str((NOW + timedelta(minutes=7 * n)).replace(tzinfo=None)),
                f"S-{int(generator.integers(1, min(n_products, 2000)))}",
            )
            for n in range(lookups)
        ]
        connection.executemany(
            "INSERT INTO lookup (at, person, text, verdict, reason, top_sku, top_name, model,"
            " device, answer, decision, decided_sku, decided_name, decided_by)"
            " VALUES (?,'Li','','match','confident',?,'','m','CPU','{}','','','','')",
            rows,
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=int, default=5000)
    parser.add_argument("--photos", type=int, default=2)
    parser.add_argument("--lookups", type=int, default=100_000)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "catalogue.sqlite")
        fill(database, options.products, options.photos, options.lookups)
        store, repository = QualityStore(database), CatalogRepository(database)
        thresholds = Thresholds(store, lambda: MODEL)
        quality = Quality(store, repository, lambda: MODEL, thresholds)
        timed("read the embeddings", lambda: store.references("m"))
        report = timed("measure", quality.measure)
        print(f"asked {report.run.figures.asked} of {report.testable}", flush=True)  # noqa: T201
        gallery = Gallery(repository, Path(folder) / "index", MODEL)
        timed("open the gallery", gallery.open)
        similar = SimilarItems(repository, gallery, lambda: "m")
        found = Recommendations(store, repository, similar, None)  # type: ignore[arg-type]
        product = repository.product(1)
        assert product is not None
        timed("recommend, first time", lambda: found.recommend(product))
        timed("recommend, again", lambda: found.recommend(product))
        gallery.close()
        database.close()


if __name__ == "__main__":
    main()
