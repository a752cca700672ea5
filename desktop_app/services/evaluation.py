"""How good the program is on a person's own catalogue and queries."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.core.metrics import Outcome, summary
from desktop_app.core.types import Answer, Verdict
from desktop_app.services.batch import BatchResult


def evaluate(results: Iterable[BatchResult]) -> dict[str, float]:
    """Metrics of `core.metrics.summary` over all rows that name a SKU, plus the errors.

    A row that could not be read counts as a query that proposed nothing.
    """
    rows = [result for result in results if result.row.sku is not None]
    groups = {r.row.sku: r.row.group for r in rows if r.row.sku and r.row.group}
    metrics = summary([_outcome(result, groups) for result in rows])
    metrics["errors"] = sum(result.error is not None for result in rows)
    answers = [result.answer for result in rows if result.answer is not None]
    if answers:
        metrics["ms_mean"] = sum(a.ms.get("total", 0.0) for a in answers) / len(answers)
    return metrics


def _outcome(result: BatchResult, groups: dict[str, str]) -> Outcome:
    wanted, answer = result.row.sku or "", result.answer
    if answer is None or answer.best is None:
        verdict = answer.verdict if answer else Verdict.UNSURE
        return Outcome(wanted, (), -1.0, verdict, calibrated=False)
    return Outcome(
        wanted,
        tuple(candidate.sku for candidate in answer.candidates),
        _score(answer),
        answer.verdict,
        calibrated=answer.best.probability is not None,
        groups=_groups(wanted, answer.best.sku, groups),
    )


def _score(answer: Answer) -> float:
    best = answer.candidates[0]
    return best.similarity if best.probability is None else best.probability


def _groups(wanted: str, first: str, groups: dict[str, str]) -> tuple[str, str] | None:
    group = groups.get(wanted)
    return (group, groups.get(first, "")) if group else None
