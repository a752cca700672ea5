"""The page of prices: alerts with done and seen, a plot of each product, lists, limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QSplitter, QStackedWidget, QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.core.messages import Message, MessageId, render_parts
from desktop_app.core.price import AlertState, PriceAlert, PriceLimit, PricePoint
from desktop_app.core.stock import Scope
from desktop_app.core.stock_wording import ALERT_STATE_WORDS
from desktop_app.core.types import Product
from desktop_app.gui.alerts_model import PRODUCT, AlertsModel
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.formats import counted_words, moment, number, price
from desktop_app.gui.limit_dialog import LimitDialog, LimitTarget
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice, notice_of
from desktop_app.gui.page import Page, PageContext
from desktop_app.gui.product_chooser import ProductChooser
from desktop_app.gui.product_list import ProductListModel
from desktop_app.gui.stock_move import quantity_text
from desktop_app.gui.tasks import TaskRunner, while_alive
from desktop_app.gui.time_plot import Drawn, Series, TimePlot
from desktop_app.gui.translator import translate_message, translate_stock
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    button,
    column,
    label,
    name_control,
    refill_silently,
    row,
)

ROW_PX = 58
OPEN, EVERYTHING = "open", "all"
LAST_PRICES = 12


class PricesPage(Page):
    """Looks for alerts and reads the list whenever it is shown."""

    imported = Signal(object)  # PriceReport
    marked = Signal()
    drawn = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._prices, self._catalogue = context.services.prices, context.services.catalogue
        self._tasks = TaskRunner("prices page", parent=self)
        self.model = AlertsModel(self._tasks, context.theme, self)
        self._product: LimitTarget | None = None
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.which = QComboBox()
        self.import_button, self.limit_button = button("import", "primary"), button("settings")
        self.product_button = button("find")
        self.seen_button, self.done_button = button("info"), button("check")
        self.message = MessageBar(context.theme)
        self.table = WideTable(self.model, (PRODUCT,))
        self.empty = EmptyList("price")
        self.name, self.last = label("heading", wrap=True), label(wrap=True, selectable=True)
        self.plot = TimePlot(context.theme)
        self.split, self.stack = QSplitter(Qt.Orientation.Horizontal), QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_state()

    def _lay_out(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.table.setWordWrap(False)  # a long name is cut off, its SKU stays in sight
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        card = QFrame()
        card.setProperty("card", "true")
        body = column(self.name, self.plot, self.last, None, gap=GAP_L)
        body.setContentsMargins(18, 16, 18, 16)
        card.setLayout(body)
        self.split.addWidget(self.stack)
        self.split.addWidget(card)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(GAP_L)
        self.split.setSizes([620, 380])
        self.split.setObjectName("prices")
        marks = row(self.which, self.seen_button, self.done_button, None, gap=GAP)
        buttons = row(None, self.product_button, self.limit_button, self.import_button, gap=GAP)
        tools = TurningRow(marks, buttons, first_grows=True)
        head = column(self.title, self.lead, gap=4)
        layout = column(head, tools, self.message, self.split, gap=GAP_L)
        layout.setStretch(3, 1)
        self.use_frame(layout)
        self.first_focus = self.which

    def _connect(self) -> None:
        self.model.loaded.connect(self._choose_first)
        self.model.failed.connect(self._show_error)
        self.which.currentIndexChanged.connect(self._read)
        self.table.row_changed.connect(self._show_state)
        self.table.opened.connect(partial(self.mark, AlertState.DONE))
        self.done_button.clicked.connect(partial(self.mark, AlertState.DONE))
        self.seen_button.clicked.connect(partial(self.mark, AlertState.SEEN))
        self.import_button.clicked.connect(self._ask_import)
        self.limit_button.clicked.connect(self.ask_limit)
        self.product_button.clicked.connect(self.choose_product)
        self.plot.saved.connect(self._say_plot_saved)
        self.plot.save_failed.connect(self._show_error)

    @property
    def chosen(self) -> PriceAlert | None:
        return self.model.item(self.table.currentIndex().row())

    def refresh(self) -> None:
        """Look for new alerts, then read the list."""
        self._tasks.submit(self._prices.watch, self._read, self._show_error)

    def _read(self, found: object = None) -> None:
        del found
        is_open = self.which.currentData() != EVERYTHING
        self.model.reload(partial(self._prices.alerts, is_open=is_open))

    # what a person can do

    def mark(self, state: AlertState, checked: object = None) -> None:
        """Say what is done about the chosen alert; a done one that is done again becomes new."""
        del checked
        alert = self.chosen
        if alert is None:
            return
        wanted = AlertState.NEW if alert.state is state else state
        work = partial(self._prices.mark, [alert.alert_id], wanted)
        self._tasks.submit(work, self._is_marked, self._show_error)

    def import_list(self, file: Path) -> None:
        """Keep the prices of *file*."""
        self.import_button.setEnabled(False)
        work = partial(self._prices.import_list, file)
        self._tasks.submit(work, self._show_report, self._show_error)

    def ask_limit(self) -> None:
        """Ask for the limits of the shown product, its category, or everything."""
        self._tasks.submit(self._prices.limits, self._open_limits, self._show_error)

    def choose_product(self) -> None:
        """Ask for a product whose prices are to be shown."""
        model = ProductListModel(self._context.pictures, self._catalogue.thumbnail_path)
        chooser = ProductChooser(
            self._catalogue.find, model, self._tasks, self._context.theme, self.window()
        )
        chooser.add_button.hide()
        chooser.chosen.connect(self.show_product)
        chooser.failed.connect(self._show_error)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.open()
        chooser.offer(())

    def show_product(self, product: Product) -> None:
        """Show the prices of *product*."""
        self._show_prices(LimitTarget(product.product_id, product.name, product.category))

    def close_session(self) -> None:
        self._tasks.close()

    # how it is done

    def _is_marked(self, nothing: object) -> None:
        del nothing
        self._read()
        self.marked.emit()

    def _show_report(self, report: Any) -> None:
        self.import_button.setEnabled(True)
        words = self.tr(
            "Read: {prices} changed, {unchanged} unchanged, {history} older added,"
            " {rejected} left out. New alerts: {alerts}."
        )
        said = words.format(
            prices=counted_words(report.changed, Counted.PRICES),
            unchanged=number(report.unchanged),
            history=number(report.history),
            alerts=number(report.alerts),
            rejected=number(len(report.rejected)),
        )
        if report.rejected:
            first = report.rejected[0]
            reason = render_parts(first.message, translate_message).what
            said += " " + self.tr("Line {n}:").format(n=number(first.line)) + " " + reason
        self.lead.setText(said)
        self.imported.emit(report)
        self.catalogue_changed.emit()
        self.refresh()

    def _open_limits(self, limits: Any) -> None:
        dialog = LimitDialog(self._context.theme, self._product, limits, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(partial(self._set_limit, dialog))
        dialog.open()

    def _set_limit(self, dialog: LimitDialog, scope: Scope, name: str, limit: PriceLimit) -> None:
        work = partial(self._prices.set_limit, scope, name, limit)
        close = while_alive(dialog, dialog.saved)
        self._tasks.submit(work, close, while_alive(dialog, dialog.show_error))

    def _choose_first(self) -> None:
        if self.model.rowCount() and self.chosen is None:
            self.table.choose(0)
        self._show_state()

    def _show_state(self) -> None:
        alert = self.chosen
        has_rows = self.model.rowCount() > 0
        self.stack.setCurrentWidget(self.table if has_rows else self.empty)
        self.seen_button.setEnabled(alert is not None)
        self.done_button.setEnabled(alert is not None)
        if alert is not None and (self._product is None or self._is_other(alert)):
            work = partial(self._catalogue_product, alert.product_id)
            self._tasks.submit(work, partial(self._show_found, alert), self._show_error)

    def _is_other(self, alert: PriceAlert) -> bool:
        return self._product is None or self._product.product_id != alert.product_id

    def _catalogue_product(self, product_id: int) -> Product | None:
        return self._catalogue.product(product_id)

    def _show_found(self, alert: PriceAlert, product: Product | None) -> None:
        if alert != self.chosen:
            return  # another one was chosen meanwhile
        if product is not None:
            self.show_product(product)

    def _show_prices(self, product: LimitTarget) -> None:
        self._product = product
        self.name.setText(product.name)
        work = partial(self._prices.points, product.product_id)
        self._tasks.submit(work, partial(self._draw, product), self._show_error)

    def _draw(self, product: LimitTarget, points: Sequence[PricePoint]) -> None:
        if product != self._product:
            return  # another one is shown by now
        known = [(p.at, float(p.price)) for p in points if p.price is not None]
        currency = points[-1].currency if points else ""
        if known:
            known.append((datetime.now(UTC), known[-1][1]))
        title = self.tr("Price over time") + (f" ({currency})" if currency else "")
        series = [Series(self.tr("price"), tuple(known), Drawn.STEPS)]
        self.plot.show_series(title, series, number=quantity_text)
        lines = [
            f"{moment(p.at)}   {price(p.price, p.currency)}   {p.source or p.person}".rstrip()
            for p in reversed(points[-LAST_PRICES:])
        ]
        self.last.setText("\n".join(lines) or self.tr("No price is known."))
        self.drawn.emit()

    def _say_plot_saved(self, file: Path) -> None:
        said = notice(Message.of(MessageId.PLOT_SAVED, name=file.name))
        self.message.show_notice(said, "success")

    def _ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Price list: columns sku or barcode, price, currency, date"),
            "",
            self.tr("Tables (*.csv *.tsv *.txt *.xlsx)"),
        )
        if name:
            self.import_list(Path(name))

    def _show_error(self, error: BaseException) -> None:
        self.import_button.setEnabled(True)
        self.message.show_notice(notice_of(error))

    # words

    def retranslate(self) -> None:
        self.title.setText(self.tr("Prices"))
        self.lead.setText(
            self.tr("Changes beyond your limits. Import price lists as they come; old ones, too.")
        )
        entries = ((OPEN, self.tr("Not done yet")), (EVERYTHING, self.tr("All alerts")))
        refill_silently(self.which, entries)
        self.which.setAccessibleName(self.tr("Which alerts"))
        texts = (
            (self.seen_button, translate_stock(ALERT_STATE_WORDS[AlertState.SEEN]), "Space"),
            (self.done_button, translate_stock(ALERT_STATE_WORDS[AlertState.DONE]), "Enter"),
            (self.product_button, self.tr("Another product…"), ""),
            (self.limit_button, self.tr("Limits…"), ""),
            (self.import_button, self.tr("Import prices…"), ""),
        )
        for each, text, key in texts:
            each.setText(text)
            name_control(each, text, key)
        self.table.setAccessibleName(self.tr("Price alerts, newest first"))
        self.empty.show_words(
            self.tr("No alert"),
            self.tr("Prices that change beyond your limits appear here by themselves."),
        )
        if self._product is None:
            self.name.setText(self.tr("Choose an alert or a product to see its prices."))
        self.model.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.table.hasFocus():
            self.mark(AlertState.SEEN)
        else:
            super().keyPressEvent(event)
