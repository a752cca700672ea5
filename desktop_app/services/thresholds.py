"""The threshold of the decision, as somebody chose it for this catalogue."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from desktop_app.catalog.quality_store import QualityStore, SavedThreshold
from desktop_app.core.access import Right
from desktop_app.core.analysis import ModelInfo
from desktop_app.core.decision import DecisionRule
from desktop_app.core.types import QueryKind
from desktop_app.services.calibrations import Calibrations
from desktop_app.services.guard import OPEN_GUARD, Guard

PHOTO_KINDS = frozenset({QueryKind.PHOTO, QueryKind.PHOTO_TEXT})
"""Queries to which it applies: words alone are never a match."""


class Thresholds:
    """Keeps what was chosen, one threshold a model; safe to use from several threads.

    It is read once a model and after each change here, so that a lookup does not pay for it.
    """

    def __init__(
        self,
        store: QualityStore,
        model: Callable[[], ModelInfo],
        *,
        calibrations: Calibrations | None = None,
        guard: Guard = OPEN_GUARD,
    ) -> None:
        self._store = store
        self._model = model
        self._calibrations = calibrations
        self._guard = guard
        self._known: dict[str, SavedThreshold | None] = {}
        self._lock = threading.Lock()

    @property
    def chosen(self) -> SavedThreshold | None:
        """What was chosen for the model in use; None: its own threshold holds."""
        fingerprint = self._model().fingerprint
        with self._lock:
            if fingerprint not in self._known:
                self._known[fingerprint] = self._store.threshold(fingerprint)
            return self._known[fingerprint]

    @property
    def standard(self) -> float | None:
        """Threshold that the model brings; None where nothing is calibrated."""
        rule = self._model().rules.get(QueryKind.PHOTO)
        return rule.match_probability if rule else None

    @property
    def in_force(self) -> float | None:
        """Lowest probability of a match for photos; None where nothing is calibrated."""
        chosen, standard = self.chosen, self.standard
        return standard if standard is None or chosen is None else chosen.value

    def rule(self, kind: QueryKind) -> DecisionRule | None:
        """The rule by which the model's answers to such queries are decided."""
        rule, chosen = self._calibrated(kind), self.chosen
        if rule is None or chosen is None or kind not in PHOTO_KINDS:
            return rule
        return replace(rule, match_probability=chosen.value)

    @property
    def mark(self) -> str:
        """Changes with what was learned of the catalogue beside the threshold."""
        return "" if self._calibrations is None else self._calibrations.mark

    def _calibrated(self, kind: QueryKind) -> DecisionRule | None:
        if self._calibrations is not None:
            return self._calibrations.rule(kind)
        return self._model().rules.get(kind)

    def save(self, value: float, matches: int, person: str) -> None:
        """Decide by *value* from now on; it was chosen on that many *matches*.

        Raises:
            ValueError: *value* is no probability.
            UserError: who sits here may not change how the catalogue decides.
            CatalogueError: the catalogue cannot be written.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        if not 0 <= value <= 1:
            raise ValueError("a threshold is a probability")
        self._keep(SavedThreshold(value, matches), person)

    def reset(self, person: str) -> None:
        """Decide by the threshold of the model again.

        Raises:
            UserError: who sits here may not change how the catalogue decides.
            CatalogueError: the catalogue cannot be written.
        """
        self._keep(None, person)

    def _keep(self, chosen: SavedThreshold | None, person: str) -> None:
        self._guard.require(Right.EDIT_PRODUCTS)
        fingerprint = self._model().fingerprint
        with self._lock:
            self._store.save_threshold(fingerprint, chosen, person)
            self._known[fingerprint] = chosen
