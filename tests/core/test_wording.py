"""Every verdict, reason and stock state has words; likelihood follows the probability."""

from __future__ import annotations

from dataclasses import replace
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
    leaves_label_open,
    likelihood,
    reason_text,
    spelling_words,
    stock_state,
    stock_words,
    verdict_words,
    why_words,
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


def _torn(*evidence: tuple[Evidence, ...]) -> Answer:
    names = ("Blue cup", "Red mug", "Glass jar")
    shown = tuple(
        Candidate(Product(name[:3], name), 0.5, 0.3, items)
        for name, items in zip(names, evidence, strict=False)
    )
    reason = Reason.WORDS_AGAINST_PHOTO
    return Answer(Verdict.UNSURE, reason, QueryKind.PHOTO_TEXT, shown, text="cup")


def _looks(similarity: float) -> Evidence:
    return Evidence(EvidenceKind.PHOTO, similarity)


_HOLDS = Evidence(EvidenceKind.TEXT, 1.0, detail="cup")
_MEANS = Evidence(EvidenceKind.TEXT, 0.9)
_STATIC = "The words fit one product, the photo looks more like another."


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(
            _torn((_looks(0.4), _HOLDS), (_looks(0.6), _MEANS), (_looks(0.5),)),
            "The words fit “Blue cup”, the photo looks more like “Red mug”.",
            id="words first",
        ),
        pytest.param(
            _torn((_looks(0.7),), (_looks(0.2),), (_looks(0.1), _HOLDS)),
            "The words fit “Glass jar”, the photo looks more like “Blue cup”.",
            id="photo first",
        ),
        pytest.param(_torn((_looks(0.7),)), _STATIC, id="only one is shown"),
        pytest.param(_torn(), _STATIC, id="of the history"),
    ],
)
def test_words_against_the_photo_name_both_products(answer: Answer, words: str) -> None:
    assert why_words(answer) == words


def test_a_match_by_photo_says_that_nothing_alike_holds_the_words() -> None:
    looks = (Evidence(EvidenceKind.PHOTO, 0.9),)
    by_photo = Answer(
        Verdict.MATCH,
        Reason.CONFIDENT,
        QueryKind.PHOTO_TEXT,
        (Candidate(PRODUCT, 0.9, 0.97, looks),),
        text="syringe",
    )
    assert "no other product comes near. No product that looks" in why_words(by_photo)
    held = (*looks, Evidence(EvidenceKind.TEXT, 1.0, detail="gloves"))
    with_words = replace(by_photo, candidates=(Candidate(PRODUCT, 0.9, 0.97, held),))
    assert "No product" not in why_words(with_words)
    alone = replace(by_photo, query_kind=QueryKind.PHOTO, text="")
    assert "No product" not in why_words(alone)


def test_any_other_reason_says_what_it_always_says() -> None:
    answer = Answer(Verdict.UNSURE, Reason.LOOK_ALIKES, QueryKind.PHOTO, ())
    assert why_words(answer) == reason_text(Reason.LOOK_ALIKES).why


_SHOWN = (Candidate(PRODUCT, 0.5, 0.3),)


@pytest.mark.parametrize(
    ("answer", "is_open"),
    [
        (Answer(Verdict.UNSURE, Reason.LOOK_ALIKES, QueryKind.PHOTO, _SHOWN), True),
        (Answer(Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD, QueryKind.PHOTO, _SHOWN), True),
        (Answer(Verdict.MATCH, Reason.CONFIDENT, QueryKind.PHOTO, _SHOWN), False),
        (Answer(Verdict.NOT_IN_CATALOGUE, Reason.CATALOGUE_EMPTY, QueryKind.PHOTO, ()), False),
        (Answer(Verdict.UNSURE, Reason.TEXT_ONLY, QueryKind.TEXT, _SHOWN, text="a"), False),
        (Answer(Verdict.UNSURE, Reason.LOOK_ALIKES, QueryKind.PHOTO, _SHOWN, text="a"), False),
    ],
)
def test_a_label_may_settle_what_a_photo_alone_left_open(answer: Answer, *, is_open: bool) -> None:
    assert leaves_label_open(answer) is is_open
