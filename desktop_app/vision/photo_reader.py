"""The work of the worker process: photos and words in, analyses out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias, TypeVar

import numpy as np

from desktop_app.core import likeness
from desktop_app.core.analysis import AnalysisRequest, PhotoAnalysis, PhotoInput, QueryAnalysis
from desktop_app.core.errors import ModelPackError, PhotoError
from desktop_app.core.explanation import Contrast, Explanation, PhotoGrid
from desktop_app.core.photo_edit import scaled_box
from desktop_app.core.shared_print import SharedPrint
from desktop_app.core.types import BarcodeSymbol, Box, Embedding, RgbImage
from desktop_app.vision.barcodes import find_barcodes
from desktop_app.vision.copies import make_copies
from desktop_app.vision.decode import (
    Picture,
    crop,
    decode_picture,
    decoded_box,
    embedding_view,
    working_pixels,
)
from desktop_app.vision.engine import Engine
from desktop_app.vision.grid_reader import GridReader
from desktop_app.vision.photo_bytes import photo_bytes
from desktop_app.vision.print_reader import PrintReader
from desktop_app.vision.print_store import PrintStore
from desktop_app.vision.wire import Step

DECODE_THREADS = 2
"""Photos of a batch that are decoded side by side; the libraries let go of the interpreter."""

HELD_OPEN = 2
HELD_BYTES = 16_000_000
"""Photos of the last query that stay decoded until the next, and the most that one may take."""

Report: TypeAlias = Callable[[Step], None]


@dataclass(slots=True)
class _Opened:
    """A photo that was decoded."""

    photo: PhotoInput
    sha256: str
    picture: Picture
    ms: dict[str, float]
    boxes: list[Box] = field(default_factory=list)  # of the main thing, once it was looked for
    _working: RgbImage | None = None

    def working(self) -> RgbImage:
        """The picture as it is kept, and embedded where there is no box; shrunk once for both."""
        if self._working is None:
            self._working = working_pixels(self.picture)
        return self._working

    def view(self) -> tuple[RgbImage, Box | None]:
        """As `embedding_view`."""
        if self.photo.box is None:
            return self.working(), None
        return embedding_view(self.picture, self.photo.box)


_Copies: TypeAlias = tuple[bytes | None, bytes | None]
_NO_COPIES: _Copies = (None, None)


@dataclass(frozen=True, slots=True)
class _Extras:
    """What was found and made beside the embedding."""

    symbols: tuple[BarcodeSymbol, ...] = ()
    copies: _Copies = _NO_COPIES


_Outcome: TypeAlias = _Opened | PhotoError
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """A photo alone, and with the words of the query: the same where there are none."""

    photo: Embedding
    fused: Embedding


_Rows: TypeAlias = dict[int, _Row | PhotoError]


class PhotoReader:
    """Reads photos with one engine; not for several threads at once.

    *report* is called before a photo is waited for, so that the parent knows which one it is.
    """

    def __init__(self, engine: Engine, report: Report, prints: PrintStore | None = None) -> None:
        self._engine = engine
        self._report = report
        self._pool = ThreadPoolExecutor(DECODE_THREADS, thread_name_prefix="decode")
        self._grids = GridReader(engine)
        self._prints = PrintReader(lambda number: report(Step(number)), prints)

    def analyse(
        self, photos: Sequence[PhotoInput], request: AnalysisRequest
    ) -> tuple[PhotoAnalysis | PhotoError, ...]:
        """Read photos that have nothing to do with each other."""
        return self._read(self._opened(photos), None, request)[0]

    def analyse_query(
        self, photos: Sequence[PhotoInput], text: str, request: AnalysisRequest
    ) -> QueryAnalysis:
        """Read the photos of one item and fuse each with the words."""
        opened = self._opened(photos)
        self._prints.has_open({(o.sha256, o.photo.box): o.picture for o in _small_ones(opened)})
        finished, rows = self._read(opened, text.strip(), request)
        self._keep_grids(photos, finished, rows)
        ms = _summed(finished)
        embedding = photo_embedding = None
        if request.embedding:
            made = [row for row in rows.values() if isinstance(row, _Row)]
            photo_embedding = _mean([row.photo for row in made])
            with _timed(ms, "embed"):
                embedding = self._query_embedding(made, text.strip())
        return QueryAnalysis(embedding, finished, MappingProxyType(ms), photo_embedding)

    def explain(self, query: PhotoInput, reference: PhotoInput) -> Explanation:
        """Why *query* is like *reference*; what was asked last need not be embedded again.

        Raises:
            PhotoError: one of them cannot be read.
        """
        return likeness.explain(*self._grids_of(query, reference))

    def contrast(self, query: PhotoInput, first: PhotoInput, second: PhotoInput) -> Contrast:
        """Where *query* is more like one of the two others than like the other.

        Raises:
            PhotoError: one of them cannot be read.
        """
        return likeness.contrast(*self._grids_of(query, first, second))

    def compare_prints(
        self, queries: Sequence[PhotoInput], references: Sequence[PhotoInput]
    ) -> tuple[SharedPrint, ...]:
        """What print each reference shares with the queries; nothing if it cannot be read."""
        return self._prints.compare(queries, references)

    def _grids_of(self, *photos: PhotoInput) -> list[PhotoGrid]:
        grids = []
        for number, photo in enumerate(photos):
            self._report(Step(number))
            grids.append(self._grids.read(photo))
        return grids

    def _keep_grids(
        self,
        photos: Sequence[PhotoInput],
        finished: Sequence[PhotoAnalysis | PhotoError],
        rows: _Rows,
    ) -> None:
        """The network gave the local embeddings with the rest: "why?" is asked soon after."""
        grids = self._engine.last_grids() if rows else None
        if grids is None or len(grids) != len(rows):
            return
        for number, grid in zip(rows, grids, strict=True):
            read = finished[number]
            if isinstance(read, PhotoAnalysis):
                self._grids.keep(read, photos[number].box, grid)

    def embed_texts(self, texts: Sequence[str]) -> Embedding:
        """Unit rows, shape (n, dim)."""
        self._report(Step(None, len(texts)))
        return self._engine.embed_texts(texts)

    def _opened(self, photos: Sequence[PhotoInput]) -> list[_Outcome]:
        return self._in_turn([self._pool.submit(_open, photo) for photo in photos])

    def _read(
        self, opened: Sequence[_Outcome], text: str | None, request: AnalysisRequest
    ) -> tuple[tuple[PhotoAnalysis | PhotoError, ...], _Rows]:
        """The photos of a query with its text, or, with None, photos of a catalogue."""
        looks = [self._pool.submit(_symbols, outcome, request) for outcome in opened]
        if request.embedding:
            self._shrink(opened)  # before the copies, which are made of the same pixels
        kept = [self._pool.submit(_copies, outcome, request) for outcome in opened]
        rows = self._embed(opened, text) if request.embedding else {}
        extras = map(_Extras, self._in_turn(looks), self._in_turn(kept))
        finished = (
            _finish(outcome, extra, rows.get(number))
            for number, (outcome, extra) in enumerate(zip(opened, extras, strict=True))
        )
        return tuple(finished), rows

    @staticmethod
    def _shrink(outcomes: Sequence[_Outcome]) -> None:
        for outcome in outcomes:
            if isinstance(outcome, _Opened):
                with _timed(outcome.ms, "embed"):
                    outcome.view()

    def _in_turn(self, futures: Sequence[Future[_Result]]) -> list[_Result]:
        """The results in order; the parent is told of each photo that has to be waited for."""
        results = []
        for number, future in enumerate(futures):
            if not future.done():
                self._report(Step(number))
            results.append(future.result())
        return results

    def _embed(self, outcomes: Sequence[_Outcome], text: str | None) -> _Rows:
        """A row for each photo that was opened; the time goes to the photos in equal shares."""
        good = {n: outcome for n, outcome in enumerate(outcomes) if isinstance(outcome, _Opened)}
        if not good:
            return {}
        self._report(Step(None, len(good)))
        ms: dict[str, float] = {}
        with _timed(ms, "embed"):
            rows = self._run(list(good.values()), text)
        for opened in good.values():
            opened.ms["embed"] += ms["embed"] / len(good)
        return dict(zip(good, rows, strict=True))

    def _run(self, photos: Sequence[_Opened], text: str | None) -> list[_Row | PhotoError]:
        views = [opened.view() for opened in photos]
        pixels, boxes = [view[0] for view in views], [view[1] for view in views]
        try:
            rows = self._rows(pixels, text, boxes)
        except ModelPackError as error:
            if len(photos) == 1:
                return [PhotoError(error.message.id, name=photos[0].photo.name)]
        else:
            self._keep_boxes(photos, pixels)
            return rows
        return [row for opened in photos for row in self._run([opened], text)]

    def _rows(
        self, pixels: Sequence[RgbImage], text: str | None, boxes: Sequence[Box | None]
    ) -> list[_Row | PhotoError]:
        if text is None:
            return [_Row(row, row) for row in self._engine.embed_photos(pixels, boxes)]
        pairs = self._engine.embed_pairs(pixels, [text] * len(pixels), boxes)
        return list(map(_Row, pairs.photo, pairs.fused))

    def _keep_boxes(self, photos: Sequence[_Opened], pixels: Sequence[RgbImage]) -> None:
        """Where the engine found the main things, from pixels of the view to the original's."""
        for opened, view, box in zip(photos, pixels, self._engine.last_boxes(), strict=False):
            if box is not None:
                size = opened.picture.width, opened.picture.height
                opened.boxes.append(scaled_box(box, (view.shape[1], view.shape[0]), size))

    def _query_embedding(self, rows: Sequence[_Row], text: str) -> Embedding | None:
        """The photos with the words; the words alone if no photo could be read."""
        if rows:
            return _mean([row.fused for row in rows])
        return self.embed_texts([text])[0] if text else None


def _mean(vectors: Sequence[Embedding]) -> Embedding | None:
    """Mean of unit length; None of nothing."""
    if not vectors:
        return None
    mean = np.mean(vectors, axis=0)
    length = float(np.linalg.norm(mean))
    return np.asarray(mean / length, dtype=np.float32) if length > 0 else vectors[0]


def _open(photo: PhotoInput) -> _Outcome:
    ms: dict[str, float] = {}
    try:
        with _timed(ms, "decode"):
            data = photo_bytes(photo)
            picture = decode_picture(data, photo.name, photo.box)
    except PhotoError as error:
        return error
    return _Opened(photo, hashlib.sha256(data).hexdigest(), picture, ms)


def _small_ones(outcomes: Sequence[_Outcome]) -> list[_Opened]:
    good = [outcome for outcome in outcomes if isinstance(outcome, _Opened)]
    return [each for each in good if each.picture.pixels.nbytes <= HELD_BYTES][:HELD_OPEN]


def _symbols(outcome: _Outcome, request: AnalysisRequest) -> tuple[BarcodeSymbol, ...]:
    if isinstance(outcome, PhotoError) or not request.barcodes:
        return ()
    picture, box = outcome.picture, outcome.photo.box
    across, down = picture.scale
    part = decoded_box(picture, box) if box else None
    origin = (part.x / across, part.y / down) if part else (0.0, 0.0)
    scale = (1 / across, 1 / down)
    with _timed(outcome.ms, "barcodes"):
        return find_barcodes(crop(picture, box), scale, origin, thorough=request.thorough)


def _copies(outcome: _Outcome, request: AnalysisRequest) -> _Copies:
    if isinstance(outcome, PhotoError) or not request.copies:
        return _NO_COPIES
    with _timed(outcome.ms, "copies"):
        return make_copies(outcome.working())


def _finish(
    outcome: _Outcome, extras: _Extras, row: _Row | PhotoError | None
) -> PhotoAnalysis | PhotoError:
    if isinstance(outcome, PhotoError):
        return outcome
    if isinstance(row, PhotoError):
        return row
    return PhotoAnalysis(
        name=outcome.photo.name,
        source_sha256=outcome.sha256,
        width=outcome.picture.width,
        height=outcome.picture.height,
        embedding=row.photo if row else None,
        symbols=extras.symbols,
        picture=extras.copies[0],
        thumbnail=extras.copies[1],
        object_box=outcome.boxes[-1] if outcome.boxes else None,
        ms=MappingProxyType(outcome.ms),
    )


def _summed(photos: Sequence[PhotoAnalysis | PhotoError]) -> dict[str, float]:
    total: dict[str, float] = {}
    for photo in photos:
        for step, ms in photo.ms.items() if isinstance(photo, PhotoAnalysis) else ():
            total[step] = total.get(step, 0.0) + ms
    return total


@contextmanager
def _timed(ms: dict[str, float], step: str) -> Iterator[None]:
    """Add the milliseconds of the block to *step*."""
    began = time.perf_counter()
    try:
        yield
    finally:
        ms[step] = ms.get(step, 0.0) + (time.perf_counter() - began) * 1e3
