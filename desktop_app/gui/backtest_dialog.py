"""How good the forecasts would have been on the catalogue's own past, as a table."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.core.backtest import BackTest, Score, rows_of
from desktop_app.core.count_wording import Counted
from desktop_app.core.stock_wording import METHOD_WORDS, class_words
from desktop_app.gui.formats import counted_words, number
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_stock
from desktop_app.gui.widgets import GAP_L, button, clear_layout, column, label, row

WIDTH_PX = 680


class BackTestDialog(Sheet):
    """Shows a back-test; the row of the program's own choice stands out."""

    def __init__(self, theme: Theme, test: BackTest, parent: QWidget | None = None) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._test = test
        self.title, self.lead = label("title"), label(wrap=True)
        self.notes = label("muted", wrap=True)
        self.close_button = button("", "primary")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(9)
        self._grid.setColumnStretch(0, 1)
        body = column(self.title, self.lead, self._grid, self.notes, None, gap=GAP_L)
        self.set_content(body, row(None, self.close_button))
        self.close_button.clicked.connect(self.accept)
        self.retranslate()
        self.close_button.setFocus()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Forecasts tried on the past"))
        self.title.setText(self.tr("Forecasts tried on the past"))
        self.close_button.setText(self.tr("Close"))
        test = self._test
        if not test.products:
            self.lead.setText(
                self.tr("No product has a history that is long enough: eight weeks are needed.")
            )
            self.notes.setText("")
            return
        words = self.tr(
            "{products}, {forecasts}: what was known then, against the {weeks} after it."
            " The stock should be enough in {service} % of cases."
        )
        self.lead.setText(
            words.format(
                products=counted_words(test.products, Counted.PRODUCTS),
                forecasts=counted_words(test.forecasts, Counted.FORECASTS),
                weeks=counted_words(test.horizon, Counted.WEEKS),
                service=number(Decimal(f"{test.wished * 100:g}")),
            )
        )
        kinds = ", ".join(
            f"{class_words(name, translate_stock)} {number(count)}"
            for name, count in test.by_class.items()
            if count
        )
        self.notes.setText(
            self.tr(
                "Error: 1 is as large as that of “last week again”. Bias: too much or too little,"
                " as share of the demand. Loss: of stock that is too low or too high, as share of"
                " the demand. Enough: share of times in which the stock level lasted. Products:"
                " {kinds}."
            ).format(kinds=kinds)
        )
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._grid)
        titles = (
            self.tr("Forecast"),
            self.tr("Error (MASE)"),
            self.tr("Bias"),
            self.tr("Loss (pinball)"),
            self.tr("Enough"),
            self.tr("Stock / demand"),
        )
        self._add(titles, "section")
        for method, score in rows_of(self._test):
            words = METHOD_WORDS[method] if method else None
            name = translate_stock(words) if words else self.tr("What the program uses")
            self._add((name, *_cells(score)), "" if method else "strong")

    def _add(self, cells: tuple[str, ...], role: str) -> None:
        number = self._grid.rowCount()
        for column_number, text in enumerate(cells):
            cell = label(role, wrap=column_number == 0)
            cell.setText(text)
            side = Qt.AlignmentFlag.AlignRight if column_number else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(cell, number, column_number, side | Qt.AlignmentFlag.AlignTop)


def _cells(score: Score) -> tuple[str, ...]:
    def written(value: float, decimals: int) -> str:
        if value != value:  # noqa: PLR0124  (NaN is not itself: nothing was asked for)
            return "–"
        return QLocale().toString(value, "f", decimals)

    sign = "+" if score.bias >= 0 else ""
    return (
        written(score.mase, 2),
        sign + written(score.bias * 100, 1) + " %",
        written(score.pinball, 3),
        written(score.service * 100, 1) + " %",
        written(score.stock, 2),
    )
