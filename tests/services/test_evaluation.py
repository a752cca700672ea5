"""Evaluation counts right answers, unknown items and unreadable photos."""

from __future__ import annotations

import pytest

from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import (
    Answer,
    Candidate,
    Product,
    QueryKind,
    Reason,
    Verdict,
)
from desktop_app.services.batch import BatchResult
from desktop_app.services.evaluation import evaluate
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import QueryRow

ERROR = PhotoError(MessageId.PHOTO_UNREADABLE, name="x.jpg")


def result(
    wanted: str | None, *proposed: str, probability: float = 0.9, group: str = ""
) -> BatchResult:
    row = QueryRow(2, "x.jpg", "", Query(), sku=wanted, group=group)
    if not proposed:
        return BatchResult(row, error=ERROR)
    candidates = tuple(Candidate(Product(sku, sku), 0.8, probability) for sku in proposed)
    answer = Answer(
        Verdict.MATCH if probability > 0.5 else Verdict.NOT_IN_CATALOGUE,
        Reason.CONFIDENT,
        QueryKind.PHOTO,
        candidates,
        ms={"total": 10.0},
    )
    return BatchResult(row, answer)


def test_figures_of_a_mixed_list() -> None:
    metrics = evaluate(
        [
            result("a", "a", "b", group="fruit"),
            result("b", "a", "b", group="fruit"),
            result("c", "a", group="tool"),
            result("", "a", probability=0.1),
            result("a", group="fruit"),
        ]
    )
    assert metrics["queries"] == 5
    assert metrics["errors"] == 1
    assert metrics["recall@1"] == pytest.approx(1 / 4)
    assert metrics["recall@5"] == pytest.approx(2 / 4)
    assert metrics["group_recall@1"] == pytest.approx(2 / 3)
    assert metrics["rejected_unknown"] == 1
    assert metrics["match_precision"] == pytest.approx(1 / 3)
    assert metrics["ms_mean"] == pytest.approx(10)


def test_rows_without_a_truth_are_passed_over() -> None:
    assert evaluate([result(None, "a")])["queries"] == 0
