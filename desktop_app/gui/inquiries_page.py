"""The page of inquiries: what nobody could answer yet, sent to somebody, closed with what it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QMessageBox, QStackedWidget, QWidget

from desktop_app.core.inquiry import Inquiry
from desktop_app.core.types import Product
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.inquiries_model import NOTE, QUESTION, STATE, InquiriesModel
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.page import Page
from desktop_app.gui.product_chooser import ProductChooser
from desktop_app.gui.product_list import ProductListModel
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.translator import translate_inquiry, translate_wording
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


class InquiriesPage(Page):
    """Reads the list anew whenever it is shown."""

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._inquiries, self._catalogue = services.inquiries, services.catalogue
        self._pictures, self._theme = pictures, theme
        self._tasks = TaskRunner("inquiries", parent=self)
        self.model = InquiriesModel(self._tasks, pictures, self)
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.which = QComboBox()
        self.message = MessageBar(theme)
        self.table = WideTable(self.model, (QUESTION, NOTE, STATE))
        self.empty = EmptyList("inquiry")
        self.stack = QStackedWidget()
        self.product_button, self.unknown_button = button("check", "primary"), button()
        self.reopen_button, self.send_button = button("undo"), button("send")
        self.delete_button = button("remove")
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_state()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        parts = (self.send_button, self.delete_button, self.reopen_button, self.unknown_button)
        tools = row(self.which, None, *parts, self.product_button, gap=GAP)
        head = column(self.title, self.lead, gap=4)
        layout = column(head, tools, self.message, self.stack, gap=GAP_L)
        layout.setStretch(3, 1)
        self.use_frame(layout)

    def _connect(self) -> None:
        self.model.loaded.connect(self._show_state)
        self.model.failed.connect(self._show_error)
        self.which.currentIndexChanged.connect(self.refresh)
        self.table.row_changed.connect(self._show_state)
        self.table.opened.connect(self.choose_product)
        self.table.removed.connect(self.ask_to_delete)
        self.product_button.clicked.connect(self.choose_product)
        self.unknown_button.clicked.connect(self.close_as_unknown)
        self.reopen_button.clicked.connect(self.reopen)
        self.send_button.clicked.connect(self._ask_where)
        self.delete_button.clicked.connect(self.ask_to_delete)

    @property
    def chosen(self) -> Inquiry | None:
        return self.model.item(self.table.currentIndex().row())

    def refresh(self) -> None:
        self.message.clear()
        self.model.reload(partial(self._inquiries.page, is_open=self.which.currentData()))

    # what a person can do

    def choose_product(self) -> None:
        """It is a product of the catalogue: ask which."""
        inquiry = self.chosen
        if inquiry is None or inquiry.closing is not None:
            return
        model = ProductListModel(self._pictures, self._catalogue.thumbnail_path)
        chooser = ProductChooser(
            self._catalogue.find, model, self._tasks, self._theme, self.window()
        )
        chooser.add_button.hide()
        chooser.chosen.connect(partial(self._close_as, inquiry.inquiry_id))
        chooser.failed.connect(self._show_error)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.open()
        chooser.offer(())

    def close_as_unknown(self) -> None:
        inquiry = self.chosen
        if inquiry is not None and inquiry.closing is None:
            self._run(partial(self._inquiries.close_as_unknown, inquiry.inquiry_id))

    def reopen(self) -> None:
        """Open a closed inquiry again; what closing it taught is taken back."""
        inquiry = self.chosen
        if inquiry is not None and inquiry.closing is not None:
            self._run(partial(self._inquiries.reopen, inquiry.inquiry_id))

    def save_to(self, target: Path) -> None:
        """Write the chosen inquiry for somebody to answer."""
        inquiry = self.chosen
        if inquiry is not None:
            work = partial(
                self._inquiries.export,
                inquiry.inquiry_id,
                target,
                translate_inquiry,
                translate_wording,
            )
            self._tasks.submit(work, self._done, self._show_error)

    def ask_to_delete(self) -> None:
        inquiry = self.chosen
        if inquiry is None:
            return
        box = QMessageBox(self.window())
        box.setWindowTitle(self.tr("Delete the inquiry?"))
        box.setText(self.tr("Delete this inquiry with its photos?"))
        box.setInformativeText(
            self.tr("Nothing of it is left on this computer. What it taught stays.")
        )
        yes = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)  # Enter alone loses nothing
        yes.clicked.connect(partial(self.delete, inquiry.inquiry_id))
        box.open()

    def delete(self, inquiry_id: int, checked: object = None) -> None:
        del checked
        self._run(partial(self._inquiries.delete, inquiry_id))

    def close_session(self) -> None:
        self._tasks.close()

    # how it is done

    def _close_as(self, inquiry_id: int, product: Product) -> None:
        self._run(partial(self._inquiries.close_as_product, inquiry_id, product.product_id))

    def _run(self, work: Callable[[], object]) -> None:
        for each in self._buttons():
            each.setEnabled(False)
        self._tasks.submit(work, self._changed, self._show_error)

    def _changed(self, inquiry: object) -> None:
        del inquiry
        self.refresh()
        self.catalogue_changed.emit()

    def _done(self, nothing: object) -> None:
        """The file is there; the file manager of the person says so."""

    def _ask_where(self) -> None:
        inquiry = self.chosen
        if inquiry is None:
            return
        zipped, folder = self.tr("ZIP file (*.zip)"), self.tr("Folder (*)")
        name, kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the inquiry to send it"),
            f"inquiry-{inquiry.inquiry_id}.zip",
            f"{zipped};;{folder}",
        )
        if name:
            target = Path(name)
            self.save_to(target.with_suffix("") if kind == folder else target)

    def _buttons(self) -> tuple[QWidget, ...]:
        closing = (self.product_button, self.unknown_button, self.reopen_button)
        return (*closing, self.send_button, self.delete_button)

    def _show_state(self) -> None:
        inquiry = self.chosen
        has_rows = self.model.rowCount() > 0
        self.stack.setCurrentWidget(self.table if has_rows else self.empty)
        is_open = inquiry is not None and inquiry.closing is None
        self.product_button.setEnabled(is_open)
        self.unknown_button.setEnabled(is_open)
        self.reopen_button.setEnabled(inquiry is not None and not is_open)
        self.send_button.setEnabled(inquiry is not None)
        self.delete_button.setEnabled(inquiry is not None)

    def _show_error(self, error: BaseException) -> None:
        self._show_state()
        self.message.show_notice(notice_of(error))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Inquiries"))
        self.lead.setText(
            self.tr("Items that nobody could name yet. Closing one with a product teaches it.")
        )
        self._fill_which()
        texts = (
            (self.product_button, self.tr("It is this product…"), "Enter"),
            (self.unknown_button, self.tr("Nobody knows"), ""),
            (self.reopen_button, self.tr("Open again"), ""),
            (self.send_button, self.tr("Save to send…"), ""),
            (self.delete_button, self.tr("Delete…"), "Del"),
        )
        for each, text, key in texts:
            each.setText(text)
            name_control(each, text, key)
        self.table.setAccessibleName(self.tr("Inquiries, newest first"))
        self.empty.show_words(
            self.tr("No inquiry to show"),
            self.tr("Where an answer is unsure, press F7 to keep the question for somebody else."),
        )
        self.model.retranslate()

    def _fill_which(self) -> None:
        chosen = max(0, self.which.currentIndex())
        names = ((True, self.tr("Open")), (False, self.tr("Closed")), (None, self.tr("All")))
        with QSignalBlocker(self.which):
            self.which.clear()
            for is_open, name in names:
                self.which.addItem(name, is_open)
            self.which.setCurrentIndex(chosen)
        self.which.setAccessibleName(self.tr("Which inquiries"))
