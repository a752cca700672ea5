"""What an import did: counts at a glance, every row that was left out, and all of it to save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QHeaderView,
    QTableView,
    QWidget,
)

from desktop_app.core.count_wording import Counted
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.gui.fact_cards import FactCard
from desktop_app.gui.formats import counted_words, duration
from desktop_app.gui.import_fit import ImportFit
from desktop_app.gui.rejected_model import LeftOut, RejectedModel
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row

if TYPE_CHECKING:
    from desktop_app.gui.theme import Theme
    from desktop_app.services.bundle import Services
    from desktop_app.services.import_report import ImportReport


class ImportReportView(QWidget):
    """Shows one `ImportReport`."""

    done_pressed = Signal()
    again_pressed = Signal()
    save_asked = Signal(object)  # Path for the whole report
    save_failed = Signal(object)  # UserError

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: ImportReport | None = None
        self.rejected = RejectedModel(self)
        self.title, self.subtitle = label("title"), label("muted", wrap=True)
        self.cards = {
            "added": FactCard("demo"),
            "updated": FactCard("retry"),
            "unchanged": FactCard("check"),
            "rejected": FactCard("warning"),
        }
        self.fit = ImportFit(services, theme)
        self.table_title = label("heading")
        self.table = self._make_table()
        self.copy_button, self.save_button = button("copy"), button("save")
        self.report_button = button("save")
        self.done_button, self.again_button = button("find", "primary"), button("import")
        self._lay_out()
        self._connect()
        self.retranslate()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.rejected)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        cards = row(*self.cards.values(), gap=GAP)
        for position in range(len(self.cards)):
            cards.setStretch(position, 1)
        self.tools = QWidget()
        self.tools.setLayout(row(self.table_title, None, self.copy_button, self.save_button))
        buttons = row(self.done_button, self.again_button, None, self.report_button, gap=GAP)
        layout = column(
            column(self.title, self.subtitle, gap=4),
            cards,
            buttons,
            self.fit,  # comes late and changes its height: what is clicked stays where it is
            8,
            self.tools,
            self.table,
            None,
            gap=GAP_L,
        )
        layout.setStretch(6, 100)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        self.report_button.clicked.connect(self._ask_where)
        self.done_button.clicked.connect(self.done_pressed)
        self.again_button.clicked.connect(self.again_pressed)

    @property
    def report(self) -> ImportReport | None:
        return self._report

    def show_report(self, report: ImportReport) -> None:
        self._report = report
        left_out = (*report.rejected, *report.photo_problems)
        self.rejected.show_items([LeftOut(r.line, r.sku, r.message) for r in left_out])
        self.tools.setVisible(bool(left_out))
        self.table.setVisible(bool(left_out))
        self.retranslate()

    def retranslate(self) -> None:
        report, locale = self._report, QLocale()
        titles = (self.tr("Added"), self.tr("Updated"), self.tr("Unchanged"), self.tr("Left out"))
        for made, title in zip(self.cards.values(), titles, strict=True):
            made.title.setText(title)
        self.done_button.setText(self.tr("Look something up"))
        self.again_button.setText(self.tr("Import more"))
        self.copy_button.setText(self.tr("Copy the list"))
        self.save_button.setText(self.tr("Save the list…"))
        self.report_button.setText(self.tr("Save the report…"))
        name_control(
            self.report_button,
            self.tr("Save every row: added, changed, unchanged, or left out and why"),
        )
        self.table_title.setText(self.tr("Left out, with the reason"))
        self.table.setAccessibleName(self.tr("Rows and photos that were left out"))
        if report is None:
            return
        counts = (report.added, report.updated, report.unchanged, len(report.rejected))
        for made, count in zip(self.cards.values(), counts, strict=True):
            made.show_fact(locale.toString(count))
        if report.photo_problems:
            photos = locale.toString(len(report.photo_problems))
            words = self.tr("Photos: {n}").format(n=photos)
            self.cards["rejected"].show_fact(locale.toString(len(report.rejected)), words)
        self._say_how_it_went(report)

    def _say_how_it_went(self, report: ImportReport) -> None:
        if report.stopped:
            self.title.setText(self.tr("Import stopped"))
            self.subtitle.setText(
                self.tr("What was saved stays. Import the same file again to go on from there.")
            )
            return
        self.title.setText(self.tr("Import finished"))
        if report.encoding and not report.encoding.lower().startswith("utf"):
            words = self.tr("The file was read as {encoding}: check a name with special letters.")
            self.subtitle.setText(words.format(encoding=report.encoding.upper()))
            return
        text = self.tr("{photos} added in {time}. The products can be found now.")
        self.subtitle.setText(
            text.format(
                photos=counted_words(report.photos_added, Counted.PHOTOS),
                time=duration(report.seconds),
            )
        )

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.rejected.as_text())

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the list"), "left-out.csv", self.tr("CSV files (*.csv)")
        )
        if name:
            self.save_to(Path(name))

    def _ask_where(self) -> None:
        kinds = self.tr("Tables and JSON (*.csv *.xlsx *.json)")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), "import-report.csv", kinds
        )
        if name:
            self.save_asked.emit(Path(name))

    def save_to(self, file: Path) -> None:
        """Write the list; a byte order mark lets spreadsheets see that it is UTF-8."""
        try:
            file.write_text(self.rejected.as_csv(), encoding="utf-8-sig", newline="")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.save_failed.emit(
                UserError(MessageId.FOLDER_UNUSABLE, name=str(file.parent), reason=reason)
            )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
