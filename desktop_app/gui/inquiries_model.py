"""Inquiries, newest first: picture, question, what the program said, by whom, how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot

from desktop_app.core.inquiry import Closing, Inquiry
from desktop_app.core.wording import verdict_words
from desktop_app.gui.formats import moment
from desktop_app.gui.icons import picture_icon
from desktop_app.gui.next_steps import shown_product_code
from desktop_app.gui.paged_model import PagedModel
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.translator import translate_wording

PICTURE, QUESTION, NOTE, ANSWER, ASKED, STATE = range(6)
PICTURE_PX = 128


class InquiriesModel(PagedModel[Inquiry]):
    """What was asked, and what became of it."""

    def __init__(
        self, tasks: TaskRunner, pictures: PictureLoader, parent: QObject | None = None
    ) -> None:
        super().__init__(tasks, parent)
        self._pictures = pictures
        pictures.loaded.connect(self._picture_loaded)

    def titles(self) -> Sequence[str]:
        return (
            self.tr("Photo"),
            self.tr("Question"),
            self.tr("Note"),
            self.tr("The program said"),
            self.tr("Asked by"),
            self.tr("State"),
        )

    def key(self, item: Inquiry) -> int:
        return item.inquiry_id

    def text(self, item: Inquiry, column: int) -> str:
        return self._texts()[column](item)

    def look(self, item: Inquiry, column: int, role: int) -> Any:
        is_picture = role == Qt.ItemDataRole.DecorationRole and column == PICTURE
        return self._picture(item) if is_picture else None

    def _picture(self, item: Inquiry) -> Any:
        if item.thumbnail is None:
            return None
        pixmap = self._pictures.request(_key(item), item.thumbnail, PICTURE_PX)
        return None if pixmap is None else picture_icon(pixmap)

    def _texts(self) -> Sequence[Callable[[Inquiry], str]]:
        return (
            lambda item: f"+{item.n_photos - 1}" if item.n_photos > 1 else "",
            self._question,
            lambda item: item.note,
            lambda item: verdict_words(item.verdict, translate_wording),
            lambda item: f"{item.person}\n{moment(item.at)}",
            self._state,
        )

    def _question(self, item: Inquiry) -> str:
        code = shown_product_code(item.code) if item.code else ""
        parts = (f"“{item.text}”" if item.text else "", code)
        return "\n".join(part for part in parts if part) or self.tr("Photo only")

    def _state(self, item: Inquiry) -> str:
        if item.closing is None:
            return self.tr("Open")
        if item.closing is Closing.PRODUCT:
            words = f"{item.name}\n{item.sku}"
        else:
            words = self.tr("Nobody knows")
        by = self.tr("closed by {person}").format(person=item.closed_by)
        return f"{words} · {by}"

    @Slot(object)
    def _picture_loaded(self, key: object) -> None:
        for row, item in enumerate(self._items):
            if _key(item) == key:
                index = self.index(row, PICTURE)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def _key(item: Inquiry) -> tuple[str, int]:
    return ("inquiry", item.inquiry_id)
