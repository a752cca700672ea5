"""How long fifty photos take, and how many keys their review: the window over the demo catalogue.

python -m tests.benchmarks.batch_review        prints seconds, answers and keystrokes
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import opened_services
from desktop_app.core.batch import RowState
from desktop_app.gui.batch_page import BatchPage
from desktop_app.gui.main_window import MainWindow
from desktop_app.paths import DataFolder, demo_folder
from desktop_app.settings import Settings

PHOTOS = 50
PATIENCE_S = 300.0


def main() -> int:
    app = QApplication.instance() or QApplication(sys.argv)
    settings = Settings(theme="light", language="en", scanner=False)
    with (
        tempfile.TemporaryDirectory() as folder,
        opened_services(DataFolder(Path(folder)), settings) as services,
    ):
        services.load_demo()
        window = MainWindow(services)
        window.show()
        window.show_page("batch")
        measure(app, window.batch_page)
        window.close()
    return 0


def measure(app: QApplication, page: BatchPage) -> None:
    photos, right = demo_queries()
    started = time.perf_counter()
    page.begin(photos)
    wait(app, lambda: page.session.is_running)
    wait(app, lambda: not page.session.is_running)
    say(f"looked up in {time.perf_counter() - started:.1f} s: {page.view.summary.text()}")
    started, keys, seen = time.perf_counter(), 1, 0
    page.review()
    while page.view.is_reviewing:
        flow = page.view.flow
        assert flow.number is not None
        key = right_key(page, flow.number, right[flow.number])
        QTest.keyClick(flow.panel, key)
        keys, seen = keys + 1, seen + 1
        app.processEvents()
    wait(app, lambda: not page.view.flow._keeping.is_busy())
    seconds = time.perf_counter() - started
    rows = page.view.model.rows
    matches = [n for n, row in enumerate(rows) if row.answer_state is RowState.MATCH]
    good = sum(rows[n].answer.best.sku == right[n] for n in matches)
    say(f"{seen} reviewed with {keys} keys, one opens the review; kept after {seconds:.1f} s")
    say(f"{good} of {len(matches)} matches are right")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def demo_queries() -> tuple[tuple[Path, ...], list[str]]:
    """The first photos of the demo queries, and the product that each one shows."""
    with (demo_folder() / "queries.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["photo"] and not row["text"]]
    chosen = rows[:PHOTOS]
    return tuple(demo_folder() / row["photo"] for row in chosen), [row["sku"] for row in chosen]


def right_key(page: BatchPage, number: int, sku: str) -> Qt.Key:
    """The key of a reviewer who knows the item; S if it is not among the first five."""
    answer = page.view.model.rows[number].answer
    if not sku:
        return Qt.Key.Key_N
    skus = [candidate.sku for candidate in answer.candidates] if answer else []
    if sku not in skus:
        return Qt.Key.Key_S
    position = skus.index(sku)
    return Qt.Key(Qt.Key.Key_1 + position) if position else Qt.Key.Key_Return


def wait(app: QApplication, is_so: Callable[[], bool]) -> None:
    end = time.perf_counter() + PATIENCE_S
    while not is_so():
        app.processEvents()
        if time.perf_counter() > end:
            raise TimeoutError


if __name__ == "__main__":
    raise SystemExit(main())
