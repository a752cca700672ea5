"""What verdicts, reasons, evidence and likelihood are called, for the window and the terminal.

English stands here and is the key of the translation; a translation is put in at the edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType

from desktop_app.core.messages import QT_TRANSLATE_NOOP, Translate, same, sentences
from desktop_app.core.types import (
    Answer,
    Candidate,
    Evidence,
    EvidenceKind,
    Product,
    ProductData,
    QueryKind,
    Reason,
    Verdict,
)

CONTEXT = "wording"
"""Translation context of all words in this file."""

_ = QT_TRANSLATE_NOOP

VERDICT_WORDS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.MATCH: _("wording", "Match"),
        Verdict.UNSURE: _("wording", "Unsure"),
        Verdict.NOT_IN_CATALOGUE: _("wording", "Not in the catalogue"),
    }
)


@dataclass(frozen=True, slots=True)
class ReasonText:
    """Why the verdict is what it is, and what a person does next."""

    why: str
    next: str


_COMPARE = _("wording", "Compare the pictures before you use it.")
_ANOTHER_PHOTO = _(
    "wording", "Take another photo: nearer, from the front, with the label or barcode in view."
)

REASON_TEXTS: Mapping[Reason, ReasonText] = MappingProxyType(
    {
        Reason.CODE_MATCH: ReasonText(
            _("wording", "The code belongs to exactly this product."),
            _("wording", "Nothing more to do."),
        ),
        Reason.CODES_DISAGREE: ReasonText(
            _("wording", "The codes belong to different products."),
            _("wording", "Keep only one item in the photo, or type its code."),
        ),
        Reason.CODE_AGAINST_PHOTO: ReasonText(
            _("wording", "The code names this product, but the photo looks like another one."),
            _("wording", "Check both, and take away the one that does not belong to the item."),
        ),
        Reason.CODE_UNKNOWN: ReasonText(
            _("wording", "A code was read, but no product in your catalogue has it."),
            _("wording", "Check the code; the products below only look or sound alike."),
        ),
        Reason.CONFIDENT: ReasonText(
            _("wording", "It looks like this product, and no other product comes near."), _COMPARE
        ),
        Reason.SAME_PRINT: ReasonText(
            _("wording", "The print on the item is the print on this product's catalogue photo."),
            _COMPARE,
        ),
        Reason.LOOK_ALIKES: ReasonText(
            _("wording", "Several products look almost the same."),
            _("wording", "Compare size, strength and colour, or scan the barcode."),
        ),
        Reason.LOW_PROBABILITY: ReasonText(
            _("wording", "The best candidate is not sure enough to be called a match."),
            _ANOTHER_PHOTO,
        ),
        Reason.WORDS_AGAINST_PHOTO: ReasonText(
            _("wording", "The words fit one product, the photo looks more like another."),
            _("wording", "Compare both; if the words belong to something else, take them away."),
        ),
        Reason.WORDS_FIT_NOTHING: ReasonText(
            _("wording", "No product that looks like the item holds these words."),
            _("wording", "Check the words, or take another photo with the label in view."),
        ),
        Reason.NOT_CALIBRATED: ReasonText(
            _("wording", "How sure this model pack is was never measured, so nothing is a match."),
            _("wording", "Compare the pictures, or use a model pack with a calibration."),
        ),
        Reason.BELOW_THRESHOLD: ReasonText(
            _("wording", "No product in your catalogue is near enough to this item."),
            _("wording", "Try another photo or other words; the nearest products are below."),
        ),
        Reason.TEXT_ONLY: ReasonText(
            _("wording", "These products fit your words; words alone do not prove an item."),
            _("wording", "Choose one, or add a photo to be sure."),
        ),
        Reason.NOTHING_FOUND: ReasonText(
            _("wording", "Nothing in your catalogue fits."),
            _("wording", "Check the spelling, use fewer words, or try a photo."),
        ),
        Reason.CATALOGUE_EMPTY: ReasonText(
            _("wording", "Your catalogue is still empty."),
            _("wording", "Import your products or load the demo catalogue first."),
        ),
        Reason.DAMAGED_DATA: ReasonText(
            _("wording", "What is stored about the nearest product was changed by the disk."),
            _("wording", "Compare it by eye; the page Safety repairs it."),
        ),
        Reason.STILL_READING: ReasonText(
            _("wording", "The catalogue is still being read; a part of it was not looked at."),
            _("wording", "Ask again in a moment: the line at the bottom says how far it is."),
        ),
    }
)

_AND_THEN = _("wording", "{first} {second}")
_WORDS_AND_PHOTO = _("wording", "The words fit “{words}”, the photo looks more like “{photo}”.")
_ANOTHER_CODE = _("wording", "Scan another code of the label, or add a photo of the item.")
_CODE = _("wording", "Code {code}")
_LIKE_PHOTO = _("wording", "Looks like a catalogue photo, similarity {similarity}")
_WORDS = _("wording", "Fits the words “{words}”")
_READ_AS = _("wording", "No product holds the words as you typed them: read as “{words}”.")
_SAME_PRINT = _("wording", "The print on both photos lines up: {points} points")
_LIKE_TEXT = _("wording", "Fits your words in meaning, similarity {similarity}")


class Likelihood(StrEnum):
    """A probability in words, for people who do not read numbers."""

    VERY_LIKELY = "very_likely"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


LIKELIHOOD_FROM: tuple[tuple[float, Likelihood], ...] = (
    (0.95, Likelihood.VERY_LIKELY),
    (0.6, Likelihood.LIKELY),
    (0.2, Likelihood.POSSIBLE),
    (0.0, Likelihood.UNLIKELY),
)
"""Lowest probability of each word, highest first."""

LIKELIHOOD_WORDS: Mapping[Likelihood, str] = MappingProxyType(
    {
        Likelihood.VERY_LIKELY: _("wording", "Very likely"),
        Likelihood.LIKELY: _("wording", "Likely"),
        Likelihood.POSSIBLE: _("wording", "Possible"),
        Likelihood.UNLIKELY: _("wording", "Unlikely"),
    }
)

BY_CODE = _("wording", "Found by code")
BY_WORDS = _("wording", "Found by words")
BY_LOOKS = _("wording", "Looks alike")


class StockState(StrEnum):
    """How much is left, at a glance."""

    IN_STOCK = "in_stock"
    LOW = "low"
    NONE = "none"
    UNKNOWN = "unknown"


LOW_STOCK = Decimal(5)
"""At most this many pieces count as low, where the catalogue says nothing of its own."""

MINIMUM_STOCK = "minimum_stock"
"""Attribute with the least stock that is still enough."""

STOCK_WORDS: Mapping[StockState, str] = MappingProxyType(
    {
        StockState.IN_STOCK: _("wording", "In stock"),
        StockState.LOW: _("wording", "Low stock"),
        StockState.NONE: _("wording", "Out of stock"),
        StockState.UNKNOWN: _("wording", "Stock not recorded"),
    }
)


def verdict_words(verdict: Verdict, translate: Translate = same) -> str:
    return translate(VERDICT_WORDS[verdict])


def reason_text(reason: Reason, translate: Translate = same) -> ReasonText:
    text = REASON_TEXTS[reason]
    return ReasonText(translate(text.why), translate(text.next))


def why_words(answer: Answer, translate: Translate = same) -> str:
    """Why the verdict is what it is; where words and photo disagree, with both products."""
    if answer.reason is Reason.WORDS_AGAINST_PHOTO:
        by_words = _first_by(answer, EvidenceKind.TEXT)
        by_photo = _first_by(answer, EvidenceKind.PHOTO)
        if by_words is not None and by_photo is not None and by_words != by_photo:
            return translate(_WORDS_AND_PHOTO).format(words=by_words.name, photo=by_photo.name)
    why = reason_text(answer.reason, translate).why
    if not _is_match_without_its_words(answer):
        return why
    without = reason_text(Reason.WORDS_FIT_NOTHING, translate).why
    return sentences((why, without), translate(_AND_THEN))


def _is_match_without_its_words(answer: Answer) -> bool:
    """Whether the photo decided, and nothing that looks alike holds what was typed beside it."""
    by_photo = answer.verdict is Verdict.MATCH and answer.query_kind is QueryKind.PHOTO_TEXT
    if not by_photo or not answer.candidates or answer.reason is Reason.CODE_MATCH:
        return False
    shown = (item for candidate in answer.candidates for item in candidate.evidence)
    return not any(item.kind is EvidenceKind.TEXT and item.detail for item in shown)


def next_words(answer: Answer, translate: Translate = same) -> str:
    """What a person does next."""
    if answer.reason is Reason.CODE_UNKNOWN and not answer.candidates:
        return translate(_ANOTHER_CODE)
    return reason_text(answer.reason, translate).next


def _first_by(answer: Answer, kind: EvidenceKind) -> Product | None:
    """The product for which evidence of a kind is strongest, the first of equals."""
    shown = [
        (item.strength, -place, candidate.product)
        for place, candidate in enumerate(answer.candidates)
        for item in candidate.evidence
        if item.kind is kind and (kind is not EvidenceKind.TEXT or item.detail)
    ]
    return max(shown, key=lambda item: item[:2])[2] if shown else None


def leaves_label_open(answer: Answer) -> bool:
    """Whether print on the item may settle what a photo without words left open."""
    is_open = answer.verdict is not Verdict.MATCH and bool(answer.candidates)
    return is_open and answer.query_kind is QueryKind.PHOTO and not answer.text


def spelling_words(answer: Answer, translate: Translate = same) -> str:
    """How misspelt words were read for the first candidate; empty where they were not misspelt."""
    typed, best = answer.text.strip(), answer.best
    texts = [item for item in best.evidence if item.kind is EvidenceKind.TEXT] if best else []
    read = next((item.detail for item in texts if item.detail not in ("", typed)), "")
    return translate(_READ_AS).format(words=read) if read else ""


def evidence_words(evidence: Evidence, translate: Translate = same) -> str:
    """One reason for a candidate as a sentence; similarities with two decimals."""
    if evidence.kind is EvidenceKind.CODE:
        return translate(_CODE).format(code=evidence.detail)
    if evidence.kind is EvidenceKind.PHOTO:
        return translate(_LIKE_PHOTO).format(similarity=f"{evidence.strength:.2f}")
    if evidence.kind is EvidenceKind.PRINT:
        return translate(_SAME_PRINT).format(points=evidence.detail)
    if evidence.detail:
        return translate(_WORDS).format(words=evidence.detail)
    return translate(_LIKE_TEXT).format(similarity=f"{evidence.strength:.2f}")


def likelihood(probability: float) -> Likelihood:
    """The word for *probability*, rounded as it is shown, so that word and number agree."""
    shown = round(probability, 2)
    return next(word for lowest, word in LIKELIHOOD_FROM if shown >= lowest)


def candidate_words(candidate: Candidate, translate: Translate = same) -> str:
    """How likely a candidate is, or how it was found where nothing was calibrated."""
    if any(item.kind is EvidenceKind.CODE for item in candidate.evidence):
        return translate(BY_CODE)
    if candidate.probability is not None:
        return translate(LIKELIHOOD_WORDS[likelihood(candidate.probability)])
    by_words = any(item.kind is EvidenceKind.TEXT for item in candidate.evidence)
    return translate(BY_WORDS if by_words else BY_LOOKS)


def stock_state(product: ProductData) -> StockState:
    if product.stock is None:
        return StockState.UNKNOWN
    if product.stock <= 0:
        return StockState.NONE
    return StockState.LOW if product.stock <= _least(product) else StockState.IN_STOCK


def _least(product: ProductData) -> Decimal:
    try:
        least = Decimal(product.attributes.get(MINIMUM_STOCK, "").strip())
    except InvalidOperation:
        return LOW_STOCK
    return least if least.is_finite() else LOW_STOCK


def stock_words(product: ProductData, translate: Translate = same) -> str:
    return translate(STOCK_WORDS[stock_state(product)])
