"""A row of a batch whose item the catalogue lacks: the form of a new product, with its photo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.batch import Review
from desktop_app.core.errors import PhotoError
from desktop_app.gui.messages import notice_of
from desktop_app.gui.photo_strip import Picture, pictures_of
from desktop_app.gui.product_form import ProductForm
from desktop_app.gui.tasks import TaskRunner, while_alive
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.services.batch_run import BatchRow

if TYPE_CHECKING:
    from desktop_app.services.batch_review import BatchReview


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which row is asked about; *teach*: its photo becomes the first one of the product."""

    run_id: str
    number: int
    row: BatchRow
    teach: bool


class NewProductOfRow(QObject):
    """Asks for the data of one row's item and keeps it; one form at a time."""

    added = Signal(str, int, object)  # id of the batch, number of the row, Review
    failed = Signal(object)  # BaseException

    def __init__(
        self,
        review: BatchReview,
        keeping: TaskRunner,
        pictures: PictureLoader,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._review, self._keeping = review, keeping
        self._pictures, self._theme, self._page = pictures, theme, page
        self._looking = TaskRunner("new product of a row", parent=self)

    def ask(self, run_id: str, number: int, row: BatchRow, *, teach: bool) -> None:
        """Show the form as soon as the photo is read, with the photo if *teach*."""
        if self._looking.is_busy():
            return
        asked = _Asked(run_id, number, row, teach)
        work = partial(_pictures, self._review, row.photo if teach else None)
        self._looking.submit(work, partial(self._open, asked), self.failed.emit)

    def close(self) -> None:
        self._looking.close()

    def _open(self, asked: _Asked, shown: list[Picture]) -> None:
        form = ProductForm(shown, self._pictures, self._theme, self._page.window())
        if asked.row.question.text:
            form.prefill({"name": asked.row.question.text})
        form.saved.connect(partial(self._save, asked, form))
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.open()

    def _save(self, asked: _Asked, form: ProductForm, cells: dict[str, str]) -> None:
        add = self._review.add_product
        work = partial(add, asked.run_id, asked.number, asked.row, cells, teach=asked.teach)
        close = while_alive(form, lambda _: form.accept())
        refused = while_alive(form, lambda error: form.show_notice(notice_of(error)))
        self._keeping.submit(work, partial(self._saved, asked, close), refused)

    def _saved(self, asked: _Asked, close: Callable[[object], None], review: Review) -> None:
        close(review)
        self.added.emit(asked.run_id, asked.number, review)


def _pictures(review: BatchReview, photo: PhotoInput | None) -> list[Picture]:
    """Copies of *photo* that may be shown; none where it cannot be read any more."""
    if photo is None:
        return []
    try:
        return pictures_of([review.picture(photo)])
    except PhotoError:
        return []
