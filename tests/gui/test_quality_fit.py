"""Fitting to the catalogue as a person does it: try, stop, read the verdict, take it back."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import Message, MessageId
from desktop_app.gui import translator
from desktop_app.gui.page import PageContext
from desktop_app.gui.quality_fit import QualityFit
from desktop_app.gui.quality_page import QualityPage
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from tests.fake_services.adaptations import USELESS
from tests.fake_services.all_services import FakeServices


@pytest.fixture
def page(
    qtbot: QtBot, services: FakeServices, pictures: PictureLoader, theme: Theme
) -> Iterator[QualityPage]:
    made = QualityPage(PageContext(services, pictures, theme))
    qtbot.addWidget(made)
    made.resize(1200, 720)
    with qtbot.waitSignal(made.session.noted, timeout=10_000):
        made.show()
    with qtbot.waitSignal(made.fit.session.told, timeout=10_000):
        made.tabs.setCurrentWidget(made.fit)
    yield made
    made.close_session()


@pytest.fixture
def fit(page: QualityPage) -> QualityFit:
    return page.fit


def press(qtbot: QtBot, fit: QualityFit) -> None:
    with qtbot.waitSignal(fit.session.told, timeout=10_000):
        qtbot.mouseClick(fit.fit_button, Qt.MouseButton.LeftButton)


def test_at_first_lookups_are_plain(fit: QualityFit) -> None:
    assert fit.state.text() == "Lookups are plain: no fit is in use."
    assert not fit.result.isVisible()
    assert not fit.remove_button.isVisible()
    assert not fit.stop_button.isVisible()


def test_a_fit_that_helps_is_kept_said_and_measured(
    qtbot: QtBot, page: QualityPage, fit: QualityFit, services: FakeServices
) -> None:
    with qtbot.waitSignal(page.session.measured, timeout=10_000):
        press(qtbot, fit)
    assert fit.verdict.text() == "Kept: lookups use the fit from now on."
    assert fit.first.value.text() == "80.6 % → 96.4 %"
    assert fit.five.value.text() == "99.7 % → 100.0 %"
    assert "193 came right more often, 5 less often" in fit.counts.text()
    assert fit.state.text().startswith("Lookups use the fit of")
    assert fit.remove_button.isVisible()
    assert services.adaptations.active is not None


@pytest.mark.parametrize("is_learned", [True, False])
def test_that_a_fit_ends_what_was_learned_is_said_before(
    qtbot: QtBot, fit: QualityFit, services: FakeServices, *, is_learned: bool
) -> None:
    services.calibrations.saved = object() if is_learned else None
    with qtbot.waitSignal(fit.session.told, timeout=10_000):
        fit.session.look()
    assert fit.caution.isVisible() is is_learned
    assert "“Certainty”" in fit.caution.text()
    services.calibrations.saved = None  # as another fit leaves it
    press(qtbot, fit)
    assert not fit.caution.isVisible()


def test_one_that_would_not_help_is_not_kept(
    qtbot: QtBot, page: QualityPage, fit: QualityFit, services: FakeServices
) -> None:
    services.adaptations.figures = USELESS
    measured = services.quality.measured
    press(qtbot, fit)
    assert fit.verdict.text() == "Not kept, would not help."
    assert fit.state.text() == "Lookups are plain: no fit is in use."
    assert services.quality.measured == measured
    assert not page.session.is_busy


def test_it_is_taken_back_with_one_click(
    qtbot: QtBot, fit: QualityFit, services: FakeServices
) -> None:
    press(qtbot, fit)
    with qtbot.waitSignals([fit.session.told, fit.changed], timeout=10_000):
        qtbot.mouseClick(fit.remove_button, Qt.MouseButton.LeftButton)
    assert services.adaptations.active is None
    assert fit.state.text() == "Lookups are plain: no fit is in use."
    assert not fit.result.isVisible()


def test_a_trial_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, fit: QualityFit, services: FakeServices
) -> None:
    services.adaptations.gate = threading.Event()
    with qtbot.waitSignal(fit.session.progressed, timeout=10_000):
        qtbot.mouseClick(fit.fit_button, Qt.MouseButton.LeftButton)
    assert fit.progress.text() == "Trying the fit: 11 of 48 steps"
    assert (fit.bar.value(), fit.bar.maximum()) == (11, 48)
    assert not fit.fit_button.isEnabled()
    with qtbot.waitSignal(fit.session.failed, timeout=10_000):
        qtbot.keyClick(fit.stop_button, Qt.Key.Key_Space)
    assert fit.progress.text() == "The trial was stopped; nothing was changed."
    assert fit.fit_button.isEnabled()
    assert fit.fit_button.hasFocus()
    assert services.adaptations.active is None


def test_trouble_is_said_on_the_page(
    qtbot: QtBot, page: QualityPage, fit: QualityFit, services: FakeServices
) -> None:
    services.adaptations.error = CatalogueError(MessageId.DISK_FULL, name="data")
    with qtbot.waitSignal(fit.failed, timeout=10_000):
        qtbot.mouseClick(fit.fit_button, Qt.MouseButton.LeftButton)
    assert page.message.notice is not None
    assert page.message.notice.message.id is MessageId.DISK_FULL
    assert fit.fit_button.isEnabled()


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Message.of(MessageId.ADAPTATION_DAMAGED), "is damaged and not used"),
        (None, "belongs to another model pack"),
    ],
)
def test_a_fit_that_is_not_used_says_why(
    qtbot: QtBot,
    fit: QualityFit,
    services: FakeServices,
    problem: Message | None,
    words: str,
) -> None:
    services.adaptations.problem = problem
    services.adaptations.of_other_packs = int(problem is None)
    with qtbot.waitSignal(fit.session.told, timeout=10_000):
        fit.session.look()
    assert words in fit.state.text()
    assert fit.remove_button.isVisible() == (problem is not None)


def test_it_speaks_chinese(qtbot: QtBot, fit: QualityFit, qapp: QApplication) -> None:
    press(qtbot, fit)
    translator.install(qapp, "zh_CN")
    QApplication.processEvents()
    assert fit.verdict.text() == "已保留：从现在起查询使用此适应。"
    assert fit.title.text() == "适应此目录"
