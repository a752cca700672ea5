"""Work runs elsewhere, answers come back here, and nothing comes after the end."""

from __future__ import annotations

import logging
import sys
import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.gui.crash import CrashGuard
from desktop_app.gui.tasks import TaskRunner, while_alive


@pytest.fixture
def runner(qtbot: QtBot):
    made = TaskRunner("lookup-test")
    yield made
    made.close()


def test_work_runs_on_a_worker_and_the_answer_comes_on_this_thread(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    seen: list[tuple[str, str]] = []
    runner.submit(
        lambda: threading.current_thread().name,
        lambda worker: seen.append((worker, threading.current_thread().name)),
        pytest.fail,
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("lookup-test")
    assert seen[0][1] == "MainThread"
    assert not runner.is_busy()


@pytest.mark.parametrize(
    ("error", "logged"), [(ValueError("ours"), 1), (UserError(MessageId.QUERY_EMPTY), 0)]
)
def test_errors_come_back_and_only_ours_are_logged(
    qtbot: QtBot, runner: TaskRunner, caplog: pytest.LogCaptureFixture, error, logged: int
) -> None:
    def fail() -> None:
        raise error

    seen: list[BaseException] = []
    with caplog.at_level(logging.ERROR):
        runner.submit(fail, pytest.fail, seen.append)
        qtbot.waitUntil(lambda: bool(seen))
    assert seen == [error]
    assert len(caplog.records) == logged


def test_nothing_is_delivered_after_close(qtbot: QtBot) -> None:
    runner, gate = TaskRunner("lookup-test"), threading.Event()
    seen: list[object] = []
    for _ in range(3):
        runner.submit(lambda: gate.wait(5), seen.append, seen.append)
    threading.Timer(0.02, gate.set).start()
    assert runner.close()
    qtbot.waitUntil(lambda: not runner.is_busy())
    assert seen == []


def test_nothing_is_begun_after_close(runner: TaskRunner) -> None:
    runner.close()
    runner.submit(pytest.fail, pytest.fail, pytest.fail)
    assert not runner.is_busy()


def test_close_does_not_wait_longer_than_it_says(qtbot: QtBot) -> None:
    runner, gate = TaskRunner("lookup-test"), threading.Event()
    runner.submit(lambda: gate.wait(5), pytest.fail, pytest.fail)
    assert not runner.close(timeout_s=0.01)
    gate.set()
    qtbot.waitUntil(
        lambda: not any(t.name.startswith("lookup-test") for t in threading.enumerate())
    )


def test_an_error_that_nobody_caught_is_logged_and_passed_on(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    guard = CrashGuard()
    error = ValueError("boom")
    guard.install()
    try:
        with qtbot.waitSignal(guard.caught) as caught:
            sys.excepthook(ValueError, error, None)
    finally:
        guard.release()
    assert caught.args == [error]
    assert guard.count == 1
    assert "nobody caught this error" in caplog.text


def test_an_error_in_a_thread_reaches_the_window_too(qtbot: QtBot) -> None:
    def fail() -> None:
        raise ValueError("in a thread")

    guard = CrashGuard()
    guard.install()
    try:
        with qtbot.waitSignal(guard.caught) as caught:
            threading.Thread(target=fail).start()
    finally:
        guard.release()
    assert str(caught.args[0]) == "in a thread"


def test_a_task_that_outlives_the_window_ends_in_silence(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    """Its answer finds no runner any more; that is no error."""
    runner, gate, ended = TaskRunner("lookup-test"), threading.Event(), threading.Event()

    def outlive() -> None:
        gate.wait(5)
        ended.set()

    runner.submit(outlive, pytest.fail, pytest.fail)
    assert not runner.close(timeout_s=0.01)
    shiboken6.delete(runner)
    gate.set()
    assert ended.wait(5)
    qtbot.waitUntil(
        lambda: not any(t.name.startswith("lookup-test") for t in threading.enumerate())
    )
    assert caplog.records == []


def test_a_task_that_outlives_its_dialog_changes_nothing(qtbot: QtBot) -> None:
    dialog, heard = QObject(), []
    react = while_alive(dialog, heard.append)
    react("while it is open")
    shiboken6.delete(dialog)
    react("after it was closed")
    assert heard == ["while it is open"]
