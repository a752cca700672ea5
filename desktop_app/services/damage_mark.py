"""An answer whose data were changed by the disk never looks like a sound one."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import Answer, Reason, Verdict


def mark_damage(answer: Answer) -> Answer:
    """Name the damaged products of *answer*; with one on top it is no more than unsure."""
    damaged = [each.product for each in answer.candidates if each.product.is_damaged]
    if not damaged:
        return answer
    said = tuple(Message.of(MessageId.PRODUCT_DAMAGED, sku=each.sku) for each in damaged)
    marked = replace(answer, problems=(*answer.problems, *said))
    if answer.best is None or not answer.best.product.is_damaged:
        return marked
    return replace(marked, verdict=Verdict.UNSURE, reason=Reason.DAMAGED_DATA)
