"""The history of lookups: pages of it, stored answers, export, and forgetting."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.access import Right
from desktop_app.core.clock import now_utc
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.product_filter import ProductFilter
from desktop_app.core.types import (
    Answer,
    Candidate,
    DeviceInfo,
    HistoryEntry,
    Product,
    QueryKind,
    ScannedCode,
    Verdict,
)
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.spreadsheet_cells import harmless

EXPORT_PAGE = 500
COLUMNS = (
    "time_utc",
    "person",
    "text",
    "verdict",
    "reason",
    "sku",
    "name",
    "probability",
    "decision",
    "decided_sku",
    "decided_name",
    "decided_by",
    "model",
    "device",
)
"""Columns of the export; names stay stable, since other programs read them."""


class ProductSource(Protocol):
    """What a stored answer needs from the catalogue."""

    def product_by_sku(self, sku: str) -> Product | None:
        """The product with this SKU, whatever its case."""


class History:
    """What was asked and answered; safe to call from several threads."""

    def __init__(
        self,
        repository: CatalogRepository,
        clock: Callable[[], datetime] = now_utc,
        *,
        guard: Guard = OPEN_GUARD,
    ) -> None:
        self._guard = guard
        self._repository = repository
        self._clock = clock

    def page(
        self, limit: int, offset: int = 0, *, text: str = "", verdict: Verdict | None = None
    ) -> list[HistoryEntry]:
        """Lookups, newest first."""
        return self._repository.history(limit, offset, text, verdict)

    def entry(self, lookup_id: int) -> HistoryEntry:
        """One lookup.

        Raises:
            UserError: it is forgotten.
        """
        found = self._repository.lookup(lookup_id)
        if found is None:
            raise UserError(MessageId.LOOKUP_GONE, name=lookup_id)
        return found

    def stored_answer(self, entry: HistoryEntry) -> Answer:
        """The answer as it was given, with the products as they are now."""
        return stored_answer(entry, self._repository)

    def export(self, *, text: str = "", verdict: Verdict | None = None) -> str:
        """All wanted lookups as CSV that a spreadsheet opens without running anything in it."""
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        offset = 0
        while page := self.page(EXPORT_PAGE, offset, text=text, verdict=verdict):
            writer.writerows(_cells(entry) for entry in page)
            offset += len(page)
        return stream.getvalue()

    def tidy(self, days: int, *, pictures: bool) -> None:
        """Forget lookups older than *days* (0: none), and all their pictures unless *pictures*.

        Raises:
            CatalogueError: the catalogue cannot be written.
        """
        if days:
            self._repository.purge_history(self._clock() - timedelta(days=days))
        if not pictures:
            self._repository.forget_pictures()

    def forget_all(self) -> int:
        """Delete every lookup so that no byte of it is left; how many there were.

        Raises:
            CatalogueError: the catalogue cannot be written.
            UserError: the person may not.
        """
        self._guard.require(Right.ERASE)
        return self._repository.purge_history(None)


def stored_answer(entry: HistoryEntry, products: ProductSource) -> Answer:
    """Put the answer of *entry* together again; a product that is gone keeps SKU and name."""
    stored = json.loads(entry.answer)
    found = [_candidate(item, products) for item in stored.get("candidates", ())]
    text = str(stored.get("text", ""))
    by_photo = QueryKind.PHOTO_TEXT if text else QueryKind.PHOTO
    return Answer(
        entry.verdict,
        entry.reason,
        by_photo if stored.get("photo") or entry.thumbnail else QueryKind.TEXT,
        tuple(found),
        codes=tuple(_code(code) for code in stored.get("codes", ())),
        text=text,
        only=ProductFilter(**stored.get("only", {})),
        p_not_in_catalogue=stored.get("p_not_in_catalogue"),
        model=entry.model,
        device=DeviceInfo(entry.device),
        lookup_id=entry.lookup_id,
    )


def _candidate(item: Mapping[str, Any], products: ProductSource) -> Candidate:
    sku = str(item["sku"])
    product = products.product_by_sku(sku) or Product(sku, str(item["name"]))
    return Candidate(product, float(item["similarity"]), item["probability"])


def _code(code: Mapping[str, Any]) -> ScannedCode:
    return ScannedCode(code["raw"], code["gtin"], code["lot"], code["serial"], code["expiry"])


def _cells(entry: HistoryEntry) -> list[str]:
    share = entry.top_probability
    cells = (
        entry.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        entry.person,
        entry.text,
        entry.verdict.value,
        entry.reason.value,
        entry.top_sku,
        entry.top_name,
        "" if share is None else f"{share:.4f}",
        entry.decision.value if entry.decision else "",
        entry.decided_sku,
        entry.decided_name,
        entry.decided_by,
        entry.model,
        entry.device,
    )
    return [harmless(cell) for cell in cells]
