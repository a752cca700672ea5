"""Taking a step of changes back, and making it again: the same edits the other way round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop_app.catalog.product_states import KnownProduct, ProductEdit
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Progress, ShouldStop
from desktop_app.services.change_steps import (
    ChangeReport,
    ChangeStep,
    RefusedChange,
    StepKind,
    StepStack,
)
from desktop_app.services.product_changes import ProductChanges
from desktop_app.services.progress_meter import ProgressMeter

AT_ONCE = 64
"""Products changed in one transaction: a lookup that writes its history waits for no more."""

BELONG_TOGETHER = (StepKind.MERGED, StepKind.SWAPPED)
"""Steps that are taken back as a whole or not at all."""

OTHERS_CAME_FIRST = (
    MessageId.PRODUCT_GONE,
    MessageId.PRODUCT_CHANGED,
    MessageId.SKU_TAKEN,
    MessageId.SKU_WITHDRAWN,
    MessageId.CODE_TAKEN,
)
"""Why a step can never be taken back any more."""


class StepReplay:
    """Goes through *steps*; who calls sees to it that one thing is changed at a time."""

    def __init__(self, changes: ProductChanges, steps: StepStack) -> None:
        self._changes, self._steps = changes, steps

    def undo(self, person: str, progress: Progress, should_stop: ShouldStop) -> ChangeReport:
        """Take the newest step back; products that were changed meanwhile are left alone."""
        step = self._steps.next_undo
        if step is None:
            return ChangeReport(None)
        report = self._replay(step, person, progress, should_stop)
        if report.step is None:
            self._steps.drop_undo()
        else:
            self._steps.taken_back(report.step)
        return report

    def redo(self, person: str, progress: Progress, should_stop: ShouldStop) -> ChangeReport:
        """Make the step again that was taken back last."""
        step = self._steps.next_redo
        if step is None:
            return ChangeReport(None)
        report = self._replay(step, person, progress, should_stop)
        if report.step is None:
            self._steps.drop_redo()
        else:
            self._steps.made_again(report.step)
        return report

    def _replay(
        self,
        step: ChangeStep,
        person: str,
        progress: Progress,
        should_stop: ShouldStop,
    ) -> ChangeReport:
        """Write the edits of *step* backwards; those of a merge or a swap belong together."""
        edits = [_backwards(edit) for edit in reversed(step.edits)]
        size = max(len(edits), 1) if step.kind in BELONG_TOGETHER else AT_ONCE
        meter, done = ProgressMeter(progress, len(edits)), list[ProductEdit]()
        refused: list[RefusedChange] = []
        for start in range(0, len(edits), size):
            if done and should_stop():
                break
            batch = edits[start : start + size]
            ids = [edit.product_id for edit in batch if edit.product_id is not None]
            made, left = self._rewrite(batch, self._changes.known(ids), step, person)
            done += made
            refused += left
            meter.update(start + len(batch))
        meter.finish(len(edits))
        stopped = len(done) + len(refused) < len(edits)
        replayed = replace(step, edits=tuple(done)) if done else None
        return ChangeReport(replayed, tuple(refused), stopped)

    def _rewrite(
        self,
        edits: Sequence[ProductEdit],
        known: Mapping[int, KnownProduct],
        step: ChangeStep,
        person: str,
    ) -> tuple[list[ProductEdit], list[RefusedChange]]:
        try:
            whole = step.kind in BELONG_TOGETHER
            return self._changes.write(edits, known, person, whole=whole)
        except CatalogueError as error:
            if error.message.id not in OTHERS_CAME_FIRST:
                raise
            data = step.edits[0].after.data
            return [], [RefusedChange(data.sku, data.name, error.message)]


def _backwards(edit: ProductEdit) -> ProductEdit:
    """The edit that takes *edit* back; a product that was new is withdrawn."""
    before = edit.before or replace(edit.after, withdrawn=True)
    return replace(edit, before=edit.after, after=before, merged_into="")
