"""The page of stock: what to order and why, most urgent first; movements, lists, rules."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from desktop_app.core.messages import Message, MessageId, render_parts
from desktop_app.core.restock_view import narrowed
from desktop_app.core.stock import RestockLine, RestockState
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.formats import number
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice, notice_of
from desktop_app.gui.page import Page, PageContext
from desktop_app.gui.stock_card import StockCard
from desktop_app.gui.stock_dialogs import StockDialogs
from desktop_app.gui.stock_filters import StockFilters
from desktop_app.gui.stock_model import PRODUCT, StockModel
from desktop_app.gui.stock_move import MOVE_KEY
from desktop_app.gui.tasks import TaskRunner
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
    row,
)

ROW_PX = 58


class StockPage(Page):
    """Forecasts anew whenever it is shown, behind the window."""

    planned = Signal()
    listed = Signal()
    saved = Signal(int)
    imported = Signal(object)  # MovementReport

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._restock, self._stock = context.services.restock, context.services.stock
        self._tasks = TaskRunner("stock page", parent=self)
        self._plan: Any = None
        self._chosen_id, self._is_listing = 0, False
        self._note = ""
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.filters = StockFilters(self)
        self.import_button, self.export_button = button("import"), button("save", "primary")
        self.rules_button, self.test_button = button("settings"), button("similar")
        self.message = MessageBar(context.theme)
        self.model = StockModel(context.theme, self)
        self.table = WideTable(self.model, (PRODUCT,))
        self.card = StockCard(context)
        self.dialogs = StockDialogs(context, self.card, self._tasks, self)
        self.empty = EmptyList("stock")
        self.split, self.stack = QSplitter(Qt.Orientation.Horizontal), QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.table.setWordWrap(False)  # a long name is cut off, its SKU stays in sight
        self.split.addWidget(self.table)
        self.split.addWidget(self.card)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(GAP_L)
        self.split.setSizes([620, 380])
        self.split.setObjectName("stock")
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.split)
        buttons = row(
            None,
            self.test_button,
            self.rules_button,
            self.import_button,
            self.export_button,
            gap=GAP,
        )
        tools = TurningRow(self.filters.laid_out(), buttons, first_grows=True)
        head = column(self.title, self.lead, gap=4)
        layout = column(head, tools, self.message, self.stack, gap=GAP_L)
        layout.setStretch(3, 1)
        self.use_frame(layout)
        self.first_focus = self.filters.field

    def _connect(self) -> None:
        self.filters.changed.connect(self._list)
        self.table.row_changed.connect(self._show_card)
        self.table.opened.connect(self.card.move_step.start)
        self.card.move_step.moved.connect(self._changed)
        self.card.rule_asked.connect(self.dialogs.ask_rule)
        self.card.ordered_asked.connect(partial(self.dialogs.ask_ordered, self.set_ordered))
        self.card.product_asked.connect(self._seek)
        self.card.movements_asked.connect(self.dialogs.show_movements)
        for plot in (self.card.levels, self.card.demand):
            plot.saved.connect(self._say_plot_saved)
            plot.save_failed.connect(self._show_error)
        self.import_button.clicked.connect(self._ask_import)
        self.export_button.clicked.connect(self._ask_export)
        self.rules_button.clicked.connect(partial(self.dialogs.ask_rule, whole=True))
        self.test_button.clicked.connect(self._try_forecasts)
        self.dialogs.changed.connect(self._changed)
        self.dialogs.tried.connect(self._allow_trial)
        self.dialogs.failed.connect(self._show_error)
        self.dialogs.answer_opened.connect(self.answer_opened)

    @property
    def shortcuts(self) -> dict[str, Callable[[], None]]:
        return {MOVE_KEY: self.card.move_step.start}

    # what is shown

    def refresh(self) -> None:
        """Forecast anew; the rows stay until it is done."""
        self._tasks.submit(self._restock.plan, self._show_plan, self._show_error)

    def _show_plan(self, plan: Any) -> None:
        self._plan = plan
        self.filters.offer_categories(plan.lines)
        self._list()
        self.planned.emit()

    def _list(self) -> None:
        if self._plan is not None:
            work = partial(narrowed, self._plan.lines, self.filters.view())
            self._tasks.submit(work, self._show_lines, self._show_error)

    def _show_lines(self, lines: list[RestockLine]) -> None:
        self._is_listing = True  # a reset forgets the row, and the card what was typed there
        self.model.show_items(lines)
        has_any = bool(self._plan is not None and self._plan.lines)
        self.stack.setCurrentWidget(self.split if has_any else self.empty)
        found = self.model.row_of(self._chosen_id)
        if lines:
            self.table.choose(max(found, 0))
        self._is_listing = False
        self._show_card()
        self._say_counts()
        self.listed.emit()

    def _show_card(self) -> None:
        if self._is_listing:
            return
        line = self.model.item(self.table.currentIndex().row())
        self.card.show_line(line)
        if line is not None:
            self._chosen_id = line.product_id
            work = partial(self._restock.history, line.product_id)
            self._tasks.submit(work, self._show_history, self._show_error)

    def _show_history(self, history: Any) -> None:
        line = self.card.line
        if history is None or line is None:
            return
        if history.line.product_id == line.product_id:
            self.card.show_history(history)

    def _say_counts(self) -> None:
        if self._plan is None:
            self.lead.setText(self.tr("Looking ahead…"))
            return
        whole, counts = QLocale().toString, self._plan.counts
        words = self.tr(
            "To order: {order}, of these out of stock: {out}. Order soon: {soon}. Too little known:"
            " {unknown}. Listed: {listed} of {total}."
        )
        order = counts[RestockState.OUT] + counts[RestockState.ORDER]
        text = words.format(
            order=whole(order),
            out=whole(counts[RestockState.OUT]),
            soon=whole(counts[RestockState.SOON]),
            unknown=whole(counts[RestockState.UNKNOWN]),
            listed=whole(self.model.rowCount()),
            total=whole(len(self._plan.lines)),
        )
        self.lead.setText(f"{self._note} {text}".strip())
        self.export_button.setEnabled(order > 0)

    # what a person can do

    def import_list(self, file: Path) -> None:
        """Keep the sales or movements of *file*."""
        self.import_button.setEnabled(False)
        work = partial(self._stock.import_list, file)
        self._tasks.submit(work, self._show_report, self._show_error)

    def export_to(self, file: Path) -> None:
        """Write what is to be ordered among the rows that are listed."""
        lines = list(self.model.items)
        work = partial(self._restock.export, file, lines, translate_stock)
        self._tasks.submit(work, self._exported, self._show_error)

    def set_ordered(self, quantity: Decimal) -> None:
        """Say how many of the chosen product are on order."""
        line = self.card.line
        if line is not None:
            work = partial(self._stock.set_ordered, line.product_id, quantity)
            self._tasks.submit(work, self._changed, self._show_error)

    def close_session(self) -> None:
        self.card.close_session()
        self._tasks.close()

    def _try_forecasts(self) -> None:
        self.test_button.setEnabled(False)
        self.dialogs.try_forecasts()

    def _allow_trial(self) -> None:
        self.test_button.setEnabled(True)

    # how it is done

    def _show_report(self, report: Any) -> None:
        self.import_button.setEnabled(True)
        words = self.tr(
            "Read: {applied} moved the stock, {history} are older than its last count and only tell"
            " the demand, {known} were known, {rejected} were left out."
        )
        self._note = words.format(
            applied=number(report.applied),
            history=number(report.history),
            known=number(report.known),
            rejected=number(len(report.rejected)),
        )
        if report.rejected:
            first = report.rejected[0]
            line = self.tr("Line {n}:").format(n=number(first.line))
            reason = render_parts(first.message, translate_message).what
            self._note += f" {line} {reason}"
        self.imported.emit(report)
        self._changed()

    def _exported(self, count: int) -> None:
        self._note = self.tr("Orders written: {n}.").format(n=QLocale().toString(count))
        self._say_counts()
        self.saved.emit(count)

    def _say_plot_saved(self, file: Path) -> None:
        said = notice(Message.of(MessageId.PLOT_SAVED, name=file.name))
        self.message.show_notice(said, "success")

    def _changed(self, nothing: object = None) -> None:
        del nothing
        self.catalogue_changed.emit()
        self.refresh()

    def _seek(self) -> None:
        line = self.card.line
        if line is not None:
            self.sought.emit(line.sku)

    def _ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Sales or movements: columns sku or barcode, quantity, date"),
            "",
            self.tr("Tables (*.csv *.tsv *.txt *.xlsx)"),
        )
        if name:
            self.import_list(Path(name))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the list of orders"),
            "orders.xlsx",
            self.tr("Workbook (*.xlsx);;CSV files (*.csv)"),
        )
        if name:
            self.export_to(Path(name))

    def _show_error(self, error: BaseException) -> None:
        self.import_button.setEnabled(True)
        self.test_button.setEnabled(True)
        self.message.show_notice(notice_of(error))

    # words

    def retranslate(self) -> None:
        self.title.setText(self.tr("Stock"))
        self.filters.retranslate()
        texts = (
            (self.test_button, self.tr("Forecasts…"), self.tr("Try the forecasts on the past")),
            (self.rules_button, self.tr("Rules…"), self.tr("Rules for all products")),
            (self.import_button, self.tr("Import sales…"), self.tr("Import sales or movements")),
            (self.export_button, self.tr("Order list…"), self.tr("Save what is to be ordered")),
        )
        for each, text, name in texts:
            each.setText(text)
            name_control(each, name)
        self.table.setAccessibleName(self.tr("Products, most urgent first"))
        self.empty.show_words(
            self.tr("No product yet"),
            self.tr("Import a catalogue first; then take out, put in, or import sales."),
        )
        self.model.retranslate()
        self._say_counts()
