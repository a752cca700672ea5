"""The whole program: it opens its window, begins a job, and is closed amid it.

python -m tests.faults.closing_trial JOB DATA_FOLDER SOURCE MILLISECONDS
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.camera import CameraAddress, CameraKind
from desktop_app.gui.incoming import Incoming
from desktop_app.gui.main_window import MainWindow
from desktop_app.paths import DataFolder
from desktop_app.settings import Settings
from desktop_app.window_start import run_window
from tests.faults.window_trial import quieten

CLOSING = "closing"


def _lookup(window: MainWindow, source: Path) -> None:
    window.find_page.query.use_photos([PhotoInput.from_path(source / "photo.jpg")])


def _import(window: MainWindow, source: Path) -> None:
    window.receive(Incoming(catalogue=source / "goods.csv"))


def _demo(window: MainWindow, _source: Path) -> None:
    window.import_panel.start_demo()


def _batch(window: MainWindow, source: Path) -> None:
    window.show_page("batch")
    window.receive(Incoming(photos=tuple(map(PhotoInput.from_path, source.glob("*.jpg")))))


def _words(window: MainWindow, _source: Path) -> None:
    window.find_page.query.use_text("gloves")


def _camera(window: MainWindow, source: Path) -> None:
    window.find_page.camera.toggle()
    address = CameraAddress(CameraKind.FILE, str(source / "photo.jpg"))
    window._services.cameras.open(address)


def _settings(window: MainWindow, _source: Path) -> None:
    window.use_settings(window._settings)


def _nothing(_window: MainWindow, _source: Path) -> None:
    """The program is still starting its worker process."""


def _pages(window: MainWindow, _source: Path) -> None:
    for page in ("history", "changes", "taught", "inquiries", "batch"):
        window.show_page(page)


JOBS: dict[str, Callable[[MainWindow, Path], None]] = {
    "starting": _nothing,
    "lookup": _lookup,
    "import": _import,
    "demo": _demo,
    "batch": _batch,
    "words": _words,
    "camera": _camera,
    "settings": _settings,
    "pages": _pages,
}


def main(job: str, data: str, source: str, wait_ms: str) -> int:
    application = QApplication([])
    quieten()

    def close(window: MainWindow) -> None:
        sys.stdout.write(f"{CLOSING}\n")
        sys.stdout.flush()
        window.close()

    def begin() -> None:
        shown = [w for w in application.topLevelWidgets() if isinstance(w, MainWindow)]
        if not shown or not shown[0].is_open:
            QTimer.singleShot(20, begin)
            return
        JOBS[job](shown[0], Path(source))
        QTimer.singleShot(int(wait_ms), lambda: close(shown[0]))

    QTimer.singleShot(20, begin)
    return run_window(DataFolder(Path(data)), Settings(language="en"))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
