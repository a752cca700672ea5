"""Lookups beside the bare libraries: decoding, ONNX Runtime and hnswlib, and nothing else."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import hnswlib
import numpy as np
import onnxruntime

from desktop_app.app import opened_services
from desktop_app.core.analysis import (
    AnalysisRequest,
    Analyst,
    PhotoAnalysis,
    PhotoInput,
    QueryAnalysis,
)
from desktop_app.paths import DataFolder
from desktop_app.services.bundle import Services
from desktop_app.services.lookup import NEIGHBORS, LookupOutcome, Query
from desktop_app.settings import Settings
from desktop_app.vision.barcodes import find_barcodes
from desktop_app.vision.decode import decode_picture
from desktop_app.vision.model_pack import load_pack
from tests.benchmarks.index_data import families
from tests.benchmarks.made_up_catalogue import make_catalogue, pack, query_photos
from tests.benchmarks.measured import Line, Work, clocked, interleaved

PRODUCTS, PHOTOS, ROUNDS = 5000, 10, 4
WORDS = ("gel pen", "六角螺栓", "Norden fuse", "saw", "绿茶", "infusion set no. 55")
SETTLE_S = 0.05
"""What goes on running behind an answer counts."""

SIZES = (("1 MP", 866), ("12 MP", 3000))


class Floor:
    """The same photo through the bare libraries, with as many looks as the program takes."""

    def __init__(self, dim: int, *, spinning: bool = True, threads: int = 0) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", str(int(spinning)))
        self._session = onnxruntime.InferenceSession(
            str(pack() / "image.onnx"), options, providers=["CPUExecutionProvider"]
        )
        entry = self._session.get_inputs()[0]
        side = next(size for size in reversed(entry.shape) if isinstance(size, int))
        self.pixels = {entry.name: np.random.default_rng(0).random((1, 3, side, side), np.float32)}
        vectors = families(2 * PRODUCTS, dim).photos(2 * PRODUCTS, 1)
        self._index = hnswlib.Index("ip", dim)
        self._index.init_index(2 * PRODUCTS, M=16, ef_construction=100)
        self._index.add_items(vectors)
        self._index.set_ef(NEIGHBORS)
        self._query = vectors[:1]

    def infer(self) -> None:
        self._session.run(None, self.pixels)

    def lookup(self, photo: Path, looks: int) -> None:
        decode_picture(photo.read_bytes(), photo.name)
        for _ in range(looks):
            self.infer()
        self._index.knn_query(self._query, k=NEIGHBORS, num_threads=1)


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_catalogue(folder / "data", PRODUCTS)
        with opened_services(DataFolder(folder / "data"), Settings(provider="cpu")) as services:
            floor = Floor(services.analyst.model.dim)
            services.lookup.service.lookup(Query(text="warm up"))
            lines = [line for size in SIZES for line in _photos(services, floor, folder, size)]
            return [*lines, *_words(services)]


def _photos(
    services: Services, floor: Floor, folder: Path, size: tuple[str, int]
) -> Iterator[Line]:
    name, width = size
    photos = query_photos(folder, width, PHOTOS)
    lookup = services.lookup.service.lookup
    steps: list[dict[str, float]] = []

    def ours(photo: Path) -> Any:
        outcome = lookup(Query((PhotoInput.from_path(photo),)))
        steps.append(dict(outcome.answer.ms))
        return outcome

    looks = {photo: 1 + _further_looks(ours(photo)) for photo in photos}
    for photo in photos:
        floor.lookup(photo, looks[photo])
    steps.clear()
    bare, value = interleaved(
        _ways(floor, ours, photo, looks[photo]) for _ in range(ROUNDS) for photo in photos
    )
    note = ", ".join(
        f"{step} {statistics.median(each.get(step, 0.0) for each in steps):.1f}"
        for step in ("decode", "embed", "barcodes", "search", "catalogue")
    )
    what = f"lookup, {name} JPEG, {PRODUCTS} products"
    yield Line(what, value, "ms", bare, most=1.15, note=note)
    quiet = Floor(services.analyst.model.dim, spinning=False)
    pictures = [decode_picture(photo.read_bytes(), photo.name).pixels for photo in photos]
    unread = _without_barcodes(services)
    least, used, rest, codes = _processor_times(
        services,
        lambda: [quiet.lookup(photo, looks[photo]) for photo in photos],
        lambda: [ours(photo) for photo in photos],
        lambda: [unread(Query((PhotoInput.from_path(photo),))) for photo in photos],
        lambda: [find_barcodes(pixels) for pixels in pictures],
    )
    yield Line(f"{what}, processor time", used, "ms", least, most=1.15)
    note = f"the floor knows none; alone they take {codes:.1f} ms"
    yield Line(f"{what}, processor time, no barcodes looked for", rest, "ms", least, note=note)


def _further_looks(outcome: LookupOutcome) -> int:
    """How often the model was run after the whole photo was seen: near, or at the middle."""
    photo = outcome.photos[0]
    if isinstance(photo, PhotoAnalysis) and photo.object_box is not None:
        return 1
    return len(load_pack(pack()).card.central_crops.sides)


def _without_barcodes(services: Services) -> Callable[[Query], object]:
    """The same lookup, but that nobody looks for barcodes in its photos."""
    service = copy(services.lookup.service)
    service._analyst = _NoBarcodes(services.analyst)
    return service.lookup


class _NoBarcodes:
    """An analyst that passes everything on, and never asks for barcodes."""

    def __init__(self, analyst: Analyst) -> None:
        self._analyst = analyst

    def __getattr__(self, name: str) -> Any:
        return getattr(self._analyst, name)

    def analyse_query(
        self, photos: Sequence[PhotoInput], text: str, request: AnalysisRequest
    ) -> QueryAnalysis:
        return self._analyst.analyse_query(photos, text, replace(request, barcodes=False))


def _processor_times(services: Services, *ways: Callable[[], object]) -> list[float]:
    """Milliseconds of the processor a photo, window and model together, medians of `ROUNDS`.

    One way after the other in each round: the same work costs more beside a busy neighbour.
    """
    worker = services.analyst.pid  # type: ignore[attr-defined]
    rounds = []
    for _ in range(ROUNDS + 1):
        used = []
        for way in ways:
            work = Work(worker)
            way()
            time.sleep(SETTLE_S)
            used.append(work.done() / PHOTOS)
        rounds.append(used)
    return [statistics.median(column) for column in zip(*rounds[1:], strict=True)]


def _ways(
    floor: Floor, ours: Callable[[Path], object], photo: Path, looks: int
) -> tuple[Callable[[], object], Callable[[], object]]:
    return (lambda: floor.lookup(photo, looks)), (lambda: ours(photo))


def _words(services: Services) -> Iterator[Line]:
    lookup = services.lookup.service.lookup
    times = [clocked(lambda word=word: lookup(Query(text=word))) for word in WORDS * 5]
    yield Line("text-only lookup", statistics.median(times[len(WORDS) :]), "ms", most=15)
