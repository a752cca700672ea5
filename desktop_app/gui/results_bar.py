"""Above the results: how many, in which order, as tiles or rows, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop_app.core.result_order import ResultOrder
from desktop_app.gui.icons import refresh_icon, refresh_icons, set_icon
from desktop_app.gui.result_flow import Shown
from desktop_app.gui.result_layout import ResultLayout
from desktop_app.gui.sizes import keep_own_size
from desktop_app.gui.theme import Theme
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.widgets import GAP_S, button, icon_button, label, name_control, row

SIMILAR_KEY, BACK_KEY, LAYOUT_KEY = "Ctrl+M", "Alt+Left", "Ctrl+G"
COUNT_PX = 96
ORDER_PX = 108
"""What the usual order, *Best first*, needs."""
GAP_XS = 4
ROOMY_PX = 410
"""Narrower, the switch for what is in stock shows a sign in place of its words."""


class ResultsBar(QWidget):
    """Says what a person wants to see; `ResultFlow` shows it."""

    sorted = Signal(object, bool)  # ResultOrder, whether what is in stock comes first
    layout_chosen = Signal(object)  # ResultLayout
    back_asked = Signal()
    similar_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = Shown()
        self._layout = ResultLayout.GRID
        self.count = label("strong")
        self.back_button = button("step_back", "quiet")
        self.similar_button = icon_button("similar", 20)
        self.layout_button = icon_button("list", 20)
        self.order, self.in_stock = QComboBox(), QCheckBox()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        tools = row(self.similar_button, self.layout_button, gap=0)
        said = row(self.back_button, self.count, tools, gap=GAP_XS)
        said.setStretch(1, 1)
        order = row(self.order, self.in_stock, None, gap=GAP_S)
        layout = row(TurningRow(said, order, gap=GAP_XS, first_grows=True))
        layout.setContentsMargins(6, 0, 6, 4)
        self.setLayout(layout)
        self.order.setMinimumWidth(ORDER_PX)
        keep_own_size(self.count)
        self.back_button.hide()

    def _connect(self) -> None:
        self.order.currentIndexChanged.connect(self._sort)
        self.in_stock.toggled.connect(self._sort)
        self.back_button.clicked.connect(self.back_asked)
        self.similar_button.clicked.connect(self.similar_asked)
        self.layout_button.clicked.connect(self._toggle)
        self._theme.changed.connect(self._recolour)

    def show_results(self, shown: Shown, *, can_go_back: bool) -> None:
        """Say how many there are and what they are."""
        self._shown = shown
        self.back_button.setVisible(can_go_back)
        self._show_count()

    def show_layout(self, layout: ResultLayout) -> None:
        self._layout = layout
        self._show_layout()

    def _sort(self) -> None:
        self.sorted.emit(self.order.currentData(), self.in_stock.isChecked())

    def _toggle(self) -> None:
        self.layout_chosen.emit(self._layout.other)

    def _show_count(self) -> None:
        count = self._shown.count
        if self._shown.like is not None:
            words = self.tr("Similar to “{name}”").format(name=self._shown.like.name)
        elif count == 1:
            words = self.tr("1 result")
        else:
            words = self.tr("{n} results").format(n=QLocale().toString(count))
        self.count.setText(words)
        self.count.setToolTip(words)
        least = min(self.count.sizeHint().width(), self._theme.tokens.px(COUNT_PX))
        self.count.setMinimumWidth(least)  # a long name is cut off, the buttons never are

    def _show_layout(self) -> None:
        as_list = self._layout is ResultLayout.GRID
        set_icon(self.layout_button, "list" if as_list else "grid", "muted", 20)
        refresh_icon(self.layout_button, self._theme.tokens)
        words = self.tr("Show as a list") if as_list else self.tr("Show as tiles")
        name_control(self.layout_button, words, LAYOUT_KEY)

    def _show_switch(self) -> None:
        words, tokens = self.tr("In stock first"), self._theme.tokens
        is_roomy = self.width() >= tokens.px(ROOMY_PX)
        set_icon(self.in_stock, "" if is_roomy else "stock", "muted", 18)
        self.in_stock.setText(words if is_roomy else "")
        name_control(self.in_stock, words)
        refresh_icon(self.in_stock, tokens)

    def _recolour(self) -> None:
        self._show_switch()
        refresh_icons(self, self._theme.tokens)
        self._show_count()

    def retranslate(self) -> None:
        self.back_button.setText(self.tr("Back"))
        name_control(self.back_button, self.tr("Back to the results before"), BACK_KEY)
        name_control(
            self.similar_button, self.tr("What looks like the chosen product"), SIMILAR_KEY
        )
        self._show_switch()
        self._fill_orders()
        self._show_count()
        self._show_layout()

    def _fill_orders(self) -> None:
        chosen = max(0, self.order.currentIndex())
        names = (
            (ResultOrder.LIKELIHOOD, self.tr("Best first")),
            (ResultOrder.NAME, self.tr("By name")),
            (ResultOrder.PLACE, self.tr("By place")),
            (ResultOrder.PRICE, self.tr("Cheapest first")),
            (ResultOrder.STOCK, self.tr("Most in stock first")),
        )
        with QSignalBlocker(self.order):
            self.order.clear()
            for order, name in names:
                self.order.addItem(name, order)
            self.order.setCurrentIndex(chosen)
        self.order.setAccessibleName(self.tr("Order of the results"))
        self.order.setToolTip(self.tr("Order of the results"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_switch()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
