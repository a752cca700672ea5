"""Rows that an import left out, as a table and as text to save or copy."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from desktop_app.core.messages import Message, render_parts
from desktop_app.gui.rows_model import ListModel
from desktop_app.gui.translator import translate_message
from desktop_app.services.spreadsheet_cells import harmless


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One row or photo that was left out."""

    line: int
    sku: str
    message: Message

    def cells(self) -> tuple[str, str, str, str]:
        text = render_parts(self.message, translate_message)
        return str(self.line or ""), self.sku, text.what, text.next


class RejectedModel(ListModel[LeftOut]):
    """Line, SKU, reason and what to do, one row each."""

    def titles(self) -> tuple[str, str, str, str]:
        return self.tr("Line"), self.tr("SKU"), self.tr("Reason"), self.tr("What to do")

    def as_csv(self) -> str:
        """The table as CSV that a spreadsheet opens without running anything in it."""
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(self.titles())
        writer.writerows([harmless(cell) for cell in row.cells()] for row in self._items)
        return stream.getvalue()

    def as_text(self) -> str:
        """The table with tabs, as a spreadsheet wants it from the clipboard."""
        rows = [self.titles(), *(row.cells() for row in self._items)]
        return "\n".join("\t".join(harmless(cell) for cell in cells) for cells in rows)

    def text(self, item: LeftOut, column: int) -> str:
        return item.cells()[column]
