"""A long list as a table: pages are fetched off the GUI thread when somebody scrolls there."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.gui.rows_model import ROOT, Index, Item, RowsModel
from desktop_app.gui.tasks import TaskRunner

PAGE = 100

ReadPage = Callable[[int, int], Sequence[Item]]
"""Items by (limit, offset); runs off the GUI thread and holds no widget."""


class PagedModel(RowsModel[Item]):
    """Rows newest first. What was asked for before a `reload` is dropped when it arrives."""

    loaded = Signal()  # a page arrived, be it empty
    failed = Signal(object)  # BaseException

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._read: ReadPage[Item] | None = None
        self._latest = 0
        self._offset = 0
        self._is_loading, self._is_complete = False, True

    def reload(self, read: ReadPage[Item]) -> None:
        """Show what *read* gives, from the beginning."""
        self._read = read
        self._latest += 1
        self._offset, self._is_loading, self._is_complete = 0, False, False
        self.fetchMore(ROOT)

    @abstractmethod
    def key(self, item: Item) -> int:
        """What tells rows apart: a page may repeat rows when new ones came meanwhile."""

    def canFetchMore(self, parent: Index) -> bool:
        return not (parent.isValid() or self._is_loading or self._is_complete)

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent) or self._read is None:
            return
        self._is_loading = True
        work = partial(self._read, PAGE, self._offset)
        self._tasks.submit(work, partial(self._arrived, self._latest), self._failed)

    def _arrived(self, number: int, page: Sequence[Item]) -> None:
        if number != self._latest:
            return
        first, self._offset = self._offset == 0, self._offset + len(page)
        self._is_loading, self._is_complete = False, len(page) < PAGE
        if first:
            self.beginResetModel()
            self._items = list(page)
            self.endResetModel()
        else:
            self._append(page)
        self.loaded.emit()

    def _append(self, page: Sequence[Item]) -> None:
        known = {self.key(item) for item in self._items}
        fresh = [item for item in page if self.key(item) not in known]
        if fresh:
            count = len(self._items)
            self.beginInsertRows(ROOT, count, count + len(fresh) - 1)
            self._items += fresh
            self.endInsertRows()

    def _failed(self, error: BaseException) -> None:
        self._is_loading, self._is_complete = False, True
        self.failed.emit(error)
