"""Labels as a PDF file, as a picture of a sheet, and on a printer, on any thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop_app.core.errors import UserError
from desktop_app.core.labels import Label, LabelOptions, SheetFormat, pages
from desktop_app.core.messages import MessageId
from desktop_app.core.types import ShouldStop, never_stop
from desktop_app.gui.label_painter import draw_page, page_labels, ruler_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PDF_DPI = 1200
"""Dots an inch that bars are rounded to: 0.021 mm."""


def page_layout(sheet: SheetFormat) -> QPageLayout:
    size = QPageSize(
        QSizeF(sheet.page_width, sheet.page_height),
        QPageSize.Unit.Millimeter,
        sheet.name,
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())


def write_pdf(
    labels: Sequence[Label],
    options: LabelOptions,
    file: Path,
    *,
    should_stop: ShouldStop = never_stop,
) -> int:
    """Write the sheets of *labels* to *file*; how many there are.

    Raises:
        UserError: the file cannot be written.
    """
    _check_writable(file)
    writer = QPdfWriter(str(file))
    writer.setResolution(PDF_DPI)
    writer.setPageLayout(page_layout(options.sheet))
    writer.setTitle("Shelfsight")
    painter = QPainter()
    if not painter.begin(writer):
        raise UserError(MessageId.OUTPUT_UNUSABLE, name=file, reason="PDF")
    try:
        return _draw_all(painter, writer, labels, options, should_stop)
    finally:
        painter.end()


def print_labels(
    labels: Sequence[Label],
    options: LabelOptions,
    printer: QPrinter,
    *,
    should_stop: ShouldStop = never_stop,
) -> int:
    """Print the sheets; how many there were.

    Raises:
        UserError: the printer does not take them.
    """
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(options.sheet))
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(MessageId.OUTPUT_UNUSABLE, name=printer.printerName(), reason="printer")
    try:
        return _draw_all(painter, printer, labels, options, should_stop)
    finally:
        painter.end()


def _draw_all(
    painter: QPainter,
    device: QPdfWriter | QPrinter,
    labels: Sequence[Label],
    options: LabelOptions,
    should_stop: ShouldStop,
) -> int:
    ruler = ruler_of(device.logicalDpiX(), device.logicalDpiY())
    count = pages(options, len(labels))
    done = 0
    for page in range(count):
        if should_stop():
            break
        if page:
            device.newPage()
        draw_page(painter, ruler, page_labels(labels, options, page), options)
        done += 1
    return done


def sheet_picture(
    labels: Sequence[Label], options: LabelOptions, page: int, width_px: int
) -> QImage:
    """A picture of one sheet, *width_px* across."""
    sheet = options.sheet
    height_px = max(1, round(width_px * sheet.page_height / sheet.page_width))
    image = QImage(width_px, height_px, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    dpi = 25.4 * width_px / sheet.page_width
    draw_page(painter, ruler_of(dpi, dpi), page_labels(labels, options, page), options)
    painter.end()
    return image


def _check_writable(file: Path) -> None:
    """Qt says nothing of why a file cannot be written."""
    try:
        with file.open("wb"):
            pass
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(MessageId.OUTPUT_UNUSABLE, name=file, reason=reason) from error
