"""The work of a clerk, a worker and a nurse, done by events in the real window, and what it costs.

    python docs/walkthrough/walk.py [FOLDER] [--only NAME]

Opens the program over the demo catalogue with the shipped pack, presses keys, drops files, scans
codes and films a video as a person would, checks the outcome, and writes pictures and `table.md`
into FOLDER (default: this one). Works without a screen; under Xvfb the events are the same.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from desktop_app.app import opened_services
from desktop_app.gui import qt_camera, translator
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.paths import DataFolder
from desktop_app.settings import Settings
from docs.walkthrough.errands import ERRANDS
from docs.walkthrough.film import film_of
from docs.walkthrough.person import Cost, Person, wait_until

FILMED = "HS-NGL-M"
SIZE = (1366, 800)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent)
    arguments.add_argument("--only", default="")
    chosen = arguments.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    qt_camera.IS_HERE = False  # films through OpenCV, whatever is installed
    app = QApplication([])
    with tempfile.TemporaryDirectory() as data:
        rows = walk(app, Path(data), chosen.folder, chosen.only)
    if not chosen.only:
        (chosen.folder / "table.md").write_text(table(rows), encoding="utf-8")
    sys.stdout.write(table(rows))
    return 0


def walk(app: QApplication, data: Path, folder: Path, only: str) -> list[tuple[str, Cost]]:
    settings = Settings(
        theme="light",
        language="en",
        person="Sam",
        camera=f"file:{film_of(FILMED, data / 'film.avi')}",
    )
    with opened_services(DataFolder(data / "catalogue"), settings) as services:
        services.load_demo()
        services.analyst.wait_ready(120)
        translator.install(app, "en")
        window = MainWindow(services, Theme(app, "light"))
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        wait_until(lambda: window.status_bar.facts is not None)
        rows = [run(errand, window, folder) for errand in ERRANDS if only in errand.__name__]
        window.close()
    return rows


def run(errand: Callable[[Person], None], window: MainWindow, folder: Path) -> tuple[str, Cost]:
    """One errand from an empty question on."""
    window.show_page("find")
    window.find_page.query.clear()
    person = Person(window, folder, errand.__name__)
    errand(person)
    title = (errand.__doc__ or "").splitlines()[0].rstrip(".")
    sys.stdout.write(f"{title}: {person.cost}\n")
    return title, person.cost


def table(rows: list[tuple[str, Cost]]) -> str:
    head = (
        "| errand | actions | of them keys of words | program, s | with hands, s |\n"
        "|---|---|---|---|---|\n"
    )
    return head + "".join(f"| {title} | {cells(cost)} |\n" for title, cost in rows)


def cells(cost: Cost) -> str:
    return f"{cost.actions} | {cost.letters} | {cost.program_s:.1f} | {cost.person_s:.0f}"


if __name__ == "__main__":
    sys.exit(main())
