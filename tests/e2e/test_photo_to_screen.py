"""From a photo file to the product on the screen, with the model pack that ships."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import STANDARD_PACK, open_services
from desktop_app.core.types import Verdict
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.paths import DataFolder, demo_folder, model_packs_folder
from desktop_app.services.bundle import Services
from desktop_app.settings import Settings

PRODUCTS = 8

pytestmark = [
    pytest.mark.slow,
    pytest.mark.gui,
    pytest.mark.skipif(
        not (model_packs_folder() / STANDARD_PACK).is_dir(), reason="the model pack is not here"
    ),
]


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The first products of the demo catalogue that have a query photo; photos stay in place."""
    demo = demo_folder()
    wanted = [row["sku"] for row in _rows(demo / "queries.csv") if row["sku"]][:PRODUCTS]
    rows = [row for row in _rows(demo / "catalogue.csv") if row["sku"] in wanted]
    for row in rows:
        for photo in row["photos"].split(";"):
            copy = tmp_path / photo
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes((demo / photo).read_bytes())
    file = tmp_path / "catalogue.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_services(DataFolder(tmp_path / "data"), Settings(provider="cpu", language="en"))
    yield opened
    opened.close()


def _drop(window: MainWindow, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(window, event)


def test_a_dropped_photo_shows_its_product(
    qtbot: QtBot, qapp: QApplication, services: Services, catalogue: Path
) -> None:
    report = services.importer.run(catalogue)
    assert report.added == PRODUCTS
    query = next(row for row in _rows(demo_folder() / "queries.csv") if row["sku"])
    window = MainWindow(services, Theme(qapp, "light"))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.find_page.answered, timeout=60_000) as answered:
        _drop(window, demo_folder() / query["photo"])
    answer, detail = answered.args[0], window.find_page.detail
    assert answer.best.sku == query["sku"]
    assert answer.verdict is not Verdict.NOT_IN_CATALOGUE
    assert query["sku"] in detail.meta.text()
    assert window.find_page.verdict.isVisible()
    qtbot.waitUntil(lambda: detail.compare.query_side.view.has_picture)
    qtbot.waitUntil(lambda: detail.compare.product_side.view.has_picture)
    assert services.catalogue.history(1)[0].top_sku == query["sku"]
    window.close()
