"""The analyst that the rest of the program talks to: a supervised worker process behind it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from desktop_app.core.analysis import (
    AnalysisRequest,
    ModelInfo,
    PhotoAnalysis,
    PhotoInput,
    QueryAnalysis,
)
from desktop_app.core.errors import Cancelled, PhotoError, UserError
from desktop_app.core.explanation import Contrast, Explanation
from desktop_app.core.messages import MessageId
from desktop_app.core.shared_print import SharedPrint
from desktop_app.core.types import DeviceInfo, Embedding
from desktop_app.vision import wire
from desktop_app.vision.model_info import read_model_info
from desktop_app.vision.recovery import Recovery
from desktop_app.vision.supervisor import Supervisor
from desktop_app.vision.turnstile import Turnstile, Urgency
from desktop_app.vision.worker_child import ChildLostError
from desktop_app.vision.worker_setup import (
    STANDARD_ENGINE,
    ComparePrints,
    ContrastPhotos,
    ExplainPair,
    ProviderWish,
    Request,
    WorkerSetup,
)

log = logging.getLogger(__name__)

PHOTO_TIMEOUT_S = 10.0

CPU_TURN_PHOTOS = 4
"""Photos of a batch between which a waiting query is let in; more gain nothing on a processor."""

GPU_TURN_PHOTOS = 32
"""The same where a GPU runs the model, which needs larger batches to be busy."""

TURN_TEXTS = 64
CLOSE_TIMEOUT_S = 5.0
STARTING = DeviceInfo("", reason="starting")


class VisionWorker:
    """Reads photos and words in a child process that may die without harm.

    Safe to call from several threads: one request runs at a time, queries before batches. The
    child is started by `start`, or else by the first request.

    Args:
        pack_folder: of the model pack.
        provider: what to run the model on; `device` tells what really runs it.
        threads: threads within an operator; 0 leaves the choice to ONNX Runtime.
        log_file: where what libraries print goes; None throws it away.
        engine: `module:function` that loads the engine within the child.
        read_model: reads the card of the pack.
        photo_timeout_s: longer than this no photo may take.
        prints: folder that keeps the points of the print of catalogue photos; None keeps none.
    """

    def __init__(
        self,
        pack_folder: Path,
        provider: ProviderWish = "auto",
        threads: int = 0,
        *,
        log_file: Path | None = None,
        engine: str = STANDARD_ENGINE,
        read_model: Callable[[Path], ModelInfo] = read_model_info,
        photo_timeout_s: float = PHOTO_TIMEOUT_S,
        prints: Path | None = None,
    ) -> None:
        self._pack_folder = pack_folder
        self._read_model = read_model
        self._model: ModelInfo | None = None
        setup = WorkerSetup(pack_folder, provider, threads, engine, log_file, prints=prints)
        self._supervisor = Supervisor(setup, photo_timeout_s)
        self._recovery = Recovery(self._call, photo_timeout_s)
        self._turnstile = Turnstile()
        self._start_ended = threading.Event()
        self._start_error: UserError | None = None

    @property
    def model(self) -> ModelInfo:
        """The pack that makes the embeddings; read from its card, without the child.

        Raises:
            ModelPackError: the card is missing or damaged.
        """
        if self._model is None:
            self._model = self._read_model(self._pack_folder)
        return self._model

    @property
    def device(self) -> DeviceInfo:
        """What runs the model, read back from its session; empty while the child starts."""
        return self._supervisor.device or STARTING

    @property
    def pid(self) -> int | None:
        """Process id of the running child, for tests and reports."""
        return self._supervisor.pid

    def start(self) -> None:
        """Start the child in the background."""
        threading.Thread(target=self._start, name="start-vision", daemon=True).start()

    def wait_ready(self, timeout_s: float | None = None) -> bool:
        """Wait until the child has started; False if that takes longer than *timeout_s*.

        Raises:
            UserError: it could not be started.
        """
        is_over = self._start_ended.wait(timeout_s)
        if self._start_error is not None:
            raise self._start_error
        return is_over

    def close(self) -> None:
        """End the child now; who waits for an answer gets `Cancelled`."""
        self._turnstile.close()
        self._supervisor.stop()
        # Who was being served notices the death of the child, and leaves.
        self._turnstile.wait_empty(CLOSE_TIMEOUT_S)
        self._supervisor.discard()
        self._start_ended.set()

    def take_over(self, other: VisionWorker) -> None:
        """Change children: this worker gets the pack of *other*, which has started.

        Whoever asks meanwhile waits. Close *other* afterwards, which ends the former child.
        """
        with self._turnstile.turn(Urgency.QUERY), other._turnstile.turn(Urgency.QUERY):
            for name in ("_pack_folder", "_model", "_supervisor", "_start_error"):
                mine, theirs = getattr(self, name), getattr(other, name)
                setattr(self, name, theirs)
                setattr(other, name, mine)

    def analyse(
        self, photos: Sequence[PhotoInput], request: AnalysisRequest
    ) -> list[PhotoAnalysis | PhotoError]:
        """Read a batch; a photo that cannot be read becomes an error that names it.

        Raises:
            UserError: the child cannot be started.
            Cancelled: the worker was closed.
        """
        outcomes: list[PhotoAnalysis | PhotoError] = []
        while len(outcomes) < len(photos):
            with self._turnstile.turn(Urgency.BATCH):
                end = len(outcomes) + self._turn_photos
                turn = _located(photos[len(outcomes) : end])
                outcomes += self._recovery.analyse(turn, request)
        return outcomes

    def analyse_query(
        self, photos: Sequence[PhotoInput], text: str, request: AnalysisRequest
    ) -> QueryAnalysis:
        """Read the photos of one item and fuse them with the words.

        Raises:
            UserError: the child cannot be started, or dies of the query as a whole.
            Cancelled: the worker was closed.
        """
        with self._turnstile.turn(Urgency.QUERY if request.urgent else Urgency.BATCH):
            return self._recovery.analyse_query(_located(photos), text, request)

    def explain(self, query: PhotoInput, reference: PhotoInput) -> Explanation:
        """Why *query* is like *reference*; quick for the photos of the last query.

        Raises:
            PhotoError: one of them cannot be read.
            UserError: the pack has no local embeddings, or the child dies of the photos.
            Cancelled: the worker was closed.
        """
        self._require_grid()
        pair = _located([query, reference])
        with self._turnstile.turn(Urgency.QUERY):
            return self._recovery.explain(ExplainPair(*pair))

    def contrast(self, query: PhotoInput, first: PhotoInput, second: PhotoInput) -> Contrast:
        """Where *query* is more like *first* than like *second*, and the other way round.

        Raises:
            PhotoError: one of them cannot be read.
            UserError: the pack has no local embeddings, or the child dies of the photos.
            Cancelled: the worker was closed.
        """
        self._require_grid()
        photos = _located([query, first, second])
        with self._turnstile.turn(Urgency.QUERY):
            return self._recovery.contrast(ContrastPhotos(*photos))

    def compare_prints(
        self,
        queries: Sequence[PhotoInput],
        references: Sequence[PhotoInput],
        *,
        urgent: bool = True,
    ) -> tuple[SharedPrint, ...]:
        """What print each reference shares with *queries*, the best of which counts.

        A photo that cannot be read shares nothing.

        Raises:
            UserError: the child cannot be started, or dies of the photos.
            Cancelled: the worker was closed.
        """
        request = ComparePrints(tuple(_located(queries)), tuple(_located(references)))
        with self._turnstile.turn(Urgency.QUERY if urgent else Urgency.BATCH):
            return self._recovery.compare_prints(request)

    def embed_texts(self, texts: Sequence[str]) -> Embedding:
        """Embeddings of product texts, shape (n, dim), unit rows.

        Raises:
            UserError: the child cannot be started, or dies of the texts.
            Cancelled: the worker was closed.
        """
        rows = [np.zeros((0, self.model.dim), dtype=np.float32)]
        for first in range(0, len(texts), TURN_TEXTS):
            with self._turnstile.turn(Urgency.BATCH):
                rows.append(self._recovery.embed_texts(texts[first : first + TURN_TEXTS]))
        return np.concatenate(rows)

    def _require_grid(self) -> None:
        if not self.model.grid:
            raise UserError(MessageId.MODEL_EXPLAINS_NOTHING, name=self.model.name)

    @property
    def _turn_photos(self) -> int:
        on_gpu = self.device.device not in {"", "CPU"}
        return GPU_TURN_PHOTOS if on_gpu else CPU_TURN_PHOTOS

    def _start(self) -> None:
        try:
            with self._turnstile.turn(Urgency.QUERY):
                # Within the turn: after it, another worker may have taken over.
                self._start_error = self._start_trouble()
        except Cancelled:
            log.info("vision worker closed while it started")
        finally:
            self._start_ended.set()

    def _start_trouble(self) -> UserError | None:
        try:
            self._supervisor.start()
        except UserError as error:
            log.warning("vision worker: %s", error)
            return error
        return None

    def _call(self, request: Request) -> wire.Reply:
        try:
            return self._supervisor.call(request)
        except (ChildLostError, UserError) as error:
            if self._turnstile.is_closed:
                raise Cancelled("the picture reader was closed") from error
            raise


def _located(photos: Sequence[PhotoInput]) -> list[PhotoInput]:
    """*photos* by absolute path: the child keeps the working folder of the moment it started."""
    return [replace(photo, path=photo.path.absolute()) if photo.path else photo for photo in photos]
