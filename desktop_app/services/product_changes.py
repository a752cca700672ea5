"""The way of changed products into the catalogue: embedded, written, told to the gallery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.product_desk import ProductDesk
from desktop_app.catalog.product_states import EditOutcome, KnownProduct, ProductEdit
from desktop_app.catalog.records import NewPhoto, PhotoOrigin
from desktop_app.core.analysis import AnalysisRequest, Analyst, PhotoAnalysis, PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.core.types import Embedding
from desktop_app.services.change_steps import RefusedChange
from desktop_app.services.product_embeddings import with_embeddings
from desktop_app.services.reference_sink import ReferenceSink


class ProductChanges:
    """Reads products as they stand and writes them as they shall be; asks no guard."""

    def __init__(
        self,
        desk: ProductDesk,
        photo_store: PhotoStore,
        analyst: Analyst,
        gallery: ReferenceSink,
    ) -> None:
        self._desk = desk
        self._photos = photo_store
        self._analyst = analyst
        self._gallery = gallery

    def known(self, ids: Sequence[int]) -> dict[int, KnownProduct]:
        """Products as they stand; those that are gone are missing."""
        return self._desk.known(ids, self._analyst.model.fingerprint)

    def write(
        self,
        edits: Sequence[ProductEdit],
        known: Mapping[int, KnownProduct],
        person: str,
        read: Mapping[str, Embedding] | None = None,
        *,
        whole: bool = False,
    ) -> tuple[list[ProductEdit], list[RefusedChange]]:
        """Embed, write, tell the gallery.

        Args:
            edits: in one transaction.
            known: their products, as `known` gave them.
            person: who changes them.
            read: embeddings of new photos, by the hash of their source.
            whole: all of them are made or none.

        Returns:
            the edits that were made, and the refused ones.

        Raises:
            CatalogueError: with *whole*, one cannot be made; or the catalogue cannot be written.
        """
        if not edits:
            return [], []
        ready = with_embeddings(edits, known, self._analyst, self._photos, read)
        outcomes = self._desk.apply(ready, person, whole=whole)
        done: list[ProductEdit] = []
        refused: list[RefusedChange] = []
        for edit, outcome in zip(ready, outcomes, strict=True):
            if isinstance(outcome, EditOutcome):
                done.append(replace(edit, product_id=outcome.product_id, embeddings=()))
            else:
                data = edit.after.data
                refused.append(RefusedChange(data.sku, data.name, outcome.message))
        made = [outcome for outcome in outcomes if isinstance(outcome, EditOutcome)]
        self._gallery.remove([gone for outcome in made for gone in outcome.removed])
        self._gallery.add([pair for outcome in made for pair in outcome.references])
        return done, refused

    def keep(
        self, photos: Sequence[PhotoInput]
    ) -> tuple[list[NewPhoto], dict[str, Embedding], tuple[RefusedChange, ...]]:
        """Read and store *photos*: those that can be used, their embeddings, and the others."""
        if not photos:
            return [], {}, ()
        request = AnalysisRequest(embedding=True, copies=True)
        kept: list[NewPhoto] = []
        read: dict[str, Embedding] = {}
        problems: list[RefusedChange] = []
        for analysis in self._analyst.analyse(photos, request):
            if isinstance(analysis, PhotoError):
                problems.append(RefusedChange("", "", analysis.message))
                continue
            kept.append(self._stored(analysis))
            if analysis.embedding is not None:
                read[analysis.source_sha256] = analysis.embedding
        return kept, read, tuple(problems)

    def _stored(self, analysis: PhotoAnalysis) -> NewPhoto:
        """The copy has no metadata; the name of the person's file is left out as well."""
        return NewPhoto(
            self._photos.put(analysis),
            analysis.source_sha256,
            analysis.width,
            analysis.height,
            origin=PhotoOrigin.PERSON,
        )
