"""From row to row: which one is next, what was said, and how it is taken back.

A decision is shown at once and kept in the background; whoever types fast does not wait for the
model. Decisions are kept in the order in which they were made.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.core.batch import Review, RowState, said_about
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import Candidate, Product
from desktop_app.gui.batch_model import BatchModel
from desktop_app.gui.batch_new_product import NewProductOfRow
from desktop_app.gui.batch_pictures import LARGE_PX, RowPictures
from desktop_app.gui.batch_review_panel import ReviewPanel
from desktop_app.gui.batch_tile import PICTURE_PX
from desktop_app.gui.product_chooser import ProductChooser
from desktop_app.gui.product_list import ProductListModel
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.services.batch_run import BatchRow

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

KEPT_PICTURES = 6
CLOSE_TIMEOUT_S = 15.0
"""Decisions that are still being learned when the window closes are waited for so long."""


class ReviewFlow(QObject):
    """Walks through the rows of one state; the panel shows, the model keeps."""

    finished = Signal()  # no row is left, or the person leaves
    taught = Signal()
    noted = Signal(object)  # Message
    failed = Signal(object)  # BaseException

    def __init__(
        self,
        services: Services,
        model: BatchModel,
        pictures: PictureLoader,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._review, self._catalogue = services.batch_review, services.catalogue
        self._model, self._pictures, self._theme, self._page = model, pictures, theme, page
        self._keeping = TaskRunner("batch review", parent=self)
        self._looking = TaskRunner("batch look", parent=self)
        self.photos = RowPictures(self._review, LARGE_PX, KEPT_PICTURES, urgent=True, parent=self)
        self.new = NewProductOfRow(self._review, self._keeping, pictures, theme, page)
        self.panel = ReviewPanel(pictures, self._catalogue.photo_path, theme)
        self._run_id = ""
        self._number: int | None = None
        self._target = RowState.UNSURE
        self._skipped: set[int] = set()
        self._decided: list[int] = []
        self._candidates: dict[int, tuple[Candidate, ...]] = {}
        self._connect()

    def _connect(self) -> None:
        self.panel.confirmed.connect(partial(self.pick, 0))
        self.panel.picked.connect(self.pick)
        self.panel.other_asked.connect(self.choose_other)
        self.panel.add_asked.connect(self.add_product)
        self.new.added.connect(self._added)
        self.new.failed.connect(self.failed)
        self.panel.none_chosen.connect(self.say_none)
        self.panel.skipped.connect(self.skip)
        self.panel.taken_back.connect(self.take_back)
        self.panel.left.connect(self.finished)
        self.photos.loaded.connect(self._photo_loaded)

    @property
    def number(self) -> int | None:
        """The row that is shown."""
        return self._number

    def open_batch(self, run_id: str) -> None:
        """Another batch: nothing of the one before can be taken back any more."""
        self._run_id, self._number = run_id, None
        self._decided.clear()
        self._skipped.clear()
        self._candidates.clear()
        self.photos.clear()

    @Slot(object)
    def forget_candidates(self, outcomes: Sequence[tuple[int, object]]) -> None:
        """Rows that were answered anew have other candidates."""
        for number, _ in outcomes:
            self._candidates.pop(number, None)

    def begin(self, number: int | None, target: RowState) -> bool:
        """Show row *number*, else the first one of *target*; then go through those of *target*.

        Returns whether there is a row to show.
        """
        self._target = target
        self._skipped.clear()
        first = self._next(-1) if number is None else number
        if first is not None:
            self._show(first)
        return first is not None

    # what a person can say

    @Slot(int)
    def pick(self, position: int) -> None:
        """The item is the candidate at *position*."""
        row = self._row()
        candidates = row.answer.candidates if row is not None and row.answer is not None else ()
        if position < len(candidates):
            best = candidates[position]
            self._decide(best.sku, best.name, best.location)

    def choose_other(self) -> None:
        """The item is any product of the catalogue; the chooser asks which."""
        if self._row() is None:
            return
        model = ProductListModel(self._pictures, self._catalogue.thumbnail_path)
        window = self._page.window()
        chooser = ProductChooser(self._catalogue.find, model, self._looking, self._theme, window)
        chooser.add_button.hide()
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.chosen.connect(self._decide_product)
        chooser.failed.connect(self.failed)
        chooser.open()
        chooser.offer(self._offered())

    def add_product(self) -> None:
        """The catalogue lacks the item: ask for its data."""
        number, row = self._number, self._row()
        if number is not None and row is not None:
            self.new.ask(self._run_id, number, row, teach=self.panel.teach.isChecked())

    def say_none(self) -> None:
        """The item is none of the catalogue."""
        if self._row() is not None:
            self._decide("", "", "")

    def skip(self) -> None:
        if self._number is not None:
            self._skipped.add(self._number)
            self._go_on()

    def take_back(self) -> None:
        """Open the row that was decided last, or the one shown if it was decided earlier."""
        number = self._decided.pop() if self._decided else self._number
        review = None if number is None else self._model.rows[number].review
        if number is None or review is None:
            return
        self._model.set_review(number, None)
        work = partial(self._review.take_back, self._run_id, number, review)
        back = partial(self._restore, self._run_id, number, review)
        self._keeping.submit(work, self._taken_back, back)
        self._show(number)

    def close(self) -> bool:
        """Keep what is still waiting to be kept, then end; whether all was kept."""
        self.photos.close()
        self._looking.close()
        self.new.close()
        return self._keeping.finish(CLOSE_TIMEOUT_S)

    # how it is done

    def _row(self) -> BatchRow | None:
        return None if self._number is None else self._model.rows[self._number]

    def _offered(self) -> list[Product]:
        """The other candidates, as far as they are known."""
        found = self._candidates.get(self._number if self._number is not None else -1, ())
        return [each.product for each in found[1:] if each.product.product_id]

    @Slot(object)
    def _decide_product(self, product: Product) -> None:
        self._decide(product.sku, product.name, product.location)

    def _decide(self, sku: str, name: str, location: str) -> None:
        number, row = self._number, self._row()
        if number is None or row is None:
            return
        teach = self.panel.teach.isChecked()
        now = datetime.now(UTC)
        shown = Review(said_about(row.answer, sku), self._review.person, now, sku, name, location)
        self._model.set_review(number, shown)
        self._decided.append(number)
        work = partial(self._review.decide, self._run_id, number, row, sku, teach=teach)
        expects = teach and bool(sku) and row.photo is not None
        done = partial(self._kept, self._run_id, number, expects)
        back = partial(self._restore, self._run_id, number, row.review)
        self._keeping.submit(work, done, back)
        self._go_on()

    def _kept(self, run_id: str, number: int, expects: bool, review: Review) -> None:  # noqa: FBT001
        if run_id == self._run_id and self._model.rows[number].review is not None:
            self._model.set_review(number, review)
        if review.taught_ids:
            self.taught.emit()
        elif expects and run_id == self._run_id and self.photos.is_missing(number):
            name = self._model.rows[number].name
            self.noted.emit(Message.of(MessageId.BATCH_NOT_TAUGHT, name=name))

    @Slot(str, int, object)
    def _added(self, run_id: str, number: int, review: Review) -> None:
        """The new product is in the catalogue, and what the row shows."""
        self.taught.emit()
        if run_id != self._run_id:
            return
        self._model.set_review(number, review)
        self._decided.append(number)
        if number == self._number:
            self._go_on()

    def _taken_back(self, nothing: object) -> None:
        del nothing
        self.taught.emit()

    def _restore(
        self, run_id: str, number: int, review: Review | None, error: BaseException
    ) -> None:
        if run_id == self._run_id:
            self._model.set_review(number, review)
            if number in self._decided:
                self._decided.remove(number)
        self.failed.emit(error)

    def _go_on(self) -> None:
        following = self._next(self._number if self._number is not None else -1)
        if following is None:
            self._number = None
            self.finished.emit()
        else:
            self._show(following)

    def _open_rows(self) -> list[int]:
        rows = enumerate(self._model.rows)
        return [n for n, row in rows if row.state is self._target and n not in self._skipped]

    def _next(self, number: int) -> int | None:
        """The next row behind *number*, from the start again behind the last one."""
        waiting = [n for n in self._open_rows() if n != number]
        later = (n for n in waiting if n > number)
        is_round = self._target is not RowState.REVIEWED
        return next(later, waiting[0] if waiting and is_round else None)

    def _show(self, number: int) -> None:
        self._number = number
        row, left = self._model.rows[number], set(self._open_rows()) | {number}
        can_take_back = bool(self._decided) or row.review is not None
        name = self._model.name_of(row)
        self.panel.show_row(row, name, len(left), can_take_back=can_take_back)
        self._show_photo(number)
        self._look(number)
        following = self._next(number)
        if following is not None:  # ready before anybody asks for it
            self.photos.get(following, self._model.rows[following].photo)
            self._look(following)

    def _show_photo(self, number: int) -> None:
        pixmap = self.photos.get(number, self._model.rows[number].photo)
        self.panel.show_photo(pixmap, is_missing=self.photos.is_missing(number))

    @Slot(int)
    def _photo_loaded(self, number: int) -> None:
        if number == self._number:
            self._show_photo(number)

    def _look(self, number: int) -> None:
        """Read the products of the candidates, unless they are known."""
        if number in self._candidates:
            self._looked(self._run_id, number, self._candidates[number])
            return
        work = partial(self._review.candidates, self._model.rows[number])
        self._looking.submit(work, partial(self._looked, self._run_id, number), self.failed.emit)

    def _looked(self, run_id: str, number: int, found: Sequence[Candidate]) -> None:
        if run_id != self._run_id:
            return
        self._candidates[number] = tuple(found)
        for candidate in found:
            photo = candidate.best_photo
            if photo is not None:
                path = self._catalogue.photo_path(photo.sha256)
                self._pictures.request(("tile", photo.sha256), path, PICTURE_PX)
        if number == self._number:
            self.panel.show_candidates(found)
