"""Where a plot is saved: as a picture, or its points as a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId

CSV_SUFFIX, PICTURE_SUFFIX = ".csv", ".png"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def is_table(file: Path) -> bool:
    """Whether the points are wanted, not a picture."""
    return file.suffix.lower() == CSV_SUFFIX


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Ask for the file of the plot *name*; None if the person thinks better of it."""
    words = QCoreApplication.translate
    picture, table = words("PlotFile", "Picture (*.png)"), words("PlotFile", "CSV files (*.csv)")
    usual = _NOT_IN_NAMES.sub(" ", name).strip() or "plot"
    chosen, kind = QFileDialog.getSaveFileName(
        parent, words("PlotFile", "Save the plot"), usual + PICTURE_SUFFIX, f"{picture};;{table}"
    )
    if not chosen:
        return None
    file = Path(chosen)
    if kind == table:
        return file.with_suffix(CSV_SUFFIX)
    return file if file.suffix else file.with_suffix(PICTURE_SUFFIX)


def write_points(file: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write the points of a plot as CSV that spreadsheets read.

    Raises:
        UserError: the file cannot be written.
    """
    try:
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(MessageId.OUTPUT_UNUSABLE, name=file, reason=reason) from error


def write_picture(file: Path, picture: QImage | QPixmap) -> None:
    """Write a plot as a picture, in the format that the name says.

    Raises:
        UserError: the file cannot be written.
    """
    if not picture.save(str(file)):
        raise UserError(MessageId.OUTPUT_UNUSABLE, name=file, reason="")
