"""What the page of stock asks and shows in windows of their own: rules, movements, forecasts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.messages import Message, MessageId
from desktop_app.core.stock import RestockLine, Scope, StockRule
from desktop_app.core.stock_wording import plain_number
from desktop_app.core.types import Answer, HistoryEntry
from desktop_app.gui.backtest_dialog import BackTestDialog
from desktop_app.gui.line_sheet import LineSheet, LineWords
from desktop_app.gui.movements_dialog import MovementsDialog
from desktop_app.gui.page import PageContext
from desktop_app.gui.rule_dialog import RuleDialog
from desktop_app.gui.stock_card import StockCard
from desktop_app.gui.tasks import TaskRunner, while_alive
from desktop_app.services.number_text import NumberTextError, parse_decimal


class StockDialogs(QObject):
    """Opens dialogs over the window of *owner*, about the product that *card* shows."""

    changed = Signal()
    tried = Signal()
    answer_opened = Signal(object, object)  # HistoryEntry, Answer
    failed = Signal(object)  # BaseException

    def __init__(
        self, context: PageContext, card: StockCard, tasks: TaskRunner, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._context, self._card, self._tasks, self._owner = context, card, tasks, owner
        self._restock, self._stock = context.services.restock, context.services.stock

    def try_forecasts(self) -> None:
        """Try the forecasts on the past."""
        self._tasks.submit(self._restock.back_test, self._show_test, self.failed.emit)

    def ask_rule(self, checked: object = None, *, whole: bool = False) -> None:
        """Ask for the rules of the chosen product, its category, or everything."""
        del checked
        line = None if whole else self._card.line
        done = partial(self._open_rules, line)
        self._tasks.submit(self._stock.rules, done, self.failed.emit)

    def ask_ordered(self, use: Callable[[Decimal], None]) -> None:
        """Ask how many of the chosen product are on order."""
        line = self._card.line
        if line is not None:
            shown = plain_number(line.on_order or line.order)
            words, take = partial(self._ordered_words, line.name), partial(_take_number, use)
            sheet = LineSheet(self._context.theme, words, take, shown, self._owner.window())
            sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            sheet.open()

    def _ordered_words(self, name: str) -> LineWords:
        asked = self.tr("How many of “{name}” are on order? 0 for none.").format(name=name)
        return LineWords(self.tr("On order"), asked, self.tr("Save"))

    def show_movements(self) -> None:
        """All movements of the chosen product."""
        line = self._card.line
        if line is not None:
            product = (line.product_id, line.name)
            window = self._owner.window()
            dialog = MovementsDialog(self._stock, self._context.theme, product, window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.undone.connect(self.changed)
            dialog.lookup_asked.connect(partial(self._open_lookup, dialog))
            dialog.open()

    def _show_test(self, test: Any) -> None:
        self.tried.emit()
        dialog = BackTestDialog(self._context.theme, test, self._owner.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_rules(self, line: RestockLine | None, rules: Any) -> None:
        dialog = RuleDialog(self._context.theme, line, rules, self._owner.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(partial(self._set_rule, dialog))
        dialog.open()

    def _set_rule(self, dialog: RuleDialog, scope: Scope, name: str, rule: StockRule) -> None:
        work = partial(self._stock.set_rule, scope, name, rule)
        close = while_alive(dialog, dialog.saved)
        failed = while_alive(dialog, dialog.show_error)
        self._tasks.submit(work, partial(self._rule_set, close), failed)

    def _open_lookup(self, dialog: MovementsDialog, lookup_id: int) -> None:
        work = partial(_stored, self._context.services.history, lookup_id)
        shown = while_alive(dialog, partial(self._lookup_read, dialog))
        self._tasks.submit(work, shown, while_alive(dialog, dialog.show_error))

    def _lookup_read(self, dialog: MovementsDialog, found: tuple[HistoryEntry, Answer]) -> None:
        dialog.accept()
        self.answer_opened.emit(*found)

    def _rule_set(self, close: Callable[[object], None], nothing: object) -> None:
        close(nothing)
        self.changed.emit()


def _take_number(use: Callable[[Decimal], None], text: str) -> Message | None:
    """Give the number that *text* says to *use*, or say that it is none."""
    try:
        quantity = parse_decimal(text)
    except NumberTextError:
        return Message.of(MessageId.QUANTITY_BAD, value=text)
    use(quantity)
    return None


def _stored(history: Any, lookup_id: int) -> tuple[HistoryEntry, Answer]:
    """A lookup with its answer; runs off the GUI thread."""
    entry = history.entry(lookup_id)
    return entry, history.stored_answer(entry)
