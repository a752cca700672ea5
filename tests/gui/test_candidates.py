"""The results: model, tiles, and moving through them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop_app.core.types import Candidate, Evidence, EvidenceKind, Reason, Verdict
from desktop_app.gui.candidate_delegate import (
    LEAST_PICTURE_PX,
    LOW_WORDS_PX,
    CandidateDelegate,
    elided_lines,
    fitting_height,
    likelihood_colours,
    tile_height,
)
from desktop_app.gui.candidate_grid import CandidateGrid
from desktop_app.gui.candidate_model import CandidateModel, CandidateRole
from desktop_app.gui.theme import LIGHT, Theme
from desktop_app.gui.thumbnails import PictureLoader
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import answer_for


@pytest.fixture
def model(qtbot: QtBot, pictures: PictureLoader, services: FakeServices) -> CandidateModel:
    return CandidateModel(pictures, services.catalogue.photo_path)


def candidates(services: FakeServices) -> tuple[Candidate, ...]:
    return answer_for(services.catalogue.all).candidates


def test_the_model_is_sound_empty_and_full(
    model: CandidateModel, services: FakeServices, qtmodeltester
) -> None:
    qtmodeltester.check(model)
    model.show_candidates(candidates(services))
    qtmodeltester.check(model)
    assert model.rowCount() == len(services.catalogue.all)


def test_pictures_appear_when_they_are_loaded(
    qtbot: QtBot, model: CandidateModel, services: FakeServices
) -> None:
    with qtbot.waitSignal(model.dataChanged):
        model.show_candidates(candidates(services))
    qtbot.waitUntil(lambda: model.index(7).data(CandidateRole.PICTURE) is not None)


def test_a_missing_picture_leaves_its_place_empty(
    qtbot: QtBot, model: CandidateModel, services: FakeServices
) -> None:
    first = candidates(services)[:1]
    services.catalogue.photo_path(first[0].best_photo.sha256).unlink()
    with qtbot.waitSignal(model.dataChanged):
        model.show_candidates(first)
    assert model.index(0).data(CandidateRole.PICTURE) is None


def test_a_tile_says_all_it_shows_to_a_screen_reader(
    model: CandidateModel, services: FakeServices
) -> None:
    model.show_candidates(candidates(services))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    likely = "Very likely 97\N{NO-BREAK SPACE}%"
    expected = f"Nitrile gloves, blue, size M, MS-1001, A-12-03, {likely}, In stock: 240"
    assert spoken == expected


def test_words_found_by_text_have_no_number(model: CandidateModel, services: FakeServices) -> None:
    answer = answer_for(services.catalogue.all, Verdict.UNSURE, Reason.TEXT_ONLY, text="blue")
    model.show_candidates(answer.candidates)
    assert model.index(0).data(CandidateRole.LIKELIHOOD) == "Found by words"
    assert model.index(0).data(CandidateRole.PROBABILITY) == ""


@pytest.mark.parametrize(
    ("probability", "kind", "colour"),
    [
        (0.97, EvidenceKind.PHOTO, LIGHT.success),
        (0.7, EvidenceKind.PHOTO, LIGHT.warning),
        (0.05, EvidenceKind.PHOTO, LIGHT.neutral),
        (1.0, EvidenceKind.CODE, LIGHT.success),
        (None, EvidenceKind.TEXT, LIGHT.accent),
    ],
)
def test_colour_follows_likelihood(services: FakeServices, probability, kind, colour) -> None:
    product = services.catalogue.all[0]
    candidate = Candidate(product, 0.8, probability, (Evidence(kind, 0.8),))
    assert likelihood_colours(candidate, LIGHT)[0] == colour


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 500, ["short"]),
        ("", 500, [""]),
        ("two words", 60, ["two", "words"]),
    ],
)
def test_names_break_at_words(qapp, text: str, width: int, expected: list[str]) -> None:
    font = QFont("Inter")
    font.setPixelSize(14)
    assert elided_lines(text, font, width, 2) == expected


def test_a_long_name_ends_with_an_ellipsis_and_keeps_to_its_lines(qapp) -> None:
    lines = elided_lines("丁腈手套 " * 30, QFont("Inter"), 120, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


@pytest.mark.parametrize("dark", [False, True])
def test_a_tile_paints_picture_words_and_colour(
    qtbot: QtBot, model: CandidateModel, services: FakeServices, theme: Theme, dark: bool
) -> None:
    if dark:
        theme.choose("dark")
    model.show_candidates(candidates(services))
    qtbot.waitUntil(lambda: model.index(0).data(CandidateRole.PICTURE) is not None)
    delegate = CandidateDelegate(theme)
    option = QStyleOptionViewItem()
    option.rect.setSize(QSize(220, tile_height(220)))
    image = QImage(220, tile_height(220), QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0))
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(220) for y in range(image.height())}
    assert theme.tokens.success_soft.lower() in colours  # the ground of "Very likely"
    assert len(colours) > 100  # the picture


def test_a_low_tile_shows_the_number_in_the_corner_of_its_picture(
    qtbot: QtBot, model: CandidateModel, services: FakeServices, theme: Theme
) -> None:
    model.show_candidates(candidates(services))
    qtbot.waitUntil(lambda: model.index(0).data(CandidateRole.PICTURE) is not None)
    height = fitting_height(220, 2 * 180)
    assert height == 180
    option = QStyleOptionViewItem()
    option.rect.setSize(QSize(220, height))
    image = QImage(220, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    CandidateDelegate(theme).paint(painter, option, model.index(0))
    painter.end()
    ground = theme.tokens.success_soft.lower()
    spots = [
        (x, y) for x in range(220) for y in range(height) if image.pixelColor(x, y).name() == ground
    ]
    assert spots
    assert min(x for x, _ in spots) > 110
    assert max(y for _, y in spots) < 50


@pytest.mark.parametrize(
    ("room", "height"),
    [(1000, tile_height(220)), (400, 200), (200, LEAST_PICTURE_PX + LOW_WORDS_PX)],
)
def test_two_tiles_fit_until_their_picture_would_be_too_low(room: int, height: int) -> None:
    assert fitting_height(220, room) == height


def test_tiles_fill_the_width_of_the_grid(
    qtbot: QtBot, model: CandidateModel, services: FakeServices, theme: Theme
) -> None:
    grid = CandidateGrid(model, theme)
    qtbot.addWidget(grid)
    model.show_candidates(candidates(services))
    grid.resize(700, 500)
    grid.show()
    width = grid.gridSize().width()
    assert 700 - 3 * width < 20
    grid.resize(460, 500)
    assert 460 - 2 * grid.gridSize().width() < 20
