"""Files of "Open with" are looked up or imported as soon as the window is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui import application
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.opened_files import OpenedFiles
from tests.fake_services.all_services import FakeServices
from tests.fake_services.pictures import product_picture


def test_a_photo_that_was_opened_is_looked_up(
    qtbot: QtBot, qapp: QApplication, services: FakeServices, tmp_path: Path
) -> None:
    photo = tmp_path / "gloves.png"
    product_picture("steelblue").save(str(photo))
    asked: list[Path | None] = []

    def look_and_close() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible() and window.is_open:
                asked.extend(p.path for p in window.find_page.query.query.photos)
                if asked:
                    window.close()
        if not asked:
            QTimer.singleShot(20, look_and_close)

    QTimer.singleShot(20, look_and_close)
    assert application.run(services, lambda: services, [photo]) == 0
    assert asked == [photo]


def test_macos_hands_over_files_while_the_program_runs(qapp: QApplication, tmp_path: Path) -> None:
    taken: list[Path] = []
    listener = OpenedFiles(qapp, taken.append)
    file = tmp_path / "catalogue.csv"
    qapp.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(file))))
    qapp.removeEventFilter(listener)
    listener.deleteLater()
    assert taken == [file]
