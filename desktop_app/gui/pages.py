"""All pages of the window, in the order of the rail. A new page is one `PageSpec` here.

Its file is imported when it is first shown, so that a page costs nothing at the start.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.gui.page import Page, PageContext, PageSpec, Section
from desktop_app.gui.page_names import BATCH, FIND, IMPORT

translate = QCoreApplication.translate

TAUGHT, HISTORY = "taught", "history"
STOCK, STOCK_KEY = "stock", "Ctrl+Shift+S"
PRICES, PRICES_KEY = "prices", "Ctrl+Shift+Y"
SUPPLY = "supply"
INQUIRIES, PRODUCTS = "inquiries", "products"
QUALITY, QUALITY_KEY = "quality", "Ctrl+Shift+Q"
CATALOGUE, RECORDS = "catalogue", "records"
CHANGES, CHANGES_KEY = "changes", "Ctrl+Shift+H"
SAFETY, SAFETY_KEY = "safety", "Ctrl+Shift+B"
PLACES, PLACES_KEY = "places", "Ctrl+Shift+L"
INQUIRIES_KEY = "Shift+F7"


def _find(context: PageContext) -> Page:
    from desktop_app.gui.find_page import FindPage

    return FindPage(context.services, context.pictures, context.theme)


def _batch(context: PageContext) -> Page:
    from desktop_app.gui.batch_page import BatchPage

    return BatchPage(context.services, context.pictures, context.theme)


def _import(context: PageContext) -> Page:
    from desktop_app.gui.import_panel import ImportPanel

    return ImportPanel(context.services, context.theme)


def _products(context: PageContext) -> Page:
    from desktop_app.gui.products_page import ProductsPage

    return ProductsPage(context.services, context.pictures, context.theme)


def _taught(context: PageContext) -> Page:
    from desktop_app.gui.taught_page import TaughtPage

    return TaughtPage(context.services, context.pictures, context.theme)


def _inquiries(context: PageContext) -> Page:
    from desktop_app.gui.inquiries_page import InquiriesPage

    return InquiriesPage(context.services, context.pictures, context.theme)


def _stock(context: PageContext) -> Page:
    from desktop_app.gui.stock_page import StockPage

    return StockPage(context)


def _prices(context: PageContext) -> Page:
    from desktop_app.gui.prices_page import PricesPage

    return PricesPage(context)


def _history(context: PageContext) -> Page:
    from desktop_app.gui.history_page import HistoryPage

    return HistoryPage(context.services, context.pictures, context.theme)


def _quality(context: PageContext) -> Page:
    from desktop_app.gui.quality_page import QualityPage

    return QualityPage(context)


def _changes(context: PageContext) -> Page:
    from desktop_app.gui.changes_page import ChangesPage

    return ChangesPage(context)


def _places(context: PageContext) -> Page:
    from desktop_app.gui.places_page import PlacesPage

    return PlacesPage(context)


def _safety(context: PageContext) -> Page:
    from desktop_app.gui.safety_page import SafetyPage

    return SafetyPage(context.services, context.theme)


SECTIONS: tuple[Section, ...] = (
    Section(
        FIND,
        "find",
        lambda: translate("MainWindow", "Find"),
        (
            PageSpec(
                FIND,
                "Ctrl+F",
                lambda: translate("MainWindow", "Find"),
                lambda: "",  # the sheet says more of the entry field
                _find,
            ),
        ),
    ),
    Section(
        BATCH,
        "batch",
        lambda: translate("MainWindow", "Batch"),
        (
            PageSpec(
                BATCH,
                "Ctrl+B",
                lambda: translate("MainWindow", "Batch"),
                lambda: translate("MainWindow", "Many photos at once: batches and their review"),
                _batch,
            ),
        ),
    ),
    Section(
        CATALOGUE,
        "import",
        lambda: translate("MainWindow", "Catalogue"),
        (
            PageSpec(
                PRODUCTS,
                "Ctrl+Shift+P",
                lambda: translate("MainWindow", "Products"),
                lambda: translate("MainWindow", "All products: change, merge, withdraw, export"),
                _products,
            ),
            PageSpec(
                IMPORT,
                "Ctrl+I",
                lambda: translate("MainWindow", "Import"),
                lambda: translate("MainWindow", "Import a catalogue"),
                _import,
            ),
            PageSpec(
                TAUGHT,
                "Ctrl+T",
                lambda: translate("MainWindow", "Taught"),
                lambda: translate("MainWindow", "Everything taught"),
                _taught,
            ),
            PageSpec(
                PLACES,
                PLACES_KEY,
                lambda: translate("MainWindow", "Places"),
                lambda: translate("MainWindow", "Where things lie, and what should swap"),
                _places,
            ),
            PageSpec(
                QUALITY,
                QUALITY_KEY,
                lambda: translate("MainWindow", "Quality"),
                lambda: translate("MainWindow", "How good the catalogue answers"),
                _quality,
            ),
        ),
    ),
    Section(
        SUPPLY,
        "stock",
        lambda: translate("MainWindow", "Stock"),
        (
            PageSpec(
                STOCK,
                STOCK_KEY,
                lambda: translate("MainWindow", "Stock"),
                lambda: translate("MainWindow", "Stock, and what to order"),
                _stock,
            ),
            PageSpec(
                PRICES,
                PRICES_KEY,
                lambda: translate("MainWindow", "Prices"),
                lambda: translate("MainWindow", "Prices over time, and alerts"),
                _prices,
            ),
        ),
    ),
    Section(
        RECORDS,
        "clock",
        lambda: translate("MainWindow", "Records"),
        (
            PageSpec(
                HISTORY,
                "Ctrl+H",
                lambda: translate("MainWindow", "History"),
                lambda: translate("MainWindow", "History of all lookups"),
                _history,
            ),
            PageSpec(
                INQUIRIES,
                INQUIRIES_KEY,
                lambda: translate("MainWindow", "Inquiries"),
                lambda: translate("MainWindow", "All inquiries"),
                _inquiries,
            ),
            PageSpec(
                CHANGES,
                CHANGES_KEY,
                lambda: translate("MainWindow", "Changes"),
                lambda: translate("MainWindow", "Who changed what, and when"),
                _changes,
            ),
            PageSpec(
                SAFETY,
                SAFETY_KEY,
                lambda: translate("MainWindow", "Safety"),
                lambda: translate("MainWindow", "Backups, checks and repair"),
                _safety,
            ),
        ),
    ),
)


def all_pages() -> tuple[PageSpec, ...]:
    return tuple(page for section in SECTIONS for page in section.pages)
