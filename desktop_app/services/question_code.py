"""The code of a question that no product has: it may be given to one, or to a new product."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.gtin import looks_like_gtin
from desktop_app.core.types import Answer, CodeKind, EvidenceKind, ProductCode, ScannedCode
from desktop_app.services.code_reading import LONGEST_CODE, read_code, read_symbol
from desktop_app.services.lookup import LookupOutcome

LEAST_CHARACTERS = 4


def looks_like_code(text: str) -> bool:
    """Whether *text* is a code and no words: a GTIN, GS1 data, or one word with a digit in it.

    A word in small letters, such as `500ml`, is taken for words.
    """
    words = text.strip()
    if not LEAST_CHARACTERS <= len(words) <= LONGEST_CODE:
        return False
    if read_code(words).gtin:
        return True
    has_digit = any(sign.isdecimal() for sign in words)
    return has_digit and words.isascii() and not any(s.isspace() or s.islower() for s in words)


def unknown_code(outcome: LookupOutcome, scanned: str = "") -> ProductCode | None:
    """The first code of the question that no product of the answer has; None if there is none.

    A number of the length of a GTIN with a wrong check digit was misread and is passed over.

    Args:
        outcome: the answer, and the photos in which codes may have been seen.
        scanned: what a scanner gun sent, empty if the question came another way.
    """
    known = _known(outcome.answer)
    found = (product_code(code) for code in _codes(outcome, scanned))
    usable = (code for code in found if code.value not in known and _is_usable(code))
    return next(usable, None)


def product_code(code: ScannedCode) -> ProductCode:
    """The code as a product has it."""
    if code.gtin:
        return ProductCode(CodeKind.GTIN, code.gtin)
    return ProductCode(CodeKind.OWN, code.raw)


def _codes(outcome: LookupOutcome, scanned: str) -> Iterator[ScannedCode]:
    if scanned.strip():
        yield read_code(scanned)
    yield from outcome.answer.codes
    for photo in outcome.photos:
        if isinstance(photo, PhotoAnalysis):
            yield from (read_symbol(symbol) for symbol in photo.symbols if symbol.text.strip())
    if looks_like_code(outcome.answer.text):
        yield read_code(outcome.answer.text)


def _is_usable(code: ProductCode) -> bool:
    is_misread = code.kind is CodeKind.OWN and looks_like_gtin(code.value)
    return code.value.isprintable() and not is_misread


def _known(answer: Answer) -> set[str]:
    coded = (
        candidate.product
        for candidate in answer.candidates
        if any(item.kind is EvidenceKind.CODE for item in candidate.evidence)
    )
    return {value for p in coded for value in (p.sku, *(code.value for code in p.codes))}
