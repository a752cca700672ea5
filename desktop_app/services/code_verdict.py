"""Codes go before likeness: an exact GTIN or SKU decides, and a contradiction is never hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.errors import PhotoError
from desktop_app.core.gtin import printed_gtin
from desktop_app.core.types import (
    Answer,
    Candidate,
    CodeKind,
    Evidence,
    EvidenceKind,
    Product,
    QueryKind,
    Reason,
    ScannedCode,
    Verdict,
)
from desktop_app.services.code_reading import may_be_code, read_code, read_symbol

NEAR_RANKS = 10
"""A product that is not among so many of the photo's candidates contradicts the photo."""

FindByCode = Callable[[str], list[Product]]


def apply_codes(
    answer: Answer,
    text: str,
    photos: Sequence[PhotoAnalysis | PhotoError],
    find_by_code: FindByCode,
) -> Answer:
    """*answer* with what the codes seen in the photos or typed say.

    One product named by the codes is the answer. Codes that name several products, a typed code
    beside a photo that looks like others, or a GTIN that the catalogue does not know while the
    likeliest product has another one, make it unsure.
    """
    seen = _codes_seen(photos)
    typed = [read_code(text)] if may_be_code(text) else []
    owners = {code.raw: find_by_code(code.gtin or code.raw) for code in (*seen, *typed)}
    known = tuple(code for code in (*seen, *typed) if owners[code.raw] or code.gtin)
    products = {p.product_id: p for code in known for p in owners[code.raw]}
    answer = replace(answer, codes=known)
    if len(products) == 1:
        product = next(iter(products.values()))
        exact = _exact(answer, product, known, owners)
        only_typed = not any(owners[code.raw] for code in seen)
        if only_typed and _photo_contradicts(answer, product):
            return replace(exact, verdict=Verdict.UNSURE, reason=Reason.CODE_AGAINST_PHOTO)
        return exact
    if products:
        return _disagreeing(answer, list(products.values()), known, owners)
    return _unknown_code(answer, known)


def _photo_contradicts(answer: Answer, product: Product) -> bool:
    """Whether the photo of the query looks like many products more than like *product*."""
    if answer.query_kind is QueryKind.TEXT or not product.photos or not answer.candidates:
        return False
    near = {c.product.product_id for c in answer.candidates[:NEAR_RANKS]}
    return product.product_id not in near


def _codes_seen(photos: Sequence[PhotoAnalysis | PhotoError]) -> list[ScannedCode]:
    symbols = (s for photo in photos if isinstance(photo, PhotoAnalysis) for s in photo.symbols)
    return list({code.raw: code for code in map(read_symbol, symbols)}.values())


def _exact(
    answer: Answer,
    product: Product,
    codes: Sequence[ScannedCode],
    owners: dict[str, list[Product]],
) -> Answer:
    first = _coded_candidate(answer, product, codes, owners, probability=1.0)
    typed_only = answer.query_kind is QueryKind.TEXT
    others = (
        ()
        if typed_only
        else tuple(
            replace(c, probability=0.0 if c.probability is not None else None)
            for c in answer.candidates
            if c.product.product_id != product.product_id
        )
    )
    return replace(
        answer,
        verdict=Verdict.MATCH,
        reason=Reason.CODE_MATCH,
        candidates=(first, *others),
        p_not_in_catalogue=0.0,
    )


def _disagreeing(
    answer: Answer,
    products: list[Product],
    codes: Sequence[ScannedCode],
    owners: dict[str, list[Product]],
) -> Answer:
    share = 1.0 / len(products)
    named = {p.product_id for p in products}
    first = [_coded_candidate(answer, p, codes, owners, probability=share) for p in products]
    first.sort(key=lambda candidate: -candidate.similarity)
    others = [
        replace(c, probability=0.0 if c.probability is not None else None)
        for c in answer.candidates
        if c.product.product_id not in named
    ]
    return replace(
        answer,
        verdict=Verdict.UNSURE,
        reason=Reason.CODES_DISAGREE,
        candidates=(*first, *others),
        p_not_in_catalogue=0.0,
    )


def _coded_candidate(
    answer: Answer,
    product: Product,
    codes: Sequence[ScannedCode],
    owners: dict[str, list[Product]],
    *,
    probability: float,
) -> Candidate:
    code = next(c for c in codes if any(p.product_id == product.product_id for p in owners[c.raw]))
    evidence = Evidence(EvidenceKind.CODE, 1.0, detail=_shown(code))
    alike = (c for c in answer.candidates if c.product.product_id == product.product_id)
    known = next(alike, None)
    if known is None:
        return Candidate(product, 1.0, probability, (evidence,))
    return replace(known, probability=probability, evidence=(evidence, *known.evidence))


def _unknown_code(answer: Answer, codes: Sequence[ScannedCode]) -> Answer:
    gtins = {code.gtin for code in codes if code.gtin}
    if not gtins:
        return answer
    if answer.query_kind is QueryKind.TEXT:
        return replace(
            answer, verdict=Verdict.NOT_IN_CATALOGUE, reason=Reason.CODE_UNKNOWN, candidates=()
        )
    best = answer.best
    contradicted = best is not None and any(c.kind is CodeKind.GTIN for c in best.product.codes)
    if answer.verdict is Verdict.MATCH and contradicted:
        return replace(answer, verdict=Verdict.UNSURE, reason=Reason.CODE_UNKNOWN)
    return answer


def _shown(code: ScannedCode) -> str:
    return printed_gtin(code.gtin) if code.gtin else code.raw
