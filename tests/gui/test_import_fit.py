"""After an import the window tries a fit by itself, says what came of it, and lets it be undone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.core.adaptation import AdaptationReport
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.gui.fit_session import FitSession
from desktop_app.gui.import_fit import ImportFit
from desktop_app.gui.main_window import MainWindow
from tests.fake_services.adaptations import USELESS
from tests.fake_services.all_services import FakeServices

GOODS = Path("goods.csv")


def imported(qtbot: QtBot, window: MainWindow) -> ImportFit:
    """The line below the report of an import, once the trial is over."""
    panel = window.import_panel
    window.show_page("import")
    with qtbot.waitSignal(panel.report.fit.session.told):
        panel.start(GOODS)
    return panel.report.fit


def test_a_fit_that_helps_is_said_and_can_be_taken_back(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    fit = imported(qtbot, window)
    assert fit.isVisible()
    assert "96.4 % of them came right first, 80.6 % without" in fit.words.text().replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert services.adaptations.active is not None
    with qtbot.waitSignal(fit.session.told):
        qtbot.mouseClick(fit.remove_button, Qt.MouseButton.LeftButton)
    assert services.adaptations.active is None
    assert "was taken back" in fit.words.text()
    assert not fit.remove_button.isVisible()
    assert imported(qtbot, window).isHidden()  # and is not tried again by itself


def test_a_fit_that_cannot_be_taken_back_is_still_said(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    fit = imported(qtbot, window)
    services.adaptations.error = CatalogueError(MessageId.CATALOGUE_READ_ONLY)
    with qtbot.waitSignal(fit.failed):
        qtbot.mouseClick(fit.remove_button, Qt.MouseButton.LeftButton)
    assert "came right first" in fit.words.text()
    assert fit.remove_button.isVisible()
    services.adaptations.error = None
    with qtbot.waitSignal(fit.session.told):
        qtbot.mouseClick(fit.remove_button, Qt.MouseButton.LeftButton)
    assert services.adaptations.active is None


def test_pressing_twice_takes_back_once(qtbot: QtBot, window: MainWindow) -> None:
    fit = imported(qtbot, window)
    qtbot.mouseClick(fit.remove_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(fit.remove_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not fit.session.is_busy)
    assert "was taken back" in fit.words.text()
    assert fit.isVisible()


def test_what_comes_late_moves_no_button(qtbot: QtBot, window: MainWindow) -> None:
    fit = imported(qtbot, window)
    report = window.import_panel.report
    assert fit.geometry().top() > report.done_button.geometry().bottom()


def test_another_import_forgets_what_was_said(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    fit = imported(qtbot, window)
    with qtbot.waitSignal(fit.session.told):
        fit.take_back()
    services.importer.gate = threading.Event()
    try:
        window.import_panel.start(GOODS)
        fit.retranslate()
        assert fit.isHidden()
    finally:
        services.importer.gate.set()


def test_what_changes_nothing_is_not_spoken_of(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.adaptations.figures = USELESS
    assert imported(qtbot, window).isHidden()


def test_it_can_be_switched_off(qtbot: QtBot, window: MainWindow, services: FakeServices) -> None:
    services.settings = replace(services.settings, fit_after_import=False)
    assert imported(qtbot, window).isHidden()
    assert not services.adaptations.began.is_set()


def test_the_demo_is_shown_as_it_is(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    panel = window.import_panel
    with qtbot.waitSignal(panel.session.finished):
        panel.start_demo()
    assert not panel.report.fit.session.is_busy
    assert not services.adaptations.began.is_set()


def test_a_trial_is_seen_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.adaptations.gate = threading.Event()
    panel = window.import_panel
    window.show_page("import")
    with qtbot.waitSignal(panel.report.fit.session.progressed):
        panel.start(GOODS)
    fit = panel.report.fit
    assert (fit.bar.value(), fit.bar.maximum()) == (11, 48)
    assert fit.stop_button.isVisible()
    with qtbot.waitSignal(fit.session.failed):
        qtbot.mouseClick(fit.stop_button, Qt.MouseButton.LeftButton)
    assert fit.isHidden()
    assert not panel.message.isVisible()


def test_another_import_stops_a_trial(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.adaptations.gate = threading.Event()
    panel = window.import_panel
    window.show_page("import")
    with qtbot.waitSignal(panel.report.fit.session.progressed):
        panel.start(GOODS)
    services.importer.gate = threading.Event()
    try:
        with qtbot.waitSignal(panel.report.fit.session.failed):
            panel.start(GOODS)
        assert panel.report.fit.isHidden()
    finally:
        services.importer.gate.set()


def test_a_trial_that_was_told_to_stop_is_not_untold(
    qtbot: QtBot, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The import that stopped it may be over before the trial has looked."""
    may_look, told = threading.Event(), []

    def slow_fit(*, should_stop: Callable[[], bool], **others: object) -> AdaptationReport:
        del others
        may_look.wait()
        told.append(should_stop())
        return AdaptationReport(USELESS, 0.0)

    monkeypatch.setattr(services.adaptations, "fit", slow_fit)
    session = FitSession(services)  # type: ignore[arg-type]
    session.fit()
    session.stop()
    session.fit()
    may_look.set()
    qtbot.waitUntil(lambda: not session.is_busy)
    session.close()
    assert told == [True, False]


def test_a_catalogue_that_cannot_be_written_is_told(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    services.adaptations.error = CatalogueError(MessageId.CATALOGUE_READ_ONLY)
    panel = window.import_panel
    window.show_page("import")
    with qtbot.waitSignal(panel.report.fit.failed):
        panel.start(GOODS)
    assert panel.message.isVisible()
    assert panel.report.isVisible()
