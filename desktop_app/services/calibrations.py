"""Learning from what people decided how sure answers of this catalogue are."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.catalog.calibration_store import CalibrationStore, SavedCalibration
from desktop_app.core.access import Right
from desktop_app.core.analysis import ModelInfo
from desktop_app.core.calibration_trial import CalibrationTrial, CalibrationVerdict, tried
from desktop_app.core.decision import DecisionRule
from desktop_app.core.errors import CatalogueError
from desktop_app.core.own_calibration import UNMOVED
from desktop_app.core.types import QueryKind, ShouldStop, never_stop
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.judged_lookups import JudgedSet, of_history

_log = logging.getLogger(__name__)

LEARNED = frozenset({QueryKind.PHOTO, QueryKind.PHOTO_TEXT})
"""Photos with words move as photos do: seldom enough of them are judged."""


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """A trial, what it left out (`JudgedSet`), and whether lookups follow it from now on."""

    trial: CalibrationTrial
    left_out: int
    is_kept: bool
    unusable: int = 0


class Calibrations:
    """Tries, keeps and takes back what was learned; safe to use from several threads.

    It belongs to one model and the map of its embeddings: with another pack or another fit the
    rules of the pack hold until something is learned anew.
    """

    def __init__(
        self,
        store: CalibrationStore,
        model: Callable[[], ModelInfo],
        scale: Callable[[], str],
        *,
        guard: Guard = OPEN_GUARD,
    ) -> None:
        self._store = store
        self._model = model
        self.scale = scale
        self._guard = guard
        self._known: dict[str, SavedCalibration | None] = {}
        self._lock = threading.Lock()

    @property
    def saved(self) -> SavedCalibration | None:
        """What decides now; None: the rules of the pack do.

        A catalogue that is of an older format and open for reading alone has nothing that was
        learned. One that cannot be read just now is asked again the next time.
        """
        scale = self.scale()
        with self._lock:
            if scale not in self._known:
                try:
                    self._known[scale] = self._store.load(scale)
                except CatalogueError as error:
                    if not self._store.read_only:
                        _log.warning("no own calibration was read: %s", error.message.id)
                        return None
                    self._known[scale] = None
            return self._known[scale]

    @property
    def mark(self) -> str:
        """Changes with what was learned; empty where nothing was."""
        saved = self.saved
        return "" if saved is None else f"+{saved.move.octaves:.3f}{saved.move.level:+.3f}"

    def rule(self, kind: QueryKind) -> DecisionRule | None:
        """The rule of a kind of query, with what was learned."""
        rule, saved = self._model().rules.get(kind), self.saved
        if rule is None or saved is None or kind not in LEARNED:
            return rule
        return saved.move.applied(rule)

    def from_history(self) -> JudgedSet:
        """What people decided of lookups by the model in use.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        model = self._model()
        rule = model.rules.get(QueryKind.PHOTO)
        if rule is None:
            return JudgedSet(())
        return of_history(self._store.lookups(model.fingerprint), self.scale(), rule)

    def learn(
        self,
        judged: JudgedSet,
        *,
        person: str = "",
        dry_run: bool = False,
        should_stop: ShouldStop = never_stop,
    ) -> CalibrationReport:
        """Learn from *judged*, and decide so from now on if that is better; else all stays.

        Raises:
            UserError: who sits here may not change how the catalogue decides.
            CatalogueError: the catalogue cannot be written; nothing was changed.
            Cancelled: *should_stop* said so; nothing was changed.
        """
        if not dry_run:
            self._guard.require(Right.EDIT_PRODUCTS)
        scale, rule = self.scale(), self._model().rules.get(QueryKind.PHOTO)
        trial = tried(judged.judged, rule or DecisionRule(1.0, 0.0), should_stop)
        helps = rule is not None and trial.verdict is CalibrationVerdict.HELPS
        is_kept = helps and trial.move != UNMOVED and not dry_run
        if is_kept:
            with self._lock:
                self._store.save(scale, trial.move, trial.figures, person)
                self._known[scale] = self._store.load(scale)
        return CalibrationReport(trial, judged.left_out, is_kept, judged.unusable)

    def reset(self, person: str = "") -> bool:
        """Decide by the rules of the pack again; whether anything had been learned.

        Raises:
            UserError: who sits here may not change how the catalogue decides.
            CatalogueError: the catalogue cannot be written; nothing was changed.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        scale = self.scale()
        with self._lock:
            was_there = self._store.remove(scale, person)
            self._known[scale] = None
        return was_there
