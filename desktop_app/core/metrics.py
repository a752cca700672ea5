"""How good the answers are: retrieval, open-set and calibration metrics.

Names and definitions follow the field: recall@k with one right product a query (also called
cmc@k), mAP@k, FNMR at a given FMR after ISO/IEC 19795-1, AUROC, and the expected calibration
error with equal-width bins (Guo et al. 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.core.types import Verdict

RECALL_AT = (1, 5, 10)
CALIBRATION_BINS = 15
FALSE_MATCH_RATE = 0.01


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answered query beside the truth.

    Attributes:
        wanted: SKU of the right product; empty if it is not in the catalogue.
        proposed: SKUs of the candidates, first one first.
        score: probability of the first candidate, or its similarity where there is none.
        calibrated: whether `score` is a probability.
        groups: coarse class of the wanted and of the first proposed product, if known.
    """

    wanted: str
    proposed: tuple[str, ...]
    score: float
    verdict: Verdict
    calibrated: bool = True
    groups: tuple[str, str] | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.wanted)

    @property
    def is_right(self) -> bool:
        return self.is_known and self.proposed[:1] == (self.wanted,)

    @property
    def rank(self) -> int | None:
        """Place of the right product, 1 for the first; None if it was not proposed."""
        return self.proposed.index(self.wanted) + 1 if self.wanted in self.proposed else None


def recall_at_k(outcomes: Sequence[Outcome], k: int) -> float:
    """Share of known queries with the right product among the first *k*; nan without queries."""
    known = [o for o in outcomes if o.is_known]
    return _mean([o.rank is not None and o.rank <= k for o in known])


def map_at_k(outcomes: Sequence[Outcome], k: int) -> float:
    """Mean average precision within *k*: with one right product, the mean reciprocal rank."""
    known = [o for o in outcomes if o.is_known]
    return _mean([1 / o.rank if o.rank is not None and o.rank <= k else 0.0 for o in known])


def auroc(known: npt.ArrayLike, unknown: npt.ArrayLike) -> float:
    """Chance that a known query scores above an unknown one; ties count half; nan if empty."""
    above, below = np.asarray(known, float), np.asarray(unknown, float)
    if above.size == 0 or below.size == 0:
        return float("nan")
    ordered = np.sort(below)
    wins = np.searchsorted(ordered, above, side="left")
    ties = np.searchsorted(ordered, above, side="right") - wins
    return float((wins + ties / 2).mean() / below.size)


def fnmr_at_fmr(outcomes: Sequence[Outcome], fmr: float = FALSE_MATCH_RATE) -> float:
    """Share of known queries not rightly accepted where a share *fmr* of unknown ones is."""
    unknown = [o.score for o in outcomes if not o.is_known]
    known = [o for o in outcomes if o.is_known]
    if not unknown or not known:
        return float("nan")
    threshold = float(np.quantile(unknown, 1 - fmr))
    return 1 - _mean([o.is_right and o.score > threshold for o in known])


def expected_calibration_error(
    probability: npt.ArrayLike, right: npt.ArrayLike, bins: int = CALIBRATION_BINS
) -> float:
    """Mean gap between probability and share of right answers over equal-width bins."""
    p, truth = np.asarray(probability, float), np.asarray(right, float)
    if p.size == 0:
        return float("nan")
    bucket = np.clip((p * bins).astype(int), 0, bins - 1)
    counts = np.bincount(bucket, minlength=bins)
    gaps = np.bincount(bucket, weights=p - truth, minlength=bins)
    return float(np.abs(gaps[counts > 0]).sum() / p.size)


def summary(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """All metrics that the outcomes allow, by name."""
    known = [o for o in outcomes if o.is_known]
    unknown = [o for o in outcomes if not o.is_known]
    result: dict[str, float] = {"queries": len(outcomes)}
    if known:
        result |= {f"recall@{k}": recall_at_k(outcomes, k) for k in RECALL_AT}
        result["mAP@10"] = map_at_k(outcomes, 10)
        result["rejected_known"] = _verdict_share(known, Verdict.NOT_IN_CATALOGUE)
    grouped = [o.groups for o in known if o.groups is not None]
    if grouped:
        result["group_recall@1"] = _mean([wanted == first for wanted, first in grouped])
    if unknown:
        result["rejected_unknown"] = _verdict_share(unknown, Verdict.NOT_IN_CATALOGUE)
    if known and unknown:
        result["AUROC"] = auroc([o.score for o in known], [o.score for o in unknown])
        result["FNMR@FMR=1%"] = fnmr_at_fmr(outcomes)
    return result | _verdict_metrics(outcomes)


def _verdict_metrics(outcomes: Sequence[Outcome]) -> dict[str, float]:
    result: dict[str, float] = {}
    said_match = [o for o in outcomes if o.verdict is Verdict.MATCH]
    if said_match:
        result["match_precision"] = _mean([o.is_right for o in said_match])
        result["match_coverage"] = len(said_match) / len(outcomes)
    calibrated = [o for o in outcomes if o.calibrated and o.proposed]
    if calibrated:
        result["ECE"] = expected_calibration_error(
            [o.score for o in calibrated], [o.is_right for o in calibrated]
        )
    return result


def _verdict_share(outcomes: Sequence[Outcome], verdict: Verdict) -> float:
    return _mean([o.verdict is verdict for o in outcomes])


def _mean(values: Sequence[float | bool]) -> float:
    return float(np.mean(values)) if values else float("nan")
