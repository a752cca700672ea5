"""Learning how sure answers are, as a person does it on the quality page."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.calibration_trial import CalibrationVerdict
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.gui import translator
from desktop_app.gui.quality_certainty import QualityCertainty
from desktop_app.gui.theme import Theme
from tests.fake_services.all_services import FakeServices


@pytest.fixture
def view(qtbot: QtBot, services: FakeServices, theme: Theme) -> Iterator[QualityCertainty]:
    del theme  # in English
    made = QualityCertainty(services)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.session.told):
        made.show()
    yield made
    made.close_session()


def test_at_first_the_rules_of_the_model_hold(view: QualityCertainty) -> None:
    assert "model's own rules" in view.state.text()
    assert (view.learn_button.isEnabled(), view.reset_button.isEnabled()) == (True, False)
    assert not view.verdict.isVisible()


def test_learning_says_what_came_of_it_and_can_be_taken_back(
    qtbot: QtBot, view: QualityCertainty
) -> None:
    with qtbot.waitSignal(view.changed):
        qtbot.mouseClick(view.learn_button, Qt.MouseButton.LeftButton)
    assert view.verdict.text().startswith("Kept")
    assert "0.354 by the model's rules, 0.172 as learned" in view.figures.text()
    assert "very photo: 2" in view.figures.text()
    assert view.reset_button.isEnabled()
    with qtbot.waitSignal(view.changed):
        view.reset_button.setFocus()
        qtbot.keyClick(view.reset_button, Qt.Key.Key_Space)
    assert "model's own rules" in view.state.text()
    assert not view.reset_button.isEnabled()
    assert view.learn_button.hasFocus()


def test_what_is_no_better_changes_nothing(
    qtbot: QtBot, view: QualityCertainty, services: FakeServices
) -> None:
    services.calibrations.verdict = CalibrationVerdict.NO_GAIN
    with qtbot.assertNotEmitted(view.changed), qtbot.waitSignal(view.session.told):
        view.learn()
    assert view.verdict.text().startswith("Not kept")
    assert not view.reset_button.isEnabled()


def test_the_verdict_stays_until_something_else_holds(
    qtbot: QtBot, view: QualityCertainty, services: FakeServices
) -> None:
    services.calibrations.verdict = CalibrationVerdict.NO_GAIN
    with qtbot.waitSignal(view.session.told):
        view.learn()
    view.hide()
    with qtbot.waitSignal(view.session.told):
        view.show()
    assert view.verdict.text().startswith("Not kept")
    services.calibrations.verdict = CalibrationVerdict.HELPS
    with qtbot.waitSignal(view.changed):
        view.learn()
    services.calibrations.saved = None  # another map of the embeddings is in use
    view.hide()
    with qtbot.waitSignal(view.session.told):
        view.show()
    assert not view.verdict.isVisible()
    assert not view.figures.isVisible()


def test_learning_is_seen_and_ends_with_the_window(
    qtbot: QtBot, view: QualityCertainty, services: FakeServices
) -> None:
    services.calibrations.gate = threading.Event()
    view.learn()
    assert view.state.text() == "Learning from what was decided…"
    assert services.calibrations.began.wait(10)
    view.close_session()
    assert services.calibrations.was_stopped.is_set()


def test_an_error_is_told_and_it_can_be_tried_again(
    qtbot: QtBot, view: QualityCertainty, services: FakeServices
) -> None:
    services.calibrations.error = CatalogueError(MessageId.ROLE_NEEDED)
    with qtbot.waitSignal(view.failed):
        view.learn()
    assert view.learn_button.isEnabled()
    assert "model's own rules" in view.state.text()


def test_it_speaks_chinese(qapp: QApplication, qtbot: QtBot, view: QualityCertainty) -> None:
    with qtbot.waitSignal(view.changed):
        view.learn()
    translator.install(qapp, "zh_CN")
    QApplication.processEvents()
    assert view.verdict.text().startswith("已采用")
    assert view.learn_button.accessibleName() == view.learn_button.text() == "从已判定的查询学习"
