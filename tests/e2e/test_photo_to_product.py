"""From an image file to the product on the screen, with the shipped model and nothing faked."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import opened_services
from desktop_app.core.types import Verdict
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.paths import DataFolder, demo_folder
from desktop_app.services.bundle import Services
from desktop_app.settings import Settings

FAMILIES = ("HS-NGL-", "EL-LED-", "WP-HYD-", "GR-TEA-", "RT-MUG-", "TL-HAM-")
SKU, ABSENT = "HS-NGL-M", "GR-COF-"
ANSWER_MS = 20_000

pytestmark = [pytest.mark.slow, pytest.mark.gui]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A catalogue of six families of look-alikes from the demo, read by the shipped model."""
    folder = tmp_path_factory.mktemp("shop")
    with (demo_folder() / "catalogue.csv").open(newline="", encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        rows = [row for row in reader if row["sku"].startswith(FAMILIES)]
        columns = reader.fieldnames or []
    with (folder / "catalogue.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)
    (folder / "photos").mkdir()
    for name in {name for row in rows for name in row["photos"].split(";")}:
        shutil.copyfile(demo_folder() / name, folder / name)
    data = DataFolder(tmp_path_factory.mktemp("data"))
    with opened_services(data, Settings(provider="cpu", person="tester")) as opened:
        report = opened.importer.run(folder / "catalogue.csv")
        assert (report.added, report.rejected, report.photo_problems) == (len(rows), (), ())
        yield opened


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, services: Services) -> Iterator[MainWindow]:
    made = MainWindow(services, Theme(qapp, "light"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def drop(window: MainWindow, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    held = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), copy, mime, left, held))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, mime, left, held))


def query_photo(sku: str) -> Path:
    with (demo_folder() / "queries.csv").open(newline="", encoding="utf-8") as stream:
        names = [row["photo"] for row in csv.DictReader(stream) if row["sku"] == sku]
    return demo_folder() / names[0]


def test_a_dropped_photo_shows_the_right_product(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    with qtbot.waitSignal(window.find_page.answered, timeout=ANSWER_MS):
        drop(window, query_photo(SKU))
    product = services.catalogue.product_by_sku(SKU)
    assert product is not None
    assert window.find_page.detail.name.text() == product.name
    shown = window.find_page.detail.compare
    qtbot.waitUntil(lambda: shown.product_side.view.has_picture, timeout=ANSWER_MS)
    qtbot.waitUntil(lambda: shown.query_side.view.has_picture, timeout=ANSWER_MS)
    (entry,) = services.catalogue.history(1)
    assert (entry.top_sku, entry.person) == (SKU, "tester")
    assert entry.model == services.analyst.model.fingerprint


def test_one_key_says_why_and_another_what_differs(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    page = window.find_page
    with qtbot.waitSignal(page.answered, timeout=ANSWER_MS):
        drop(window, query_photo(SKU))
    page.grid.setFocus()
    with qtbot.waitSignal(page.comparison.session.explained, timeout=ANSWER_MS) as explained:
        qtbot.keyClick(page.query.field, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    (found,) = explained.args
    assert 0.3 < found.similarity < 1
    for contributions in (found.query, found.reference):
        assert contributions.values.sum() == pytest.approx(found.similarity, abs=1e-4)
    assert page.detail.compare_bar.sentence.text().startswith("Most alike:")
    with qtbot.waitSignal(page.comparison.session.contrasted, timeout=ANSWER_MS):
        qtbot.keyClick(page.query.field, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert page.detail.difference.lines
    assert page.detail.difference.regions.text().startswith("A: ")


def test_a_typed_chinese_word_lists_its_products(qtbot: QtBot, window: MainWindow) -> None:
    field = window.find_page.query.field
    field.setText("手套")
    with qtbot.waitSignal(window.find_page.answered, timeout=ANSWER_MS):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "手套" in window.find_page.detail.name.text()


def test_an_item_of_another_shop_is_never_called_a_match(
    qtbot: QtBot, window: MainWindow, services: Services
) -> None:
    with (demo_folder() / "queries.csv").open(newline="", encoding="utf-8") as stream:
        names = [r["photo"] for r in csv.DictReader(stream) if r["sku"].startswith(ABSENT)]
    with qtbot.waitSignal(window.find_page.answered, timeout=ANSWER_MS):
        drop(window, demo_folder() / names[0])
    assert services.catalogue.history(1)[0].verdict is not Verdict.MATCH


def test_a_broken_file_leaves_the_window_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(query_photo(SKU).read_bytes()[:2000])
    drop(window, broken)
    bar = window.find_page.message
    qtbot.waitUntil(bar.isVisible, timeout=ANSWER_MS)
    assert "broken.jpg" in bar.what.text()
    assert window.isVisible()
