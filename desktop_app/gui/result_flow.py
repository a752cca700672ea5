"""Which results are shown, and in which order.

Those of the answer, all that hold the words, or what looks like one of them, with the way back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.result_order import ResultOrder, in_order
from desktop_app.core.types import Answer, Candidate, Product, QueryKind, Reason
from desktop_app.gui.candidate_model import CandidateModel
from desktop_app.gui.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

MOST_SIMILAR = 24
MOST_STEPS = 20
"""Steps from one similar product to the next that can be gone back."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One list of results.

    Attributes:
        candidates: those at hand, in the order that they were found in.
        ids: all products that hold the words, in the order shown; empty where the candidates
            are all there is.
        like: the product that they look like; None for the results of an answer.
        chosen: product that was chosen when the list was left.
    """

    candidates: tuple[Candidate, ...] = ()
    ids: tuple[int, ...] = ()
    like: Product | None = None
    chosen: int = 0

    @property
    def count(self) -> int:
        return len(self.ids) or len(self.candidates)


class ResultFlow(QObject):
    """Fills the model of the results. What arrives for an earlier question is dropped."""

    changed = Signal(bool)  # whether the results shown before are still among them
    failed = Signal(object)  # BaseException

    def __init__(
        self, services: Services, model: CandidateModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._similar, self._words = services.similar, services.words
        self._model = model
        self._tasks = TaskRunner("results", parent=self)
        self._answer: Answer | None = None
        self._shown = Shown()
        self._trail: list[Shown] = []
        self._latest = 0
        self.order, self.stocked_first = ResultOrder.LIKELIHOOD, False
        model.page_wanted.connect(self._read_page)

    @property
    def shown(self) -> Shown:
        return self._shown

    @property
    def can_go_back(self) -> bool:
        return bool(self._trail)

    def show_answer(self, answer: Answer | None, *, is_stored: bool = False) -> None:
        """Show the results of *answer*; None: there are none. A stored one stays as it was."""
        self._latest += 1
        self._answer, self._trail = answer, []
        self._show(Shown(answer.candidates if answer else ()))
        if answer is not None and not is_stored and _has_more(answer):
            self._read_all()

    def sort(self, order: ResultOrder, *, stocked_first: bool) -> None:
        """Show the same results in another order."""
        if (order, stocked_first) == (self.order, self.stocked_first):
            return
        self.order, self.stocked_first = order, stocked_first
        if self._shown.ids:
            self._latest += 1
            self._read_all()
        else:
            self._show(self._shown)

    def show_similar(self, product: Product, chosen: int) -> None:
        """Show products that look like *product*; *chosen* is where the way back leads."""
        answer = self._answer
        only = answer.only if answer else None
        self._latest += 1
        work = partial(self._similar.similar, product.product_id, top_k=MOST_SIMILAR)
        if only:
            work = partial(work, only=only)
        done = partial(self._show_similar, product, chosen)
        self._submit(work, done)

    def go_back(self) -> int:
        """Show the list before; the product that was chosen in it, 0 if there is none."""
        if not self._trail:
            return 0
        self._latest += 1
        before = self._trail.pop()
        self._show(before)
        return before.chosen

    def close(self) -> None:
        self._latest += 1
        self._tasks.close()

    # how it is done

    def _read_all(self) -> None:
        answer = self._answer
        assert answer is not None  # noqa: S101  (there is something to read more of)
        work = partial(
            self._words.matches,
            answer.text,
            answer.only,
            self.order,
            stocked_first=self.stocked_first,
        )
        self._submit(work, self._show_all)

    def _show_all(self, ids: tuple[int, ...]) -> None:
        if len(ids) > len(self._shown.candidates):
            self._show(replace(self._shown, ids=ids), keeps=True)

    def _show_similar(self, product: Product, chosen: int, found: Sequence[Candidate]) -> None:
        if not found:
            self.failed.emit(UserError(MessageId.NO_SIMILAR, name=product.name))
            return
        self._trail = [*self._trail, replace(self._shown, chosen=chosen)][-MOST_STEPS:]
        self._show(Shown(tuple(found), like=product))

    def _show(self, shown: Shown, *, keeps: bool = False) -> None:
        self._shown = shown
        answer = None if shown.like else self._answer
        if shown.ids:
            known = {c.product.product_id: c for c in shown.candidates}
            self._model.show_ids(shown.ids, known, answer)
        else:
            ordered = in_order(
                shown.candidates,
                self.order,
                lambda candidate: candidate.product,
                stocked_first=self.stocked_first,
            )
            self._model.show_candidates(ordered, answer)
        self.changed.emit(keeps)

    @Slot(object)
    def _read_page(self, ids: tuple[int, ...]) -> None:
        if self._answer is not None:
            self._submit(partial(self._words.page, self._answer.text, ids), self._model.add_page)

    def _submit(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        number = self._latest

        def deliver(result: Any) -> None:
            if number == self._latest:
                done(result)

        self._tasks.submit(work, deliver, self.failed.emit)


def _has_more(answer: Answer) -> bool:
    """Whether the catalogue may hold more results than the answer: it was asked by words alone."""
    return answer.query_kind is QueryKind.TEXT and answer.reason is Reason.TEXT_ONLY
