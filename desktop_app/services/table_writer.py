"""Tables for spreadsheets, CSV or XLSX, in which nothing is run."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.spreadsheet_cells import harmless

XLSX_SUFFIX = ".xlsx"
TABLE_SUFFIXES = frozenset({".csv", XLSX_SUFFIX})
MAX_CELL = 32_767
"""Most characters that a cell of a workbook may hold."""

Value: TypeAlias = str | int | float

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML cannot hold."""


def write_table(
    file: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]], title: str = "Shelfsight"
) -> None:
    """Write *rows* as XLSX if the name of *file* says so, else as CSV in UTF-8 with a mark.

    An old file stays whole until the new one is complete.

    Raises:
        UserError: the file cannot be written.
    """
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    write = _write_xlsx if file.suffix.lower() == XLSX_SUFFIX else _write_csv
    try:
        try:
            write(temporary, columns, rows, title)
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(MessageId.OUTPUT_UNUSABLE, name=file.name, reason=reason) from error


def _write_csv(
    file: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]], title: str
) -> None:
    del title
    # The mark tells spreadsheets that it is UTF-8.
    with file.open("w", encoding="utf-8-sig", newline="", errors="replace") as stream:
        writer = csv.writer(stream)
        writer.writerow([harmless(column) for column in columns])
        writer.writerows([_cell(value) for value in row] for row in rows)


def _write_xlsx(
    file: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]], title: str
) -> None:
    from openpyxl import Workbook  # noqa: PLC0415  (takes long, and most tables are CSV)
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    with file.open("wb") as stream:  # before the workbook is begun, which has to be ended
        book = Workbook(write_only=True)
        sheet = book.create_sheet(title)
        try:
            sheet.freeze_panes = "A2"
            head = [WriteOnlyCell(sheet, _xlsx_text(column)) for column in columns]
            for cell in head:
                cell.data_type = "s"
                cell.font = Font(bold=True)
            sheet.append(head)
            for row in rows:
                sheet.append([_xlsx_cell(sheet, value) for value in row])
        except BaseException:
            sheet.close()
            raise
        book.save(stream)


def _xlsx_cell(sheet: object, value: Value) -> object:
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  (loaded by then)

    cell = WriteOnlyCell(sheet, _xlsx_text(value))  # type: ignore[arg-type]
    cell.data_type = "s"  # text, whatever it looks like
    return cell


def _xlsx_text(value: str) -> str:
    return _UNWRITABLE.sub("", harmless(value))[:MAX_CELL]


def _cell(value: Value) -> str:
    return harmless(value) if isinstance(value, str) else str(value)
