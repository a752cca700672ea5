"""Choosing what to import: a table or a folder, and the encoding of an old CSV file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QWidget

from desktop_app.gui.theme import Theme
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.widgets import GAP, GAP_L, GAP_S, button, card, column, label, line, row, sign

translate = QCoreApplication.translate

ENCODINGS = ("", "utf-8-sig", "gb18030", "cp1252", "cp1250", "cp1251", "shift_jis", "big5")
"""Python names; the empty one is automatic (UTF-8, and never a guess beyond it)."""

COLUMNS = (
    "sku",
    "name",
    "category",
    "brand",
    "description",
    "barcode",
    "price",
    "currency",
    "stock",
    "location",
    "photos",
)


def encoding_names() -> tuple[str, ...]:
    """What `ENCODINGS` are called."""
    return (
        translate("ImportChooser", "Automatic (UTF-8)"),
        translate("ImportChooser", "Unicode (UTF-8)"),
        translate("ImportChooser", "Chinese, simplified (GB18030, GBK)"),
        translate("ImportChooser", "Western European (Windows-1252)"),
        translate("ImportChooser", "Central European (Windows-1250)"),
        translate("ImportChooser", "Cyrillic (Windows-1251)"),
        translate("ImportChooser", "Japanese (Shift JIS)"),
        translate("ImportChooser", "Chinese, traditional (Big5)"),
    )


class ImportChooser(QWidget):
    """Two ways in, the encoding, and what the columns are called."""

    source_chosen = Signal(object)  # Path
    demo_asked = Signal()
    retried = Signal(object)  # Path that is tried again in the encoding chosen here

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        del theme
        self._waiting: Path | None = None
        self.title, self.lead = label("title"), label("lead", wrap=True)
        self.table_title, self.table_words = label("heading"), label("muted", wrap=True)
        self.folder_title, self.folder_words = label("heading"), label("muted", wrap=True)
        self.demo_title, self.demo_words = label("heading"), label("muted", wrap=True)
        self.table_button = button("table", "primary")
        self.folder_button, self.demo_button = button("folder"), button("demo")
        self.encoding_title = label("muted")
        self.encoding = QComboBox()
        self.retry_button = button("retry", "primary")
        self.columns_title, self.columns = label("section"), label(wrap=True, selectable=True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        ways = TurningRow(
            _way("table", self.table_title, self.table_words, self.table_button),
            _way("folder", self.folder_title, self.folder_words, self.folder_button),
            _way("demo", self.demo_title, self.demo_words, self.demo_button),
            gap=GAP_L,
        )
        help_card = card()
        encoding = row(self.encoding_title, self.encoding, self.retry_button, None, gap=GAP)
        inner = column(self.columns_title, self.columns, line(), encoding, gap=GAP)
        inner.setContentsMargins(20, 16, 20, 16)
        help_card.setLayout(inner)
        self.encoding.setMinimumWidth(300)
        self.retry_button.hide()
        head = column(self.title, self.lead, gap=4)
        self.setLayout(column(head, ways, help_card, None, gap=GAP_L + 4))

    def _connect(self) -> None:
        self.table_button.clicked.connect(self.choose_table)
        self.folder_button.clicked.connect(self.choose_folder)
        self.demo_button.clicked.connect(self.demo_asked)
        self.retry_button.clicked.connect(self._retry)

    @property
    def chosen_encoding(self) -> str | None:
        return str(self.encoding.currentData()) or None

    def ask_for_encoding(self, source: Path) -> None:
        """*source* is not UTF-8: its encoding is chosen here, then it is tried again."""
        self._waiting = source
        self.retry_button.show()
        self.encoding.setFocus()

    def choose_table(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import a table"), "", self.tr("Tables (*.csv *.xlsx *.zip)")
        )
        if name:
            self._use(Path(name))

    def choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Import a folder of photos"))
        if name:
            self._use(Path(name))

    def _use(self, source: Path) -> None:
        self._waiting = None
        self.retry_button.hide()
        self.source_chosen.emit(source)

    def _retry(self) -> None:
        source, self._waiting = self._waiting, None
        self.retry_button.hide()
        if source is not None:
            self.retried.emit(source)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Import your catalogue"))
        self.lead.setText(
            self.tr(
                "Products are added or updated by their SKU. Importing the same file again "
                "changes nothing, and a bad row never costs the good ones."
            )
        )
        self.table_title.setText(self.tr("A table"))
        self.table_words.setText(
            self.tr(
                "CSV, XLSX, or ZIP with photos: one product a row, with the names of its photos."
            )
        )
        self.table_button.setText(self.tr("Choose a table…"))
        self.folder_title.setText(self.tr("A folder of photos"))
        self.folder_words.setText(
            self.tr("One sub-folder or one photo a product; its name becomes the SKU.")
        )
        self.folder_button.setText(self.tr("Choose a folder…"))
        self.demo_title.setText(self.tr("The demo catalogue"))
        self.demo_words.setText(self.tr("Over a hundred made-up products with synthetic pictures."))
        self.demo_button.setText(self.tr("Load the demo"))
        self._retranslate_help()

    def _retranslate_help(self) -> None:
        self.columns_title.setText(self.tr("Columns of a table"))
        columns = ", ".join(COLUMNS)
        words = self.tr(
            "{columns}. Only sku and name are needed; several barcodes or photos are "
            "separated by semicolons; other columns are kept as they are."
        )
        self.columns.setText(words.format(columns=columns))
        self.encoding_title.setText(self.tr("Encoding of CSV files"))
        self.encoding.setAccessibleName(self.tr("Encoding of CSV files"))
        self.retry_button.setText(self.tr("Try again"))
        chosen = max(0, self.encoding.currentIndex())
        self.encoding.clear()
        for encoding, name in zip(ENCODINGS, encoding_names(), strict=True):
            self.encoding.addItem(name, encoding)
        self.encoding.setCurrentIndex(chosen)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _way(icon: str, title: QWidget, words: QWidget, action: QWidget) -> QFrame:
    made = card()
    layout = column(sign(icon, "accent", 28), 6, title, words, None, 10, action, gap=GAP_S)
    layout.setContentsMargins(20, 20, 20, 20)
    made.setLayout(layout)
    made.setMinimumHeight(210)
    return made
