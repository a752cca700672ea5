"""What the page of products asks in windows of their own: one product, many, which one stays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.product_table import ListedProduct
from desktop_app.gui.messages import notice, notice_of
from desktop_app.gui.product_editor import ProductEditor
from desktop_app.gui.products_many import ChangeManySheet, MergeSheet
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.services.change_steps import ChangeReport


class ProductsDialogs(QObject):
    """Opens one dialog at a time over the window of *owner*, which makes the changes asked for."""

    change_asked = Signal(object)  # what makes a short change
    many_asked = Signal(object)  # what makes a change of many products, with progress
    merge_asked = Signal(int, object)  # the product that stays, and what merges
    added = Signal(int)  # id of a new product
    closed = Signal()
    failed = Signal(object)  # BaseException

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        tasks: TaskRunner,
        owner: QWidget,
    ) -> None:
        super().__init__(owner)
        self._care, self._listing = services.care, services.listing
        self._path_of = services.catalogue.thumbnail_path
        self._pictures, self._theme = pictures, theme
        self._tasks, self._owner = tasks, owner
        self.editor: ProductEditor | None = None
        self.shown: ProductEditor | ChangeManySheet | MergeSheet | None = None

    # one product

    def add(self) -> None:
        """Show the form of a new product."""
        self.open(None)

    def open(self, product: ListedProduct | None) -> None:
        """Show the form of *product*."""
        window = self._owner.window()
        editor = ProductEditor(product, self._pictures, self._path_of, self._theme, window)
        editor.saved.connect(partial(self._save, product))
        if product is not None:
            number = product.product.product_id
            editor.photos_ordered.connect(
                lambda order: self._ask(partial(self._care.arrange_photos, number, order))
            )
            editor.photos_added.connect(
                lambda photos: self._ask(partial(self._care.add_photos, number, photos))
            )
        self.editor = editor
        self._show(editor)

    def _save(self, product: ListedProduct | None, cells: dict[str, str]) -> None:
        if product is None:
            self._ask(partial(self._care.add, cells))
        else:
            self._ask(partial(self._care.edit, product.product.product_id, cells))

    def _ask(self, work: partial[ChangeReport]) -> None:
        self.change_asked.emit(work)

    # many products

    def change_many(self, ids: list[int]) -> None:
        """Ask what these products shall have in common."""
        if not ids:
            return
        sheet = ChangeManySheet(len(ids), self._theme, self._owner.window())
        sheet.saved.connect(
            lambda cells: self.many_asked.emit(partial(self._care.edit_many, ids, cells))
        )
        self._show(sheet)

    def merge(self, ids: list[int]) -> None:
        """Ask which of these products stays."""
        work = partial(self._listing.rows, ids)
        self._tasks.submit(work, partial(self._ask_to_merge, ids), self.failed.emit)

    def _ask_to_merge(self, ids: list[int], rows: dict[int, ListedProduct]) -> None:
        products = [rows[number] for number in ids if number in rows]
        if len(products) < 2:
            return
        sheet = MergeSheet(products, self._theme, self._owner.window())
        sheet.merged.connect(self._merge)
        self._show(sheet)

    def _merge(self, keep: int, others: list[int], add_stock: bool) -> None:  # noqa: FBT001
        work = partial(self._care.merge, keep, others, add_stock=add_stock)
        self.merge_asked.emit(keep, work)

    # the dialog

    def _show(self, dialog: ProductEditor | ChangeManySheet | MergeSheet) -> None:
        """Show *dialog*, which offers what stands in other products as soon as that is known."""
        self.shown = dialog
        dialog.finished.connect(self._forget)
        if not isinstance(dialog, MergeSheet):
            complete = partial(self._complete, dialog)
            self._tasks.submit(self._listing.known_values, complete, self.failed.emit)
        dialog.open()

    def _complete(
        self, dialog: ProductEditor | ChangeManySheet, values: dict[str, list[str]]
    ) -> None:
        if dialog is self.shown:  # else it was closed meanwhile
            dialog.complete_with(values)

    def _forget(self) -> None:
        dialog, self.shown, self.editor = self.shown, None, None
        if dialog is not None:
            dialog.deleteLater()
        self.closed.emit()

    # what became of a change

    def show_report(self, report: ChangeReport) -> None:
        """Tell the form, which may have waited for it."""
        editor = self.editor
        if editor is None:
            return
        if not editor.save_button.isEnabled():  # it was waiting for this
            if report.step is not None and editor.listed is None:
                self.added.emit(report.step.product_ids[0])
            editor.accept()
            return
        if report.refused:
            editor.show_notice(notice(report.refused[0].message))
        if editor.listed is not None:
            number = editor.listed.product.product_id
            work = partial(self._listing.rows, [number])
            self._tasks.submit(work, partial(self._show_photos, number), self.failed.emit)

    def _show_photos(self, number: int, rows: dict[int, ListedProduct]) -> None:
        if self.editor is not None and number in rows:
            self.editor.show_listed(rows[number])

    def show_error(self, error: BaseException) -> bool:
        """Say it in the form; whether there is one."""
        if self.editor is None:
            return False
        self.editor.show_notice(notice_of(error))
        return True
