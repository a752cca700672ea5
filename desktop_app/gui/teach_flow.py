"""From an answer to a lesson: the bar below the verdict, the chooser, the form, and undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.core.types import Answer, Candidate, Product, ProductCode, Verdict
from desktop_app.gui.decision_bar import DecisionBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.next_steps import NextSteps, shown_product_code
from desktop_app.gui.photo_strip import Picture
from desktop_app.gui.product_chooser import ProductChooser
from desktop_app.gui.product_form import ProductForm
from desktop_app.gui.product_list import ProductListModel
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.services.lookup import LookupOutcome
from desktop_app.services.question_code import unknown_code
from desktop_app.services.teaching import Lesson

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


class TeachFlow(QObject):
    """Teaches what a person says about the answer on the screen; one thing at a time."""

    taught = Signal(object)  # Lesson
    undone = Signal(object)  # Lesson
    failed = Signal(object)  # BaseException

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        page: QWidget,
        steps: NextSteps,
    ) -> None:
        super().__init__(page)
        self._teaching, self._catalogue = services.teaching, services.catalogue
        self._pictures, self._theme, self._page = pictures, theme, page
        self._tasks = TaskRunner("teaching", parent=self)
        self._outcome: LookupOutcome | None = None
        self._shown: tuple[Picture, ...] = ()
        self._chosen: Product | None = None
        self._last: Lesson | None = None
        self._code: ProductCode | None = None
        self._is_busy = False
        self.bar, self.steps = DecisionBar(theme), steps
        self.bar.hide()
        self.bar.confirmed.connect(self.confirm)
        self.bar.other_asked.connect(self.choose_other)
        self.bar.add_asked.connect(self.add_product)
        self.bar.undo_asked.connect(self.undo)
        steps.other_asked.connect(self.choose_other)
        steps.add_asked.connect(self.add_product)
        steps.code_asked.connect(self.attach_code)

    def show_outcome(
        self, outcome: LookupOutcome, shown: Sequence[Picture], scanned: str = ""
    ) -> None:
        """Ask about *outcome*; *shown* are the copies of its photos, *scanned* is a gun's code."""
        self.clear()
        self._outcome, self._shown = outcome, tuple(shown)
        self._code = unknown_code(outcome, scanned)
        self.steps.offer(outcome.answer, self._code)
        self.bar.offer_choices(offered=not self.steps.offers_choices)
        self.bar.ask(None)
        if self.steps.offers_choices:  # all that there is to say stands in the verdict
            self.bar.hide()

    def show_candidate(self, candidate: Candidate) -> None:
        """Ask about the product that is chosen among the results."""
        self._chosen = candidate.product
        if self._outcome is not None and self._last is None:
            self.bar.ask(candidate.product)

    def show_lesson(self, lesson: Lesson) -> None:
        """Say that *lesson* was taught elsewhere in the window; it can be taken back here."""
        self.clear()
        self._last = lesson
        self.bar.say(lesson)

    def clear(self) -> None:
        """There is no answer to say anything about."""
        self._outcome = self._chosen = self._last = self._code = None
        self.bar.hide()
        self.steps.offer(None)

    @property
    def outcome(self) -> LookupOutcome | None:
        """The answer that there is something to say about."""
        return self._outcome

    @property
    def shown(self) -> tuple[Picture, ...]:
        """Copies of the photos of the question."""
        return self._shown

    @property
    def code(self) -> ProductCode | None:
        """The code of the question that no product has."""
        return self._code

    @property
    def is_open(self) -> bool:
        """Whether there is an answer that names no product surely, and nothing was taught."""
        outcome = self._outcome
        return self._asks and outcome is not None and outcome.answer.verdict is not Verdict.MATCH

    @property
    def _asks(self) -> bool:
        return self._outcome is not None and self._last is None and not self._is_busy

    # what a person can say

    def confirm(self) -> None:
        """The item is the chosen product."""
        if self._asks and self._chosen is not None:
            self._teach(self._chosen)

    def choose_other(self) -> None:
        """The item is another product: one of the other candidates, or any of the catalogue."""
        outcome = self._outcome
        if outcome is None or not self._asks:
            return
        model = ProductListModel(self._pictures, self._catalogue.thumbnail_path)
        chooser = ProductChooser(
            self._catalogue.find, model, self._tasks, self._theme, self._page.window()
        )
        chooser.chosen.connect(self._teach)
        chooser.add_asked.connect(self.add_product)
        chooser.failed.connect(self._fail)
        self._open(chooser)
        chooser.offer(_others(outcome.answer))

    def add_product(self) -> None:
        """The catalogue does not have the item: ask for its data."""
        outcome = self._outcome
        if outcome is None or not self._asks:
            return
        form = ProductForm(self._shown, self._pictures, self._theme, self._page.window())
        form.prefill(known_data(outcome.answer, self._code))
        form.saved.connect(partial(self._add, outcome, form))
        self._open(form)

    def attach_code(self) -> None:
        """The code that no product has belongs to a product of the catalogue: ask to which."""
        outcome, code = self._outcome, self._code
        if outcome is None or code is None or not self._asks:
            return
        model = ProductListModel(self._pictures, self._catalogue.thumbnail_path)
        chooser = ProductChooser(
            self._catalogue.find,
            model,
            self._tasks,
            self._theme,
            self._page.window(),
            code=shown_product_code(code),
        )
        chooser.chosen.connect(partial(self._attach, outcome, code))
        chooser.add_asked.connect(self.add_product)
        chooser.failed.connect(self._fail)
        self._open(chooser)
        chooser.offer([candidate.product for candidate in outcome.answer.candidates])

    def undo(self) -> None:
        """Take back what was taught last."""
        lesson = self._last
        if lesson is None or self._is_busy:
            return
        work = partial(self._teaching.undo, lesson)
        self._run(work, partial(self._undone, lesson), self._fail)

    def close(self) -> None:
        self._tasks.close()

    # how it is done

    @Slot(object)
    def _teach(self, product: Product) -> None:
        outcome = self._outcome
        if outcome is None:
            return
        work = partial(self._teaching.teach, outcome, product.product_id)
        self._run(work, partial(self._taught, outcome), self._fail)

    def _attach(self, outcome: LookupOutcome, code: ProductCode, product: Product) -> None:
        work = partial(
            self._teaching.attach_code, code, product.product_id, outcome.answer.lookup_id
        )
        self._run(work, partial(self._taught, outcome), self._fail)

    def _add(self, outcome: LookupOutcome, form: ProductForm, cells: dict[str, str]) -> None:
        work = partial(self._teaching.add_product, outcome, cells)
        self._run(work, partial(self._added, outcome, form), partial(self._refuse, form))

    def _run(
        self,
        work: Callable[[], object],
        on_done: Callable[..., None],
        on_error: Callable[[BaseException], None],
    ) -> None:
        self._show_busy(busy=True)
        self._tasks.submit(work, on_done, on_error)

    def _show_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self.bar.set_busy(busy=busy)
        self.steps.set_busy(busy=busy)

    def _taught(self, outcome: LookupOutcome, lesson: Lesson) -> None:
        self._show_busy(busy=False)
        if outcome is self._outcome:  # else the next question is on the screen already
            self._last = lesson
            self.bar.say(lesson)
            self.steps.offer(None)
        self.taught.emit(lesson)

    def _added(self, outcome: LookupOutcome, form: ProductForm, lesson: Lesson) -> None:
        form.accept()
        self._taught(outcome, lesson)

    def _undone(self, lesson: Lesson, nothing: object) -> None:
        del nothing
        self._show_busy(busy=False)
        if lesson is self._last and self._outcome is None:
            self.clear()
        elif lesson is self._last:
            self._last = None
            self.bar.ask(self._chosen, after_undo=True)
            self.steps.offer(self._outcome.answer if self._outcome else None, self._code)
        self.undone.emit(lesson)

    def _refuse(self, form: ProductForm, error: BaseException) -> None:
        self._show_busy(busy=False)
        form.show_notice(notice_of(error))

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        self._show_busy(busy=False)
        self.failed.emit(error)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _others(answer: Answer) -> list[Product]:
    """Candidates to choose from; the first of an answer that named it is not among them."""
    products = [candidate.product for candidate in answer.candidates]
    return products if answer.verdict is Verdict.NOT_IN_CATALOGUE else products[1:]


def known_data(answer: Answer, unknown: ProductCode | None = None) -> dict[str, str]:
    """What the question says already about a new product: its code, or its name."""
    if unknown is not None:
        return {"barcode": unknown.value}
    if answer.codes:
        code = answer.codes[0]
        return {"barcode": code.gtin or code.raw}
    text = answer.text.strip()
    return {"name": text} if text else {}
