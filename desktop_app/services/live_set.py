"""Lookups about which a person said what it was: a test set that grows by being used."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.catalog.quality_store import DecidedLookup, QualityStore
from desktop_app.core.metrics import Outcome, summary
from desktop_app.core.quality import Figures
from desktop_app.core.teaching import Decision
from desktop_app.core.types import Verdict

_NAN = float("nan")


@dataclass(frozen=True, slots=True)
class LiveMonth:
    """Figures of the lookups of one month, for instance `2026-11`, with one model."""

    month: str
    model: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class LiveFigures:
    """How the answers were that people confirmed or corrected, as they were given then.

    Attributes:
        figures: of lookups of products that the catalogue had.
        foreign: lookups of items that it had not; `foreign_matches` of them were called a match.
    """

    figures: Figures
    foreign: int
    foreign_matches: int
    months: tuple[LiveMonth, ...] = ()


class LiveSet:
    """Reads the history; what nobody said anything about does not count."""

    def __init__(self, store: QualityStore) -> None:
        self._store = store

    def figures(self) -> LiveFigures:
        """Figures of all lookups about which a person said what it was.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        lookups = self._store.decided_lookups()
        outcomes = [_outcome(lookup) for lookup in lookups]
        months: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
        for lookup, outcome in zip(lookups, outcomes, strict=True):
            months[f"{lookup.at:%Y-%m}", lookup.model].append(outcome)
        foreign = [outcome for outcome in outcomes if not outcome.is_known]
        return LiveFigures(
            _figures(outcomes),
            len(foreign),
            sum(outcome.verdict is Verdict.MATCH for outcome in foreign),
            tuple(LiveMonth(*key, _figures(group)) for key, group in sorted(months.items())),
        )


def _outcome(lookup: DecidedLookup) -> Outcome:
    answer: Mapping[str, Any] = json.loads(lookup.answer or "{}")
    candidates = answer.get("candidates", ())
    probability = candidates[0]["probability"] if candidates else None
    similarity = float(candidates[0]["similarity"]) if candidates else -1.0
    # The product of an `added` lookup was made afterwards: there was nothing right to say.
    wanted = "" if lookup.decision == Decision.ADDED.value else lookup.decided_sku
    return Outcome(
        wanted,
        tuple(str(candidate["sku"]) for candidate in candidates),
        similarity if probability is None else float(probability),
        Verdict(lookup.verdict),
        calibrated=probability is not None,
    )


def _figures(outcomes: Iterable[Outcome]) -> Figures:
    known = [outcome for outcome in outcomes if outcome.is_known]
    metrics = summary(known)
    said = [outcome for outcome in known if outcome.verdict is Verdict.MATCH]
    return Figures(
        len(known),
        metrics.get("recall@1", _NAN),
        metrics.get("recall@5", _NAN),
        metrics.get("match_precision", _NAN),
        len(said) / len(known) if known else _NAN,
        sum(not outcome.is_right for outcome in said),
    )
