"""What looking after a catalogue is. Each errand checks its outcome, and uses keys alone."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtWidgets import QApplication

from desktop_app.core.product_table import SortBy
from desktop_app.gui.backtest_dialog import BackTestDialog
from desktop_app.gui.best_fit_dialog import BestFitDialog
from desktop_app.gui.changes_page import ChangesPage
from desktop_app.gui.import_panel import ImportPanel
from desktop_app.gui.labels_dialog import LabelsDialog
from desktop_app.gui.limit_dialog import LimitDialog
from desktop_app.gui.movements_dialog import MovementsDialog
from desktop_app.gui.page import Page
from desktop_app.gui.places_page import PlacesPage
from desktop_app.gui.prices_page import PricesPage
from desktop_app.gui.product_editor import ProductEditor
from desktop_app.gui.products_many import ChangeManySheet, MergeSheet
from desktop_app.gui.products_page import ProductsPage
from desktop_app.gui.quality_page import QualityPage
from desktop_app.gui.recommend_dialog import RecommendDialog
from desktop_app.gui.rule_dialog import RuleDialog
from desktop_app.gui.stock_page import StockPage
from docs.walkthrough.keeper import Keeper

Kind = TypeVar("Kind", bound=Page)
LISTED = 20_000


def _page(keeper: Keeper, keys: str, name: str, kind: type[Kind]) -> Kind:
    """Go to a page by its key."""
    keeper.press(keys)
    page = keeper.window.page(name)
    assert isinstance(page, kind)
    assert keeper.window.pages.currentWidget() is page
    return page


def _products(keeper: Keeper) -> ProductsPage:
    page = _page(keeper, "Ctrl+Shift+P", "products", ProductsPage)
    keeper.until(lambda: page.model.row(0) is not None)
    return page


def _search(keeper: Keeper, page: ProductsPage, words: str) -> None:
    """Type *words*, and go on to the rows."""
    keeper.tab_to(page.field)
    keeper.press("Ctrl+A")
    keeper.type(words)
    keeper.press("Return")
    keeper.until(lambda: words in _first_name(page))


def _first_name(page: ProductsPage) -> str:
    row = page.model.row(0)
    return row.product.name.lower() if row is not None else ""


def products(keeper: Keeper) -> None:
    """Look through all products by price, and find one of them by a word."""
    page = _products(keeper)
    keeper.tab_to(page.table)
    keeper.press("PgDown")
    keeper.press("PgDown")
    keeper.shoot("table")
    while page.model.columns[page.table.currentIndex().column()].sort is not SortBy.PRICE:
        keeper.press("Right")
    keeper.choose_in_menu(page.table, -1)
    keeper.until(lambda: page.model.query.sort is SortBy.PRICE and page.model.is_current)
    keeper.press("Ctrl+Home")  # the view stays with the product that was chosen
    keeper.until(lambda: page.model.row(0) is not None)
    keeper.shoot("by-price")
    _search(keeper, page, "saline")
    assert 0 < page.model.rowCount() < 20


def edit(keeper: Keeper) -> None:
    """Change a cell in place and a product in its form, and take both back."""
    page = _products(keeper)
    _search(keeper, page, "saline")
    keeper.until(lambda: page.model.row(0) is not None)
    before = page.model.row(0)
    assert before is not None
    keeper.press("F2")
    keeper.press("Ctrl+A")
    keeper.type("Saline, checked")
    keeper.press("Return")
    keeper.until(page.tools.undo.isEnabled)
    keeper.tab_to(page.table)
    keeper.press("Return")
    editor = keeper.dialog(ProductEditor)
    keeper.tab_to(editor.form.fields["location"].edit)
    keeper.press("Ctrl+A")
    keeper.type("A-01-01")
    keeper.shoot("form")
    keeper.press("Ctrl+Return")
    keeper.until(lambda: page.dialogs.editor is None and not page.session.is_running)
    for _ in range(2):
        keeper.press("Ctrl+Z")
        keeper.until(lambda: not page.session.is_running)
    number = before.product.product_id
    after = keeper.window._services.listing.rows([number])[number].product
    assert (after.name, after.location) == (before.product.name, before.product.location)


def bulk(keeper: Keeper) -> None:
    """Raise the price of fifty products by 5 per cent at once, and take it back."""
    page = _products(keeper)
    _search(keeper, page, "bolt")
    for _ in range(4):
        keeper.press("Shift+PgDown")
    assert page.table.n_chosen() >= 25
    keeper.use(page.tools.change)
    sheet = keeper.dialog(ChangeManySheet)
    keeper.tab_to(sheet.lines["price"].edit)
    keeper.type("+5 %")
    keeper.shoot("sheet")
    keeper.press("Ctrl+Return")
    keeper.until(lambda: not page.session.is_running and page.tools.undo.isEnabled())
    keeper.shoot("done")
    keeper.press("Ctrl+Z")
    keeper.until(lambda: not page.session.is_running and page.tools.redo.isEnabled())


def merge(keeper: Keeper) -> None:
    """Make one product of two, and take it back."""
    page = _products(keeper)
    _search(keeper, page, "saline")
    count = page.model.rowCount()
    keeper.press("Shift+Down")
    keeper.use(page.tools.merge)
    sheet = keeper.dialog(MergeSheet)
    keeper.shoot("sheet")
    keeper.use(sheet.merge_button)
    keeper.until(lambda: page.model.rowCount() == count - 1)
    keeper.press("Ctrl+Z")
    keeper.until(lambda: page.model.rowCount() == count)


def import_table(keeper: Keeper) -> None:
    """Look at a table of a supplier, say what a column means, import it and save the report."""
    panel = _page(keeper, "Ctrl+I", "import", ImportPanel)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "supplier.csv"
        _write(
            file,
            [
                ["Artikelnr.", "Bezeichnung", "VK", "Bestand"],
                *([f"NEW-{n}", f"Schraube {n}", f"{n},50", n] for n in range(1, 40)),
                ["NEW-40", "Mutter", "dear", 1],
            ],
        )
        with keeper.naming(file):
            keeper.use(panel.chooser.table_button)
        keeper.until(lambda: panel.stack.currentWidget() is panel.preview)
        if panel.preview.problem.isVisible():
            choice = panel.preview.table.cellWidget(0, 0)
            keeper.tab_to(choice)
            while panel.preview.problem.isVisible():
                keeper.press("Down")
        keeper.shoot("preview")
        keeper.use(panel.preview.check_button)
        keeper.until(lambda: panel.preview.forecast is not None)
        keeper.shoot("trial")
        keeper.use(panel.preview.import_button)
        keeper.until(lambda: panel.stack.currentWidget() is panel.report)
        keeper.shoot("report")
        saved: list[object] = []
        panel.saved.connect(saved.append)
        report = Path(folder) / "report.csv"
        with keeper.naming(report):
            keeper.use(panel.report.report_button)
        keeper.until(lambda: bool(saved))
        assert len(report.read_text(encoding="utf-8-sig").splitlines()) == 41


def export(keeper: Keeper) -> None:
    """Write the whole catalogue into a table."""
    page = _products(keeper)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "all.csv"
        with keeper.naming(file):
            keeper.use(page.tools.export)
        keeper.until(lambda: file.exists() and not page.session.is_running)
        with file.open(encoding="utf-8-sig", newline="") as stream:
            assert sum(1 for _ in csv.reader(stream)) > 1000
    keeper.shoot("done")


def quality(keeper: Keeper) -> None:
    """See how good the answers are, and move the threshold of a match to where one wants it."""
    page = _page(keeper, "Ctrl+Shift+Q", "quality", QualityPage)
    keeper.until(lambda: page.findings is not None and not page.session.is_busy)
    keeper.shoot("figures")
    bar = page.tabs.tabBar()
    keeper.tab_to(bar)
    keeper.press("Right")
    assert page.tabs.currentWidget() is page.threshold
    keeper.tab_to(page.threshold.plot)
    before = page.threshold.plot.line
    for _ in range(6):
        keeper.press("Left")
    assert page.threshold.plot.line != before
    keeper.shoot("threshold")
    keeper.use(page.threshold.save_button)
    keeper.until(page.message.isVisible)
    reset: list[object] = []
    page.session.saved.connect(reset.append)
    keeper.use(page.threshold.reset_button)
    keeper.until(lambda: bool(reset))
    for view, name in ((page.photos, "photos"), (page.pairs, "pairs"), (page.history, "time")):
        keeper.tab_to(bar)
        while page.tabs.currentWidget() is not view:
            keeper.press("Right")
        keeper.shoot(name)


def recommendations(keeper: Keeper) -> None:
    """From an answer to what can be taken instead, and compare the candidates."""
    keeper.press("Ctrl+F")
    with keeper.answer() as answers:
        keeper.type("nitrile gloves")
        keeper.press("Return")
    assert answers[0].best is not None
    keeper.press("Ctrl+Shift+M")
    dialog = keeper.dialog(RecommendDialog)
    keeper.shoot("substitutes")
    lists = (dialog.substitutes, dialog.similar, dialog.together)
    for each in [made for shown in lists for made in shown.rows][:2]:
        keeper.use(each.tick)
    keeper.use(dialog.compare_button)
    keeper.dialog(BestFitDialog)
    keeper.shoot("compared")
    while QApplication.activeModalWidget() is not None:
        keeper.press("Esc")


def stock(keeper: Keeper) -> None:
    """See what to order, take three out, look at the movements, set a rule, write the order."""
    page = _page(keeper, "Ctrl+Shift+S", "stock", StockPage)
    keeper.until(lambda: page._plan is not None and page.model.rowCount() > 0)
    keeper.until(lambda: not page.card.demand.is_empty)
    keeper.shoot("orders")
    keeper.tab_to(page.table)
    keeper.press("F5")
    keeper.type("+30")
    moved: list[object] = []
    page.card.move_step.moved.connect(lambda: moved.append(1))
    keeper.press("Return")
    keeper.until(lambda: bool(moved))
    keeper.use(page.card.moves_button)
    dialog = keeper.dialog(MovementsDialog)
    keeper.until(lambda: dialog.model.rowCount() > 0)
    keeper.shoot("movements")
    keeper.use(dialog.undo_button)
    keeper.until(lambda: not dialog.undo_button.isEnabled())
    keeper.press("Esc")
    keeper.use(page.card.rule_button)
    keeper.dialog(RuleDialog)
    keeper.shoot("rule")
    keeper.press("Esc")
    saved: list[object] = []
    page.saved.connect(saved.append)
    with TemporaryDirectory() as folder:
        with keeper.naming(Path(folder) / "orders.xlsx"):
            keeper.use(page.export_button)
        keeper.until(lambda: bool(saved))


def restock(keeper: Keeper) -> None:
    """Try the forecasts on the past."""
    page = _page(keeper, "Ctrl+Shift+S", "stock", StockPage)
    keeper.until(lambda: page._plan is not None)
    keeper.use(page.test_button)
    with keeper.waiting():
        keeper.until(page.test_button.isEnabled)
    keeper.dialog(BackTestDialog)
    keeper.shoot("back-test")
    keeper.press("Esc")


def prices(keeper: Keeper) -> None:
    """Import a price list of 20,000 rows, look at an alert, and say that it is done."""
    page = _page(keeper, "Ctrl+Shift+Y", "prices", PricesPage)
    keeper.until(lambda: page.model.rowCount() > 0)
    imported: list[object] = []
    page.imported.connect(imported.append)
    skus = keeper.window._services.listing.skus(range(1, LISTED + 1))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "autumn.csv"
        rows = [[sku, f"{3 + n % 90}.10", "EUR"] for n, sku in enumerate(skus)]
        _write(file, [["sku", "price", "currency"], *rows])
        with keeper.waiting(), keeper.naming(file):
            keeper.use(page.import_button)
        keeper.until(lambda: bool(imported))
    keeper.until(lambda: not page.plot.is_empty)
    keeper.shoot("alerts")
    keeper.tab_to(page.table)
    marked: list[object] = []
    page.marked.connect(lambda: marked.append(1))
    keeper.press("Return")
    keeper.until(lambda: bool(marked))
    keeper.use(page.limit_button)
    keeper.dialog(LimitDialog)
    keeper.shoot("limits")
    keeper.press("Esc")


def places(keeper: Keeper) -> None:
    """See what is walked for most, and look at an area."""
    page = _page(keeper, "Ctrl+Shift+L", "places", PlacesPage)
    keeper.until(lambda: bool(page.products_model.items))
    keeper.shoot("walked")
    keeper.tab_to(page.tree)
    keeper.press("Down")
    keeper.press("Right")
    keeper.press("Down")
    keeper.until(lambda: page.products_title.text() != "")
    keeper.shoot("area")


def labels(keeper: Keeper) -> None:
    """Make labels of some products as PDF."""
    page = _products(keeper)
    _search(keeper, page, "gloves")
    keeper.press("Shift+PgDown")
    keeper.press("Ctrl+P")
    dialog = keeper.dialog(LabelsDialog)
    keeper.until(lambda: dialog._picture is not None)
    keeper.shoot("sheet")
    written: list[object] = []
    dialog.written.connect(written.append)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "labels.pdf"
        with keeper.naming(file):
            keeper.use(dialog.pdf_button)
        keeper.until(lambda: bool(written))
        assert file.read_bytes().startswith(b"%PDF")
    keeper.press("Esc")


def changes(keeper: Keeper) -> None:
    """See who changed what."""
    page = _page(keeper, "Ctrl+Shift+H", "changes", ChangesPage)
    keeper.until(lambda: page.model.rowCount() > 0)
    keeper.shoot("list")


def _write(file: Path, rows: list[list[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


CARE: tuple[Callable[[Keeper], None], ...] = (
    products,
    edit,
    bulk,
    merge,
    import_table,
    export,
    quality,
    recommendations,
    stock,
    restock,
    prices,
    places,
    labels,
    changes,
)
