"""Below the question: the verdict, what a person says about it, and the results.

Where there are none, a page in their place says what can be done, that a lookup is running, or that
nothing was found.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.core.types import Answer
from desktop_app.gui.decision_bar import DecisionBar
from desktop_app.gui.empty_page import EmptyPage, EmptyState
from desktop_app.gui.page_area import Pages
from desktop_app.gui.results_view import ResultsView
from desktop_app.gui.verdict_banner import VerdictBanner
from desktop_app.gui.widgets import GAP_S, column

RESULTS_PX = 200


class AnswerArea(QWidget):
    """Shows one answer, or that there is none."""

    def __init__(
        self,
        verdict: VerdictBanner,
        decision: DecisionBar,
        empty: EmptyPage,
        results: ResultsView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.verdict, self.empty, self.results = verdict, empty, results
        self.stack = Pages()
        self.stack.addWidget(empty)
        self.stack.addWidget(results)
        results.setMinimumHeight(RESULTS_PX)
        layout = column(verdict, decision, self.stack, gap=GAP_S)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def show_answer(self, answer: Answer) -> None:
        """The verdict, and the results if there are any."""
        self.verdict.show_answer(answer)
        if not answer.candidates:
            self.empty.show_state(EmptyState.NOTHING)
        self.stack.setCurrentWidget(self.results if answer.candidates else self.empty)

    def show_nothing(self) -> None:
        """There is no answer."""
        self.verdict.show_answer(None)
        self.stack.setCurrentWidget(self.empty)

    def show_busy(self, *, busy: bool) -> None:
        """Whether a lookup is running."""
        self.empty.show_state(EmptyState.LOOKING if busy else EmptyState.INVITING)

    @property
    def is_large(self) -> bool:
        """Whether the chosen product has the whole width."""
        return self.stack.currentWidget() is self.results and self.results.is_large
