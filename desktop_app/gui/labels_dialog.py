"""Labels of chosen products: form, preview, PDF and printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from desktop_app.core.count_wording import Counted
from desktop_app.core.labels import (
    OWN,
    SHEETS,
    CodeChoice,
    LabelOptions,
    SheetFormat,
    pages,
    parse_sheet,
)
from desktop_app.gui.error_frame import ErrorFrame
from desktop_app.gui.formats import counted_words
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.label_output import print_labels, sheet_picture, write_pdf
from desktop_app.gui.messages import notice_of
from desktop_app.gui.number_field import NumberField
from desktop_app.gui.sheet import open_at
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    GAP_XL,
    button,
    column,
    label,
    name_control,
    refill,
    row,
)

if TYPE_CHECKING:
    from desktop_app.services.labels import Labels, LabelSheet

SIZE_PX = (980, 720)
FORM_PX = 360
PREVIEW_PX = 1000
SETTLE_MS = 120
"""After the last change of the form so long until the preview is drawn anew."""
MOST_COPIES = 500


class LabelsDialog(QDialog):
    """Shows the first sheet as it will be; what was chosen is there again the next time."""

    previewed = Signal()
    written = Signal(int)  # sheets

    def __init__(
        self, skus: Sequence[str], labels: Labels, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._skus = tuple(dict.fromkeys(skus))
        self._labels, self._theme = labels, theme
        self._tasks = TaskRunner("labels", parent=self)
        self._options = replace(labels.remembered_options(), first=0, copies=1)
        self._picture: QImage | None = None
        self._latest = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.sheet, self.own, self.code = QComboBox(), QLineEdit(), QComboBox()
        self.with_sku, self.with_price = QCheckBox(), QCheckBox()
        self.with_place, self.frames = QCheckBox(), QCheckBox()
        self.copies = NumberField(1, MOST_COPIES)
        self.first = NumberField(1, self._options.sheet.per_page)
        self.error, self.note = ErrorFrame(), label("small", wrap=True)
        self.preview = QLabel()
        self.pdf_button, self.print_button = button("save", "primary"), button()
        self.close_button = button()
        self._titles = [QLabel() for _ in range(5)]
        self._lay_out()
        self._fill()
        self.retranslate()
        self._connect()
        refresh_icons(self, theme.tokens)
        open_at(self, theme, *SIZE_PX)
        self._timer.start()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(GAP_L)
        form.setVerticalSpacing(GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        fields: tuple[QWidget, ...] = (self.sheet, self.own, self.code, self.copies, self.first)
        for title, field in zip(self._titles, fields, strict=True):
            title.setBuddy(field)
            form.addRow(title, field)
        ticks = column(self.with_sku, self.with_price, self.with_place, self.frames, gap=6)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(column(form, ticks, self.error, self.note, None, gap=GAP_L))
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(FORM_PX)
        scroll.setMaximumWidth(FORM_PX)
        self.preview.setProperty("role", "picture")
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setMinimumSize(240, 200)
        middle = row(scroll, self.preview, gap=GAP_XL)
        middle.setStretch(1, 1)
        buttons = row(None, self.close_button, self.print_button, self.pdf_button, gap=GAP)
        layout = column(column(self.title, self.lead, gap=4), middle, buttons, gap=GAP_L)
        layout.setStretch(1, 1)
        layout.setContentsMargins(28, 24, 28, 22)
        self.setLayout(layout)

    def _fill(self) -> None:
        options = self._options
        self.own.setText(options.sheet.text)
        self.with_sku.setChecked(options.with_sku)
        self.with_price.setChecked(options.with_price)
        self.with_place.setChecked(options.with_place)
        self.frames.setChecked(options.frames)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._draw_preview)
        self.sheet.currentIndexChanged.connect(self._sheet_chosen)
        self.own.textEdited.connect(self._changed)
        self.code.currentIndexChanged.connect(self._changed)
        for tick in (self.with_sku, self.with_price, self.with_place, self.frames):
            tick.toggled.connect(self._changed)
        for number in (self.copies, self.first):
            number.value_changed.connect(self._changed)
        self.pdf_button.clicked.connect(self._ask_where)
        self.print_button.clicked.connect(self._ask_printer)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self._tasks.close)

    def _changed(self, value: object = None) -> None:
        """Draw the preview soon; *value* of the signal is no waiting time."""
        del value
        self._timer.start()

    # what is wanted

    def options(self) -> LabelOptions | None:
        """What the form says; None where the own sizes are none."""
        sheet = self._sheet()
        if sheet is None:
            return None
        return LabelOptions(
            sheet=sheet,
            code=CodeChoice(self.code.currentData()),
            with_price=self.with_price.isChecked(),
            with_place=self.with_place.isChecked(),
            with_sku=self.with_sku.isChecked(),
            copies=self.copies.value(),
            first=min(self.first.value(), sheet.per_page) - 1,
            frames=self.frames.isChecked(),
        )

    def _sheet(self) -> SheetFormat | None:
        try:
            return parse_sheet(self._sheet_text())
        except ValueError:
            return None

    def _sheet_text(self) -> str:
        chosen = str(self.sheet.currentData())
        return self.own.text() if chosen == OWN else chosen

    def _sheet_chosen(self) -> None:
        is_own = self.sheet.currentData() == OWN
        self._titles[1].setVisible(is_own)
        self.own.setVisible(is_own)
        self._timer.start()

    # what is done

    def save_to(self, file: Path) -> None:
        """Write all sheets as PDF."""
        options = self.options()
        if options is not None:
            self._run(partial(_write, self._labels, self._skus, options, file))

    def _run(self, work: Any) -> None:
        self.error.hide()
        for each in (self.pdf_button, self.print_button):
            each.setEnabled(False)
        self._tasks.submit(work, self._done, self._failed)

    def _done(self, count: int) -> None:
        self._ready()
        self.note.setText(self.tr("Sheets: {n}. Done.").format(n=QLocale().toString(count)))
        self.written.emit(count)

    def _failed(self, error: BaseException) -> None:
        self._ready()
        self.error.show_notice(notice_of(error))

    def _ready(self) -> None:
        is_usable = self.options() is not None
        for each in (self.pdf_button, self.print_button):
            each.setEnabled(is_usable and bool(self._skus))

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the labels"), "labels.pdf", self.tr("PDF files (*.pdf)")
        )
        if name:
            self.save_to(Path(name))

    def _ask_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415  (slow to load)

        options = self.options()
        if options is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        work = partial(_print, self._labels, self._skus, options, printer)
        dialog.accepted.connect(partial(self._run, work))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QDialog.open(dialog)  # that of QPrintDialog wants a slot by name

    # the preview

    def _draw_preview(self) -> None:
        options = self.options()
        self._ready()
        if options is None:
            self._latest += 1
            self.note.setText(
                self.tr("Sizes are written as page, labels, label, edge and gap in millimetres:")
                + " 210x297,3x8,70x37,0+0.5,0+0"
            )
            return
        self.first.set_most(options.sheet.per_page)
        self._latest += 1
        shown = self._skus[: options.sheet.per_page]
        work = partial(_preview, self._labels, shown, options)
        self._tasks.submit(work, partial(self._show_preview, self._latest), self._failed)

    def _show_preview(self, number: int, made: tuple[LabelSheet, QImage]) -> None:
        if number != self._latest:
            return
        sheet, self._picture = made
        options = self.options()
        self.note.setText(self._words_about(sheet))
        if options is not None:
            sheets = counted_words(pages(options, len(self._skus)), Counted.SHEETS)
            name = self.tr("First of {sheets}").format(sheets=sheets)
            self.preview.setAccessibleName(name)
            self.preview.setToolTip(name)
        self._fit_preview()
        self.previewed.emit()

    def _words_about(self, sheet: LabelSheet) -> str:
        parts = []
        if sheet.codeless:
            words = self.tr("No code fits on the label of: {skus}")
            parts.append(words.format(skus=", ".join(sheet.codeless[:5])))
        if sheet.missing:
            words = self.tr("Not in the catalogue: {skus}")
            parts.append(words.format(skus=", ".join(sheet.missing[:5])))
        return "\n".join(parts)

    def _fit_preview(self) -> None:
        if self._picture is not None:
            room = self.preview.size() - QSize(16, 16)
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self.preview.setPixmap(QPixmap.fromImage(self._picture.scaled(room, keep, smooth)))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Labels"))
        self.title.setText(self.tr("Labels"))
        lead = self.tr("Products: {n}. The codes are read by this program and by scanner guns.")
        self.lead.setText(lead.format(n=QLocale().toString(len(self._skus))))
        texts = (
            self.tr("Sheet"),
            self.tr("Own sizes, in millimetres"),
            self.tr("Code"),
            self.tr("Labels of each product"),
            self.tr("First free label of the sheet"),
        )
        fields = (self.sheet, self.own, self.code, self.copies, self.first)
        for title, field, text in zip(self._titles, fields, texts, strict=True):
            title.setText(text)
            field.setAccessibleName(text)
        named = [(name, sheet_words(sheet)) for name, sheet in SHEETS.items()]
        own = (OWN, self.tr("Own sizes"))
        refill(self.sheet, [*named, own], self.sheet.currentData() or self._options.sheet.name)
        refill(self.code, self._codes(), self.code.currentData() or self._options.code.value)
        self._sheet_chosen()
        self.with_sku.setText(self.tr("SKU"))
        self.with_price.setText(self.tr("Price"))
        self.with_place.setText(self.tr("Place"))
        self.frames.setText(self.tr("Lines to cut along"))
        self.pdf_button.setText(self.tr("Save as PDF…"))
        self.print_button.setText(self.tr("Print…"))
        self.close_button.setText(self.tr("Close"))
        for each in (self.pdf_button, self.print_button):
            name_control(each, each.text())
        name_control(self.close_button, self.tr("Close"), "Esc")

    def _codes(self) -> list[tuple[object, str]]:
        words = {
            CodeChoice.AUTO: self.tr("Automatic: EAN, else Code 128 of the SKU"),
            CodeChoice.EAN: self.tr("EAN, where the product has one"),
            CodeChoice.CODE128: self.tr("Code 128 of the SKU"),
            CodeChoice.QR: self.tr("QR code of the SKU"),
            CodeChoice.GS1_DATAMATRIX: self.tr("GS1 DataMatrix of the GTIN"),
            CodeChoice.NONE: self.tr("No code"),
        }
        return [(choice.value, name) for choice, name in words.items()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_preview()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def sheet_words(sheet: SheetFormat) -> str:
    """A sheet as its maker names it: `A4, 3 × 8, 70 × 37 mm`."""
    paper = sheet.name.split("-")[0]
    name = paper.upper() if paper == "a4" else paper.capitalize()
    locale = QLocale()
    size = f"{locale.toString(sheet.width)} × {locale.toString(sheet.height)} mm"
    if sheet.per_page == 1:
        return f"{name}, {size}"
    return f"{name}, {sheet.columns} × {sheet.rows}, {size}"


def _preview(
    labels: Labels, skus: Sequence[str], options: LabelOptions
) -> tuple[LabelSheet, QImage]:
    sheet = labels.sheet(skus, options)
    return sheet, sheet_picture(sheet.labels, options, 0, PREVIEW_PX)


def _write(labels: Labels, skus: Sequence[str], options: LabelOptions, file: Path) -> int:
    labels.remember(options)
    return write_pdf(labels.sheet(skus, options).labels, options, file)


def _print(labels: Labels, skus: Sequence[str], options: LabelOptions, printer: Any) -> int:
    labels.remember(options)
    return print_labels(labels.sheet(skus, options).labels, options, printer)
