"""Where products lie, and how often each one was looked up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, func, select

from desktop_app.catalog.database import Database
from desktop_app.catalog.product_reads import LIVE
from desktop_app.catalog.schema import LookupRow, ProductRow
from desktop_app.core.types import Verdict


class PlaceReads:
    """Reads what a survey of places needs, as plain rows: a catalogue may have a million."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def placed(self) -> list[tuple[int, str, str, str]]:
        """Id, SKU, name and place of every product.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        columns = (ProductRow.id, ProductRow.sku, ProductRow.name, ProductRow.location)
        with self._database.read() as session:
            return [
                (number, sku, name, place)
                for number, sku, name, place in session.execute(select(*columns).where(LIVE))
            ]

    def lookup_counts(self, since: datetime | None) -> dict[str, int]:
        """How often each SKU was looked up: what a person said it was, else a clear match.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        is_match = LookupRow.verdict == Verdict.MATCH.value
        sku = case(
            (LookupRow.decided_sku != "", LookupRow.decided_sku), (is_match, LookupRow.top_sku)
        )
        young = [] if since is None else [LookupRow.at >= since]
        counted = select(sku, func.count()).where(*young).group_by(sku)
        with self._database.read() as session:
            return {name: number for name, number in session.execute(counted) if name}
