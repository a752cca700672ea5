"""The row of small pictures, also where not all of them have room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.gui.photo_strip import PhotoStrip, Picture
from desktop_app.gui.thumbnails import PictureLoader
from tests.fake_services.pictures import jpeg, product_picture


@pytest.fixture
def strip(qtbot: QtBot, pictures: PictureLoader) -> PhotoStrip:
    made = PhotoStrip(pictures)
    qtbot.addWidget(made)
    data = jpeg(product_picture("#3E78C9", 40))
    made.show_pictures([Picture(f"p{n}", data, data) for n in range(10)], 0)
    made.rename("Photo {n}")
    made.resize(180, 52)
    made.show()
    return made


def seen(strip: PhotoStrip) -> list[str]:
    return [t.accessibleName() for t in strip.findChildren(QToolButton) if t.isVisible()]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [(0, [1, 2, 3]), (1, [1, 2, 3]), (5, [5, 6, 7]), (9, [8, 9, 10])],
)
def test_the_chosen_picture_is_always_seen(
    strip: PhotoStrip, chosen: int, expected: list[int]
) -> None:
    strip.choose(chosen)
    assert seen(strip) == [f"Photo {n}" for n in expected]


def test_clicking_at_the_edge_wanders_on(qtbot: QtBot, strip: PhotoStrip) -> None:
    tile = strip.findChildren(QToolButton)[2]
    with qtbot.waitSignal(strip.chosen):
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert seen(strip) == ["Photo 2", "Photo 3", "Photo 4"]


def test_all_are_seen_where_there_is_room(strip: PhotoStrip) -> None:
    strip.resize(900, 52)
    assert len(seen(strip)) == 10
    assert strip.minimumSizeHint().width() < 60
