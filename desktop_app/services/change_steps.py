"""Steps that can be taken back and made again, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.catalog.product_states import ProductEdit
from desktop_app.core.messages import Message

MOST_STEPS = 100
MOST_PRODUCTS = 200_000
"""Products remembered in all steps together; the oldest steps go first."""


class StepKind(StrEnum):
    """What a person did."""

    ADDED = "added"
    EDITED = "edited"
    PHOTOS = "photos"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """One thing that a person did, to one product or to many; `name` is that of the first."""

    kind: StepKind
    name: str
    edits: tuple[ProductEdit, ...]

    @property
    def product_ids(self) -> tuple[int, ...]:
        return tuple(edit.product_id for edit in self.edits if edit.product_id is not None)


@dataclass(frozen=True, slots=True)
class RefusedChange:
    """A product that was left as it is, and why."""

    sku: str
    name: str
    message: Message


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What became of a change.

    Attributes:
        step: what was changed; None if nothing was.
        refused: products, or photos, that were left as they are.
        stopped: whether somebody asked to stop before the end; what was done stays.
    """

    step: ChangeStep | None
    refused: tuple[RefusedChange, ...] = ()
    stopped: bool = False

    @property
    def changed(self) -> int:
        """Products that were changed."""
        return len(self.step.edits) if self.step else 0


class StepStack:
    """What can be taken back, and what was taken back and can be made again."""

    def __init__(self) -> None:
        self._done: list[ChangeStep] = []
        self._undone: list[ChangeStep] = []

    @property
    def next_undo(self) -> ChangeStep | None:
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> ChangeStep | None:
        return self._undone[-1] if self._undone else None

    def put(self, step: ChangeStep) -> None:
        """Remember a new step; what was taken back cannot be made again after it."""
        self._undone.clear()
        self._done.append(step)
        self._forget_oldest()

    def taken_back(self, step: ChangeStep) -> None:
        """The newest step was taken back; *step* makes it again."""
        self._done.pop()
        self._undone.append(step)

    def made_again(self, step: ChangeStep) -> None:
        """The step that was taken back last was made again; *step* is it as it is now."""
        self._undone.pop()
        self._done.append(step)

    def drop_undo(self) -> None:
        """The newest step cannot be taken back any more."""
        self._done.pop()

    def drop_redo(self) -> None:
        """The step that was taken back last cannot be made again."""
        self._undone.pop()

    def _forget_oldest(self) -> None:
        products = sum(len(step.edits) for step in self._done)
        while len(self._done) > 1 and (len(self._done) > MOST_STEPS or products > MOST_PRODUCTS):
            products -= len(self._done.pop(0).edits)
