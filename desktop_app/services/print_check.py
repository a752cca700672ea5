"""Looks at the print where likeness as a whole is not sure: a second, geometric opinion.

Only answers that are not a match yet are checked, and only candidates that likeness thinks possible
can win; so clear cases cost nothing, strangers next to nothing. Without the same print on both
photos the answer stays as it was: goods without print lose nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.shared_print import PRINT_RULE, PrintRule, SharedPrint
from desktop_app.core.types import (
    Answer,
    Candidate,
    Evidence,
    EvidenceKind,
    Photo,
    Reason,
    Verdict,
)

CHECKED = 5
"""Candidates that are looked at; sisters of the right one are nearly always among them."""

PHOTOS_EACH = 3
"""Photos of a candidate that are looked at, the one nearest to the query first, once the nearest
alone proves it: one photo of a rival is not enough to trust, three of everybody take too long."""

QUERY_PHOTOS = 2

OPEN_REASONS = frozenset(
    {
        Reason.LOW_PROBABILITY,
        Reason.LOOK_ALIKES,
        Reason.BELOW_THRESHOLD,
        Reason.WORDS_AGAINST_PHOTO,
        Reason.WORDS_FIT_NOTHING,
    }
)
"""Reasons of answers that likeness left open; what codes said stands."""

_log = logging.getLogger(__name__)


class PrintSource(Protocol):
    """Compares print; `desktop_app.vision.worker.VisionWorker` is the real one."""

    def compare_prints(
        self,
        queries: Sequence[PhotoInput],
        references: Sequence[PhotoInput],
        *,
        urgent: bool = True,
    ) -> tuple[SharedPrint, ...]:
        """What print each reference shares with the queries."""


class PhotoFiles(Protocol):
    """Where the catalogue's own copies of its photos lie."""

    def photo_path(self, sha256: str) -> Path:
        """File of the stored copy, whether it is there or not."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What one candidate shares with the query, and on which photo."""

    candidate: Candidate
    photo: Photo
    shared: SharedPrint


class PrintCheck:
    """Turns an answer that likeness left open into a match where the print proves it."""

    def __init__(
        self, prints: PrintSource, photos: PhotoFiles, rule: PrintRule = PRINT_RULE
    ) -> None:
        self._prints = prints
        self._photos = photos
        self._rule = rule

    def check(
        self, answer: Answer, queries: Sequence[PhotoInput], least: float, *, urgent: bool = True
    ) -> Answer:
        """*answer*, or the same with the proven candidate first.

        A worker that dies of the photos costs the check, not the answer.

        Args:
            answer: as likeness and codes have it.
            queries: the photos of the question that can be read.
            least: lowest probability of a match in this catalogue.
            urgent: whether a person waits.

        Raises:
            Cancelled: the program is closing.
        """
        first = answer.candidates[:CHECKED]
        possible = [c for c in first if (c.probability or 0.0) >= self._rule.least_probability]
        is_open = answer.verdict is not Verdict.MATCH and answer.reason in OPEN_REASONS
        if not is_open or not queries or self._rule.strictest < least:
            return answer
        try:
            best = self._proven(queries[:QUERY_PHOTOS], possible, first, urgent=urgent)
        except UserError as error:
            _log.warning("print not compared: %s", error.message.id)
            return answer
        return answer if best is None else _with_proof(answer, best, self._rule.probability)

    def _proven(
        self,
        queries: Sequence[PhotoInput],
        possible: Sequence[Candidate],
        first: Sequence[Candidate],
        *,
        urgent: bool,
    ) -> _Found | None:
        """The candidate among *possible* that the print proves against all of *first*."""
        near = self._look(queries, possible, 1, urgent=urgent)
        if not any(self._rule.proves(each.shared, ()) for each in near):
            return None
        found = self._look(queries, first, PHOTOS_EACH, urgent=urgent)
        best = max(found, key=lambda each: each.shared.points)
        rivals = [each.shared for each in found if each is not best]
        wins = best.candidate in possible and self._rule.proves(best.shared, rivals)
        return best if wins else None

    def _look(
        self,
        queries: Sequence[PhotoInput],
        candidates: Sequence[Candidate],
        n_photos: int,
        *,
        urgent: bool,
    ) -> list[_Found]:
        """The photo of each candidate that shares most; without those that have no photo."""
        photos = [(c, photo) for c in candidates for photo in _photos_of(c)[:n_photos]]
        if not photos:
            return []
        shared = self._prints.compare_prints(
            queries, [self._input(photo) for _, photo in photos], urgent=urgent
        )
        best: dict[int, _Found] = {}
        for (candidate, photo), each in zip(photos, shared, strict=True):
            known = best.get(candidate.product.product_id)
            if known is None or each.points > known.shared.points:
                best[candidate.product.product_id] = _Found(candidate, photo, each)
        return list(best.values())

    def _input(self, photo: Photo) -> PhotoInput:
        path = self._photos.photo_path(photo.sha256)
        return PhotoInput(photo.source_name or path.name, path=path)


def _photos_of(candidate: Candidate) -> list[Photo]:
    nearest = candidate.best_photo
    others = [photo for photo in candidate.product.photos if photo != nearest]
    return [nearest, *others] if nearest else others


def _with_proof(answer: Answer, best: _Found, probability: float) -> Answer:
    """*best* first; what it gains, the others and "none of them" lose in proportion."""
    before = best.candidate.probability or 0.0
    after = max(before, probability)
    rest = (1 - after) / max(1 - before, 1e-9)
    proof = Evidence(
        EvidenceKind.PRINT, after, str(best.shared.points), photo_id=best.photo.photo_id
    )
    first = replace(best.candidate, probability=after, evidence=(proof, *best.candidate.evidence))
    others = (
        replace(c, probability=None if c.probability is None else c.probability * rest)
        for c in answer.candidates
        if c is not best.candidate
    )
    none = answer.p_not_in_catalogue
    return replace(
        answer,
        verdict=Verdict.MATCH,
        reason=Reason.SAME_PRINT,
        candidates=(first, *others),
        p_not_in_catalogue=None if none is None else none * rest,
    )
