"""Batches that were begun before: name, when, by whom, what came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.core.batch import RowState
from desktop_app.gui.batch_words import summary_words
from desktop_app.gui.formats import moment
from desktop_app.gui.paged_model import PagedModel
from desktop_app.services.batch_run import RunHead

NAME, STATE, OUTCOME, PERSON, TIME = range(5)


class HeadsModel(PagedModel[RunHead]):
    """A line a batch, newest first."""

    def titles(self) -> Sequence[str]:
        return (
            self.tr("Batch"),
            self.tr("State"),
            self.tr("Outcome"),
            self.tr("By"),
            self.tr("When"),
        )

    def key(self, item: RunHead) -> int:
        return hash(item.run_id)

    def text(self, item: RunHead, column: int) -> str:
        return self._texts()[column](item)

    def _texts(self) -> Sequence[Callable[[RunHead], str]]:
        return (
            lambda item: item.name or self.tr("Names not kept"),
            self._state,
            lambda item: summary_words(item.counts, item.seconds),
            lambda item: item.person,
            lambda item: moment(item.at),
        )

    def _state(self, item: RunHead) -> str:
        reviewed = item.counts.now.get(RowState.REVIEWED, 0)
        state = self.tr("Finished") if item.is_whole else self.tr("To be gone on with")
        return f"{state}\n{self.tr('{n} reviewed').format(n=reviewed)}" if reviewed else state
