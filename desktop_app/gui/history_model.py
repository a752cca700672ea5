"""Every lookup, newest first: picture, verdict, product, probability, person, model, time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor

from desktop_app.core.teaching import Decision
from desktop_app.core.types import HistoryEntry, Verdict
from desktop_app.core.wording import verdict_words
from desktop_app.gui.formats import moment, percent
from desktop_app.gui.icons import icon, picture_icon
from desktop_app.gui.paged_model import PagedModel
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.translator import translate_wording

PICTURE, VERDICT, PRODUCT, SHARE, SAID, PERSON, TIME, MODEL = range(8)
PICTURE_PX = 128
SIGNS = {
    Verdict.MATCH: "match",
    Verdict.UNSURE: "unsure",
    Verdict.NOT_IN_CATALOGUE: "not_in_catalogue",
}


class HistoryModel(PagedModel[HistoryEntry]):
    """Shows what was answered, and what a person said about it."""

    def __init__(
        self,
        tasks: TaskRunner,
        pictures: PictureLoader,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(tasks, parent)
        self._pictures = pictures
        self._theme = theme
        pictures.loaded.connect(self._picture_loaded)
        theme.changed.connect(self.retranslate)

    def titles(self) -> Sequence[str]:
        return (
            self.tr("Photo"),
            self.tr("Verdict"),
            self.tr("Product"),
            self.tr("Probability"),
            self.tr("A person said"),
            self.tr("By"),
            self.tr("When"),
            self.tr("Model"),
        )

    def key(self, item: HistoryEntry) -> int:
        return item.lookup_id

    def text(self, item: HistoryEntry, column: int) -> str:
        return self._texts()[column](item)

    def look(self, item: HistoryEntry, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DecorationRole:
            return self._sign(item, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == VERDICT:
            return QColor(self._theme.tokens.verdict(item.verdict)[0])
        return None

    def _sign(self, item: HistoryEntry, column: int) -> Any:
        if column == VERDICT:
            return icon(SIGNS[item.verdict], self._theme.tokens.verdict(item.verdict)[0], 20)
        if column != PICTURE or item.thumbnail is None:
            return None
        pixmap = self._pictures.request(_picture(item), item.thumbnail, PICTURE_PX)
        return None if pixmap is None else picture_icon(pixmap)

    def _texts(self) -> Sequence[Callable[[HistoryEntry], str]]:
        return (
            lambda _item: "",
            lambda item: verdict_words(item.verdict, translate_wording),
            self._product,
            lambda item: percent(item.top_probability),
            self._said,
            lambda item: item.person,
            lambda item: moment(item.at),
            lambda item: f"{item.model[:8]}\n{item.device}",
        )

    def _product(self, item: HistoryEntry) -> str:
        named = f"{item.top_name}\n{item.top_sku}" if item.top_sku else self.tr("Nothing found")
        return f"{named} · “{item.text}”" if item.text else named

    def _said(self, item: HistoryEntry) -> str:
        if item.decision is None:
            return ""
        words = {
            Decision.CONFIRMED: self.tr("This is it"),
            Decision.CORRECTED: self.tr("No, it is {name}"),
            Decision.ATTACHED: self.tr("It is {name}"),
            Decision.ADDED: self.tr("New: {name}"),
            Decision.CODE: self.tr("Code of {name}"),
        }
        said = words[item.decision].format(name=item.decided_name)
        return f"{said}\n{item.decided_by}"

    @Slot(object)
    def _picture_loaded(self, key: object) -> None:
        for row, item in enumerate(self._items):
            if _picture(item) == key:
                index = self.index(row, PICTURE)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _picture(item: HistoryEntry) -> tuple[str, int]:
    return ("history", item.lookup_id)
