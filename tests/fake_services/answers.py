"""A model, a moment, and answers as the lookup would give them."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType

from desktop_app.core.analysis import ModelInfo
from desktop_app.core.decision import DecisionRule
from desktop_app.core.types import (
    Answer,
    Candidate,
    DeviceInfo,
    Evidence,
    EvidenceKind,
    Product,
    QueryKind,
    Reason,
    Verdict,
)

RULES = MappingProxyType(dict.fromkeys(QueryKind, DecisionRule(0.05, 0.5)))


NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)


MODEL = ModelInfo("shelfsight-base", "1.0", "f" * 64, 8, RULES)


def answer_for(
    products: list[Product],
    verdict: Verdict = Verdict.MATCH,
    reason: Reason = Reason.CONFIDENT,
    best: float = 0.97,
    text: str = "",
) -> Answer:
    shares = (best, *(max(0.0, (1 - best) / (2**n)) for n in range(1, len(products))))
    candidates = tuple(
        Candidate(
            product,
            0.93 - 0.06 * n,
            None if reason is Reason.TEXT_ONLY else shares[n],
            (
                Evidence(EvidenceKind.PHOTO, 0.93 - 0.06 * n, photo_id=product.photos[0].photo_id),
                *((Evidence(EvidenceKind.TEXT, 0.8, text),) if text else ()),
            ),
        )
        for n, product in enumerate(products)
    )
    steps = {"decode": 12.0, "image": 41.0, "search": 1.2, "total": 78.4}
    device = DeviceInfo("CPU", "auto", "No CUDA device was found.")
    return Answer(
        verdict,
        reason,
        QueryKind.PHOTO,
        candidates,
        text=text,
        model="f" * 64,
        device=device,
        ms=steps,
    )
