"""Every verdict, reason and stock state has words; likelihood follows the probability."""

from __future__ import annotations

from decimal import Decimal

import pytest

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
from desktop_app.core.wording import (
    Likelihood,
    StockState,
    candidate_words,
    evidence_words,
    likelihood,
    reason_text,
    spelling_words,
    stock_state,
    stock_words,
    verdict_words,
)

PRODUCT = Product("A", "Gloves")


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_says_why_and_what_next(reason: Reason) -> None:
    text = reason_text(reason)
    assert text.why.endswith(".")
    assert text.next.endswith(".")


def test_verdicts_have_different_words() -> None:
    assert len({verdict_words(verdict) for verdict in Verdict}) == len(Verdict)


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, Likelihood.VERY_LIKELY),
        (0.95, Likelihood.VERY_LIKELY),
        (0.947, Likelihood.VERY_LIKELY),
        (0.9, Likelihood.LIKELY),
        (0.89, Likelihood.LIKELY),
        (0.6, Likelihood.LIKELY),
        (0.2, Likelihood.POSSIBLE),
        (0.19, Likelihood.UNLIKELY),
        (0.0, Likelihood.UNLIKELY),
    ],
)
def test_likelihood_follows_the_probability(probability: float, word: Likelihood) -> None:
    assert likelihood(probability) is word


@pytest.mark.parametrize(
    ("probability", "kinds", "words"),
    [
        (1.0, (EvidenceKind.CODE, EvidenceKind.PHOTO), "Found by code"),
        (0.95, (EvidenceKind.PHOTO,), "Very likely"),
        (None, (EvidenceKind.TEXT,), "Found by words"),
        (None, (), "Looks alike"),
    ],
)
def test_a_candidate_says_how_it_was_found(probability, kinds, words: str) -> None:
    evidence = tuple(Evidence(kind, 0.5) for kind in kinds)
    assert candidate_words(Candidate(PRODUCT, 0.5, probability, evidence)) == words


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence(EvidenceKind.CODE, 1, "4006381333931"), "Code 4006381333931"),
        (Evidence(EvidenceKind.PHOTO, 0.876), "Looks like a catalogue photo, similarity 0.88"),
        (Evidence(EvidenceKind.PRINT, 0.98, "37"), "The print on both photos lines up: 37 points"),
        (Evidence(EvidenceKind.TEXT, 0.5, "blue"), "Fits the words “blue”"),
        (Evidence(EvidenceKind.TEXT, 0.5), "Fits your words in meaning, similarity 0.50"),
    ],
)
def test_evidence_is_a_sentence(evidence: Evidence, words: str) -> None:
    assert evidence_words(evidence) == words


@pytest.mark.parametrize(
    ("stock", "minimum", "state", "words"),
    [
        (None, "", StockState.UNKNOWN, "Stock not recorded"),
        (Decimal(0), "", StockState.NONE, "Out of stock"),
        (Decimal(-2), "", StockState.NONE, "Out of stock"),
        (Decimal("0.5"), "", StockState.LOW, "Low stock"),
        (Decimal(5), "", StockState.LOW, "Low stock"),
        (Decimal(6), "", StockState.IN_STOCK, "In stock"),
        (Decimal(6), "20", StockState.LOW, "Low stock"),
        (Decimal(3), "2", StockState.IN_STOCK, "In stock"),
        (Decimal(6), "a few", StockState.IN_STOCK, "In stock"),
        (Decimal(6), "NaN", StockState.IN_STOCK, "In stock"),
    ],
)
def test_stock_is_said_at_a_glance(
    stock: Decimal | None, minimum: str, state: StockState, words: str
) -> None:
    product = Product("A", "Gloves", stock=stock, attributes={"minimum_stock": minimum})
    assert stock_state(product) is state
    assert stock_words(product) == words


@pytest.mark.parametrize(
    ("typed", "read", "words"),
    [
        ("aevry binder", "avery binder", "avery binder"),
        ("avery binder ", "avery binder", ""),
        ("folder", "", ""),  # found by meaning: nothing was read
    ],
)
def test_misspelt_words_are_said_as_they_were_read(typed: str, read: str, words: str) -> None:
    evidence = (Evidence(EvidenceKind.TEXT, 1.0, detail=read),)
    candidate = Candidate(Product("A", "Avery binder"), 0.5, None, evidence)
    answer = Answer(
        Verdict.UNSURE, Reason.TEXT_ONLY, QueryKind.TEXT, candidates=(candidate,), text=typed
    )
    said = spelling_words(answer)
    assert words in said
    assert bool(said) is bool(words)


def test_no_candidate_no_spelling() -> None:
    answer = Answer(Verdict.UNSURE, Reason.TEXT_ONLY, QueryKind.TEXT, candidates=(), text="x")
    assert spelling_words(answer) == ""
