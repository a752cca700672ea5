"""From one model pack to another while the program works.

The new pack runs in a worker process of its own and embeds the catalogue from the stored photos,
batch by batch; the old one answers meanwhile. When nothing is missing, worker and gallery change
at once, between two pieces of work. What was embedded is saved, so a killed switch goes on.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, Self

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.access import Right
from desktop_app.core.analysis import Analyst
from desktop_app.core.errors import Cancelled, ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import (
    Embedding,
    Progress,
    ProgressReport,
    Reference,
    ShouldStop,
    never_stop,
    no_progress,
)
from desktop_app.core.vector_map import VectorMap
from desktop_app.services.gallery import Gallery
from desktop_app.services.model_gate import ModelGate
from desktop_app.services.model_packs import ModelPacks, PackFacts
from desktop_app.services.reembedding import Reembedding

ROW_BYTES = 400
"""Of an embedding in the database beside its numbers: keys, checksum, indices."""

INDEX_FACTOR = 2
"""The HNSW files hold the numbers once more, and their links."""

ROOM_BYTES = 64 * 2**20
CLOSE_S = 10.0
LAST_FEW = 16
"""So many missing embeddings may be made while nobody can look anything up."""

_log = logging.getLogger(__name__)


class SwitchableAnalyst(Analyst, Protocol):
    """An analyst whose model can change, as that of `desktop_app.vision.worker.VisionWorker`."""

    def take_over(self, other: Self) -> None:
        """Answer from now on with the model of *other*, which is not used any more."""

    def close(self) -> None:
        """End it."""


class ModelChoice(Protocol):
    """Remembers which pack is in use and which one is being prepared, by name."""

    def chosen_pack(self) -> str:
        """The pack in use."""

    def remember_pack(self, chosen: str, preparing: str) -> None:
        """Keep both; an empty text for none being prepared."""


@dataclass(frozen=True, slots=True)
class SwitchState:
    """How far the preparation of a pack is.

    Attributes:
        name, title: of the pack.
        report: embeddings made, and all that are needed.
        is_waiting: everything is ready, and an import or another piece of work has to end first.
    """

    name: str
    title: str
    report: ProgressReport
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class SwitchOutcome:
    """What a switch did.

    Attributes:
        is_used: whether the pack is in use now; False if somebody stopped the preparation.
        made: embeddings that were made.
        unreadable: stored photos that the new pack could not read.
    """

    name: str
    is_used: bool
    made: int = 0
    unreadable: int = 0
    seconds: float = 0.0


class _NoGallery:
    """New embeddings are saved only; their gallery is read from the catalogue at the end."""

    def add(self, added: Sequence[tuple[Reference, Embedding]]) -> None:
        """Nothing to do."""

    def remove(self, reference_ids: Sequence[int]) -> None:
        """Nothing to do."""


class PackSwitch:
    """Changes the pack of one open catalogue; one switch at a time, from any thread."""

    def __init__(
        self,
        packs: ModelPacks,
        choice: ModelChoice,
        *,
        repository: CatalogRepository,
        photo_store: PhotoStore,
        analyst: SwitchableAnalyst,
        gallery: Gallery,
        gate: ModelGate,
        start_worker: Callable[[Path], SwitchableAnalyst],
        index_folder: Path,
        map_of: Callable[[str], VectorMap | None] = lambda _fingerprint: None,
    ) -> None:
        self._packs = packs
        self._repository = repository
        self._photos = photo_store
        self._analyst = analyst
        self._gallery = gallery
        self._gate = gate
        self._choice = choice
        self._start_worker = start_worker
        self._index_folder = index_folder
        self._map_of = map_of
        self._running = threading.Lock()
        self._stop = threading.Event()
        self._closed = False
        self._state: SwitchState | None = None

    @property
    def state(self) -> SwitchState | None:
        """What is being prepared just now, or None; quick, for the status bar."""
        return self._state

    def run(
        self,
        name: str,
        *,
        resuming: bool = False,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> SwitchOutcome:
        """Prepare the pack *name* and use it; this takes as long as embedding the catalogue.

        *resuming* goes on with what somebody who might had begun.

        Raises:
            UserError: the pack cannot be used, or the disk is too full; the old one stays.
                Or the person may not.
        """
        if not resuming:
            self._packs.guard.require(Right.MODEL_PACKS)
        if not self._running.acquire(blocking=False):
            busy = self._state.name if self._state else name
            raise ModelPackError(MessageId.PACK_BUSY, name=busy)
        try:
            self._stop.clear()
            return self._run(name, progress, lambda: self._stopped or should_stop())
        finally:
            self._state = None
            self._running.release()

    def stop(self) -> None:
        """Ask a running preparation to end; what was embedded is kept."""
        self._stop.set()

    def forget(self) -> None:
        """Stop, and do not go on at the next start.

        Raises:
            UserError: the person may not, or the settings cannot be written.
        """
        self._packs.guard.require(Right.MODEL_PACKS)
        self.stop()
        self._choice.remember_pack(self._choice.chosen_pack(), "")

    def close(self) -> None:
        """Stop for good, to go on at the next start; waits a few seconds for the batch at hand."""
        self._closed = True
        if self._running.acquire(timeout=CLOSE_S):
            self._running.release()
        else:
            _log.warning("the preparation of a model pack did not end in time")

    def remove(self, name: str) -> int:
        """Remove an added pack with its embeddings; how many there were.

        They are made of the stored photos and of nothing else, so that adding the pack again
        makes them again.

        Raises:
            ModelPackError: it is in use or being prepared, belongs to the program, or is unknown.
            UserError: the person may not.
        """
        self._packs.guard.require(Right.MODEL_PACKS)
        preparing = self._state.name if self._state else ""
        if name in {self._choice.chosen_pack(), preparing}:
            raise ModelPackError(MessageId.PACK_IN_USE, name=name)
        facts = self._packs.remove(name)
        if facts.model in {"", self._analyst.model.fingerprint}:
            return 0
        return self._repository.drop_embeddings(facts.model)

    @property
    def _stopped(self) -> bool:
        return self._closed or self._stop.is_set()

    def _run(self, name: str, progress: Progress, should_stop: ShouldStop) -> SwitchOutcome:
        started = time.monotonic()
        facts = self._packs.facts(name)
        folder = self._packs.usable_folder(name)
        if facts.model == self._analyst.model.fingerprint:
            self._choice.remember_pack(name, "")
            return SwitchOutcome(name, is_used=True)
        self._state = SwitchState(name, facts.title, ProgressReport(0, 0))
        self._check_room(facts)
        self._choice.remember_pack(self._choice.chosen_pack(), name)
        worker = self._start_worker(folder)
        try:
            outcome = self._prepare_and_change(facts, worker, progress, should_stop)
        except Cancelled:
            outcome = SwitchOutcome(name, is_used=False)
        except Exception:
            # The next start must not try again by itself what failed just now.
            self._choice.remember_pack(self._choice.chosen_pack(), "")
            raise
        finally:
            worker.close()
        return replace(outcome, seconds=time.monotonic() - started)

    def _prepare_and_change(
        self,
        facts: PackFacts,
        worker: SwitchableAnalyst,
        progress: Progress,
        should_stop: ShouldStop,
    ) -> SwitchOutcome:
        reembedding = Reembedding(self._repository, self._photos, worker, _NoGallery())
        worker.embed_texts([facts.name])  # it must have run before it may answer
        made = 0

        def tell(report: ProgressReport) -> None:
            whole = replace(report, done=made + report.done, total=made + report.total)
            self._state = SwitchState(facts.name, facts.title, whole)
            progress(whole)

        while True:
            step = reembedding.run(progress=tell, should_stop=should_stop)
            made += step
            if should_stop():
                raise Cancelled("the preparation was stopped")
            missing = len(reembedding.missing())
            # A pass that made nothing has met photos that cannot be read; more passes are no use.
            if step and missing:
                continue
            if self._change(facts, worker, reembedding, should_stop, unreadable=missing):
                return SwitchOutcome(facts.name, is_used=True, made=made, unreadable=missing)

    def _change(
        self,
        facts: PackFacts,
        worker: SwitchableAnalyst,
        reembedding: Reembedding,
        should_stop: ShouldStop,
        *,
        unreadable: int,
    ) -> bool:
        """Use the new pack; False if too much was added meanwhile."""
        vector_map = self._map_of(worker.model.fingerprint)
        gallery = Gallery(self._repository, self._index_folder, worker.model, vector_map=vector_map)
        gallery.open()
        if self._state is not None:
            self._state = replace(self._state, is_waiting=True)
        is_used = False
        try:
            with self._gate.change(should_stop):
                fresh = len(reembedding.missing()) - unreadable
                if fresh <= LAST_FEW:
                    if fresh > 0:
                        reembedding.run()
                    gallery.catch_up()
                    self._choice.remember_pack(facts.name, "")
                    self._analyst.take_over(worker)
                    self._gallery.take_over(gallery)
                    is_used = True
        finally:
            if not is_used:
                gallery.abandon()
        return is_used

    def _check_room(self, facts: PackFacts) -> None:
        count = len(self._repository.missing_embeddings(facts.model))
        needed = count * (4 * facts.dim + ROW_BYTES) * INDEX_FACTOR + ROOM_BYTES
        free = shutil.disk_usage(self._index_folder.parent).free
        if free < needed:
            raise ModelPackError(MessageId.PACK_NO_ROOM, free=free // 10**6, needed=needed // 10**6)
