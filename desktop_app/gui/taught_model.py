"""Everything taught, newest first: picture, product, what was said, by whom, when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot

from desktop_app.core.gtin import parse_gtin, printed_gtin
from desktop_app.core.teaching import Decision, TaughtPhoto
from desktop_app.gui.formats import moment
from desktop_app.gui.icons import picture_icon
from desktop_app.gui.paged_model import PagedModel
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.thumbnails import PathOf, PictureLoader

PICTURE, PRODUCT, SAID, PERSON, TIME, STATE = range(6)
PICTURE_PX = 128


class TaughtModel(PagedModel[TaughtPhoto]):
    """Withdrawn photos stay in the list, without their picture."""

    def __init__(
        self,
        tasks: TaskRunner,
        pictures: PictureLoader,
        path_of: PathOf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(tasks, parent)
        self._pictures = pictures
        self._path_of = path_of
        pictures.loaded.connect(self._picture_loaded)

    def titles(self) -> Sequence[str]:
        return (
            self.tr("Photo"),
            self.tr("Product"),
            self.tr("What was said"),
            self.tr("By"),
            self.tr("When"),
            self.tr("State"),
        )

    def key(self, item: TaughtPhoto) -> int:
        return item.taught_id

    def text(self, item: TaughtPhoto, column: int) -> str:
        return self._texts()[column](item)

    def look(self, item: TaughtPhoto, column: int, role: int) -> Any:
        is_picture = role == Qt.ItemDataRole.DecorationRole and column == PICTURE
        return self._picture(item) if is_picture else None

    def _picture(self, item: TaughtPhoto) -> Any:
        if item.is_withdrawn or not item.sha256:
            return None
        source = self._path_of(item.sha256)
        pixmap = self._pictures.request(("small", item.sha256), source, PICTURE_PX)
        return None if pixmap is None else picture_icon(pixmap)

    def _texts(self) -> Sequence[Callable[[TaughtPhoto], str]]:
        return (
            lambda _item: "",
            lambda item: f"{item.name}\n{item.sku}",
            self._said,
            lambda item: item.person,
            lambda item: moment(item.at),
            self._state,
        )

    def _said(self, item: TaughtPhoto) -> str:
        words = {
            Decision.CONFIRMED: self.tr("This is it"),
            Decision.CORRECTED: self.tr("Not {sku}, but this"),
            Decision.ATTACHED: self.tr("It is this one"),
            Decision.ADDED: self.tr("New product"),
            Decision.CODE: self.tr("Has the code {code}"),
        }
        code = printed_gtin(item.code) if parse_gtin(item.code) else item.code
        return words[item.decision].format(sku=item.answered_sku, code=code)

    def _state(self, item: TaughtPhoto) -> str:
        if item.withdrawn_at is None:
            return self.tr("In use")
        text = self.tr("Withdrawn by {person}\n{time}")
        return text.format(person=item.withdrawn_by, time=moment(item.withdrawn_at))

    @Slot(object)
    def _picture_loaded(self, key: object) -> None:
        for row, item in enumerate(self._items):
            if ("small", item.sha256) == key:
                index = self.index(row, PICTURE)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])
