"""Inquiries in a list, answered at a fixed moment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.inquiry import Closing, Inquiry
from desktop_app.core.messages import Translate
from desktop_app.services.inquiries import InquiryDraft
from desktop_app.services.lookup import LookupOutcome
from tests.fake_services.answers import NOON
from tests.fake_services.catalogue import FakeCatalogue


class FakeInquiries:
    """Keeps inquiries in a list; `error` is raised instead."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.entries: list[Inquiry] = []
        self.drafts: list[InquiryDraft] = []
        self.exported: list[tuple[int, Path]] = []
        self.error: Exception | None = None

    def save(self, outcome: LookupOutcome, draft: InquiryDraft) -> int:
        if self.error is not None:
            raise self.error
        self.drafts.append(draft)
        answer = outcome.answer
        read = [p for p in outcome.photos if isinstance(p, PhotoAnalysis) and draft.with_photos]
        number = len(self.entries) + 1
        entry = Inquiry(
            number,
            NOON,
            "Li",
            draft.text,
            draft.note,
            draft.code,
            answer.verdict,
            answer.reason,
            answer.model,
            "{}",
            len(read),
            read[0].thumbnail if read else None,
        )
        self.entries = [entry, *self.entries]
        return number

    def page(self, limit: int, offset: int = 0, *, is_open: bool | None = None) -> list[Inquiry]:
        wanted = [e for e in self.entries if is_open in (None, e.closing is None)]
        return wanted[offset : offset + limit]

    def close_as_product(self, inquiry_id: int, product_id: int) -> None:
        product = self._catalogue.product(product_id)
        assert product is not None
        self._change(
            inquiry_id, closing=Closing.PRODUCT, sku=product.sku, name=product.name, closed_by="Li"
        )

    def close_as_unknown(self, inquiry_id: int) -> None:
        self._change(inquiry_id, closing=Closing.UNKNOWN, closed_by="Li")

    def reopen(self, inquiry_id: int) -> None:
        self._change(inquiry_id, closing=None, sku="", name="")

    def delete(self, inquiry_id: int) -> None:
        self.entries = [e for e in self.entries if e.inquiry_id != inquiry_id]

    def export(self, inquiry_id: int, target: Path, translate: Translate, words: Translate) -> None:
        self.exported.append((inquiry_id, target))

    def _change(self, inquiry_id: int, **changes: object) -> None:
        if self.error is not None:
            raise self.error
        self.entries = [
            replace(e, **changes) if e.inquiry_id == inquiry_id else e  # type: ignore[arg-type]
            for e in self.entries
        ]
