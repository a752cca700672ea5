"""The pages of the catalogue's life, walked through with keys alone, over 100,000 products.

    python docs/walkthrough/care_walk.py [FOLDER] [--only NAME] [--language zh_CN] [--data DIR]

Makes the catalogue by script (`tests.benchmarks.living_catalogue`; minutes, or once into DIR), goes
through every page in the real window, checks each outcome, and writes pictures and `table.md` into
FOLDER. A walk that needs a mouse stops.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

# A screen of the window's size: dialogs lie in its middle, and have the room of a laptop.
os.environ.setdefault(
    "QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('screen.json')}"
)
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.app import opened_services
from desktop_app.gui import qt_camera, translator
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.paths import DataFolder
from desktop_app.settings import Settings
from docs.walkthrough.care import CARE
from docs.walkthrough.keeper import Keeper
from docs.walkthrough.person import Cost, wait_until
from docs.walkthrough.walk import table
from tests.benchmarks import living_catalogue

SIZE = (1366, 768)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent / "care")
    arguments.add_argument("--only", default="")
    arguments.add_argument("--language", default="en")
    arguments.add_argument("--data", type=Path)
    arguments.add_argument("--products", type=int, default=living_catalogue.PRODUCTS)
    chosen = arguments.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    qt_camera.IS_HERE = False  # no camera is wanted here
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app = QApplication([])
    with TemporaryDirectory() as made:
        data = chosen.data or Path(made)
        if not DataFolder(data).database.exists():
            living_catalogue.make(data, chosen.products)
        rows = walk(app, data, chosen.folder, chosen.only, chosen.language)
    sys.stdout.write(table(rows))
    if not chosen.only and chosen.language == "en":
        (chosen.folder / "table.md").write_text(table(rows), encoding="utf-8")
    return 0


def walk(
    app: QApplication, data: Path, folder: Path, only: str, language: str
) -> list[tuple[str, Cost]]:
    settings = Settings(theme="light", language=language, person="Sam", scanner=False)
    with opened_services(DataFolder(data), settings) as services:
        services.analyst.wait_ready(120)
        translator.install(app, language)
        window = MainWindow(services, Theme(app, "light"))
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        wait_until(lambda: window.status_bar.facts is not None)
        rows = [
            run(errand, window, folder, "" if language == "en" else f"{language}-")
            for errand in CARE
            if only in errand.__name__
        ]
        window.close()
    return rows


def run(
    errand: Callable[[Keeper], None], window: MainWindow, folder: Path, prefix: str
) -> tuple[str, Cost]:
    """One errand, begun from the page to find with."""
    window.show_page("find")
    window.find_page.query.clear()
    keeper = Keeper(window, folder, f"{prefix}{errand.__name__}")
    errand(keeper)
    title = (errand.__doc__ or "").splitlines()[0].rstrip(".")
    sys.stdout.write(f"{title}: {keeper.cost}\n")
    sys.stdout.flush()
    return title, keeper.cost


if __name__ == "__main__":
    sys.exit(main())
