"""Tables of the quality of a catalogue; rows never leave `desktop_app.catalog`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Float, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.catalog.column_types import Moment
from desktop_app.catalog.schema import NEVER_REUSED, Base


class QualityRunRow(Base):
    """One measurement of the catalogue; `categories` is JSON, nothing in it names a person."""

    __tablename__ = "quality_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str]
    fingerprint: Mapped[str]
    generation: Mapped[int]
    threshold: Mapped[float | None] = mapped_column(Float)
    products: Mapped[int]
    photos: Mapped[int]
    asked: Mapped[int]
    recall_1: Mapped[float | None] = mapped_column(Float)
    recall_5: Mapped[float | None] = mapped_column(Float)
    precision: Mapped[float | None] = mapped_column(Float)
    coverage: Mapped[float | None] = mapped_column(Float)
    foreign_matches: Mapped[float | None] = mapped_column(Float)
    wrong_matches: Mapped[int]
    categories: Mapped[str]

    __table_args__ = (NEVER_REUSED,)


class ThresholdRow(Base):
    """Lowest probability of a match that a person chose for one model, and on how many matches."""

    __tablename__ = "decision_threshold"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float] = mapped_column(Float)
    matches: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str]


class CalibrationRow(Base):
    """A move of the rules of decision for one model and map; `figures` is JSON of its trial."""

    __tablename__ = "own_calibration"

    state: Mapped[str] = mapped_column(primary_key=True)
    octaves: Mapped[float] = mapped_column(Float)
    level: Mapped[float] = mapped_column(Float)
    figures: Mapped[str]
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str]


class PhotoTraitRow(Base):
    """What was measured on the pixels of a photo; gone with the photo."""

    __tablename__ = "photo_trait"

    photo_id: Mapped[int] = mapped_column(
        ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True
    )
    blur: Mapped[float] = mapped_column(Float)
    brightness: Mapped[float] = mapped_column(Float)
    contrast: Mapped[float] = mapped_column(Float)
