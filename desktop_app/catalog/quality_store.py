"""What the quality of a catalogue is measured on, and what is kept of the measurements."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from desktop_app.catalog import change_log
from desktop_app.catalog.checksums import is_intact, unpack_vector
from desktop_app.catalog.database import Database
from desktop_app.catalog.quality_rows import PhotoTraitRow, QualityRunRow, ThresholdRow
from desktop_app.catalog.rows import chunks
from desktop_app.catalog.schema import EmbeddingRow, LookupRow, PhotoRow, ProductRow
from desktop_app.core.change import Change, ChangeAction, SubjectKind
from desktop_app.core.clock import now_utc
from desktop_app.core.photo_traits import PhotoTraits
from desktop_app.core.quality import CatalogueState, CategoryFigures, Figures, QualityRun
from desktop_app.core.types import Embedding

PAGE = 4000
"""Embeddings read in one transaction: a long one would hold up writers."""

LIVE = ProductRow.withdrawn.is_(False)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class StoredReferences:
    """All references of live products in one model, by id, oldest first.

    Attributes:
        vectors: shape (n, dim), unit rows.
        product_ids, photo_ids: shape (n,); the photo is 0 for a text.
    """

    vectors: Embedding
    product_ids: npt.NDArray[np.int64]
    photo_ids: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photo of a live product; `is_taught` if a person gave it in a lookup."""

    photo_id: int
    product_id: int
    sha256: str
    width: int
    height: int
    is_taught: bool


@dataclass(frozen=True, slots=True)
class DecidedLookup:
    """A lookup about which a person said what it was; `answer` is the JSON of the answer."""

    at: datetime
    person: str
    model: str
    verdict: str
    decision: str
    decided_sku: str
    answer: str


@dataclass(frozen=True, slots=True)
class SeenItem:
    """That a person looked a product up and it was that, as far as anybody knows."""

    at: datetime
    person: str
    sku: str


@dataclass(frozen=True, slots=True)
class SavedThreshold:
    """Lowest probability of a match, and on how many matches it was chosen."""

    value: float
    matches: int


class QualityStore:
    """Reads and writes for the quality page; safe to use from several threads.

    Each method raises `CatalogueError` if the file cannot be read or written.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = now_utc) -> None:
        self._database = database
        self._clock = clock

    # what is measured

    def references(self, fingerprint: str) -> StoredReferences:
        """References of live products; a damaged one is logged and left out."""
        ids, vectors = [], []
        last = 0
        while page := self._reference_page(fingerprint, last):
            last = page[-1][0]
            for number, product_id, photo_id, crc32, packed in page:
                if is_intact(product_id, photo_id, fingerprint, packed, crc32):
                    ids.append((product_id, photo_id or 0))
                    vectors.append(unpack_vector(packed))
                else:
                    _log.error("embedding %d is damaged and left out", number)
        named = np.array(ids, np.int64).reshape(-1, 2)
        stacked = np.stack(vectors) if vectors else np.empty((0, 1), np.float32)
        return StoredReferences(stacked, named[:, 0].copy(), named[:, 1].copy())

    def _reference_page(
        self, fingerprint: str, after: int
    ) -> list[tuple[int, int, int | None, int, bytes]]:
        columns = select(
            EmbeddingRow.id,
            EmbeddingRow.product_id,
            EmbeddingRow.photo_id,
            EmbeddingRow.crc32,
            EmbeddingRow.vector,
        )
        page = (
            columns.join(ProductRow, EmbeddingRow.product_id == ProductRow.id)
            .where(EmbeddingRow.fingerprint == fingerprint, EmbeddingRow.id > after, LIVE)
            .order_by(EmbeddingRow.id)
            .limit(PAGE)
        )
        with self._database.read() as session:
            return [(row[0], row[1], row[2], row[3], row[4]) for row in session.execute(page)]

    def categories(self) -> dict[int, str]:
        """Category of every live product."""
        with self._database.read() as session:
            found = session.execute(select(ProductRow.id, ProductRow.category).where(LIVE))
            return {number: category for number, category in found}  # noqa: C416  (rows)

    def photos(self) -> list[StoredPhoto]:
        """Photos of live products, by id."""
        columns = select(
            PhotoRow.id,
            PhotoRow.product_id,
            PhotoRow.sha256,
            PhotoRow.width,
            PhotoRow.height,
            PhotoRow.origin == "person",
        )
        with self._database.read() as session:
            found = session.execute(columns.join(ProductRow).where(LIVE).order_by(PhotoRow.id))
            return [StoredPhoto(*row) for row in found]

    # measurements

    def add_run(self, run: QualityRun) -> None:
        """Keep *run*; one of the same state replaces the newest."""
        with self._database.write() as session:
            newest = _newest(session)
            if newest is not None and _run(newest).state == run.state:
                session.delete(newest)
            session.add(_run_row(run))

    def runs(self, limit: int) -> list[QualityRun]:
        """Measurements, newest first."""
        rows = select(QualityRunRow).order_by(QualityRunRow.id.desc()).limit(limit)
        with self._database.read() as session:
            return [_run(row) for row in session.scalars(rows)]

    # thresholds

    def threshold(self, fingerprint: str) -> SavedThreshold | None:
        """What was chosen for one model; None if nothing was."""
        with self._database.read() as session:
            row = session.get(ThresholdRow, fingerprint)
            return SavedThreshold(row.value, row.matches) if row else None

    def save_threshold(self, fingerprint: str, chosen: SavedThreshold | None, person: str) -> None:
        """Keep what was chosen for one model; None forgets it."""
        with self._database.write() as session:
            before = session.get(ThresholdRow, fingerprint)
            change_log.record(session, self._change(before, chosen, person))
            session.execute(delete(ThresholdRow).where(ThresholdRow.fingerprint == fingerprint))
            if chosen is not None:
                row = ThresholdRow(fingerprint=fingerprint, value=chosen.value, person=person)
                row.matches, row.at = chosen.matches, self._clock()
                session.add(row)

    def _change(
        self, before: ThresholdRow | None, chosen: SavedThreshold | None, person: str
    ) -> Change:
        return Change(
            self._clock(),
            person,
            ChangeAction.CHANGED,
            SubjectKind.SETTINGS,
            "match_probability",
            {"match_probability": before.value} if before else {},
            {"match_probability": chosen.value} if chosen else {},
        )

    # what photos are like

    def traits(self) -> dict[int, PhotoTraits]:
        """What was measured, by photo."""
        columns = (PhotoTraitRow.blur, PhotoTraitRow.brightness, PhotoTraitRow.contrast)
        with self._database.read() as session:
            found = session.execute(select(PhotoTraitRow.photo_id, *columns))
            return {number: PhotoTraits(*values) for number, *values in found}

    def save_traits(self, traits: Sequence[tuple[int, PhotoTraits]]) -> None:
        """Keep what was measured; photos that are gone meanwhile are passed over."""
        with self._database.write() as session:
            for chunk in chunks(traits):
                ids = [number for number, _ in chunk]
                there = set(session.scalars(select(PhotoRow.id).where(PhotoRow.id.in_(ids))))
                session.execute(delete(PhotoTraitRow).where(PhotoTraitRow.photo_id.in_(ids)))
                rows = [{"photo_id": n} | asdict(t) for n, t in chunk if n in there]
                if rows:
                    session.execute(insert(PhotoTraitRow), rows)

    # what people looked up

    def decided_lookups(self) -> list[DecidedLookup]:
        """Lookups about which a person said what it was, oldest first."""
        columns = select(
            LookupRow.at,
            LookupRow.person,
            LookupRow.model,
            LookupRow.verdict,
            LookupRow.decision,
            LookupRow.decided_sku,
            LookupRow.answer,
        )
        with self._database.read() as session:
            found = session.execute(columns.where(LookupRow.decision != "").order_by(LookupRow.id))
            return [DecidedLookup(*row) for row in found]

    def history_mark(self) -> tuple[int, ...]:
        """Changes when lookups are added, forgotten or decided about."""
        decided = func.count().filter(LookupRow.decision != "")
        marks = select(func.coalesce(func.max(LookupRow.id), 0), func.count(), decided)
        with self._database.read() as session:
            return tuple(session.execute(marks.select_from(LookupRow)).one())

    def seen_items(self) -> list[SeenItem]:
        """What was looked up, oldest first: what a person said it was, else the match."""
        columns = select(
            LookupRow.at,
            LookupRow.person,
            LookupRow.verdict,
            LookupRow.top_sku,
            LookupRow.decided_sku,
        )
        with self._database.read() as session:
            found = session.execute(columns.order_by(LookupRow.id)).all()
        named = (
            SeenItem(row.at, row.person, row.decided_sku or row.top_sku)
            for row in found
            if row.decided_sku or row.verdict == "match"
        )
        return [item for item in named if item.sku]


def _newest(session: Session) -> QualityRunRow | None:
    return session.scalars(select(QualityRunRow).order_by(QualityRunRow.id.desc())).first()


def _run_row(run: QualityRun) -> QualityRunRow:
    figures = run.figures
    return QualityRunRow(
        at=run.at,
        person=run.person,
        fingerprint=run.state.fingerprint,
        generation=run.state.generation,
        threshold=run.state.threshold,
        products=run.products,
        photos=run.photos,
        asked=figures.asked,
        recall_1=_share(figures.recall_1),
        recall_5=_share(figures.recall_5),
        precision=_share(figures.precision),
        coverage=_share(figures.coverage),
        foreign_matches=_share(run.foreign_matches),
        wrong_matches=figures.wrong_matches,
        categories=json.dumps([_packed(entry) for entry in run.categories], ensure_ascii=False),
    )


def _run(row: QualityRunRow) -> QualityRun:
    return QualityRun(
        row.at,
        row.person,
        CatalogueState(row.fingerprint, row.generation, row.threshold),
        row.products,
        row.photos,
        Figures(
            row.asked,
            _number(row.recall_1),
            _number(row.recall_5),
            _number(row.precision),
            _number(row.coverage),
            row.wrong_matches,
        ),
        _number(row.foreign_matches),
        tuple(_unpacked(entry) for entry in json.loads(row.categories)),
        run_id=row.id,
    )


def _packed(entry: CategoryFigures) -> dict[str, object]:
    shares = asdict(entry.figures)
    return {name: _share(value) for name, value in shares.items()} | {"category": entry.category}


def _unpacked(entry: dict[str, Any]) -> CategoryFigures:
    shares = {name: _number(value) for name, value in entry.items() if name != "category"}
    counts = {name: int(shares[name]) for name in ("asked", "wrong_matches")}
    return CategoryFigures(entry["category"], Figures(**shares | counts))  # type: ignore[arg-type]


def _share(value: float) -> float | None:
    return None if math.isnan(value) else value


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
