"""The page of all products: search, filter, sort, change by hand, take back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QWidget,
)

from desktop_app.core.product_table import ListedProduct, Shown, SortBy, TableQuery
from desktop_app.core.types import ProgressReport
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.filter_bar import FilterBar
from desktop_app.gui.incoming import Incoming
from desktop_app.gui.labels_flow import LABELS_KEY, LabelsFlow
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice, notice_of
from desktop_app.gui.page import Page
from desktop_app.gui.product_editor import ProductEditor
from desktop_app.gui.products_many import ChangeManySheet, MergeSheet
from desktop_app.gui.products_model import ProductsModel
from desktop_app.gui.products_session import ProductsSession
from desktop_app.gui.products_table import ProductsTable
from desktop_app.gui.products_tools import ProductsTools, ToolState
from desktop_app.gui.products_words import shown_words, step_words
from desktop_app.gui.speech import announce
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.widgets import (
    GAP,
    button,
    column,
    hint,
    label,
    name_control,
    refill,
    row,
)

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.services.catalogue_export import ExportReport
    from desktop_app.services.change_steps import ChangeReport

TYPING_MS = 250
"""So long a pause ends a word; until then nothing is searched."""

ATTRIBUTE_COLUMNS = 40
"""Free attributes that are offered as columns, the commonest first."""


class ProductsPage(Page):
    """Reads the catalogue anew whenever it is shown."""

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._care, self._listing = services.care, services.listing
        self._exporter, self._pictures, self._theme = services.exporter, pictures, theme
        self._path_of = services.catalogue.thumbnail_path
        self._tasks = TaskRunner("products", parent=self)
        self.session = ProductsSession(self)
        self.model = ProductsModel(self._listing, pictures, self._path_of, theme, self)
        self.table = ProductsTable(self.model, services.data_folder.root)
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.field, self.shown = QLineEdit(), QComboBox()
        self.filters = FilterBar(services.catalogue, theme)
        self.tools = ProductsTools()
        self.labels = LabelsFlow(services, theme, self)
        self.message = MessageBar(theme)
        self.progress, self.stop_button = QProgressBar(), button("stop")
        self.empty = EmptyList("catalogue")
        self.stack = QStackedWidget()
        self.editor: ProductEditor | None = None
        self._dialog: ProductEditor | ChangeManySheet | MergeSheet | None = None
        self._after_load: int | None = None
        self._is_entering = False
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.table.show_sort(None, descending=False)
        self.retranslate()
        self._show_state()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.field.setMinimumWidth(220)
        self.field.setMaximumWidth(460)
        self.progress.setTextVisible(False)
        running = row(self.progress, self.stop_button, gap=GAP)
        self._running = QWidget()
        self._running.setLayout(running)
        self._running.hide()
        search = row(self.field, self.shown, None, gap=GAP)
        search.setStretch(0, 1)
        head = column(row(self.title, None, self.tools.count), self.lead, gap=4)
        parts = (head, search, self.filters, self.tools, self._running, self.message, self.stack)
        layout = column(*parts, gap=GAP)
        layout.setStretch(len(parts) - 1, 1)
        layout.setContentsMargins(24, 20, 24, 20)
        self.setLayout(layout)
        self.setObjectName("page")
        self.first_focus = self.field

    def _connect(self) -> None:
        self.model.loaded.connect(self._show_state)
        self.model.failed.connect(self._show_error)
        self.model.typed.connect(self._save_cell)
        self.field.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.search)
        self.field.returnPressed.connect(self._enter_table)
        self.shown.currentIndexChanged.connect(self.search)
        self.filters.changed.connect(self.search)
        self.filters.failed.connect(self._show_error)
        self.table.choice_changed.connect(self._show_state)
        self.table.opened.connect(self.open_chosen)
        self.table.removed.connect(self.withdraw_or_restore)
        self.table.sort_asked.connect(self._sort)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.labels.failed.connect(self._show_error)
        self.session.changed.connect(self._show_changed)
        self.session.failed.connect(self._show_error)
        self.session.progressed.connect(self._show_progress)
        self.stop_button.clicked.connect(self.session.stop)
        tools = self.tools
        reactions: tuple[tuple[Any, Callable[[], None]], ...] = (
            (tools.add, self.add_product),
            (tools.open, self.open_chosen),
            (tools.change, self.change_chosen),
            (tools.merge, self.merge_chosen),
            (tools.withdraw, self.withdraw_chosen),
            (tools.restore, self.restore_chosen),
            (tools.labels, self.make_labels),
            (tools.undo, self.undo),
            (tools.redo, self.redo),
            (tools.columns, self._show_columns),
            (tools.export, self._ask_where),
        )
        for made, reaction in reactions:
            made.clicked.connect(reaction)

    # what is shown

    def search(self) -> None:
        """Show what the field, the choice and the filters ask for."""
        query = self.model.query
        text = self.field.text().strip()
        sort = query.sort if text == query.text else None  # other words: the best hits first
        self._reload(sort, descending=query.descending and sort is not None)

    def _sort(self, sort: SortBy, descending: bool) -> None:  # noqa: FBT001  (a slot)
        self._reload(sort, descending=descending)

    def _reload(self, sort: SortBy | None, *, descending: bool) -> None:
        shown = Shown(self.shown.currentData() or Shown.LIVE)  # Qt keeps a mere string
        query = TableQuery(self.field.text().strip(), self.filters.only, shown, sort, descending)
        self.table.show_sort(sort, descending=descending)
        self.model.reload(query)

    def refresh(self) -> None:
        """Read everything anew; what is chosen stays chosen."""
        self.model.reload()
        self.filters.refresh()
        names = partial(_attribute_names, self._listing)
        self._tasks.submit(names, self._show_attributes, self._show_error)

    def _show_attributes(self, names: list[str]) -> None:
        self.model.use_attributes(names)

    def _show_state(self) -> None:
        if self._after_load is not None and self._after_load in self.model.ids:
            wanted, self._after_load = self._after_load, None
            self.table.choose(wanted)
        if self._is_entering and self.model.is_current and self.model.rowCount():
            self._is_entering = False
            if not self.table.n_chosen():
                self.table.selectRow(0)
        total = self.model.rowCount()
        self.stack.setCurrentWidget(self.table if total else self.empty)
        current = self.model.row(self.table.currentIndex().row())
        undo, redo = self._care.steps.next_undo, self._care.steps.next_redo
        self.tools.show_state(
            ToolState(
                total,
                self.table.n_chosen(),
                current.withdrawn if current else False,
                step_words(undo) if undo else "",
                step_words(redo) if redo else "",
                self.session.is_running,
            )
        )

    def _enter_table(self) -> None:
        self._typing.stop()
        self.search()
        self.table.setFocus()
        self._is_entering = True

    def _show_columns(self) -> None:
        at = self.tools.columns
        self.table.columns_menu().popup(at.mapToGlobal(at.rect().bottomLeft()))

    def _show_menu(self, at: QPoint) -> None:
        menu = self.tools.menu(self)
        self.table.offer_to_sort(menu)
        menu.popup(self.table.viewport().mapToGlobal(at))

    @property
    def shortcuts(self) -> dict[str, Callable[[], None]]:
        return {LABELS_KEY: self.make_labels}

    # one product

    def add_product(self) -> None:
        self._open(None)

    def open_chosen(self) -> None:
        """Show the form of the current product."""
        product = self.model.row(self.table.currentIndex().row())
        if product is not None:
            self._open(product)

    def _open(self, product: ListedProduct | None) -> None:
        editor = ProductEditor(product, self._pictures, self._path_of, self._theme, self.window())
        editor.saved.connect(partial(self._save, product))
        if product is not None:
            number = product.product.product_id
            editor.photos_ordered.connect(
                lambda order: self._change(self._care.arrange_photos, number, order)
            )
            editor.photos_added.connect(
                lambda photos: self._change(self._care.add_photos, number, photos)
            )
        self.editor = editor
        self._open_dialog(editor)

    def _open_dialog(self, dialog: ProductEditor | ChangeManySheet | MergeSheet) -> None:
        """Show *dialog*, which offers what stands in other products as soon as that is known."""
        self._dialog = dialog
        dialog.finished.connect(self._forget_dialog)
        if not isinstance(dialog, MergeSheet):
            shown = partial(self._complete, dialog)
            self._tasks.submit(self._listing.known_values, shown, self._show_error)
        dialog.open()

    def _complete(
        self, dialog: ProductEditor | ChangeManySheet, values: dict[str, list[str]]
    ) -> None:
        if dialog is self._dialog:  # else it was closed meanwhile
            dialog.complete_with(values)

    def _forget_dialog(self) -> None:
        dialog, self._dialog, self.editor = self._dialog, None, None
        if dialog is not None:
            dialog.deleteLater()
        self.table.setFocus()

    def _save(self, product: ListedProduct | None, cells: dict[str, str]) -> None:
        if product is None:
            self._change(self._care.add, cells)
        else:
            self._change(self._care.edit, product.product.product_id, cells)

    def _save_cell(self, product_id: int, field: str, text: str) -> None:
        self._change(self._care.edit, product_id, {field: text})

    def _change(self, change: Callable[..., ChangeReport], *values: object) -> None:
        self.message.clear()
        self.session.change(partial(change, *values))
        self._show_state()

    # many products

    def change_chosen(self) -> None:
        """Ask what all chosen products shall have in common."""
        ids = self.table.chosen_ids()
        if not ids:
            return
        sheet = ChangeManySheet(len(ids), self._theme, self.window())
        sheet.saved.connect(lambda cells: self._change_many(self._care.edit_many, ids, cells))
        self._open_dialog(sheet)

    def merge_chosen(self) -> None:
        """Ask which of the chosen products stays."""
        ids = self.table.chosen_ids()
        work = partial(self._listing.rows, ids)
        self._tasks.submit(work, partial(self._ask_to_merge, ids), self._show_error)

    def _ask_to_merge(self, ids: list[int], rows: dict[int, ListedProduct]) -> None:
        products = [rows[number] for number in ids if number in rows]
        if len(products) < 2:
            return
        sheet = MergeSheet(products, self._theme, self.window())
        sheet.merged.connect(self._merge)
        self._open_dialog(sheet)

    def _merge(self, keep: int, others: list[int], add_stock: bool) -> None:  # noqa: FBT001
        self.message.clear()
        self._after_load = keep
        self.session.change(partial(self._care.merge, keep, others, add_stock=add_stock))
        self._show_state()

    def withdraw_or_restore(self) -> None:
        """What the key Delete does with the chosen products."""
        if self.tools.restore.isVisibleTo(self.tools):
            return
        self.withdraw_chosen()

    def withdraw_chosen(self) -> None:
        self._change_many(self._care.withdraw, self.table.chosen_ids())

    def restore_chosen(self) -> None:
        self._change_many(self._care.restore, self.table.chosen_ids())

    def make_labels(self) -> None:
        """Labels of the chosen products."""
        self.labels.open_products(self.table.chosen_ids())

    def undo(self) -> None:
        if self.tools.undo.isEnabled():
            self._change_many(self._care.undo)

    def redo(self) -> None:
        if self.tools.redo.isEnabled():
            self._change_many(self._care.redo)

    def _change_many(self, change: Callable[..., ChangeReport], *values: object) -> None:
        self.message.clear()
        self.session.change_many(partial(change, *values))
        self._show_state()

    # what became of it

    def _show_changed(self, report: ChangeReport) -> None:
        self.refresh()
        self._show_state()
        if report.refused:
            first = report.refused[0]
            kind = "warning" if report.step else "danger"
            self.message.show_notice(notice(first.message), kind)
        if report.step is not None:
            self.catalogue_changed.emit()
            announce(self, self.tr("Saved: {step}").format(step=step_words(report.step)))
        if self.editor is not None:
            self._show_in_editor(report)

    def _show_in_editor(self, report: ChangeReport) -> None:
        editor = self.editor
        if editor is None:
            return
        if not editor.save_button.isEnabled():  # it was waiting for this
            if report.step is not None and editor.listed is None:
                self._after_load = report.step.product_ids[0]
            editor.accept()
            return
        if report.refused:
            editor.show_notice(notice(report.refused[0].message))
        if editor.listed is not None:
            number = editor.listed.product.product_id
            work = partial(self._listing.rows, [number])
            self._tasks.submit(work, partial(self._show_photos, number), self._show_error)

    def _show_photos(self, number: int, rows: dict[int, ListedProduct]) -> None:
        if self.editor is not None and number in rows:
            self.editor.show_listed(rows[number])

    def _show_error(self, error: BaseException) -> None:
        self._show_state()
        if self.editor is not None:
            self.editor.show_notice(notice_of(error))
        else:
            self.message.show_notice(notice_of(error))

    def _show_progress(self, report: ProgressReport | None) -> None:
        self._running.setVisible(report is not None)
        if report is not None and report.total:
            self.progress.setRange(0, report.total)
            self.progress.setValue(report.done)
        share = -1 if report is None else 100 * report.done // max(1, report.total)
        self.progressed.emit(share)
        self._show_state()

    # export

    def _ask_where(self) -> None:
        names = self.tr("Everything with photos (*.zip);;Workbook (*.xlsx);;Text table (*.csv)")
        name, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Export all products"), "catalogue.zip", names
        )
        if name:
            suffix = chosen[chosen.rfind("*") + 1 : -1] if "*" in chosen else ".zip"
            file = Path(name)
            self.export_to(file if file.suffix else file.with_suffix(suffix))

    def export_to(self, file: Path) -> None:
        """Write everything to *file*, as its name says."""
        self.message.clear()
        self.session.run(partial(self._exporter.run, file), self._show_export)
        self._show_state()

    def _show_export(self, report: ExportReport) -> None:
        self._show_state()
        words = self.tr("Export finished: {products} products and {photos} photos in {name}.")
        if report.stopped:
            words = self.tr("The export was stopped; nothing was written.")
        locale = QLocale()
        self.lead.setText(
            words.format(
                products=locale.toString(report.products),
                photos=locale.toString(report.photos),
                name=report.file.name,
            )
        )
        announce(self, self.lead.text())

    # the page

    def receive(self, incoming: Incoming) -> bool:
        """Photos that are dropped on one chosen product become photos of it."""
        number = self.table.current_id()
        if not incoming.photos or number is None or self.table.n_chosen() != 1:
            return False
        self._change(self._care.add_photos, number, incoming.photos)
        return True

    def step_back(self) -> bool:
        """Esc clears the search first."""
        if not self.field.text():
            return False
        self.field.clear()
        return True

    def close_session(self) -> None:
        self._typing.stop()
        self.filters.close_session()
        self.session.close()
        self.labels.close()
        self.model.close()
        self._tasks.close()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Products"))
        self.lead.setText(
            self.tr("Type into a cell with F2 or a double click; Enter opens the whole product.")
        )
        hint(self.field, self.tr("Search: words, SKU or code"))
        self.field.setAccessibleName(self.tr("Search the products"))
        self.shown.blockSignals(True)  # noqa: FBT003  (Qt)
        refill(self.shown, shown_words(), self.shown.currentData() or Shown.LIVE)
        self.shown.blockSignals(False)  # noqa: FBT003  (Qt)
        name_control(self.shown, self.tr("Which products are shown"))
        self.stop_button.setText(self.tr("Stop"))
        name_control(self.stop_button, self.tr("Stop; what was saved stays"))
        self.progress.setAccessibleName(self.tr("Progress of the change"))
        self.table.setAccessibleName(self.tr("Products"))
        self.empty.show_words(
            self.tr("No product to show"),
            self.tr("Other words or filters may show more; an import brings a whole catalogue."),
        )
        self.model.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.key() == Qt.Key.Key_Insert:
            self.add_product()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _attribute_names(listing: Any) -> list[str]:
    """The commonest free attributes, by name."""
    return sorted(listing.attribute_names()[:ATTRIBUTE_COLUMNS])
