"""By which rule a photo with typed words is judged, and what to say where both leave it open.

Words that all of the nearest products hold alike, or none of them, say nothing of whether the item
is in the catalogue. "Returned" typed beside a photo must not make it unknown: such an answer is
judged by likeness, as that of a photo alone (docs/adr/0182).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.core.decision import DecisionRule, decide, probabilities
from desktop_app.core.label_and_likeness import LEAST_PROBABILITY
from desktop_app.core.ranking import RankedProduct, words_tell
from desktop_app.core.types import QueryKind, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """How ranked products are judged.

    Attributes:
        rule: None where nothing was calibrated.
        by_likeness: whether `rule` is for likeness without what the words added.
        open_reason: what to say of the words where the answer stays open; None: nothing.
    """

    rule: DecisionRule | None = None
    by_likeness: bool = False
    open_reason: Reason | None = None

    def similarities(self, ranked: Sequence[RankedProduct]) -> tuple[float, ...]:
        """What `rule` is applied to, in the order of *ranked*."""
        if self.by_likeness:
            return tuple(entry.likeness for entry in ranked)
        return tuple(entry.similarity for entry in ranked)

    def verdict(self, similarities: Sequence[float]) -> tuple[Verdict, Reason]:
        """Verdict on products with such *similarities*, best first, with the reason for it."""
        if self.rule is None:
            return Verdict.UNSURE, Reason.NOT_CALIBRATED
        verdict, reason = decide(similarities, self.rule)
        if verdict is Verdict.UNSURE and self.open_reason is not None:
            return verdict, self.open_reason
        return verdict, reason


NOT_JUDGED = Judgement()
"""Nothing was calibrated, or nothing was found."""


def judged_with_words(
    ranked: Sequence[RankedProduct], rule_of: Callable[[QueryKind], DecisionRule | None]
) -> Judgement:
    """How *ranked*, best first, is judged as the answer to a photo with words."""
    rule, photo_rule = rule_of(QueryKind.PHOTO_TEXT), rule_of(QueryKind.PHOTO)
    strengths = [entry.strength for entry in ranked]
    if not words_tell(strengths):
        fits_nothing = bool(ranked) and not any(strengths)
        reason = Reason.WORDS_FIT_NOTHING if fits_nothing else None
        return Judgement(photo_rule, by_likeness=True, open_reason=reason)
    torn = photo_rule is not None and _is_torn(ranked, photo_rule)
    return Judgement(rule, open_reason=Reason.WORDS_AGAINST_PHOTO if torn else None)


def _is_torn(ranked: Sequence[RankedProduct], photo_rule: DecisionRule) -> bool:
    """Whether the photo alone thinks of one product, and another one holds more of the words."""
    shares = probabilities([entry.likeness for entry in ranked], photo_rule).candidates
    favourite = int(np.argmax(shares))
    most = max(entry.strength for entry in ranked)
    return bool(shares[favourite] >= LEAST_PROBABILITY) and ranked[favourite].strength < most
