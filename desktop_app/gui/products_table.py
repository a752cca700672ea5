"""The table of all products: choose many, edit in place, columns by choice."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.core.product_table import SortBy
from desktop_app.gui.products_columns import ColumnChoice, load_choice, save_choice
from desktop_app.gui.products_model import ProductsModel, sort_column

ROW_PX, PICTURE_PX = 48, 40
MOST_KEPT_CHOSEN = 1000
"""Products that stay chosen when the rows change."""

EDIT_KEY = Qt.Key.Key_F2
_SPARE = MappingProxyType({"name": 0.5, "barcode": 0.3, "sku": 0.2})
"""Shares of the room that is left over in a wide window, by the key of a column."""
_OWN_KEYS = frozenset({EDIT_KEY, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class CellDelegate(QStyledItemDelegate):
    """Rows that arrive while somebody types neither put the old text back nor end the typing."""

    begun = Signal()
    ended = Signal()

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        self.begun.emit()
        return super().createEditor(parent, option, index)

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        super().destroyEditor(editor, index)
        self.ended.emit()

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if not editor.property("isFilled"):
            editor.setProperty("isFilled", True)  # noqa: FBT003  (Qt)
            super().setEditorData(editor, index)


class ProductsTable(QTableView):
    """Enter opens a product, F2 or a double click types into a cell, Delete withdraws."""

    opened = Signal()
    removed = Signal()
    choice_changed = Signal()
    sort_asked = Signal(object, bool)  # SortBy, descending

    def __init__(self, model: ProductsModel, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._products, self._folder = model, folder
        self._kept: tuple[int, set[int], int] | None = None
        self._is_placing, self._is_as_made = False, True
        self.setModel(model)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setIconSize(QSize(PICTURE_PX, PICTURE_PX))
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        delegate = CellDelegate(self)
        delegate.begun.connect(model.hold)
        delegate.ended.connect(model.release)
        self.setItemDelegate(delegate)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_menu_at)
        header.sectionClicked.connect(self._ask_to_sort)
        header.sectionMoved.connect(self._keep_columns)
        header.sectionResized.connect(self._keep_columns)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(self.choice_changed)
        self.selectionModel().currentRowChanged.connect(self.choice_changed)
        self._place_columns()

    # what is chosen

    def chosen_ids(self) -> list[int]:
        """Products of the chosen rows from top to bottom; reads ranges, a million takes no time."""
        ids = self._products.ids
        ranges = sorted((r.top(), r.bottom()) for r in self._ranges())
        chosen: dict[int, None] = {}
        for top, bottom in ranges:
            chosen.update(dict.fromkeys(ids[top : bottom + 1]))
        return list(chosen)

    def _ranges(self) -> list[QItemSelectionRange]:
        return list(self.selectionModel().selection().toList())

    def n_chosen(self) -> int:
        """How many rows are chosen."""
        ranges = {(r.top(), r.bottom()) for r in self._ranges()}
        return sum(bottom - top + 1 for top, bottom in ranges)

    def current_id(self) -> int | None:
        row = self.currentIndex().row()
        return self._products.ids[row] if 0 <= row < len(self._products.ids) else None

    def choose(self, product_id: int) -> None:
        """Make a product the current row, if it is shown."""
        rows = self._products.rows_of([product_id])
        if rows:
            self.setCurrentIndex(self._products.index(rows[0], self._first_column()))

    def edit_current(self) -> None:
        """Type into the current cell, or into the name where that one cannot be typed into."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not self._products.columns[index.column()].field:
            index = self._products.index(index.row(), self._products.column_of("name"))
            self.setCurrentIndex(index)
        self.edit(index)

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        order = (header.logicalIndex(n) for n in range(header.count()))
        return next((n for n in order if not header.isSectionHidden(n)), 0)

    def _remember(self) -> None:
        current = self.current_id()
        chosen = set(self.chosen_ids()) if self.n_chosen() <= MOST_KEPT_CHOSEN else set()
        column = max(0, self.currentIndex().column())
        self._kept = (current, chosen, column) if current is not None else None

    def _restore(self) -> None:
        self._place_columns()
        kept, self._kept = self._kept, None
        if kept is None:
            return
        current, chosen, column = kept
        rows = self._products.rows_of(chosen | {current})
        ids = self._products.ids
        place = next((row for row in rows if ids[row] == current), None)
        if place is not None:
            index = self._products.index(place, column)
            no = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, no)
            self.scrollTo(index)
        selection = QItemSelection()
        last = self._products.columnCount() - 1
        for row in rows:
            if ids[row] in chosen:
                selection.select(self._products.index(row, 0), self._products.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self.choice_changed.emit()

    # columns

    def show_sort(self, sort: SortBy | None, *, descending: bool) -> None:
        """Mark the column that the rows are ordered by."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        column = sort_column(self._products.columns, sort)
        self.horizontalHeader().setSortIndicator(column, order)

    def columns_menu(self) -> QMenu:
        """All columns with a tick at those that are shown."""
        menu = QMenu(self)
        header = self.horizontalHeader()
        for number, column in enumerate(self._products.columns):
            action = menu.addAction(column.title())
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(number))
            action.setEnabled(column.key != "name")
            action.toggled.connect(lambda on, at=number: self.show_column(at, shown=on))
        return menu

    def show_column(self, number: int, *, shown: bool) -> None:
        self.horizontalHeader().setSectionHidden(number, not shown)
        self._keep_columns()

    def _show_menu_at(self, at: QPoint) -> None:
        self.columns_menu().popup(self.horizontalHeader().mapToGlobal(at))

    def _ask_to_sort(self, section: int) -> None:
        column = self._products.columns[section]
        if column.sort is None:
            self.show_sort(self._products.query.sort, descending=self._products.query.descending)
            return
        query = self._products.query
        self.sort_asked.emit(column.sort, query.sort is column.sort and not query.descending)

    def offer_to_sort(self, menu: QMenu) -> None:
        """Add sorting by the current column, which needs no mouse then."""
        section = self.currentIndex().column()
        column = self._products.columns[section] if section >= 0 else None
        if column is not None and column.sort is not None:
            words = self.tr("Sort by {column}").format(column=column.title())
            menu.addSeparator()
            menu.addAction(words, lambda: self._ask_to_sort(section))

    def _place_columns(self) -> None:
        """Order, widths and choice as they were kept, or as they are to begin with."""
        self._is_placing = True
        header, made = self.horizontalHeader(), self._products.columns
        choice = load_choice(self._folder)
        self._is_as_made = choice is None
        kept = choice or ColumnChoice()
        widths = kept.widths or {}
        for number, column in enumerate(made):
            hidden = column.key in kept.hidden if column.key in kept.order else not column.is_shown
            header.setSectionHidden(number, hidden and column.key != "name")
            header.resizeSection(number, widths.get(column.key, column.width))
        order = [self._products.column_of(key) for key in kept.order]
        for place, number in enumerate(number for number in order if number >= 0):
            header.moveSection(header.visualIndex(number), place)
        self._is_placing = False
        self._share_spare_room()

    def _share_spare_room(self) -> None:
        """Names, SKUs and codes are what is cut off; nobody's own widths are changed."""
        if not self._is_as_made:
            return
        header, made = self.horizontalHeader(), self._products.columns
        shown = [column for n, column in enumerate(made) if not header.isSectionHidden(n)]
        spare = max(0, self.viewport().width() - sum(column.width for column in shown))
        self._is_placing = True
        for column in shown:
            if column.key in _SPARE:
                width = column.width + int(spare * _SPARE[column.key])
                header.resizeSection(self._products.column_of(column.key), width)
        self._is_placing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_spare_room()

    def _keep_columns(self) -> None:
        if self._is_placing:
            return
        self._is_as_made = False
        header, made = self.horizontalHeader(), self._products.columns
        order = [made[header.logicalIndex(n)].key for n in range(header.count())]
        hidden = {c.key for n, c in enumerate(made) if header.isSectionHidden(n)}
        widths = {
            c.key: header.sectionSize(n)
            for n, c in enumerate(made)
            if not header.isSectionHidden(n)
        }
        save_choice(ColumnChoice(tuple(order), frozenset(hidden), widths), self._folder)

    # keys

    def event(self, event: QEvent) -> bool:
        """Keys that mean something in the table go to it, not to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and event.key() in _OWN_KEYS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key == EDIT_KEY:
            self.edit_current()
        elif event.text() and not event.modifiers():
            event.ignore()  # no search by the first letter: it would read a million rows
        else:
            super().keyPressEvent(event)
