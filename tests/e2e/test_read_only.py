"""A catalogue that may not be written is opened all the same, and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.app import opened_services
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.paths import DataFolder
from desktop_app.services.lookup import Query
from desktop_app.settings import Settings
from tests.catalog.shops import filled


@pytest.mark.slow
def test_words_and_codes_are_answered_without_saving(tmp_path: Path) -> None:
    place = filled(tmp_path / "data")
    before = place.file.read_bytes()
    with opened_services(DataFolder(place.root), Settings(), read_only=True) as services:
        outcome = services.lookup.lookup(Query(text="own-3"))
        assert outcome.answer.best is not None
        assert outcome.answer.best.sku == "SKU-3"
        assert outcome.answer.lookup_id is None
        with pytest.raises(CatalogueError) as caught:
            services.importer.run(_table(tmp_path))
        assert caught.value.message.id is MessageId.CATALOGUE_READ_ONLY
    assert place.file.read_bytes() == before


def _table(folder: Path) -> Path:
    file = folder / "more.csv"
    file.write_text("sku,name\nX1,Thing\n", encoding="utf-8")
    return file
