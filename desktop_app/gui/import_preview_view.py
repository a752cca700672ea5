"""Before an import: the first rows, what the columns mean, and what would happen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop_app.core.count_wording import Counted
from desktop_app.gui.formats import counted_words
from desktop_app.gui.import_chooser import ENCODINGS, encoding_names
from desktop_app.gui.import_words import forecast_lines, meaning_names
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row
from desktop_app.services.import_check import ImportForecast
from desktop_app.services.import_preview import (
    ImportPreview,
    double_meanings,
    missing_meanings,
)

COMBO_ROW = 0
LEAST_COLUMN_PX, MOST_COLUMN_PX = 150, 340
AS_CALLED = "="
"""Meaning of a column that is kept as an attribute under its own title."""


CELL_EDGES_PX = 20
"""What the style keeps free left and right in a cell, and a line between cells."""


class _MeaningChoice(QComboBox):
    """A choice that lies in a cell: its column needs room for the edges of the cell as well."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(CELL_EDGES_PX, 0)


class ImportPreviewView(QWidget):
    """Asks what the columns mean; nothing is changed before the import is asked for."""

    import_asked = Signal()
    check_asked = Signal()
    encoding_chosen = Signal(str)
    back_pressed = Signal()
    save_asked = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = ImportPreview(Path())
        self.forecast: ImportForecast | None = None
        self.title, self.lead = label("title"), label("lead", wrap=True)
        self.encoding_title, self.encoding = label("muted"), QComboBox()
        self.table = QTableWidget()
        self.problem = label("wrong", wrap=True)
        self.result, self.lines = label("heading", wrap=True), label(wrap=True, selectable=True)
        self.back_button, self.check_button = button("step_back"), button("find")
        self.save_button, self.import_button = button("save"), button("import", "primary")
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setMinimumHeight(220)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setMinimumSectionSize(LEAST_COLUMN_PX)
        head.setMaximumSectionSize(MOST_COLUMN_PX)  # a long description hides no column after it
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.encoding_row = QWidget()
        self.encoding_row.setLayout(row(self.encoding_title, self.encoding, None, gap=GAP))
        buttons = row(
            self.back_button,
            None,
            self.save_button,
            self.check_button,
            self.import_button,
            gap=GAP,
        )
        words = column(self.title, self.lead, gap=4)
        parts = (words, self.encoding_row, self.table, self.problem, self.result, self.lines)
        layout = column(*parts, buttons, gap=GAP_L)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.back_pressed)
        self.check_button.clicked.connect(self.check_asked)
        self.import_button.clicked.connect(self.import_asked)
        self.save_button.clicked.connect(self._ask_where)
        self.encoding.activated.connect(
            lambda: self.encoding_chosen.emit(str(self.encoding.currentData()))
        )

    @property
    def preview(self) -> ImportPreview:
        return self._preview

    def show_preview(self, preview: ImportPreview) -> None:
        """Show the first rows; the meaning of the columns can be changed."""
        self._preview, self.forecast = preview, None
        head = self.table.horizontalHeader()
        # Each widget that is put in would measure all columns again.
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.clear()
        self.table.setColumnCount(len(preview.header))
        self.table.setRowCount(len(preview.rows) + 1 if preview.header else 0)
        self.table.setVisible(bool(preview.header))
        self.table.setHorizontalHeaderLabels([title.strip() for title in preview.header])
        for number, title in enumerate(preview.header):
            self.table.setCellWidget(COMBO_ROW, number, self._meaning_of(title.strip()))
            for at, cells in enumerate(preview.rows, start=1):
                text = cells[number] if number < len(cells) else ""
                self.table.setItem(at, number, QTableWidgetItem(text))
        self.table.setRowHeight(COMBO_ROW, 46)
        self.retranslate()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._show_state()

    def _meaning_of(self, title: str) -> QComboBox:
        choice = _MeaningChoice()
        for meaning, name in meaning_names(title):
            choice.addItem(name, meaning)
        columns = self._preview.columns or {}
        named = choice.findData(title.lower())
        meant = choice.findData(columns[title]) if title in columns else named
        choice.setCurrentIndex(meant if meant >= 0 else choice.findData(AS_CALLED))
        choice.currentIndexChanged.connect(self._meaning_changed)
        return choice

    def _rename_meanings(self) -> None:
        """The choices in the language of the window; what was chosen stays."""
        for number, title in enumerate(self._preview.header):
            choice = self.table.cellWidget(COMBO_ROW, number)
            if isinstance(choice, QComboBox):
                for at, (_, name) in enumerate(meaning_names(title.strip())):
                    choice.setItemText(at, name)
                words = self.tr("Meaning of the column {title}").format(title=title.strip())
                choice.setAccessibleName(words)
                choice.setToolTip(words)

    def columns(self) -> dict[str, str]:
        """Meaning by title, as an import takes it."""
        meanings: dict[str, str] = {}
        for number, title in enumerate(self._preview.header):
            choice = self.table.cellWidget(COMBO_ROW, number)
            if title.strip() and isinstance(choice, QComboBox):
                chosen = str(choice.currentData())
                meanings[title.strip()] = title.strip() if chosen == AS_CALLED else chosen
        return meanings

    def chosen_encoding(self) -> str | None:
        """Encoding of a text file, as it is shown; None for other sources."""
        return self._preview.encoding or None

    def show_forecast(self, forecast: ImportForecast) -> None:
        """Say what an import would do."""
        self.forecast = forecast
        self.retranslate()
        self._show_state()

    def show_busy(self, *, busy: bool) -> None:
        for made in (self.check_button, self.import_button, self.back_button):
            made.setEnabled(not busy)
        if not busy:
            self._show_state()

    def _meaning_changed(self) -> None:
        self.forecast = None
        self.retranslate()
        self._show_state()

    def _show_state(self) -> None:
        problem = self._problem()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.check_button.setEnabled(not problem)
        self.import_button.setEnabled(not problem)
        self.save_button.setVisible(self.forecast is not None)
        self.result.setVisible(self.forecast is not None)
        self.lines.setVisible(self.forecast is not None and bool(self.lines.text()))

    def _problem(self) -> str:
        header, columns = self._preview.header, self.columns()
        if not header:
            return ""
        missing = missing_meanings(header, columns)
        if missing:
            words = self.tr("No column is said to be: {names}.")
            return words.format(names=self._names(missing))
        double = double_meanings(header, columns)
        if double:
            return self.tr("Two columns are said to be: {names}.").format(names=self._names(double))
        return ""

    @staticmethod
    def _names(meanings: Sequence[str]) -> str:
        names = dict(meaning_names(""))
        return ", ".join(names.get(meaning, meaning) for meaning in meanings)

    def _ask_where(self) -> None:
        kinds = self.tr("Tables and JSON (*.csv *.xlsx *.json)")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), "import-report.csv", kinds
        )
        if name:
            self.save_asked.emit(Path(name))

    def retranslate(self) -> None:
        preview = self._preview
        self.title.setText(
            self.tr("Look before you import: {name}").format(name=preview.source.name)
        )
        folder = self.tr("A folder of photos: each sub-folder or photo becomes a product.")
        guess = self.tr("Check below what each column means; what you say is remembered.")
        known = self.tr("A table with these columns was imported before; they mean the same again.")
        table = known if preview.is_remembered else guess
        if preview.above:
            rows = counted_words(preview.above, Counted.ROWS)
            above = self.tr("Left out above the titles: {rows}.").format(rows=rows)
            table = self.tr("{first} {second}").format(first=table, second=above)
        self.lead.setText(table if preview.header else folder)
        words = self.tr("Encoding")
        if preview.is_guessed:
            words = self.tr("Encoding (a guess: do the names look right?)")
        self.encoding_title.setText(words)
        self.encoding.setAccessibleName(words)
        self.encoding_row.setVisible(bool(preview.encoding))
        self.encoding.clear()
        for encoding, name in zip(ENCODINGS[1:], encoding_names()[1:], strict=True):
            self.encoding.addItem(name, encoding)
        if preview.encoding and self.encoding.findData(preview.encoding) < 0:
            self.encoding.addItem(preview.encoding, preview.encoding)
        self.encoding.setCurrentIndex(self.encoding.findData(preview.encoding))
        self.table.setAccessibleName(self.tr("First rows of the table"))
        self._rename_meanings()
        buttons = (
            (self.back_button, self.tr("Back"), self.tr("Choose something else")),
            (
                self.check_button,
                self.tr("Try it"),
                self.tr("Say what would happen; change nothing"),
            ),
            (self.save_button, self.tr("Save the report…"), self.tr("Save what would happen")),
            (self.import_button, self.tr("Import"), self.tr("Import it now")),
        )
        for made, text, name in buttons:
            made.setText(text)
            name_control(made, name)
        self._say_forecast()

    def _say_forecast(self) -> None:
        forecast, locale = self.forecast, QLocale()
        if forecast is None:
            self.lines.clear()
            return
        words = self.tr(
            "An import would add {added}, change {updated}, leave {unchanged} as they are and "
            "leave {rows} out; {photos} would be read."
        )
        self.result.setText(
            words.format(
                added=locale.toString(forecast.added),
                updated=locale.toString(forecast.updated),
                unchanged=locale.toString(forecast.unchanged),
                rows=counted_words(len(forecast.rejected), Counted.ROWS),
                photos=counted_words(forecast.new_photos, Counted.PHOTOS),
            )
        )
        self.lines.setText("\n".join(forecast_lines(forecast)))
        self.lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
