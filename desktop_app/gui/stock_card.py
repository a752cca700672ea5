"""One product of the stock page: what is said of it and why, its plots, and what can be done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop_app.core.stock import RestockLine
from desktop_app.core.stock_wording import state_words, why_words
from desktop_app.gui.flow_layout import FlowLayout
from desktop_app.gui.formats import number
from desktop_app.gui.icons import refresh_icons, set_icon
from desktop_app.gui.page import PageContext
from desktop_app.gui.sizes import keep_own_size
from desktop_app.gui.stock_model import SIGNS, days_words
from desktop_app.gui.stock_move import StockMove, quantity_text
from desktop_app.gui.time_plot import Drawn, Level, Series, TimePlot
from desktop_app.gui.translator import translate_stock
from desktop_app.gui.widgets import GAP_L, GAP_S, button, column, label, name_control, row, sign

if TYPE_CHECKING:
    from desktop_app.services.restock import StockHistory

AHEAD_DAYS = 56
LEAST_PX = 340


class StockCard(QScrollArea):
    """Empty until a line is shown."""

    rule_asked = Signal()
    ordered_asked = Signal()
    product_asked = Signal()
    movements_asked = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._line: RestockLine | None = None
        self._history: StockHistory | None = None
        self.name = label("heading", wrap=True, selectable=True)
        self.meta = label("muted", wrap=True, selectable=True)
        self.sign, self.state = sign("stock", "muted", 20), label("strong")
        self.why = label(wrap=True, selectable=True)
        self.move_step = StockMove(context.services)
        self.levels, self.demand = TimePlot(context.theme), TimePlot(context.theme)
        self.ordered_button, self.rule_button = button("send"), button("settings")
        self.show_button, self.moves_button = button("find"), button("clock")
        state = row(self.sign, self.state, None, gap=GAP_S)
        more = FlowLayout(gap=GAP_S)
        for each in (self.moves_button, self.ordered_button, self.rule_button, self.show_button):
            more.addWidget(each)
        head = column(self.name, self.meta, state, self.why, gap=GAP_S)
        body = column(head, self.move_step, more, self.levels, self.demand, None, gap=GAP_L)
        body.setContentsMargins(18, 16, 18, 16)
        sheet = QFrame()
        sheet.setProperty("card", "true")
        sheet.setLayout(body)
        self._sheet = sheet
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(LEAST_PX)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus, and scrolls
        keep_own_size(self)
        self.ordered_button.clicked.connect(self.ordered_asked)
        self.rule_button.clicked.connect(self.rule_asked)
        self.show_button.clicked.connect(self.product_asked)
        self.moves_button.clicked.connect(self.movements_asked)
        context.theme.changed.connect(self._show)
        self.retranslate()

    @property
    def line(self) -> RestockLine | None:
        return self._line

    def show_line(self, line: RestockLine | None) -> None:
        """What is said of a product; its history follows when it is read."""
        is_same = line and self._line and line.product_id == self._line.product_id
        self._line = line
        if not is_same:
            self._history = None
            self.verticalScrollBar().setValue(0)
        self.move_step.show_product(line.product_id if line else None)
        self._show()

    def show_history(self, history: StockHistory) -> None:
        self._history, self._line = history, history.line
        self._show()

    def close_session(self) -> None:
        self.move_step.close_session()

    def _show(self) -> None:
        line = self._line
        self._sheet.setVisible(line is not None)
        if line is None:
            return
        name, role = SIGNS[line.state]
        set_icon(self.sign, name, role, 20)
        refresh_icons(self, self._theme.tokens)
        self.name.setText(line.name)
        self.meta.setText(" · ".join(w for w in (line.sku, line.category, line.location) if w))
        stock = "–" if line.stock is None else number(line.stock)
        words = self.tr("{state} · stock {stock} · days left: {days}")
        state = state_words(line.state, translate_stock)
        days = days_words(line.days_left)
        self.state.setText(words.format(state=state, stock=stock, days=days))
        self.why.setText(why_words(line, translate_stock, number))
        self._show_plots()

    def _show_plots(self) -> None:
        history, line = self._history, self._line
        if history is None or line is None:
            self.levels.hide()
            self.demand.hide()
            return
        self.levels.setVisible(bool(history.levels) or line.stock is not None)
        self.demand.setVisible(bool(history.weeks))
        now = datetime.now(UTC)
        self._show_levels(history, line, now)
        self._show_demand(history, line, now)

    def _show_levels(self, history: StockHistory, line: RestockLine, now: datetime) -> None:
        past = [(at, float(level)) for at, level in history.levels]
        ahead = []
        if line.stock is not None:
            stock = float(line.stock)
            past.append((now, stock))
            ahead = _run_down(stock, line.forecast.per_day or 0.0, now)
        levels = []
        if line.reorder_at is not None:
            levels = [Level(self.tr("order at"), float(line.reorder_at))]
        self.levels.show_series(
            self.tr("Stock, and how long it lasts"),
            [
                Series(self.tr("stock"), tuple(past), Drawn.STEPS),
                Series(self.tr("expected"), tuple(ahead), role="accent", expected=True),
            ],
            levels,
            quantity_text,
        )

    def _show_demand(self, history: StockHistory, line: RestockLine, now: datetime) -> None:
        count = len(history.weeks)
        middles = [now - timedelta(days=7 * (count - k) - 3.5) for k in range(count)]
        weekly = (line.forecast.per_day or 0.0) * 7
        ahead: tuple[tuple[datetime, float], ...] = ()
        if line.forecast.per_day is not None:
            ahead = ((now, weekly), (now + timedelta(days=AHEAD_DAYS), weekly))
        self.demand.show_series(
            self.tr("Demand a week, and what is expected"),
            [
                Series(
                    self.tr("demand"),
                    tuple(zip(middles, history.weeks, strict=True)),
                    Drawn.BARS,
                    "neutral",
                ),
                Series(self.tr("expected"), ahead, expected=True),
            ],
            number=quantity_text,
        )

    def retranslate(self) -> None:
        texts = (
            (self.ordered_button, self.tr("On order…")),
            (self.rule_button, self.tr("Rules…")),
            (self.show_button, self.tr("Find it")),
            (self.moves_button, self.tr("Movements…")),
        )
        for each, text in texts:
            each.setText(text)
            name_control(each, text)
        name_control(self.ordered_button, self.tr("Say how many are on order"))
        name_control(self.rule_button, self.tr("Minimum, delivery time, service and pack"))
        name_control(self.moves_button, self.tr("What was taken out, put in or counted, and why"))
        name_control(self.show_button, self.tr("Look this product up"))
        self.setAccessibleName(self.tr("Chosen product"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _run_down(stock: float, per_day: float, now: datetime) -> list[tuple[datetime, float]]:
    """The stock in the days ahead if nothing comes in."""
    if per_day <= 0:
        return [(now, stock), (now + timedelta(days=AHEAD_DAYS), stock)]
    days = max(stock, 0.0) / per_day
    if days >= AHEAD_DAYS:
        return [(now, stock), (now + timedelta(days=AHEAD_DAYS), stock - per_day * AHEAD_DAYS)]
    end = now + timedelta(days=AHEAD_DAYS)
    return [(now, max(stock, 0.0)), (now + timedelta(days=days), 0.0), (end, 0.0)]
