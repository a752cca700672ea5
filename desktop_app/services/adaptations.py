"""Adapting lookups to one catalogue: a map of the embeddings, kept only where it clearly helps.

Nothing is embedded anew. The catalogue keeps the embeddings as the model made them; the gallery
maps them as it reads them, and every query. Until a new gallery is complete the old one answers,
and what is saved in the catalogue decides at the next start, so a kill leaves the one or the other.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop_app.catalog.adaptation_store import Adaptation, AdaptationDamaged, AdaptationStore
from desktop_app.catalog.quality_store import StoredReferences
from desktop_app.core.access import Right
from desktop_app.core.adaptation import (
    LEAST_ASKED,
    LEAST_PRODUCTS,
    ActiveAdaptation,
    AdaptationFigures,
    AdaptationReport,
    AdaptationVerdict,
)
from desktop_app.core.analysis import ModelInfo
from desktop_app.core.errors import Cancelled, CatalogueError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import Progress, ShouldStop, never_stop, no_progress
from desktop_app.core.vector_map import VectorMap
from desktop_app.services.fold_answers import moved_rules
from desktop_app.services.gallery import Gallery
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.model_gate import ModelGate
from desktop_app.services.photo_folds import PhotoFolds

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AdaptationState:
    """What holds now, as the window and the command line show it.

    Attributes:
        active: the map in use; None: lookups are plain.
        problem: why a map that was kept is not in use, if so.
        of_other_packs: maps of model packs that are not in use.
    """

    active: ActiveAdaptation | None
    problem: Message | None
    of_other_packs: int


class AdaptedModel:
    """The model in use with the map and the rules of the catalogue; safe for several threads.

    What the catalogue keeps is read once a model, so that a lookup does not pay for it.
    """

    def __init__(self, store: AdaptationStore, model: Callable[[], ModelInfo]) -> None:
        self._store = store
        self._model = model
        self._known: dict[str, Adaptation | None] = {}
        self._problems: dict[str, Message] = {}
        self._lock = threading.Lock()

    @property
    def info(self) -> ModelInfo:
        """The model with the rules in force."""
        model = self._model()
        kept = self.kept(model.fingerprint)
        return model if kept is None else replace(model, rules=kept.rules)

    @property
    def plain(self) -> ModelInfo:
        """The model as its pack has it."""
        return self._model()

    @property
    def problem(self) -> Message | None:
        """Why what was kept for the model in use is not used; None if all is well."""
        fingerprint = self._model().fingerprint
        self.kept(fingerprint)
        return self._problems.get(fingerprint)

    @property
    def state_name(self) -> str:
        """Changes with the model and with the map."""
        fingerprint = self._model().fingerprint
        kept = self.kept(fingerprint)
        return fingerprint if kept is None else f"{fingerprint}+{kept.about.digest[:16]}"

    def kept(self, fingerprint: str) -> Adaptation | None:
        """What the catalogue keeps for a model; None if nothing, or nothing that can be used."""
        with self._lock:
            if fingerprint not in self._known:
                self._known[fingerprint] = self._loaded(fingerprint)
            return self._known[fingerprint]

    def map_of(self, fingerprint: str) -> VectorMap | None:
        """The map of a model's embeddings, if there is one."""
        kept = self.kept(fingerprint)
        return None if kept is None else kept.vector_map

    def through(self, references: StoredReferences) -> StoredReferences:
        """References of the model in use as lookups compare them."""
        vector_map = self.map_of(self._model().fingerprint)
        if vector_map is None or not len(references.vectors):
            return references
        return replace(references, vectors=vector_map.apply(references.vectors))

    def remember(self, fingerprint: str, kept: Adaptation | None) -> None:
        """Use *kept* from now on; the catalogue has it already."""
        with self._lock:
            self._known[fingerprint] = kept
            self._problems.pop(fingerprint, None)

    def _loaded(self, fingerprint: str) -> Adaptation | None:
        try:
            return self._store.load(fingerprint)
        except AdaptationDamaged as error:
            _log.error("the map of the embeddings is damaged and not used: %s", error)
            self._problems[fingerprint] = Message.of(MessageId.ADAPTATION_DAMAGED)
        except CatalogueError as error:
            _log.warning("no map of the embeddings was read: %s", error.message.id)
            if not self._store.read_only:  # else it may be of a format that has no maps yet
                self._problems[fingerprint] = Message.of(MessageId.ADAPTATION_DAMAGED)
        return None


class Adaptations:
    """Tries, keeps and takes back the map of one open catalogue; one at a time."""

    def __init__(
        self,
        store: AdaptationStore,
        adapted: AdaptedModel,
        references: Callable[[str], StoredReferences],
        *,
        gallery: Gallery,
        new_gallery: Callable[[ModelInfo, VectorMap | None], Gallery],
        gate: ModelGate,
        guard: Guard = OPEN_GUARD,
    ) -> None:
        self._store = store
        self._adapted = adapted
        self._references = references
        self._gallery = gallery
        self._new_gallery = new_gallery
        self._gate = gate
        self._guard = guard
        self._working = threading.Lock()

    @property
    def state(self) -> AdaptationState:
        """What holds now.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        fingerprint = self._adapted.plain.fingerprint
        kept = self._adapted.kept(fingerprint)
        others = len(self._store.fingerprints() - {fingerprint})
        return AdaptationState(kept.about if kept else None, self._adapted.problem, others)

    @property
    def was_declined(self) -> bool:
        """Whether a person took the last map back by hand, and nobody has kept one since.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        return self._store.was_declined()

    def fit(
        self,
        *,
        person: str = "",
        dry_run: bool = False,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> AdaptationReport:
        """Try a map on the photos of the catalogue, and use it if it clearly helps.

        A map that was in use before and would not help the catalogue of today is taken back. With
        *dry_run* nothing changes.

        Raises:
            UserError: who sits here may not change how the catalogue decides.
            CatalogueError: the catalogue cannot be read or written; nothing was changed.
            Cancelled: *should_stop* said so, or the model changed meanwhile; nothing was changed.
        """
        if not dry_run:
            self._guard.require(Right.EDIT_PRODUCTS)
        with self._working:
            started = time.monotonic()
            report = self._fitted(person, progress, should_stop, dry_run=dry_run)
            return replace(report, seconds=time.monotonic() - started)

    def remove(self, person: str = "") -> bool:
        """Look up plain again; whether anything was taken back.

        Raises:
            UserError: who sits here may not change how the catalogue decides.
            CatalogueError: the catalogue cannot be written; nothing was changed.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        with self._working:
            return self._taken_back(self._adapted.plain, person, never_stop, by_hand=True)

    def _fitted(
        self, person: str, progress: Progress, should_stop: ShouldStop, *, dry_run: bool
    ) -> AdaptationReport:
        model = self._adapted.plain
        references = self._references(model.fingerprint)
        folds = PhotoFolds(references)
        figures, shrink = AdaptationFigures(len(folds.asked), folds.products), 0.0
        if len(folds.asked) >= LEAST_ASKED and folds.products >= LEAST_PRODUCTS:
            trial = folds.run(progress, should_stop)
            if should_stop():
                raise Cancelled("the trial was stopped")
            if trial is not None:
                figures, shrink = trial.figures(), trial.best
        report = AdaptationReport(figures, shrink)
        vector_map = folds.whole_map(shrink) if shrink else None
        if dry_run:
            return report
        if vector_map is None or figures.verdict is not AdaptationVerdict.HELPS:
            taken_back = self._taken_back(model, person, should_stop)
            return replace(report, was_taken_back=taken_back)
        rules = moved_rules(references, folds, shrink, vector_map, model.rules)

        def save() -> Adaptation:
            return self._store.save(
                model.fingerprint,
                vector_map,
                rules,
                shrink=shrink,
                figures=figures,
                person=person,
            )

        self._change(model, vector_map, save, should_stop)
        return replace(report, is_kept=True)

    def _taken_back(
        self, model: ModelInfo, person: str, should_stop: ShouldStop, *, by_hand: bool = False
    ) -> bool:
        is_used = self._adapted.kept(model.fingerprint) is not None
        if not is_used and self._adapted.problem is None:
            return False

        def forget() -> None:
            self._store.remove(model.fingerprint, person, by_hand=by_hand)

        if is_used:
            self._change(model, None, forget, should_stop)
        else:  # a damaged map: lookups are plain already
            forget()
            self._adapted.remember(model.fingerprint, None)
        return True

    def _change(
        self,
        model: ModelInfo,
        vector_map: VectorMap | None,
        save: Callable[[], Adaptation | None],
        should_stop: ShouldStop,
    ) -> None:
        """Answer through another map; the old gallery answers until the new one is complete."""
        gallery = self._new_gallery(model, vector_map)
        is_used = False
        try:
            gallery.open()
            with self._gate.change(should_stop):
                if self._adapted.plain.fingerprint != model.fingerprint:
                    raise Cancelled("another model pack is in use")
                gallery.catch_up()
                self._adapted.remember(model.fingerprint, save())
                self._gallery.take_over(gallery)
                is_used = True
        finally:
            if not is_used:
                gallery.abandon()
