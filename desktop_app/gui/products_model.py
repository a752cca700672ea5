"""All products as rows: their ids are known, the rows are fetched where somebody looks."""

from __future__ import annotations

from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont

from desktop_app.core.count_wording import Counted
from desktop_app.core.product_table import ListedProduct, SortBy, TableQuery
from desktop_app.gui.formats import counted_words
from desktop_app.gui.icons import picture_icon
from desktop_app.gui.products_columns import Column, columns
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.services.product_state_changes import cells_of

if TYPE_CHECKING:
    from desktop_app.services.product_listing import ProductListing

PAGE = 100
KEPT_PAGES = 40
MOST_WAITING = 4
"""Pages asked for and not fetched yet: whoever scrolls past a page does not want it any more."""

PICTURE_PX = 128
NOT_YET = "…"

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ProductsModel(QAbstractTableModel):
    """Rows of a `TableQuery`. Typed cells go out by `typed`; the model itself changes nothing."""

    loaded = Signal()  # ids, or rows, arrived
    failed = Signal(object)  # BaseException
    typed = Signal(int, str, str)  # product id, field, text

    def __init__(
        self,
        listing: ProductListing,
        pictures: PictureLoader,
        path_of: PathOf,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._listing, self._pictures, self._path_of = listing, pictures, path_of
        self._theme = theme
        self._tasks = TaskRunner("products", workers=2, parent=self)
        self._columns = columns(())
        self._ids = array("q")
        self._pages: OrderedDict[int, list[ListedProduct | None]] = OrderedDict()
        self._stale: set[int] = set()
        self._waiting: list[int] = []
        self._is_fetching = False
        self._latest = self._shown = 0
        self._pictured: defaultdict[object, set[int]] = defaultdict(set)
        self.query = TableQuery()
        self._is_held = False
        self._held_back: list[Callable[[], object]] = []
        self._releasing = QTimer(self, interval=0, singleShot=True)
        self._releasing.timeout.connect(self._catch_up)
        pictures.loaded.connect(self._picture_loaded)
        theme.changed.connect(self.retranslate)

    @property
    def ids(self) -> array[int]:
        """Ids of all rows, in their order."""
        return self._ids

    @property
    def is_current(self) -> bool:
        """Whether the rows are those that were asked for last."""
        return self._shown == self._latest

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    def use_attributes(self, names: Sequence[str]) -> bool:
        """Columns for these free attributes; whether they are others than before."""
        if self._is_held:
            self._held_back.append(partial(self.use_attributes, names))
            return False
        made = columns(names)
        if [c.key for c in made] == [c.key for c in self._columns]:
            return False
        self.beginResetModel()
        self._columns = made
        self.endResetModel()
        return True

    def column_of(self, key: str) -> int:
        """Position of a column in the model; -1 if there is none."""
        return next((n for n, column in enumerate(self._columns) if column.key == key), -1)

    def reload(self, query: TableQuery | None = None) -> None:
        """Read anew which products there are; rows of now are shown until they are known."""
        is_same = query is None or query == self.query
        self.query = query or self.query
        self._latest += 1
        if is_same and self._ids:  # rows that are seen are fetched before a million is sorted
            self._stale = set(self._pages)
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        work = partial(self._listing.ids, self.query)
        self._tasks.submit(work, partial(self._arrived, self._latest), self.failed.emit)

    def hold(self) -> None:
        """Rows and columns stay where they are until `release`: somebody types into a cell."""
        self._is_held = True
        self._releasing.stop()

    def release(self) -> None:
        """Show what came meanwhile, once the events of now are through."""
        self._releasing.start()

    def _catch_up(self) -> None:
        self._is_held = False
        held_back, self._held_back = self._held_back, []
        for each in held_back:
            each()

    def close(self) -> None:
        self._tasks.close()

    def row(self, number: int) -> ListedProduct | None:
        """The product in a row, if it has been fetched."""
        page = self._pages.get(number // PAGE)
        return page[number % PAGE] if page and 0 <= number % PAGE < len(page) else None

    def rows_of(self, ids: Collection[int]) -> list[int]:
        """Rows in which these products stand now."""
        wanted = set(ids)
        return [row for row, number in enumerate(self._ids) if number in wanted] if wanted else []

    def _arrived(self, number: int, ids: array[int]) -> None:
        if number != self._latest:
            return
        if self._is_held:
            self._held_back.append(partial(self._arrived, number, ids))
            return
        self._shown = number
        self._stale = set(self._pages)
        if ids == self._ids:
            if ids:
                last = self.index(len(ids) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._ids = ids
            self._pages.clear()
            self._stale.clear()
            self._pictured.clear()
            self.endResetModel()
        self.loaded.emit()

    def _want(self, page: int) -> None:
        """Fetch a page soon; the page asked for last comes first."""
        if page in self._waiting:
            self._waiting.remove(page)
        self._waiting.append(page)
        del self._waiting[:-MOST_WAITING]
        self._fetch()

    def _fetch(self) -> None:
        if self._is_fetching or not self._waiting:
            return
        self._is_fetching = True
        page = self._waiting.pop()
        ids = list(self._ids[page * PAGE : (page + 1) * PAGE])
        work = partial(self._listing.rows, ids)
        self._tasks.submit(work, partial(self._fetched, self._latest, page, ids), self._gave_up)

    def _fetched(
        self, number: int, page: int, ids: Sequence[int], rows: dict[int, ListedProduct]
    ) -> None:
        self._is_fetching = False
        current = list(self._ids[page * PAGE : (page + 1) * PAGE])
        if current == ids:
            self._pages[page] = [rows.get(each) for each in ids]
            self._pages.move_to_end(page)
            if number == self._latest:
                self._stale.discard(page)
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
            first = self.index(page * PAGE, 0)
            last = self.index(page * PAGE + len(ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(first, last)
            self.loaded.emit()
        self._fetch()

    def _gave_up(self, error: BaseException) -> None:
        self._is_fetching = False
        self._waiting.clear()
        self.failed.emit(error)

    def retranslate(self) -> None:
        """The words or colours changed, the rows did not."""
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    @Slot(object)
    def _picture_loaded(self, key: object) -> None:
        for row in self._pictured.get(key, ()):
            index = self.index(row, 0)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    # what a cell is

    def _cell(self, row: int, item: ListedProduct, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(row, item) if column.key == "photo" else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(item, column)
        if role == Qt.ItemDataRole.EditRole and column.field:
            return cells_of(item.product).get(column.field, "")
        return self._look(item, column, role)

    def _look(self, item: ListedProduct, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        if item.withdrawn and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._theme.tokens.muted)
        if item.withdrawn and role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def _said(self, item: ListedProduct, column: Column) -> str:
        words = column.text(item) or self.tr("{column}: nothing").format(column=column.title())
        if column.key == "photo":
            words = counted_words(len(item.product.photos), Counted.PHOTOS)
        return self.tr("{words}, withdrawn").format(words=words) if item.withdrawn else words

    def _picture(self, row: int, item: ListedProduct) -> Any:
        if not item.product.photos:
            return None
        sha256 = item.product.photos[0].sha256
        key = ("small", sha256)
        self._pictured[key].add(row)
        pixmap = self._pictures.request(key, self._path_of(sha256), PICTURE_PX)
        return None if pixmap is None else picture_icon(pixmap)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        page = index.row() // PAGE
        if page not in self._pages or page in self._stale:
            self._want(page)
        item, column = self.row(index.row()), self._columns[index.column()]
        if item is None:
            shown = role == Qt.ItemDataRole.DisplayRole and column.key == "name"
            return NOT_YET if shown else None
        return self._cell(index.row(), item, column, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.row(index.row()) if index.isValid() else None
        field = self._columns[index.column()].field if item is not None else ""
        if item is None or role != Qt.ItemDataRole.EditRole or not field:
            return False
        if str(value) != cells_of(item.product).get(field, ""):
            self.typed.emit(item.product.product_id, field, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._columns[index.column()].field and self.row(index.row()):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.title()
        return column.alignment if role == Qt.ItemDataRole.TextAlignmentRole else None


def sort_column(columns_: Iterable[Column], sort: SortBy | None) -> int:
    """Position of the column that the table is ordered by; -1 for none."""
    return next((n for n, c in enumerate(columns_) if sort is not None and c.sort is sort), -1)
