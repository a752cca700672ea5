"""What holds for every test: no screen, no network, no folder of the person who runs it."""

from __future__ import annotations

import os

# Before Qt loads: the platform plugin is chosen at the first import.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from desktop_app.paths import DATA_DIR_VARIABLE
from tests.patient_bot import PatientBot

# A shared machine may be slow for a moment; time is measured by the benchmarks, not here.
settings.register_profile("shelfsight", deadline=None, max_examples=60)
settings.load_profile("shelfsight")

SHARED_VARIABLE = "SHELFSIGHT_SHARED"


_exit_status = pytest.StashKey[int]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    session.config.stash[_exit_status] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave before the interpreter takes apart what the tests of the window left behind.

    No widget is left (see below), and still a run of all tests of the window ended now and then
    with a segmentation fault after it was green, when Python takes Qt apart. The program itself
    ends without that; tests/e2e/test_program_ends.py checks it in a process of its own.
    """
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(config.stash.get(_exit_status, 1))


@pytest.fixture(autouse=True)
def _no_widget_outlives_its_test() -> Iterator[None]:
    """Widgets of a finished test are freed at once, while the application that they need lives.

    pytest-qt only asks for that (`deleteLater`), and outside an event loop nobody does it.
    """
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = None if widgets is None else widgets.QApplication.instance()
    if app is not None:
        core = sys.modules["PySide6.QtCore"]
        app.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        left = [type(w).__name__ for w in app.topLevelWidgets() if w.parent() is None]
        assert left == [], f"widgets left behind: {left}"


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """What a person does, with the patience that a shared machine needs."""
    del qapp
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _no_key_stays_pressed() -> Iterator[None]:
    """Shift and Ctrl are up before the next test begins.

    A click of `QTest` with a modifier leaves it set in the application for good. Choosing a row by
    code reads it there: with Shift down and nothing chosen before, nothing is chosen.
    """
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = None if widgets is None else widgets.QApplication.instance()
    if app is not None and app.keyboardModifiers() != app.keyboardModifiers().NoModifier:
        from PySide6.QtTest import QTest  # most tests run without Qt

        away = widgets.QWidget()
        QTest.keyRelease(away, sys.modules["PySide6.QtCore"].Qt.Key.Key_F35)
        assert app.keyboardModifiers() == app.keyboardModifiers().NoModifier


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """An attempt to reach the network fails the test that makes it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        local = isinstance(address, tuple) and address[0] in {"127.0.0.1", "::1", "localhost"}
        if self.family in {socket.AF_INET, socket.AF_INET6} and not local:
            raise AssertionError(f"a test tried to reach the network: {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _own_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "default-data"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real photos beside the repository; the test is skipped where they are absent."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get(SHARED_VARIABLE, beside)) / "data"
    if not folder.is_dir():
        pytest.skip(f"the shared photos are not here; set {SHARED_VARIABLE} to use them")
    return folder
