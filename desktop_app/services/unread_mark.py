"""An answer from a part of the catalogue says so, and is never called sure."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.core.types import Answer, Reason, Verdict

KEPT = frozenset({Reason.CODE_MATCH, Reason.CODES_DISAGREE, Reason.CODE_AGAINST_PHOTO})
"""Codes are looked up in the whole catalogue."""


def mark_unread(answer: Answer, unread: int) -> Answer:
    """Note how many references were left out of *answer*.

    The product may be among those, so likeness alone is neither a match nor a miss, and no
    probability holds: it would have been shared with products that nobody looked at.
    """
    if not unread:
        return answer
    candidates = tuple(replace(each, probability=None) for each in answer.candidates)
    marked = replace(answer, unread=unread, candidates=candidates, p_not_in_catalogue=None)
    if answer.reason in KEPT:
        return marked
    return replace(marked, verdict=Verdict.UNSURE, reason=Reason.STILL_READING)
