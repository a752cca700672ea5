"""Takes the pictures of this folder: the real window over the demo catalogue and the shipped pack.

    python docs/screenshots/take_screenshots.py [FOLDER]

Works without a screen (`QT_QPA_PLATFORM=offscreen`). The queries are chosen by what the program
answers, so that a better model pack needs no change here. All products are synthetic pictures.
"""

from __future__ import annotations

import csv
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog

from desktop_app.app import open_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.types import Verdict
from desktop_app.gui import translator
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.read_label_line import LabelState
from desktop_app.gui.theme import Theme
from desktop_app.paths import DataFolder, demo_folder
from desktop_app.services.bundle import Services
from desktop_app.services.lookup import Query
from desktop_app.settings import Settings

SIZE = (1440, 900)
UNKNOWN_CODE = "9780201379624"
USUAL_DOUBT = 0.6
"""Probability of an answer that is left open as most are, not by a hair."""
PAGE_MS = 8000
"""Until a page has read, forecast or measured what it shows."""

COLOURS = QImage.Format.Format_RGB888


def wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_until(done: Callable[[], bool], most_ms: int = 120_000) -> None:
    for _ in range(most_ms // 50):
        if done():
            return
        wait(50)


class Studio:
    """One window, and where its pictures go."""

    def __init__(self, services: Services, folder: Path, app: QApplication) -> None:
        self.services, self.folder, self.app = services, folder, app
        self.theme = Theme(app, "light")
        translator.install(app, "en")
        self.window = MainWindow(services, self.theme)
        self.window.resize(*SIZE)
        self.window.show()
        wait_until(lambda: self.window.status_bar.facts is not None)

    def shoot(self, name: str) -> None:
        wait(400)
        image = self.window.grab().toImage().convertToFormat(COLOURS)
        image.save(str(self.folder / f"{name}.png"), "PNG", 0)
        print(name)

    def ask(self, photos: list[Path], text: str = "") -> None:
        page = self.window.find_page
        page.query.clear()
        answers: list[object] = []
        connection = page.answered.connect(answers.append)
        page.session.failed.connect(answers.append)
        if photos:
            page.query.use_photos([PhotoInput.from_path(photo) for photo in photos])
        else:
            page.query.use_text(text)
        wait_until(lambda: bool(answers))
        page.answered.disconnect(connection)
        wait(600)


def queries() -> Iterator[tuple[Path, str]]:
    with (demo_folder() / "queries.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            file = demo_folder() / row["photo"]
            if file.is_file() and not row.get("text") and not file.stem.endswith("_code"):
                yield file, row["sku"]


def choose(services: Services) -> dict[Verdict, Path]:
    """For each verdict a query photo that gets it, and gets it rightly."""
    best: dict[Verdict, tuple[float, Path]] = {}
    for file, sku in queries():
        answer = services.lookup.service.lookup(Query((PhotoInput.from_path(file),))).answer
        right = (answer.best.sku if answer.best else "") == sku
        share = answer.best.probability or 0.0 if answer.best else 0.0
        missing = answer.verdict is Verdict.NOT_IN_CATALOGUE
        if (missing and not sku) or (right and not missing):
            score = (answer.p_not_in_catalogue or 0.0) if missing else share
            if answer.verdict is Verdict.UNSURE:
                score = -abs(share - USUAL_DOUBT)
            if score > best.get(answer.verdict, (-1.0, file))[0]:
                best[answer.verdict] = (score, file)
    return {verdict: file for verdict, (_, file) in best.items()}


def take_looks(studio: Studio) -> None:
    """The same answer in the other looks."""
    for look, name in (("dark", "07-dark"), ("contrast_dark", "15-high-contrast")):
        studio.theme.choose(look)
        studio.shoot(name)
    studio.theme.choose("light")
    studio.theme.enlarge(150, touch=True)
    studio.shoot("16-large-text-and-targets")
    studio.theme.enlarge(100, touch=False)


def write_sales(file: Path) -> Path:
    """Made-up sales of half a year, so that the page of stock has something to forecast."""
    drawn = random.Random(7)  # noqa: S311  (the same picture each time)
    today = datetime.now(UTC).date()
    with (demo_folder() / "catalogue.csv").open(encoding="utf-8-sig", newline="") as stream:
        skus = [row["sku"] for row in csv.DictReader(stream)][:40]
    lines = ["sku,quantity,date"]
    for number, sku in enumerate(skus):
        for week in range(1, 27):
            sold = drawn.randint(0, 2 + number % 9)
            if sold:
                lines.append(f"{sku},{sold},{today - timedelta(weeks=week)}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def take_pages(studio: Studio) -> None:
    """The pages beside the lookup, over the same catalogue."""
    root = studio.services.data_folder.root
    studio.services.stock.import_list(write_sales(root / "sales.csv"))
    for page, name in (
        ("products", "17-products"),
        ("stock", "18-stock"),
        ("quality", "19-quality"),
        ("places", "20-places"),
    ):
        studio.window.show_page(page)
        wait(PAGE_MS)
        wait_until(lambda: not studio.window.page("quality").session.is_busy)
        studio.shoot(name)
    studio.window.show_page("find")


def take_label(studio: Studio) -> None:
    """An item that likeness alone leaves open, with the words of its label (extra `reading`)."""
    line = studio.window.find_page.read_label.line
    studio.ask([demo_folder() / "queries" / "q_HS-COR-10.jpg"])
    studio.window.find_page.query.label_button.click()
    wait_until(lambda: line.state not in (LabelState.IDLE, LabelState.READING))
    wait_until(lambda: not studio.window.find_page.session.is_busy)
    wait(600)
    studio.shoot("21-read-label")


def take(studio: Studio) -> None:
    window, page = studio.window, studio.window.find_page
    studio.shoot("01-first-start")
    window.start.page.demo_button.click()
    wait_until(lambda: window.import_panel.progress.bar.value() > 400)
    window.show_page("import")
    studio.shoot("02-import-running")
    wait_until(lambda: not window.import_panel.session.is_running)
    studio.shoot("03-import-report")
    window.import_panel.report.done_button.click()
    wait_until(lambda: window.status_bar.facts.counts.products > 0)
    wait(1000)
    studio.shoot("04-ready")
    chosen = choose(studio.services)
    match = chosen.get(Verdict.MATCH) or next(queries())[0]
    studio.ask([match])
    studio.shoot("05-results")
    page.toggle_large()
    studio.shoot("06-detail")
    page.detail.compare_bar.why.click()
    wait_until(lambda: "…" not in page.detail.compare_bar.sentence.text())
    studio.shoot("13-why")
    page.toggle_large()
    page.detail.compare_bar.differs.click()
    wait(3000)
    studio.shoot("14-differences")
    page.detail.compare_bar.differs.click()
    take_looks(studio)
    translator.install(studio.app, "zh_CN")
    studio.ask([], "手套")
    studio.shoot("08-chinese")
    translator.install(studio.app, "en")
    for name, verdict in (
        ("09-unsure", Verdict.UNSURE),
        ("10-not-in-catalogue", Verdict.NOT_IN_CATALOGUE),
    ):
        if verdict in chosen:
            studio.ask([chosen[verdict]])
            studio.shoot(name)
    if Verdict.NOT_IN_CATALOGUE not in chosen:
        studio.ask([], UNKNOWN_CODE)
        studio.shoot("10-not-in-catalogue")
    take_label(studio)
    take_pages(studio)
    broken = studio.services.data_folder.root / "holiday.jpg"
    broken.write_bytes(b"not a picture")
    studio.ask([broken])
    studio.shoot("11-broken-photo")
    window.dialogs.show_settings()
    wait(300)
    dialog = window.findChild(QDialog)
    dialog.grab().save(str(studio.folder / "12-settings.png"))
    dialog.close()


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    app = QApplication([])
    with tempfile.TemporaryDirectory() as data:
        services = open_services(
            DataFolder(Path(data)), Settings(theme="light", language="en", person="Li")
        )
        studio = Studio(services, folder, app)
        take(studio)
        studio.window.close()
        services.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
