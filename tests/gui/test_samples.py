"""Photos to try are offered with the demo catalogue, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.types import Product
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.samples import MOST_SAMPLES, sample_photos
from tests.fake_services.pictures import jpeg, product_picture


class OneProduct:
    def __init__(self, sku: str) -> None:
        self._sku = sku

    def product_by_sku(self, sku: str) -> Product | None:
        return Product(sku, "Gloves") if sku == self._sku else None


@pytest.fixture
def demo(qapp, tmp_path: Path) -> Path:
    rows = [f"q{number}.jpg,,SKU-{number}" for number in range(20)]
    table = "\n".join(["photo,text,sku", "missing.jpg,,SKU-0", "q3.jpg,twice,SKU-3", *rows])
    (tmp_path / "queries.csv").write_text(table, encoding="utf-8")
    for number in range(20):
        picture = jpeg(product_picture("#3E78C9", side=40))
        (tmp_path / f"q{number}.jpg").write_bytes(picture)
    return tmp_path


def test_samples_are_spread_over_the_photos_that_are_there(demo: Path) -> None:
    samples = sample_photos(OneProduct("SKU-3"), demo)
    names = [photo.name for photo, _ in samples]
    assert len(set(names)) == MOST_SAMPLES
    assert "missing.jpg" not in names


def test_without_the_demo_catalogue_nothing_is_offered(demo: Path, tmp_path: Path) -> None:
    assert sample_photos(OneProduct("OTHER"), demo) == []
    assert sample_photos(OneProduct("SKU-3"), tmp_path / "nowhere") == []


def test_a_sample_is_looked_up_by_a_click(qtbot: QtBot, window: MainWindow, demo: Path) -> None:
    empty = window.find_page.empty
    empty.show_samples(sample_photos(OneProduct("SKU-3"), demo))
    assert empty.samples_title.isVisible()
    tile = empty.samples_row.itemAt(1).widget()
    with qtbot.waitSignal(window.find_page.answered):
        tile.click()
    assert len(window.find_page.query.query.photos) == 1
