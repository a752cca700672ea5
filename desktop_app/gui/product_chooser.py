"""Choosing a product of the catalogue: the other candidates first, then by words or code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListView, QWidget

from desktop_app.core.scanner import Scan
from desktop_app.core.types import Product
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.product_list import PICTURE_PX, ProductListModel
from desktop_app.gui.scanned_codes import code_of
from desktop_app.gui.sheet import open_at
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, GAP_L, button, column, hint, label, name_control, row

MOST = 50
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}

FindProducts = Callable[[str, int], list[Product]]
"""Products by words or code, best first, at most so many; runs off the GUI thread."""


class ProductChooser(QDialog):
    """One field, one list; Enter takes the product, Esc leaves everything as it is."""

    chosen = Signal(object)  # Product
    add_asked = Signal()
    failed = Signal(object)  # BaseException

    def __init__(
        self,
        find: FindProducts,
        model: ProductListModel,
        tasks: TaskRunner,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        code: str = "",
    ) -> None:
        """With *code* the question is which product that code belongs to."""
        super().__init__(parent)
        self._code = code
        self._find, self._tasks, self._theme = find, tasks, theme
        self._offered: tuple[Product, ...] = ()
        self._latest = 0
        self._awaited = ""  # what was typed when Enter came before the search had answered
        self.model = model
        self.model.setParent(self)
        self.title, self.hint = label("title"), label("muted", wrap=True)
        self.field, self.list = QLineEdit(), QListView()
        self.add_button, self.cancel_button = button("add", "quiet"), button()
        self.choose_button = button("check", "primary")
        self._lay_out()
        self._connect()
        self.retranslate()
        refresh_icons(self, theme.tokens)

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setIconSize(QSize(PICTURE_PX, PICTURE_PX))
        self.list.setUniformItemSizes(True)
        self.list.setProperty("kind", "rows")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows of the field move it
        buttons = row(self.add_button, None, self.cancel_button, self.choose_button, gap=GAP)
        head = column(self.title, self.hint, gap=4)
        layout = column(head, self.field, self.list, buttons, gap=GAP_L)
        layout.setStretch(2, 1)
        layout.setContentsMargins(28, 24, 28, 24)
        self.setLayout(layout)
        open_at(self, self._theme, 640, 620)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self.choose)
        self.field.installEventFilter(self)
        self.list.doubleClicked.connect(self.choose)
        self.choose_button.clicked.connect(self.choose)
        self.cancel_button.clicked.connect(self.reject)
        self.add_button.clicked.connect(self._ask_for_new)

    def offer(self, products: Sequence[Product]) -> None:
        """Show *products* until something is typed; without any, the start of the catalogue."""
        self._offered = tuple(products)
        if self._offered:
            self._show(self._latest, list(self._offered))
        else:
            self._search("")
        self.field.setFocus()

    def take_scan(self, scan: Scan) -> None:
        """A code that is scanned while the choice is open finds a product to choose."""
        self.field.setText(code_of(scan))
        self.field.setFocus()

    def choose(self, index: QModelIndex | None = None) -> None:
        """Take the marked product; while a search is running, what it finds by the SKU itself.

        Whoever types a SKU and Enter in one go means it. What words will find, nobody has seen yet.
        """
        del index
        product = self.model.product(self.list.currentIndex().row())
        self._awaited = "" if product else self.field.text().strip()
        if product is not None:
            self.accept()
            self.chosen.emit(product)

    def _search(self, text: str) -> None:
        self._latest += 1
        self._awaited = ""
        if not text.strip() and self._offered:
            self._show(self._latest, list(self._offered))
            return
        self._mark(-1)  # Enter must not take a product of the search before
        work = partial(self._find, text, MOST)
        self._tasks.submit(work, partial(self._show, self._latest), self.failed.emit)

    def _show(self, number: int, products: list[Product]) -> None:
        if number == self._latest:
            self.model.show_products(products)
            self._mark(0)
            if products and self._awaited and _is_sku(self._awaited, products[0]):
                self.choose()

    def _mark(self, position: int) -> None:
        self.list.setCurrentIndex(self.model.index(position))
        self.choose_button.setEnabled(self.list.currentIndex().isValid())

    def _ask_for_new(self) -> None:
        self.reject()
        self.add_asked.emit()

    def done(self, result: int) -> None:
        self._latest += 1  # nobody waits for the running search
        super().done(result)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Choose the product"))
        if self._code:
            self.title.setText(self.tr("Which product has this code?"))
            words = self.tr("{code} becomes a further code of the product that you choose.")
            self.hint.setText(words.format(code=self._code))
        else:
            self.title.setText(self.tr("Which product is it?"))
            words = self.tr("The photo becomes a reference of the product that you choose.")
            self.hint.setText(words)
        hint(self.field, self.tr("Name, SKU, barcode number or words"))
        self.field.setAccessibleName(self.tr("Find a product of the catalogue"))
        self.list.setAccessibleName(self.tr("Products"))
        self.add_button.setText(self.tr("It is a new product…"))
        self.cancel_button.setText(self.tr("Cancel"))
        self.choose_button.setText(self.tr("It is this one"))
        name_control(self.choose_button, self.tr("It is this one"), "Enter")
        name_control(self.cancel_button, self.tr("Cancel"), "Esc")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys of the field move through the list."""
        pressed = event.type() == QEvent.Type.KeyPress and watched is self.field
        if pressed and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _is_sku(text: str, product: Product) -> bool:
    return text.casefold() == product.sku.casefold()
