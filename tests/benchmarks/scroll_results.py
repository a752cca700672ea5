"""Whether 10,000 results of words scroll smoothly, over a real catalogue of made-up products.

    python -m tests.benchmarks.scroll_results

Printed are: how long the catalogue takes to name all matches, in each order, and to read a page;
and while the list is scrolled from end to end in 400 steps of one frame (16 ms), as tiles and as
rows, the window thread's own work between two frames, and how long the last page takes to appear.
A filter to one per cent of 20,000 references is timed against the whole.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from PySide6.QtWidgets import QApplication

from desktop_app.catalog.database import Database
from desktop_app.catalog.records import NewEmbedding, NewPhoto, ProductSave
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.product_filter import ProductFilter
from desktop_app.core.result_order import ResultOrder
from desktop_app.core.types import Answer, ProductData, QueryKind, Reason, Verdict
from desktop_app.gui.candidate_grid import CandidateGrid
from desktop_app.gui.candidate_model import CandidateModel
from desktop_app.gui.result_flow import ResultFlow
from desktop_app.gui.result_layout import ResultLayout
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.index.exact_index import ExactIndex
from desktop_app.services.word_results import WordResults
from tests.fake_services.pictures import jpeg, product_picture

PRODUCTS, BATCH, DIM, STEPS, FRAME_S = 10_000, 500, 256, 400, 0.016
MODEL = "model"


def fill(repository: CatalogRepository) -> None:
    random = np.random.default_rng(7)
    for start in range(0, PRODUCTS, BATCH):
        repository.save_products([_product(n, random) for n in range(start, start + BATCH)])


def _product(number: int, random: np.random.Generator) -> ProductSave:
    vectors = random.standard_normal((2, DIM)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    photo = NewPhoto(f"{number % 40:064x}", f"{number:064x}", 640, 640)
    data = ProductData(
        f"S-{number:05}",
        f"Hex bolt M{number % 30} x {number % 97}, batch {number}",
        category=f"group {number % 100}",
        location=f"{'ABCDEFGH'[number % 8]}-{number % 60}-{number % 5}",
        price=Decimal(number % 900) / 10,
        currency="EUR",
        stock=Decimal(number % 13),
    )
    embeddings = [NewEmbedding(MODEL, vectors[0], photo.source_sha256)]
    return ProductSave(data, [photo], [*embeddings, NewEmbedding(MODEL, vectors[1])])


def timed(work: Callable[[], object], rounds: int = 9) -> float:
    """Median milliseconds."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        found.append((time.perf_counter() - started) * 1000)
    return statistics.median(found)


def scroll(app: QApplication, grid: CandidateGrid, flow: ResultFlow) -> tuple[list[float], float]:
    """Own work between two frames, ms, and ms until the last result has been read."""
    bar, work = grid.verticalScrollBar(), []
    for step in range(STEPS + 1):
        started, clock = time.thread_time(), time.perf_counter()
        bar.setValue(bar.maximum() * step // STEPS)
        grid.viewport().repaint()
        app.processEvents()
        work.append((time.thread_time() - started) * 1000)
        time.sleep(max(0.0, FRAME_S - (time.perf_counter() - clock)))
    last, started = flow.shown.count - 1, time.perf_counter()
    model = grid.model()
    assert isinstance(model, CandidateModel)
    while model.candidate(last) is None:
        app.processEvents()
    return work, (time.perf_counter() - started) * 1000


def show(app: QApplication, repository: CatalogRepository, folder: Path) -> list[str]:
    picture = folder / "picture.jpg"
    picture.write_bytes(jpeg(product_picture("#3E78C9", side=512)))
    words, pictures = WordResults(repository), PictureLoader()
    model = CandidateModel(pictures, lambda _sha256: picture)
    flow = ResultFlow(SimpleNamespace(words=words, similar=None), model)  # type: ignore[arg-type]
    grid = CandidateGrid(model, Theme(app, "light"))
    grid.resize(480, 800)
    grid.show()
    lines = []
    for layout in ResultLayout:
        grid.show_layout(layout)
        answer = Answer(Verdict.UNSURE, Reason.TEXT_ONLY, QueryKind.TEXT, (), text="bolt")
        flow.show_answer(answer)
        while flow.shown.count < PRODUCTS:
            app.processEvents()
        work, late = scroll(app, grid, flow)
        slow = sum(ms > FRAME_S * 1000 for ms in work)
        lines.append(
            f"{layout.value}: own work a frame {statistics.median(work):.1f} ms in the median, "
            f"{np.percentile(work, 99):.0f} ms at 99 %, {max(work):.0f} ms at most; "
            f"{slow} of {len(work)} frames over {FRAME_S * 1000:.0f} ms; "
            f"last page after {late:.0f} ms"
        )
    flow.close()
    pictures.close()
    return lines


def measure(repository: CatalogRepository) -> list[str]:
    words = WordResults(repository)
    orders = ", ".join(
        f"{order.value} {timed(lambda order=order: words.matches('bolt', order=order)):.0f}"  # type: ignore[misc]
        for order in ResultOrder
    )
    ids = words.matches("bolt")[5000:5100]
    only = ProductFilter(category="group 7")
    index = ExactIndex(DIM)
    found = list(repository.embeddings(MODEL))
    index.add([item.reference.reference_id for item in found], np.stack([i.vector for i in found]))
    query = found[0].vector

    def filtered() -> None:
        index.search_within(query, repository.references_within(only, MODEL), 200)

    return [
        f"all {PRODUCTS} matches of a word, ms by order: {orders}",
        f"a page of 100 results: {timed(lambda: words.page('bolt', ids)):.0f} ms",
        f"nearest of all {len(found)}: {timed(lambda: index.search(query, 200)):.1f} ms",
        f"nearest of one per cent of them, by a filter: {timed(filtered):.1f} ms",
        f"values to filter by: {timed(repository.facets):.0f} ms",
    ]


def main() -> None:
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        database = Database.open(Path(name) / "catalogue.sqlite")
        repository = CatalogRepository(database)
        fill(repository)
        lines = [*measure(repository), *show(app, repository, Path(name))]
        database.close()
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
