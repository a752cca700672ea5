"""How a trial of an own calibration is said: kept or not, and on what it rests.

English stands here and is the key of the translation; a translation is put in at the edge.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.core.calibration_trial import (
    LEAST_JUDGED,
    LEAST_WRONG,
    CalibrationFigures,
    CalibrationVerdict,
)
from desktop_app.core.messages import QT_TRANSLATE_NOOP, Translate, same
from desktop_app.core.quality_wording import percent

_ = QT_TRANSLATE_NOOP

FEW_STRANGERS = 10

_KEPT = _("wording", "Kept: probabilities follow what was decided at this catalogue.")
_WOULD_HELP = _("wording", "It would help. Nothing was changed.")

_REASONS: Mapping[CalibrationVerdict, str] = MappingProxyType(
    {
        CalibrationVerdict.NO_GAIN: _(
            "wording", "Not kept: on products it was not learned from it is no better."
        ),
        CalibrationVerdict.TOO_FEW: _(
            "wording",
            "Too little to learn from: it takes {least} judged photos, of five products or more.",
        ),
        CalibrationVerdict.ALL_RIGHT: _(
            "wording",
            "Not kept: fewer than {wrong} of these answers were wrong. Probably nobody said so"
            " where they were; from right ones alone it would learn to be too sure.",
        ),
    }
)

_BASE = _("wording", "Judged photos: {judged}, of these not in the catalogue: {strangers}.")
_SURE = _(
    "wording",
    "Right first: {right}. Probability said on average: {before} by the model's rules, {after} as"
    " learned. Calibration error: {ece_before} by the model's rules, {ece_after} as learned.",
)
_MATCHES = _(
    "wording",
    "Called a match by likeness: {before} ({wrong_before} wrong) by the model's rules, {after}"
    " ({wrong_after} wrong) as learned.",
)
_FEW_STRANGERS = _(
    "wording",
    "Too few of them are not in the catalogue to learn from; instead each photo was also asked with"
    " its product taken away.",
)
_LEFT_OUT = _("wording", "Left out, since the catalogue has the very photo: {count}.")
_UNUSABLE = _(
    "wording", "Left out, since there is no answer or the catalogue lacks the SKU: {count}."
)


def verdict_words(
    verdict: CalibrationVerdict, *, is_kept: bool, translate: Translate = same
) -> str:
    """Kept or not, in one or two sentences."""
    if verdict is CalibrationVerdict.HELPS:
        return translate(_KEPT if is_kept else _WOULD_HELP)
    return translate(_REASONS[verdict]).format(least=LEAST_JUDGED, wrong=LEAST_WRONG)


def figures_words(figures: CalibrationFigures, translate: Translate = same) -> list[str]:
    """On what it rests and what it does, one thing a sentence."""
    base = translate(_BASE).format(judged=figures.judged, strangers=figures.strangers)
    if math.isnan(figures.ece_before):
        return [base]
    said = [
        base,
        translate(_SURE).format(
            right=percent(figures.right),
            before=percent(figures.said_before),
            after=percent(figures.said_after),
            ece_before=f"{figures.ece_before:.3f}",
            ece_after=f"{figures.ece_after:.3f}",
        ),
        translate(_MATCHES).format(
            before=figures.matches_before,
            wrong_before=figures.wrong_before,
            after=figures.matches_after,
            wrong_after=figures.wrong_after,
        ),
    ]
    if figures.strangers < FEW_STRANGERS:
        said.append(translate(_FEW_STRANGERS))
    return said


def left_out_words(count: int, unusable: int = 0, translate: Translate = same) -> list[str]:
    """How many lookups did not count, and why; empty where all did."""
    reasons = ((_LEFT_OUT, count), (_UNUSABLE, unusable))
    return [translate(words).format(count=found) for words, found in reasons if found]
