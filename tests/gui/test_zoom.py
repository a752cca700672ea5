"""Pictures that are compared are enlarged and moved in step, by wheel, fingers, mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QHelpEvent,
    QNativeGestureEvent,
    QPixmap,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.core.explanation import Area
from desktop_app.gui.picture_overlays import HeatOverlay, Mark, MarkOverlay, Overlays
from desktop_app.gui.theme import Theme
from desktop_app.gui.zoom import MOST, Zoom
from desktop_app.gui.zoomable_picture import ZoomablePicture
from tests.fake_services.explanation import spot
from tests.fake_services.pictures import product_picture

MIDDLE = QPointF(200, 150)


@pytest.fixture
def zoom() -> Zoom:
    return Zoom()


@pytest.fixture
def pictures(qtbot: QtBot, theme: Theme, zoom: Zoom) -> list[ZoomablePicture]:
    """Two views of one zoom: a square picture, and a wide one."""
    made = []
    for size in ((800, 800), (800, 400)):
        view = ZoomablePicture(theme, zoom)
        qtbot.addWidget(view)
        view.resize(400, 300)
        view.show_picture(QPixmap.fromImage(product_picture("#3E78C9", 800).scaled(*size)))
        view.show()
        made.append(view)
    return made


def wheel(view: ZoomablePicture, notches: int, at: QPointF = MIDDLE) -> bool:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
    return event.isAccepted()


def place_under(view: ZoomablePicture, point: QPointF) -> tuple[float, float]:
    rect = view.picture_rect()
    return (point.x() - rect.x()) / rect.width(), (point.y() - rect.y()) / rect.height()


def test_a_fitted_picture_stands_in_the_middle(pictures: list[ZoomablePicture]) -> None:
    assert pictures[0].picture_rect() == QRectF(50, 0, 300, 300)
    assert pictures[1].picture_rect() == QRectF(0, 50, 400, 200)


def test_the_wheel_enlarges_both_around_the_pointer(
    pictures: list[ZoomablePicture], zoom: Zoom
) -> None:
    at = QPointF(150, 150)
    before = place_under(pictures[0], at)
    assert wheel(pictures[0], 3, at)
    assert zoom.scale == pytest.approx(1.25**3)
    assert place_under(pictures[0], at) == pytest.approx(before, abs=1e-6)
    assert pictures[1].picture_rect().width() == pytest.approx(400 * zoom.scale)
    centres = [place_under(view, MIDDLE)[0] for view in pictures]
    assert centres[0] == pytest.approx(centres[1])


def test_the_wheel_scrolls_the_page_where_nothing_is_enlarged(
    pictures: list[ZoomablePicture], zoom: Zoom
) -> None:
    assert not wheel(pictures[0], -1)
    wheel(pictures[0], 1)
    assert wheel(pictures[0], -1)
    assert zoom.is_fitted


def test_a_picture_never_leaves_its_place_empty(
    pictures: list[ZoomablePicture], zoom: Zoom
) -> None:
    zoom.set_scale(100)
    assert zoom.scale == MOST
    zoom.set_scale(2)
    zoom.move(9, -9)
    assert zoom.centre == QPointF(0.75, 0.25)
    rect = pictures[0].picture_rect()
    assert (rect.right(), rect.top()) == pytest.approx((400, 0))


def test_dragging_moves_what_is_seen_of_both(
    qtbot: QtBot, pictures: list[ZoomablePicture], zoom: Zoom
) -> None:
    zoom.set_scale(4)
    view = pictures[0]
    before = [each.picture_rect().x() for each in pictures]
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(view, left, pos=QPoint(200, 150))
    assert view.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseMove(view, QPoint(230, 150))
    qtbot.mouseRelease(view, left, pos=QPoint(230, 150))
    assert view.picture_rect().x() == pytest.approx(before[0] + 30, abs=1)
    assert pictures[1].picture_rect().x() > before[1]
    assert view.cursor().shape() == Qt.CursorShape.OpenHandCursor


def test_a_fitted_picture_is_not_dragged(
    qtbot: QtBot, pictures: list[ZoomablePicture], zoom: Zoom
) -> None:
    qtbot.mousePress(pictures[0], Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    qtbot.mouseMove(pictures[0], QPoint(230, 150))
    qtbot.mouseRelease(pictures[0], Qt.MouseButton.LeftButton, pos=QPoint(230, 150))
    assert zoom.centre == QPointF(0.5, 0.5)


def test_a_double_click_shows_full_size_and_then_the_whole(
    qtbot: QtBot, pictures: list[ZoomablePicture], zoom: Zoom
) -> None:
    view = pictures[0]
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert zoom.scale == pytest.approx(800 / 300 / view.devicePixelRatioF())
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    assert zoom.is_fitted


def test_arrows_move_an_enlarged_picture_alone(
    qtbot: QtBot, pictures: list[ZoomablePicture], zoom: Zoom
) -> None:
    qtbot.keyClick(pictures[0], Qt.Key.Key_Right)
    assert zoom.centre == QPointF(0.5, 0.5)
    zoom.set_scale(3)
    qtbot.keyClick(pictures[0], Qt.Key.Key_Right)
    qtbot.keyClick(pictures[0], Qt.Key.Key_Up)
    assert zoom.centre.x() > 0.5 > zoom.centre.y()


def test_a_touchpad_pinch_enlarges(pictures: list[ZoomablePicture], zoom: Zoom) -> None:
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        MIDDLE,
        MIDDLE,
        pictures[0].mapToGlobal(MIDDLE),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(pictures[0], event)
    assert zoom.scale == pytest.approx(1.5)


def test_a_pinch_with_two_fingers_enlarges(
    qtbot: QtBot, pictures: list[ZoomablePicture], zoom: Zoom
) -> None:
    view, screen = pictures[0], QTest.createTouchDevice()
    QTest.touchEvent(view, screen).press(0, QPoint(190, 150), view).press(
        1, QPoint(210, 150), view
    ).commit()
    for spread in (20, 40, 60):
        QTest.touchEvent(view, screen).move(0, QPoint(190 - spread, 150), view).move(
            1, QPoint(210 + spread, 150), view
        ).commit()
    QTest.touchEvent(view, screen).release(0, QPoint(130, 150), view).release(
        1, QPoint(270, 150), view
    ).commit()
    assert zoom.scale > 1.5


def test_enlarging_shows_more_detail_of_the_same_place(
    pictures: list[ZoomablePicture], zoom: Zoom
) -> None:
    fitted = pictures[0].grab().toImage()
    zoom.set_scale(2)
    enlarged = pictures[0].grab().toImage()
    assert fitted != enlarged
    assert fitted.pixelColor(200, 100).name() == enlarged.pixelColor(200, 50).name()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_tooltip_says_what_a_region_adds(pictures: list[ZoomablePicture]) -> None:
    view = pictures[0]
    view.show_overlay(Overlays(HeatOverlay(spot(0, 0, weak=0.5 / 80)), MarkOverlay(())), "words")
    assert view.accessibleDescription() == "words"
    for point, is_shown in ((QPoint(60, 10), True), (QPoint(10, 10), False)):
        asked = QHelpEvent(QEvent.Type.ToolTip, point, view.mapToGlobal(point))
        QApplication.sendEvent(view, asked)
        assert asked.isAccepted() == is_shown
    assert QToolTip.text().startswith("50.0")


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_what_is_alike_is_lighter_wherever_the_picture_stands(
    pictures: list[ZoomablePicture], zoom: Zoom, scale: float
) -> None:
    view = pictures[0]
    grey = QPixmap(300, 300)
    grey.fill(Qt.GlobalColor.gray)
    view.show_picture(grey)
    view.show_overlay(HeatOverlay(spot(4, 4)))
    zoom.set_scale(scale)
    image = view.grab().toImage()
    away = QPoint(200 - round(60 * scale), 150)
    assert image.pixelColor(200, 150).lightness() > image.pixelColor(away).lightness() + 20


def test_a_sign_stays_in_sight_while_its_region_is(
    pictures: list[ZoomablePicture], zoom: Zoom
) -> None:
    view = pictures[0]
    view.show_overlay(MarkOverlay([Mark(Area(0.3, 0.3, 0.4, 0.4), "A")]))
    assert sign_is_at(view, QPoint(260, 90))
    zoom.set_scale(4)
    assert sign_is_at(view, QPoint(386, 14))


def test_signs_of_the_same_place_stand_beside_each_other(
    pictures: list[ZoomablePicture],
) -> None:
    same = Area(0.3, 0.3, 0.4, 0.4)
    pictures[0].show_overlay(MarkOverlay([Mark(same, "A"), Mark(same, "B")]))
    assert sign_is_at(pictures[0], QPoint(260, 90))
    assert sign_is_at(pictures[0], QPoint(234, 90))


def sign_is_at(view: ZoomablePicture, at: QPoint) -> bool:
    """Whether the dark ground of a sign is seen at a place."""
    image = view.grab().toImage()
    points = [at + QPoint(x, y) for x in range(-8, 9) for y in range(-8, 9)]
    return [image.pixelColor(p).getRgb()[:3] for p in points].count((20, 20, 20)) > 60
