"""Table of the maps fitted on the catalogue; rows never leave `desktop_app.catalog`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.catalog.column_types import Moment
from desktop_app.catalog.schema import Base


class AdaptationRow(Base):
    """The map of one model pack's embeddings, and the rules that go with it.

    `matrix` is little-endian float32, rows first; `facts` is JSON; `sha256` guards all of it.
    """

    __tablename__ = "adaptation"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str]
    dim: Mapped[int]
    matrix: Mapped[bytes]
    facts: Mapped[str]
    sha256: Mapped[str]
