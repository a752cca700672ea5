"""An answer explained as a whole, for the command line: the best candidate, and the next one."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.core.analysis import PhotoAnalysis, PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.explanation import Contrast, Explanation
from desktop_app.core.messages import Message
from desktop_app.core.product_difference import Asked, FieldDifference, differences
from desktop_app.core.types import Answer, Candidate, Photo
from desktop_app.services.explanation import ExplanationService
from desktop_app.services.lookup import LookupOutcome, Query


@dataclass(frozen=True, slots=True)
class ExplainedAnswer:
    """Why the best candidate was proposed.

    Attributes:
        best, rival: the first two candidates; None where there are not so many.
        photo, reference: the query photo and the catalogue photo that were compared.
        explanation: None without both photos, or where `problem` says why not.
        contrast: of the first two candidates, None as well.
        fields: what differs between the first two in the catalogue's data.
        problem: why the photos could not be compared.
    """

    best: Candidate | None = None
    rival: Candidate | None = None
    photo: PhotoInput | None = None
    reference: Photo | None = None
    explanation: Explanation | None = None
    contrast: Contrast | None = None
    fields: tuple[FieldDifference, ...] = ()
    problem: Message | None = None


def explain_answer(
    service: ExplanationService, query: Query, outcome: LookupOutcome
) -> ExplainedAnswer:
    """Explain the answer to *query* by the first photo of it that could be read."""
    answer = outcome.answer
    best, rival = (*answer.candidates[:2], None, None)[:2]
    fields = () if rival is None or best is None else _fields(best, rival, answer)
    photo, reference = _first_read(query, outcome), best.best_photo if best else None
    if photo is None or reference is None:
        return ExplainedAnswer(best, rival, fields=fields)
    other = rival.best_photo if rival else None
    try:
        if other is None:
            explanation, contrast = service.explain(photo, reference), None
        else:
            contrast = service.contrast(photo, reference, other)
            explanation = contrast.first
    except UserError as error:
        return ExplainedAnswer(best, rival, photo, reference, fields=fields, problem=error.message)
    return ExplainedAnswer(best, rival, photo, reference, explanation, contrast, fields)


def _fields(best: Candidate, rival: Candidate, answer: Answer) -> tuple[FieldDifference, ...]:
    return differences(best.product, rival.product, Asked(answer.text, answer.codes))


def _first_read(query: Query, outcome: LookupOutcome) -> PhotoInput | None:
    pairs = zip(query.photos, outcome.photos, strict=False)
    return next((photo for photo, read in pairs if isinstance(read, PhotoAnalysis)), None)
