"""A label decides among what the photo thinks possible, and never calls an item unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.core.label_and_likeness import (
    CLEAR_SHARE,
    CLEAR_WORDS,
    LEAST_PROBABILITY,
    settled,
)
from desktop_app.core.types import (
    Answer,
    Candidate,
    Evidence,
    EvidenceKind,
    Product,
    QueryKind,
    Reason,
    Verdict,
)

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
    found = settled(_answer(*photo), _answer(*labelled, "corvanil 10"), 2)
    assert found.verdict is verdict
    assert found.best is not None
    assert found.best.product.product_id == first
    assert found.text == "corvanil 10"


def test_the_line_itself_is_enough() -> None:
    photo = _answer(UNSURE, {1: 0.5, 2: LEAST_PROBABILITY})
    assert settled(photo, _answer(MATCH, {2: 0.97}, "x"), 1).verdict is MATCH


@pytest.mark.parametrize(
    ("n_words", "held", "first"),
    [
        pytest.param(CLEAR_WORDS, (1.0, 0.9), 2, id="clear"),
        pytest.param(CLEAR_WORDS - 1, (1.0, 0.9), 1, id="too few words"),
        pytest.param(CLEAR_WORDS, (CLEAR_SHARE, 0.5), 2, id="just enough of them"),
        pytest.param(CLEAR_WORDS, (CLEAR_SHARE - 0.01, 0.5), 1, id="words of several things"),
        pytest.param(CLEAR_WORDS, (1.0, 1.0), 1, id="a sister holds as many"),
    ],
)
def test_a_clear_label_wins_over_a_photo_that_thinks_of_others(
    n_words: int, held: tuple[float, float], first: int
) -> None:
    labelled = _answer(MATCH, {2: 0.97, 3: 0.02}, "corvanil 10 mg")
    shown = tuple(
        replace(c, evidence=(Evidence(EvidenceKind.TEXT, share, detail="corvanil 10 mg"),))
        for c, share in zip(labelled.candidates, held, strict=True)
    )
    found = settled(_answer(UNSURE, {1: 0.5}), replace(labelled, candidates=shown), n_words)
    assert found.best is not None
    assert found.best.product.product_id == first


def test_a_clear_label_that_makes_no_match_changes_nothing() -> None:
    labelled = _answer(UNSURE, {2: 0.6}, "corvanil 10 mg")
    shown = replace(
        labelled.candidates[0], evidence=(Evidence(EvidenceKind.TEXT, 1.0, detail="corvanil"),)
    )
    photo = _answer(UNSURE, {1: 0.5})
    found = settled(photo, replace(labelled, candidates=(shown,)), CLEAR_WORDS)
    assert found == replace(photo, text="corvanil 10 mg")
