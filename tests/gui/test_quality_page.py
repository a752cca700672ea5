"""The quality page as a person uses it: figures, the line, lists, saving, errors, languages."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.core.photo_traits import PhotoProblem
from desktop_app.gui import translator
from desktop_app.gui.page import PageContext
from desktop_app.gui.quality_page import QualityPage
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from tests.fake_services.all_services import FakeServices

FIGURES, THRESHOLD, PHOTOS, PAIRS, FIT, HISTORY = range(6)


@pytest.fixture
def page(
    qtbot: QtBot, services: FakeServices, pictures: PictureLoader, theme: Theme
) -> Iterator[QualityPage]:
    made = QualityPage(PageContext(services, pictures, theme))
    qtbot.addWidget(made)
    made.resize(1200, 720)
    with qtbot.waitSignal(made.session.noted, timeout=10_000):
        made.show()
    yield made
    made.close_session()


def test_the_figures_are_shown_with_their_limits(page: QualityPage) -> None:
    assert page.figures.first.value.text() == "88.0 %"
    assert "86.1 %" in page.figures.first.words.text()
    assert page.figures.precision.words.text().startswith("31 wrong of")
    assert "12 products with one photo" in page.figures.limits.text()
    model = page.figures.model
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names[0] == "Cleaning", "the worst category comes first"
    assert len(names) == 5
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    role = Qt.ItemDataRole.TextAlignmentRole
    assert model.headerData(1, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(0, Qt.Orientation.Horizontal, role) is None


def test_shown_again_it_measures_only_what_changed(
    qtbot: QtBot, page: QualityPage, services: FakeServices
) -> None:
    for _ in range(2):
        page.hide()
        with qtbot.waitSignal(page.session.noted):
            page.show()
    assert services.quality.measured == 1
    with qtbot.waitSignal(page.session.noted):
        qtbot.mouseClick(page.measure_button, Qt.MouseButton.LeftButton)
    assert services.quality.measured == 2


def test_the_line_follows_the_mouse_and_says_what_it_does(qtbot: QtBot, page: QualityPage) -> None:
    page.tabs.setCurrentIndex(THRESHOLD)
    plot = page.threshold.plot
    frame = plot.frame()
    assert frame is not None
    before = page.threshold.words.text()
    start, end = frame.place(0.9, 0.5).toPoint(), frame.place(0.5, 0.5).toPoint()
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(plot, end)
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=end)
    assert plot.line == pytest.approx(0.5, abs=0.01)
    point = page.threshold.point
    assert point is not None
    assert page.threshold.words.text() != before
    assert f"Right: {point.right} of {point.matches} matches" in page.threshold.words.text()
    assert page.threshold.words.text() == plot.accessibleDescription()
    assert page.threshold.curve.plot is not None
    assert page.threshold.curve.plot.dot == (point.recall, point.precision)
    qtbot.mouseMove(plot, end + QPoint(60, 0))
    assert plot.line == pytest.approx(0.5, abs=0.01), "the button is up"


def test_the_line_follows_the_keys(qtbot: QtBot, page: QualityPage) -> None:
    page.tabs.setCurrentIndex(THRESHOLD)
    plot = page.threshold.plot
    plot.setFocus()
    assert plot.line == 0.9
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.line == pytest.approx(0.89)
    qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert plot.line == pytest.approx(0.891)
    qtbot.keyClick(plot, Qt.Key.Key_End)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.line == 1.0
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.line == 0.0


def test_few_matches_are_called_a_guess(qtbot: QtBot, page: QualityPage) -> None:
    page.tabs.setCurrentIndex(THRESHOLD)
    page.threshold.plot.setFocus()
    assert "a guess" not in page.threshold.words.text()
    for _ in range(9):
        qtbot.keyClick(page.threshold.plot, Qt.Key.Key_Right)
    point = page.threshold.point
    assert point is not None
    assert 0 < point.matches < 100
    assert "a guess" in page.threshold.words.text()


def test_a_threshold_is_found_saved_and_taken_back(
    qtbot: QtBot, page: QualityPage, services: FakeServices
) -> None:
    page.tabs.setCurrentIndex(THRESHOLD)
    view = page.threshold
    assert not view.save_button.isEnabled(), "it is in force already"
    assert not view.reset_button.isEnabled()
    view.target.setCurrentIndex(view.target.findData(0.98))
    qtbot.mouseClick(view.find_button, Qt.MouseButton.LeftButton)
    found = view.plot.line
    assert found is not None
    assert view.point is not None
    assert view.point.precision >= 0.98
    with qtbot.waitSignal(page.session.noted):
        qtbot.mouseClick(view.save_button, Qt.MouseButton.LeftButton)
    person = services.settings.person_or_login
    assert services.quality.thresholds.saved == [(found, view.point.matches, person)]
    assert page.message.isVisibleTo(page)
    said = f"Your threshold holds now: a photo is called a match from {found:.3f} on"
    assert page.message.what.text() == f"{said} (before: from 0.900 on)."
    assert services.quality.measured == 2, "the figures are those of the new threshold"
    assert "again: 0.900" in view.reset_button.toolTip()
    with qtbot.waitSignal(page.session.noted):
        qtbot.mouseClick(view.reset_button, Qt.MouseButton.LeftButton)
    assert services.quality.thresholds.in_force == services.quality.thresholds.standard
    said = "Your threshold is dropped, the model's own holds again: a photo is called a match from"
    assert page.message.what.text() == f"{said} 0.900 on (before: from {found:.3f} on)."
    assert "fewer wrong ones" in page.message.rest.text()
    assert view.plot.line == 0.9


def test_without_calibration_there_is_no_line(
    qtbot: QtBot, page: QualityPage, services: FakeServices
) -> None:
    services.quality.thresholds.in_force = services.quality.thresholds.standard = None
    with qtbot.waitSignal(page.session.noted):
        page.measure_button.click()
    assert page.threshold.plot.line is None
    assert not page.threshold.save_button.isEnabled()
    assert "never calibrated" in page.threshold.words.text()


def test_the_plot_is_saved_as_picture_and_as_table(page: QualityPage, tmp_path: Path) -> None:
    assert not page.export_button.isEnabled(), "the figures are no plot"
    page.tabs.setCurrentIndex(THRESHOLD)
    assert page.export_button.isEnabled()
    page.save_plot(tmp_path / "plot.png")
    picture = QImage(str(tmp_path / "plot.png"))
    assert (picture.width(), picture.height()) == (1280, 800)
    colours = {picture.pixel(x, 400) for x in range(0, 1280, 3)}
    assert len(colours) > 2, "an empty page has one colour"
    page.save_plot(tmp_path / "plot.csv")
    with (tmp_path / "plot.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["series", "Threshold: least probability of a match", "Share of photos"]
    recall = [float(y) for name, _, y in rows[1:] if name == "Recall"]
    assert len(recall) == 201
    assert recall == sorted(recall, reverse=True)
    page.save_plot(tmp_path / "no folder" / "plot.csv")
    assert "no folder" in page.message.what.text()


def test_photos_are_narrowed_by_problem_and_opened(qtbot: QtBot, page: QualityPage) -> None:
    page.tabs.setCurrentIndex(PHOTOS)
    model = page.photos.model
    assert model.rowCount() == len(PhotoProblem)
    qtbot.waitUntil(lambda: model.product(0) is not None)
    assert "MS-1001" in model.index(0, 1).data()
    page.photos.which.setCurrentIndex(page.photos.which.findData("dark"))
    assert model.rowCount() == 1
    assert model.index(0, 2).data() == "Too dark"
    assert page.photos.count.text() == "1 note on 1 product"
    model.index(0, 1).data()
    qtbot.waitUntil(lambda: model.product(0) is not None)
    product = model.product(0)
    assert product is not None
    with qtbot.waitSignal(page.sought) as sought:
        qtbot.keyClick(page.photos.table, Qt.Key.Key_Return)
    assert sought.args == [product.sku]


def test_a_hundred_thousand_notes_ask_for_what_is_seen_alone(
    qtbot: QtBot, page: QualityPage, services: FakeServices
) -> None:
    services.photo_care.notes_wanted = 12_500
    asked: list[list[int]] = []
    page.photos.model.wanted.connect(asked.append)
    page.tabs.setCurrentIndex(PHOTOS)
    with qtbot.waitSignal(page.session.noted):
        page.measure_button.click()
    qtbot.waitUntil(lambda: bool(asked))
    assert page.photos.model.rowCount() == 100_000
    assert max(map(len, asked)) <= 100
    page.photos.table.scrollToBottom()
    assert page.photos.model.index(99_999, 2).data() == "Blurred"


def test_a_row_of_look_alikes_has_room_for_both_names(
    qtbot: QtBot, page: QualityPage, services: FakeServices
) -> None:
    page.tabs.setCurrentIndex(PAIRS)
    page.resize(1282, 700)
    one, other = services.catalogue.all[:2]
    chinese = {p.product_id: replace(p, name="断路器 16安") for p in (one, other)}
    pair = replace(page.pairs.model.items[0], first_id=one.product_id, second_id=other.product_id)
    page.pairs.model.show_pairs([pair], chinese)
    assert page.pairs.table.sizeHintForRow(0) <= page.pairs.table.rowHeight(0)


def test_look_alikes_are_seen_side_by_side(qtbot: QtBot, page: QualityPage) -> None:
    page.tabs.setCurrentIndex(PAIRS)
    qtbot.waitUntil(lambda: page.pairs.first.has_picture and page.pairs.second.has_picture)
    assert page.pairs.first.accessibleName() == "MS-1001"
    qtbot.keyClick(page.pairs.table, Qt.Key.Key_Down)
    assert page.pairs.first.accessibleName() == "MS-1002"
    assert "4 of 24" in page.pairs.words.text()
    with qtbot.waitSignal(page.pairs.products_opened) as opened:
        qtbot.keyClick(page.pairs.table, Qt.Key.Key_Return)
    assert [product.sku for product in opened.args[0]] == ["MS-1002", "MS-1003"]


def test_the_history_is_a_plot_and_a_table(page: QualityPage) -> None:
    page.tabs.setCurrentIndex(HISTORY)
    plot = page.history.plot.plot
    assert plot is not None
    first = plot.series[0].points
    assert [y for _, y in first] == sorted(y for _, y in first), "the oldest is at the left"
    assert page.history.model.rowCount() == 6
    assert page.history.model.index(0, 3).data() == "88.0 %"


def test_an_error_is_said_and_the_page_goes_on(
    qtbot: QtBot, page: QualityPage, services: FakeServices
) -> None:
    services.quality.error = CatalogueError(MessageId.CATALOGUE_UNREADABLE, name="x", reason="y")
    with qtbot.waitSignal(page.session.failed):
        page.measure_button.click()
    assert page.message.isVisibleTo(page)
    assert page.measure_button.isEnabled()
    assert page.figures.first.value.text() == "88.0 %", "the old figures stay"


def test_an_empty_catalogue_says_what_to_do(
    qtbot: QtBot, tmp_path: Path, pictures: PictureLoader, theme: Theme
) -> None:
    services = FakeServices(tmp_path / "empty", filled=False)
    page = QualityPage(PageContext(services, pictures, theme))
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.session.noted):
        page.show()
    assert page.stack.currentWidget() is page.empty
    assert page.empty.title.text() == "Nothing to measure yet"
    page.close_session()


def test_it_speaks_chinese(page: QualityPage, qapp: QApplication) -> None:
    translator.install(qapp, "zh_CN")
    QApplication.processEvents()
    assert page.title.text() == "质量"
    assert "精确率" in page.threshold.words.text()
    assert page.figures.model.headerData(0, Qt.Orientation.Horizontal) == "类别"
    model = page.photos.model
    assert model.index(0, 2).data() == "没有照片"
