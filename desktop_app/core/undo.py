"""Steps back and forth over frozen values."""

from __future__ import annotations

from typing import Generic, TypeVar

Value = TypeVar("Value")
MOST_STEPS = 50


class Undo(Generic[Value]):
    """The value now, those before it, and those that were undone."""

    def __init__(self, value: Value) -> None:
        self._past: list[Value] = []
        self._future: list[Value] = []
        self._value = value

    @property
    def value(self) -> Value:
        return self._value

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    def record(self, value: Value) -> None:
        """*value* is the one now; what was undone is forgotten."""
        if value == self._value:
            return
        self._past = [*self._past, self._value][-MOST_STEPS:]
        self._future.clear()
        self._value = value

    def undo(self) -> Value:
        """The value before, or the same one where there is none."""
        if self._past:
            self._future.append(self._value)
            self._value = self._past.pop()
        return self._value

    def redo(self) -> Value:
        if self._future:
            self._past.append(self._value)
            self._value = self._future.pop()
        return self._value
