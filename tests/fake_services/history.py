"""Earlier lookups in a list."""

from __future__ import annotations

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Answer, HistoryEntry, Verdict
from desktop_app.services.history import stored_answer
from tests.fake_services.catalogue import FakeCatalogue


class FakeHistory:
    """A list of lookups; `forgotten` once all were deleted."""

    def __init__(self) -> None:
        self.entries: list[HistoryEntry] = []
        self.catalogue: FakeCatalogue | None = None

    def page(
        self, limit: int, offset: int = 0, *, text: str = "", verdict: Verdict | None = None
    ) -> list[HistoryEntry]:
        wanted = [
            entry
            for entry in self.entries
            if text.lower() in f"{entry.top_name} {entry.text}".lower()
            and verdict in (None, entry.verdict)
        ]
        return wanted[offset : offset + limit]

    def entry(self, lookup_id: int) -> HistoryEntry:
        for entry in self.entries:
            if entry.lookup_id == lookup_id:
                return entry
        raise UserError(MessageId.LOOKUP_GONE, name=lookup_id)

    def stored_answer(self, entry: HistoryEntry) -> Answer:
        assert self.catalogue is not None
        return stored_answer(entry, self.catalogue)

    def export(self, *, text: str = "", verdict: Verdict | None = None) -> str:
        return "\n".join(entry.top_sku for entry in self.page(1000, text=text, verdict=verdict))

    def forget_all(self) -> int:
        count, self.entries = len(self.entries), []
        return count
