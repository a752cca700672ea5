"""Every page and dialog that a person can open, each in the state in which it shows most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.label_text import LabelText
from desktop_app.core.teaching import Decision, TaughtPhoto
from desktop_app.core.types import HistoryEntry, Reason, Verdict
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.read_label_line import LabelState
from desktop_app.services.ledgers import Ledgers
from tests.fake_services.access import change
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import NOON, answer_for
from tests.fake_services.pictures import product_picture
from tests.fake_services.stock import fill as fill_ledgers

SCREEN = (1366, 768)
LOADED_MS = 30_000
SETTLING = 4
"""Rounds of events until a layout has come to rest: words that wrap ask for height late."""

View = Callable[[QtBot, MainWindow, Path], QWidget]


def fill(services: FakeServices) -> None:
    """Something in every list."""
    first, second = services.catalogue.all[:2]
    sha = first.photos[0].sha256
    services.teaching.entries = [
        TaughtPhoto(2, NOON, "Li", Decision.CORRECTED, second.sku, second.name, first.sku, 2, sha),
        TaughtPhoto(1, NOON, "Li", Decision.CONFIRMED, first.sku, first.name, first.sku, 1, sha),
    ]
    services.changes.entries = [change(number) for number in range(5, 0, -1)]
    services.history.entries = [
        HistoryEntry(
            lookup_id=number,
            at=NOON - timedelta(hours=number),
            person="Li",
            verdict=verdict,
            reason=Reason.CONFIDENT,
            top_sku=first.sku,
            top_name=first.name,
            top_probability=0.97,
            text="gloves",
            model="f" * 64,
            device="CPU",
            answer="{}",
        )
        for number, verdict in enumerate(Verdict, 1)
    ]


def empty(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    window.show_page("find")
    window.find_page.query.clear()
    return window


def results(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    window.show_page("find")
    file = folder / "a rather long name of a photo from the camera.jpg"
    product_picture("#3E78C9", side=200, turn=12).save(str(file))
    with qtbot.waitSignal(window.find_page.answered, timeout=LOADED_MS):
        window.find_page.query.use_photos([PhotoInput.from_path(file)])
    return window


def doubtful(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    services = window._services
    products = services.catalogue.all
    services.lookup.answer = lambda query: answer_for(
        products, Verdict.UNSURE, Reason.LOOK_ALIKES, 0.5, query.text
    )
    window.show_page("find")
    with qtbot.waitSignal(window.find_page.answered, timeout=LOADED_MS):
        window.find_page.query.use_text("gloves")
    return window


def broken(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    file = folder / "broken.jpg"
    file.write_bytes(b"no picture")
    window.show_page("find")
    with qtbot.waitSignal(window.find_page.session.failed, timeout=LOADED_MS):
        window.find_page.query.use_photos([PhotoInput.from_path(file)])
    return window


def label_offered(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    results(qtbot, window, folder)
    label = LabelText(("PAPER DEPOT", "Nitrile gloves"), "nitrile gloves")
    window.find_page.read_label.line.show_state(LabelState.OFFERED, label)
    return window


def large(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    results(qtbot, window, folder)
    window.find_page.toggle_large()
    return window


def rows(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    """The results as rows instead of tiles."""
    window._toggle_layout()
    return results(qtbot, window, folder)


def camera(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    window.show_page("find")
    window._toggle_camera()
    return window


def camera_address(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    window.find_page.camera.head.chooser.ask_for_stream()
    return _dialogs(window)[-1]


def page(name: str) -> View:
    def show(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
        if name in {"stock", "prices"}:
            _fill_once(window._services.ledgers)
        window.show_page(name)
        if name == "stock":
            with qtbot.waitSignal(window.page(name).listed, timeout=LOADED_MS):
                window.page(name).refresh()
        if name in {"taught", "history", "changes", "prices", "safety"}:
            table = window.page(name)
            qtbot.waitUntil(lambda: table.model.rowCount() > 0, timeout=LOADED_MS)
        return window

    return show


def _fill_once(ledgers: Ledgers) -> None:
    if not ledgers.stock.movements(1):
        fill_ledgers(ledgers, 5)


def places(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    shown = window.page("places")
    window.show_page("places")
    with qtbot.waitSignal(shown.surveyed, timeout=LOADED_MS):
        shown.refresh()
    return window


def labels(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    places(qtbot, window, folder)
    window.page("places").make_labels()
    (made,) = _dialogs(window)
    qtbot.waitUntil(lambda: not made.preview.pixmap().isNull(), timeout=LOADED_MS)
    return made


def quality(part: int) -> View:
    """A part of the quality page, measured."""

    def show(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
        window.show_page("quality")
        made = window.page("quality")
        qtbot.waitUntil(lambda: made.photos.model.rowCount() > 0, timeout=LOADED_MS)
        made.tabs.setCurrentIndex(part)
        return window

    return show


def report(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    file = folder / "catalogue.csv"
    file.write_text("sku,name\n", encoding="utf-8")
    window.show_page("import")
    with qtbot.waitSignal(window.import_panel.catalogue_changed, timeout=LOADED_MS):
        window.import_panel.start(file)
    return window


def preview(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    file = folder / "catalogue.csv"
    file.write_text("Artikelnr.;Bezeichnung;Preis\nA;Becher;2,50\n", encoding="utf-8")
    window.show_page("import")
    panel = window.import_panel
    panel.chooser.source_chosen.emit(file)
    qtbot.waitUntil(lambda: panel.stack.currentWidget() is panel.preview, timeout=LOADED_MS)
    return window


def products(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    window.show_page("products")
    shown = window.page("products")
    qtbot.waitUntil(lambda: shown.model.row(0) is not None, timeout=LOADED_MS)
    shown.table.selectAll()
    return window


def about_products(open_: Callable[[QWidget], None]) -> View:
    def show(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
        products(qtbot, window, folder)
        shown = window.page("products")
        shown.table.setCurrentIndex(shown.model.index(1, 2))
        shown.table.selectAll()
        open_(shown)
        qtbot.waitUntil(lambda: bool(_dialogs(window)), timeout=LOADED_MS)
        return _dialogs(window)[-1]

    return show


def dialog(open_: Callable[[MainWindow], None]) -> View:
    def show(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
        open_(window)
        qtbot.waitUntil(lambda: bool(_dialogs(window)), timeout=LOADED_MS)
        return _dialogs(window)[-1]

    return show


def about_answer(open_: Callable[[MainWindow], None]) -> View:
    def show(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
        results(qtbot, window, folder)
        return dialog(open_)(qtbot, window, folder)

    return show


def _shown(window: MainWindow, name: str) -> Any:
    window.show_page(name)
    return window.page(name)


def _dialogs(window: MainWindow) -> list[QDialog]:
    return [made for made in window.findChildren(QDialog) if made.isVisible()]


def recommended(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    results(qtbot, window, folder)
    with qtbot.waitSignal(window.find_page.recommend.shown, timeout=LOADED_MS):
        window.find_page.on_results.show_recommended()
    return _dialogs(window)[-1]


def compared(qtbot: QtBot, window: MainWindow, folder: Path) -> QWidget:
    with qtbot.waitSignal(window.find_page.recommend.shown, timeout=LOADED_MS):
        window.find_page.recommend.compare(window._services.catalogue.all[:4])
    return _dialogs(window)[-1]


VIEWS: dict[str, View] = {
    "empty": empty,
    "results": results,
    "doubtful": doubtful,
    "broken photo": broken,
    "label offered": label_offered,
    "large": large,
    "rows": rows,
    "camera": camera,
    "address of a camera": camera_address,
    "batch": page("batch"),
    "inquiries": page("inquiries"),
    "import": page("import"),
    "import report": report,
    "import preview": preview,
    "products": products,
    "product": about_products(lambda page: page.open_chosen()),
    "change many": about_products(lambda page: page.change_chosen()),
    "merge": about_products(lambda page: page.merge_chosen()),
    "taught": page("taught"),
    "history": page("history"),
    "changes": page("changes"),
    "safety": page("safety"),
    "stock": page("stock"),
    "prices": page("prices"),
    "rules for ordering": dialog(
        lambda window: _shown(window, "stock").dialogs.ask_rule(whole=True)
    ),
    "limits of prices": dialog(lambda window: _shown(window, "prices").ask_limit()),
    "forecasts": dialog(lambda window: _shown(window, "stock").dialogs.try_forecasts()),
    "places": places,
    "labels": labels,
    "quality figures": quality(0),
    "quality threshold": quality(1),
    "quality photos": quality(2),
    "quality pairs": quality(3),
    "quality fit": quality(4),
    "quality over time": quality(5),
    "quality certainty": quality(6),
    "recommended": recommended,
    "compared": compared,
    "people": dialog(lambda window: window.status_bar.access.show_people()),
    "settings": dialog(lambda window: window.dialogs.show_settings()),
    "about": dialog(lambda window: window.dialogs.show_about()),
    "model packs": dialog(lambda window: window.dialogs.show_packs()),
    "keys": dialog(lambda window: window.dialogs.show_shortcuts()),
    "error": dialog(lambda window: window.show_error(ValueError("made up"))),
    "another product": about_answer(lambda window: window.find_page.teach.choose_other()),
    "new product": about_answer(lambda window: window.find_page.teach.add_product()),
    "edit photo": about_answer(lambda window: window.find_page.query.edit_photo()),
}
"""Name of each view and how it is opened; gives the widget that is looked at."""


@contextmanager
def opened(name: str, qtbot: QtBot, window: MainWindow, folder: Path) -> Iterator[QWidget]:
    """The view *name*, laid out; dialogs are closed afterwards."""
    shown = VIEWS[name](qtbot, window, folder)
    for _ in range(SETTLING):
        QApplication.processEvents()
    yield shown
    for made in _dialogs(window):
        made.close()
