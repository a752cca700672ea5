"""A label decides among what the photo thinks possible, and never calls an item unknown."""

from __future__ import annotations

import pytest

from desktop_app.core.types import Answer, Candidate, Product, QueryKind, Reason, Verdict
from desktop_app.services.label_and_likeness import LEAST_PROBABILITY, settled

MATCH, UNSURE, NONE = Verdict.MATCH, Verdict.UNSURE, Verdict.NOT_IN_CATALOGUE
REASONS = {
    MATCH: Reason.CONFIDENT,
    UNSURE: Reason.LOW_PROBABILITY,
    NONE: Reason.BELOW_THRESHOLD,
}


def _answer(verdict: Verdict, probabilities: dict[int, float], text: str = "") -> Answer:
    ranked = sorted(probabilities.items(), key=lambda item: -item[1])
    candidates = tuple(
        Candidate(Product(f"SKU-{n}", f"Thing {n}", product_id=n), p, p) for n, p in ranked
    )
    kind = QueryKind.PHOTO_TEXT if text else QueryKind.PHOTO
    return Answer(verdict, REASONS[verdict], kind, candidates, text=text)


@pytest.mark.parametrize(
    ("photo", "labelled", "verdict", "first"),
    [
        pytest.param(
            (UNSURE, {1: 0.5, 2: 0.3}), (MATCH, {2: 0.97}), MATCH, 2, id="sisters told apart"
        ),
        pytest.param((UNSURE, {1: 0.5, 2: 0.1}), (MATCH, {2: 0.97}), UNSURE, 1, id="other thing"),
        pytest.param((UNSURE, {1: 0.5}), (MATCH, {3: 0.97}), UNSURE, 1, id="never thought of"),
        pytest.param((MATCH, {1: 0.98}), (UNSURE, {2: 0.6}), MATCH, 1, id="a match stays"),
        pytest.param((UNSURE, {1: 0.5, 2: 0.3}), (NONE, {2: 0.4}), UNSURE, 2, id="label rejects"),
        pytest.param((NONE, {1: 0.1}), (NONE, {1: 0.2}), NONE, 1, id="photo rejects"),
        pytest.param((NONE, {1: 0.1}), (MATCH, {1: 0.97}), NONE, 1, id="photo rejects, label not"),
        pytest.param((NONE, {1: 0.3}), (MATCH, {1: 0.97}), MATCH, 1, id="both think it possible"),
        pytest.param((UNSURE, {1: 0.5}), (UNSURE, {1: 0.7}), UNSURE, 1, id="still open"),
        pytest.param((UNSURE, {1: 0.5}), (NONE, {}), UNSURE, 1, id="nothing with the words"),
    ],
)
def test_what_a_label_may_change(
    photo: tuple[Verdict, dict[int, float]],
    labelled: tuple[Verdict, dict[int, float]],
    verdict: Verdict,
    first: int,
) -> None:
    found = settled(_answer(*photo), _answer(*labelled, "corvanil 10"))
    assert found.verdict is verdict
    assert found.best is not None
    assert found.best.product.product_id == first
    assert found.text == "corvanil 10"


def test_the_line_itself_is_enough() -> None:
    photo = _answer(UNSURE, {1: 0.5, 2: LEAST_PROBABILITY})
    assert settled(photo, _answer(MATCH, {2: 0.97}, "x")).verdict is MATCH
