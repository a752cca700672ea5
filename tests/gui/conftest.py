"""The window over stand-in services; a test that leaves a thread behind fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui import translator
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import LIGHT, Theme
from desktop_app.gui.thumbnails import PictureLoader
from tests.fake_services.all_services import FakeServices
from tests.fake_services.pictures import product_picture

OUR_THREADS = (
    *("lookup", "import", "pictures", "status", "window", "teaching", "taught", "history", "batch"),
    *(
        "results",
        "filters",
        "inquiry",
        "inquiries",
        "packs",
        "access",
        "changes",
        "stock",
        "prices",
        "labels",
        "places",
        "products",
        "quality",
        "read-label",
        "recommend",
        "fit",
    ),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "qtbot" in getattr(item, "fixturenames", ()):
            item.add_marker("gui")
            # The offscreen platform says so for every dialog; it has no window manager to tell.
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    yield
    left = [t.name for t in threading.enumerate() if t.name.startswith(OUR_THREADS)]
    assert not left, f"threads still running: {left}"


@pytest.fixture(autouse=True)
def _no_camera_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same with and without QtMultimedia (tests/gui/test_qt_camera.py asks for it).

    A camera that a test leaves open fails it.
    """
    monkeypatch.setattr("desktop_app.gui.qt_camera.IS_HERE", False)
    yield
    left = [t.name for t in threading.enumerate() if t.name.startswith("camera")]
    assert not left, f"a camera is still open: {left}"


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    """Setting a style sheet takes long; one look serves all tests that do not change it."""
    return Theme(qapp, "light")


@pytest.fixture
def theme(qapp: QApplication, one_theme: Theme) -> Iterator[Theme]:
    translator.install(qapp, "en")
    QLocale.setDefault(QLocale("en_US"))
    yield one_theme
    translator.install(qapp, "en")
    if one_theme.tokens != LIGHT:
        one_theme.choose("light")


@pytest.fixture
def services(tmp_path: Path) -> FakeServices:
    return FakeServices(tmp_path / "data")


@pytest.fixture
def pictures(qtbot: QtBot) -> Iterator[PictureLoader]:
    loader = PictureLoader()
    yield loader
    loader.close()


def open_window(qtbot: QtBot, services: FakeServices, theme: Theme) -> MainWindow:
    window = MainWindow(services, theme)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.status_bar.facts is not None)
    return window


@pytest.fixture
def window(qtbot: QtBot, services: FakeServices, theme: Theme) -> Iterator[MainWindow]:
    made = open_window(qtbot, services, theme)
    yield made
    made.close()


@pytest.fixture
def empty_window(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Iterator[MainWindow]:
    made = open_window(qtbot, FakeServices(tmp_path / "empty", filled=False), theme)
    yield made
    made.close()


@pytest.fixture
def photo_file(qapp: QApplication, tmp_path: Path) -> Path:
    file = tmp_path / "from the camera.jpg"
    product_picture("#3E78C9", side=200, turn=12).save(str(file))
    return file
