"""Movements of one product, newest first: what, how many, by whom, and after which lookup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from desktop_app.core.stock import Movement
from desktop_app.core.stock_wording import MOVEMENT_WORDS
from desktop_app.gui.formats import moment, number
from desktop_app.gui.paged_model import PagedModel
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_stock

WHEN, WHAT, QUANTITY, STOCK, WHO, FROM = range(6)


class MovementsModel(PagedModel[Movement]):
    """Movements as they were kept; those that were taken back are pale and say so."""

    NUMBERS: ClassVar = frozenset((QUANTITY, STOCK))

    def __init__(self, tasks: TaskRunner, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(tasks, parent)
        self._theme = theme
        theme.changed.connect(self.retranslate)

    def titles(self) -> Sequence[str]:
        return (
            self.tr("When"),
            self.tr("What"),
            self.tr("Quantity"),
            self.tr("Stock then"),
            self.tr("By"),
            self.tr("From"),
        )

    def key(self, item: Movement) -> int:
        return item.movement_id

    def text(self, item: Movement, column: int) -> str:
        return self._texts()[column](item)

    def tip(self, item: Movement, column: int) -> str:
        return self.with_title(item, column)

    spoken = tip

    def look(self, item: Movement, column: int, role: int) -> Any:
        del column
        if role == Qt.ItemDataRole.ForegroundRole and item.undone:
            return QColor(self._theme.tokens.muted)
        return None

    def _texts(self) -> Sequence[Callable[[Movement], str]]:
        return (
            lambda item: moment(item.at),
            self._what,
            lambda item: number(item.quantity),
            lambda item: _known(item.after),
            lambda item: item.person,
            self._origin,
        )

    def _what(self, item: Movement) -> str:
        words = translate_stock(MOVEMENT_WORDS[item.kind])
        return self.tr("{what} (taken back)").format(what=words) if item.undone else words

    def _origin(self, item: Movement) -> str:
        if item.lookup_id is not None:
            return self.tr("Lookup {n}").format(n=item.lookup_id)
        return item.source or item.note


def _known(stock: Decimal | None) -> str:
    return "–" if stock is None else number(stock)
