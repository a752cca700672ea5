"""The catalogue as the services see it: core values in, core values out, no rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from desktop_app.catalog import product_reads
from desktop_app.catalog.database import Database
from desktop_app.catalog.kept_inquiries import KeptInquiries
from desktop_app.catalog.kept_lessons import KeptLessons
from desktop_app.catalog.kept_lookups import KeptLookups
from desktop_app.catalog.kept_products import KeptProducts
from desktop_app.catalog.kept_references import KeptReferences
from desktop_app.catalog.records import CatalogueCounts
from desktop_app.catalog.schema import MetaRow
from desktop_app.core.clock import now_utc

__all__ = ["CatalogRepository", "CatalogueCounts"]


class CatalogRepository(KeptProducts, KeptReferences, KeptLessons, KeptInquiries, KeptLookups):
    """Everything that is kept in the catalogue; safe to use from several threads.

    Each method is one transaction (embeddings are read in several) and raises `CatalogueError`
    if the file cannot be read or written. `person` is written beside every change.
    """

    def __init__(
        self, database: Database, *, person: str = "", clock: Callable[[], datetime] = now_utc
    ) -> None:
        super().__init__(database, person=person, clock=clock)
        with database.read() as session:
            self._catalogue_id = session.scalars(select(MetaRow.catalogue_id)).one()

    @property
    def catalogue_id(self) -> str:
        """Who this catalogue is; files derived from it carry this name."""
        return self._catalogue_id

    def generation(self) -> int:
        """How often the references have changed."""
        with self._database.read() as session:
            return session.scalars(select(MetaRow.generation)).one()

    def counts(self) -> CatalogueCounts:
        with self._database.read() as session:
            return product_reads.counts(session)
