"""Looking after products by hand: edit, photos, merge, withdraw, restore; all of it undoable.

Every change is one `ProductEdit` a product, from the state that was read to the state wanted,
written only if the product is still as it was read; `StepReplay` takes it back. The gallery and
the word search know the new state when a method returns.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.product_desk import ProductDesk
from desktop_app.catalog.product_states import (
    KnownProduct,
    ProductEdit,
    ProductState,
)
from desktop_app.core.access import Right
from desktop_app.core.analysis import Analyst, PhotoInput
from desktop_app.core.errors import CatalogueError, ImportRowError
from desktop_app.core.messages import MessageId
from desktop_app.core.places import Swap
from desktop_app.core.types import (
    Embedding,
    Progress,
    ShouldStop,
    never_stop,
    no_progress,
)
from desktop_app.services.change_steps import (
    ChangeReport,
    ChangeStep,
    RefusedChange,
    StepKind,
    StepStack,
)
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.import_source import SourceRow
from desktop_app.services.model_gate import ModelGate, with_one_model
from desktop_app.services.product_changes import ProductChanges
from desktop_app.services.product_rows import parse_row
from desktop_app.services.product_state_changes import Change, arranged, merged, typed
from desktop_app.services.progress_meter import ProgressMeter
from desktop_app.services.reference_sink import ReferenceSink
from desktop_app.services.step_replay import AT_ONCE, StepReplay


class ProductCare:
    """Changes products and remembers how to take it back; safe to call from several threads.

    What writes raises `UserError` where the guard says that the person may not.
    """

    def __init__(
        self,
        desk: ProductDesk,
        photo_store: PhotoStore,
        analyst: Analyst,
        gallery: ReferenceSink,
        person: str,
        *,
        gate: ModelGate | None = None,
        guard: Guard = OPEN_GUARD,
    ) -> None:
        self.gate = gate or ModelGate()
        self.person = person
        self.steps = StepStack()
        self._changes = ProductChanges(desk, photo_store, analyst, gallery)
        self._replay = StepReplay(self._changes, self.steps)
        self._guard = guard
        self._changing = threading.RLock()

    # --- one product

    @with_one_model
    def add(self, cells: Mapping[str, str], photos: Sequence[PhotoInput] = ()) -> ChangeReport:
        """Make a product of what a person typed, by the column names of an import.

        Raises:
            ImportRowError: a cell cannot be used.
            CatalogueError: SKU or code belong to another product, or the catalogue cannot be
                written.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        data = parse_row(SourceRow(0, {"sku": "", "name": "", **cells})).data(None)
        kept, read, problems = self._changes.keep(photos)
        state = ProductState(data, tuple(kept), person_codes=frozenset(data.codes))
        with self._changing:
            report = self._apply_one(StepKind.ADDED, ProductEdit(None, None, state), read)
        return replace(report, refused=problems)

    @with_one_model
    def edit(self, product_id: int, cells: Mapping[str, str]) -> ChangeReport:
        """Change the fields in *cells*, named as the columns of an import; the others stay.

        Raises:
            ImportRowError: a cell cannot be used.
            CatalogueError: the product is gone, or SKU or code belong to another one.
        """
        return self._change_one(StepKind.EDITED, product_id, partial(typed, cells=cells))

    @with_one_model
    def add_photos(
        self, product_id: int, photos: Sequence[PhotoInput], at: int | None = None
    ) -> ChangeReport:
        """Put *photos* before the photo at position *at*, or behind the last one.

        Photos that cannot be read are listed in the report; those that the product has already
        stay where they are.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        kept, read, problems = self._changes.keep(photos)

        def put(state: ProductState) -> ProductState:
            known = {photo.source_sha256 for photo in state.photos}
            fresh = [photo for photo in kept if photo.source_sha256 not in known]
            place = len(state.photos) if at is None else at
            return replace(state, photos=(*state.photos[:place], *fresh, *state.photos[place:]))

        report = self._change_one(StepKind.PHOTOS, product_id, put, read)
        return replace(report, refused=problems)

    @with_one_model
    def arrange_photos(self, product_id: int, order: Sequence[str]) -> ChangeReport:
        """Keep the photos named by *order* (SHA-256 of the stored copies), in that order.

        The files of the others stay, so that the step can be taken back.
        """
        return self._change_one(StepKind.PHOTOS, product_id, partial(arranged, order=order))

    @with_one_model
    def merge(
        self, keep_id: int, other_ids: Sequence[int], *, add_stock: bool = False
    ) -> ChangeReport:
        """Let one product take up the codes, photos and words of the others, which are withdrawn.

        Raises:
            CatalogueError: one of them is gone; nothing was changed.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        others = [number for number in dict.fromkeys(other_ids) if number != keep_id]
        if not others:
            raise CatalogueError(MessageId.MERGE_TOO_FEW)
        with self._changing:
            known = self._changes.known([keep_id, *others])
            if len(known) <= len(others):
                raise CatalogueError(MessageId.PRODUCT_GONE)
            kept, states = known[keep_id].state, [known[number].state for number in others]
            after = merged(kept, states, add_stock=add_stock)
            edits = [ProductEdit(keep_id, kept, after)]
            edits += [
                ProductEdit(
                    number,
                    known[number].state,
                    replace(known[number].state, withdrawn=True),
                    merged_into=after.data.sku,
                )
                for number in others
                if not known[number].state.withdrawn
            ]
            done, _ = self._changes.write(edits, known, self.person, whole=True)
            return self._reported(StepKind.MERGED, done)

    @with_one_model
    def swap_places(self, swap: Swap) -> ChangeReport:
        """Give the two products of *swap* the places that they have in it, the other way round.

        Raises:
            CatalogueError: one of them is gone; nothing was changed.
        """
        self._guard.require(Right.EDIT_PRODUCTS)
        moves = ((swap.far, swap.near), (swap.near, swap.far))
        with self._changing:
            known = self._changes.known([product.product_id for product, _ in moves])
            if len(known) < len(moves):
                raise CatalogueError(MessageId.PRODUCT_GONE)
            states = {number: product.state for number, product in known.items()}
            edits = [
                ProductEdit(
                    product.product_id,
                    states[product.product_id],
                    typed(states[product.product_id], {"location": other.place}),
                    swapped_with=states[other.product_id].data.sku,
                )
                for product, other in moves
            ]
            done, _ = self._changes.write(edits, known, self.person, whole=True)
            return self._reported(StepKind.SWAPPED, done)

    # --- many products

    @with_one_model
    def edit_many(
        self,
        product_ids: Sequence[int],
        cells: Mapping[str, str],
        *,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> ChangeReport:
        """Give all of them the same cells; a price may be a change such as `+5 %`."""
        change = partial(typed, cells=cells)
        return self._change_many(StepKind.EDITED, product_ids, change, progress, should_stop)

    @with_one_model
    def withdraw(
        self,
        product_ids: Sequence[int],
        *,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> ChangeReport:
        """Take products out of every answer; all that belongs to them stays."""
        change = partial(replace, withdrawn=True)
        return self._change_many(StepKind.WITHDRAWN, product_ids, change, progress, should_stop)

    @with_one_model
    def restore(
        self,
        product_ids: Sequence[int],
        *,
        progress: Progress = no_progress,
        should_stop: ShouldStop = never_stop,
    ) -> ChangeReport:
        """Let withdrawn products be found again, with all that belonged to them."""
        change = partial(replace, withdrawn=False)
        return self._change_many(StepKind.RESTORED, product_ids, change, progress, should_stop)

    # --- back and forth

    @with_one_model
    def undo(
        self, *, progress: Progress = no_progress, should_stop: ShouldStop = never_stop
    ) -> ChangeReport:
        """Take the newest step back; products that were changed meanwhile are left alone."""
        self._guard.require(Right.EDIT_PRODUCTS)
        with self._changing:
            return self._replay.undo(self.person, progress, should_stop)

    @with_one_model
    def redo(
        self, *, progress: Progress = no_progress, should_stop: ShouldStop = never_stop
    ) -> ChangeReport:
        """Make the step again that was taken back last."""
        self._guard.require(Right.EDIT_PRODUCTS)
        with self._changing:
            return self._replay.redo(self.person, progress, should_stop)

    # --- the way into the catalogue

    def _change_one(
        self,
        kind: StepKind,
        product_id: int,
        change: Change,
        read: Mapping[str, Embedding] | None = None,
    ) -> ChangeReport:
        self._guard.require(Right.EDIT_PRODUCTS)
        with self._changing:
            known = self._changes.known([product_id]).get(product_id)
            if known is None:
                raise CatalogueError(MessageId.PRODUCT_GONE)
            after = change(known.state)
            if after == known.state:
                return ChangeReport(None)
            return self._apply_one(kind, ProductEdit(product_id, known.state, after), read, known)

    def _apply_one(
        self,
        kind: StepKind,
        edit: ProductEdit,
        read: Mapping[str, Embedding] | None = None,
        known: KnownProduct | None = None,
    ) -> ChangeReport:
        by_id = {} if known is None else {known.product_id: known}
        done, _ = self._changes.write([edit], by_id, self.person, read, whole=True)
        return self._reported(kind, done)

    def _change_many(
        self,
        kind: StepKind,
        product_ids: Sequence[int],
        change: Change,
        progress: Progress,
        should_stop: ShouldStop,
    ) -> ChangeReport:
        self._guard.require(Right.EDIT_PRODUCTS)
        ids = list(dict.fromkeys(product_ids))
        meter, stopped = ProgressMeter(progress, len(ids)), False
        done: list[ProductEdit] = []
        refused: list[RefusedChange] = []
        for start in range(0, len(ids), AT_ONCE):
            if should_stop():
                stopped = True
                break
            with self._changing:
                batch = ids[start : start + AT_ONCE]
                made, left = self._change_batch(batch, change)
            done += made
            refused += left
            meter.update(start + len(batch))
        meter.finish(len(ids))
        with self._changing:
            report = self._reported(kind, done)
        return replace(report, refused=tuple(refused), stopped=stopped)

    def _change_batch(
        self, batch: Sequence[int], change: Change
    ) -> tuple[list[ProductEdit], list[RefusedChange]]:
        known, refused = self._changes.known(batch), list[RefusedChange]()
        edits: list[ProductEdit] = []
        for number in batch:
            if number not in known:
                continue
            state = known[number].state
            try:
                after = change(state)
            except ImportRowError as error:
                refused.append(RefusedChange(state.data.sku, state.data.name, error.message))
                continue
            if after != state:
                edits.append(ProductEdit(number, state, after))
        done, left = self._changes.write(edits, known, self.person)
        return done, refused + left

    def _reported(self, kind: StepKind, done: Sequence[ProductEdit]) -> ChangeReport:
        if not done:
            return ChangeReport(None)
        step = ChangeStep(kind, done[0].after.data.name, tuple(done))
        self.steps.put(step)
        return ChangeReport(step)
