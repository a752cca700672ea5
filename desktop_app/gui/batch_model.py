"""The rows of a batch as a table that fills as answers come; `data` touches no file."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor

from desktop_app.core.batch import BatchCounts, Review, RowAnswer, RowState
from desktop_app.core.messages import Message, render_parts
from desktop_app.core.wording import reason_text
from desktop_app.gui.batch_pictures import RowPictures
from desktop_app.gui.batch_words import SIGNS, said_words, state_colours, state_words
from desktop_app.gui.formats import moment, percent
from desktop_app.gui.icons import icon, picture_icon
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_message, translate_wording
from desktop_app.services.batch_run import BatchRow, counts_of

PICTURE, NAME, VERDICT, PRODUCT, SHARE, PLACE, WHY = range(7)
SIGN_PX = 20

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class BatchModel(QAbstractTableModel):
    """Shows the rows of one state, or all of them, in the order of the batch."""

    counted = Signal()  # the counts may have changed

    def __init__(self, pictures: RowPictures, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures, self._theme = pictures, theme
        self._rows: list[BatchRow] = []
        self._shown: list[int] = []
        self._wanted: RowState | None = None
        self._answers: Counter[RowState] = Counter()
        self._now: Counter[RowState] = Counter()
        self._are_photos = True
        pictures.loaded.connect(self._picture_loaded)
        theme.changed.connect(self.retranslate)

    @property
    def rows(self) -> Sequence[BatchRow]:
        """All rows, shown or not."""
        return self._rows

    @property
    def wanted(self) -> RowState | None:
        """The state that is shown; None: all."""
        return self._wanted

    @property
    def counts(self) -> BatchCounts:
        return BatchCounts(
            len(self._rows),
            MappingProxyType(self._answers),
            MappingProxyType(self._now),
            self._are_photos,
        )

    def show_rows(self, rows: Sequence[BatchRow]) -> None:
        """Show another batch."""
        self.beginResetModel()
        self._rows = list(rows)
        counts = counts_of(rows)
        self._answers, self._now = Counter(counts.answers), Counter(counts.now)
        self._are_photos = counts.are_photos
        self._choose_shown()
        self.endResetModel()
        self.counted.emit()

    def show_state(self, wanted: RowState | None) -> None:
        """Show only rows of this state; None: all."""
        self.beginResetModel()
        self._wanted = wanted
        self._choose_shown()
        self.endResetModel()

    def add_outcomes(self, outcomes: Sequence[tuple[int, RowAnswer | Message]]) -> None:
        """Put answers and errors in, by the number of their row."""
        for number, outcome in outcomes:
            row = self._rows[number]
            if isinstance(outcome, RowAnswer):
                self._change(number, replace(row, answer=outcome, error=None))
            else:
                self._change(number, replace(row, error=outcome))
        if outcomes:
            self.counted.emit()

    def set_review(self, number: int, review: Review | None) -> None:
        self._change(number, replace(self._rows[number], review=review))
        self.counted.emit()

    def number(self, position: int) -> int | None:
        """The number of the row that is shown at *position*."""
        return self._shown[position] if 0 <= position < len(self._shown) else None

    def position(self, number: int) -> int:
        """Where row *number* is shown, or would be."""
        return bisect_left(self._shown, number)

    def retranslate(self) -> None:
        """Words or colours changed, the rows did not."""
        if self._shown:
            last = self.index(len(self._shown) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _choose_shown(self) -> None:
        self._shown = [n for n, row in enumerate(self._rows) if self._fits(row)]

    def _fits(self, row: BatchRow) -> bool:
        return self._wanted is None or row.state is self._wanted

    def _change(self, number: int, row: BatchRow) -> None:
        old, position = self._rows[number], self.position(number)
        self._answers[old.answer_state] -= 1
        self._now[old.state] -= 1
        self._answers[row.answer_state] += 1
        self._now[row.state] += 1
        if self._fits(old) and self._fits(row):
            self._rows[number] = row
            last = self.index(position, self.columnCount() - 1)
            self.dataChanged.emit(self.index(position, 0), last)
        elif self._fits(old):
            self.beginRemoveRows(_ROOT, position, position)
            self._rows[number] = row
            del self._shown[position]
            self.endRemoveRows()
        elif self._fits(row):
            self.beginInsertRows(_ROOT, position, position)
            self._rows[number] = row
            self._shown.insert(position, number)
            self.endInsertRows()
        else:
            self._rows[number] = row

    def titles(self) -> Sequence[str]:
        return (
            self.tr("Photo"),
            self.tr("File"),
            self.tr("Verdict"),
            self.tr("Product"),
            self.tr("Probability"),
            self.tr("Place"),
            self.tr("Reason"),
        )

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.titles())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        titles = self.titles()
        return titles[section] if 0 <= section < len(titles) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number = self.number(index.row()) if index.isValid() else None
        if number is None:
            return None
        row, column = self._rows[number], index.column()
        if role == Qt.ItemDataRole.DecorationRole:
            return self._sign(number, row, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._texts()[column](row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.titles()[column]}: {self._texts()[column](row)}"
        if role == Qt.ItemDataRole.ForegroundRole and column == VERDICT:
            return QColor(state_colours(row.state, self._theme.tokens)[0])
        return None

    def _sign(self, number: int, row: BatchRow, column: int) -> Any:
        if column == VERDICT:
            colour = state_colours(row.state, self._theme.tokens)[0]
            return icon(SIGNS[row.state], colour, SIGN_PX)
        if column != PICTURE or row.photo is None:
            return None
        pixmap = self._pictures.get(number, row.photo)
        return None if pixmap is None else picture_icon(pixmap)

    def _texts(self) -> Sequence[Callable[[BatchRow], str]]:
        return (
            lambda _row: "",
            self.name_of,
            lambda row: said_words(row.review) if row.review else state_words(row.state),
            _product,
            _share,
            _place,
            self._why,
        )

    def name_of(self, row: BatchRow) -> str:
        """Name of the file and the words asked; the number of the row where neither was kept."""
        words = row.question.text if row.question.photo else ""
        name = row.name or self.tr("Row {n}").format(n=row.question.line)
        return f"{name}\n“{words}”" if words else name

    def _why(self, row: BatchRow) -> str:
        if row.review is not None:
            by = self.tr("{person}, {time}")
            text = by.format(person=row.review.person, time=moment(row.review.at))
            return f"{text}\n{state_words(row.answer_state)}"
        if row.error is not None:
            return render_parts(row.error, translate_message).what
        return reason_text(row.answer.reason, translate_wording).why if row.answer else ""

    @Slot(int)
    def _picture_loaded(self, number: int) -> None:
        position = self.position(number)
        if self.number(position) == number:
            index = self.index(position, PICTURE)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _product(row: BatchRow) -> str:
    if row.review is not None:
        return f"{row.review.name}\n{row.review.sku}" if row.review.sku else ""
    best = row.answer.best if row.answer is not None else None
    return f"{best.name}\n{best.sku}" if best is not None else ""


def _share(row: BatchRow) -> str:
    best = row.answer.best if row.answer is not None and row.review is None else None
    return percent(best.probability) if best is not None else ""


def _place(row: BatchRow) -> str:
    if row.review is not None:
        return row.review.location
    best = row.answer.best if row.answer is not None else None
    return best.location if best is not None else ""
