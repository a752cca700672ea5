"""The page of everything taught, and how to withdraw it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QStackedWidget, QWidget

from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.page import Page
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.taught_model import PRODUCT, SAID, STATE, TaughtModel
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import GAP_L, button, column, label, name_control, row

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


class TaughtPage(Page):
    """Reads the list anew whenever it is shown."""

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._teaching = services.teaching
        self._tasks = TaskRunner("taught", parent=self)
        self.model = TaughtModel(self._tasks, pictures, services.catalogue.thumbnail_path, self)
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.message = MessageBar(theme)
        self.table = WideTable(self.model, (PRODUCT, SAID, STATE))
        self.empty = EmptyList("taught")
        self.stack = QStackedWidget()
        self.withdraw_button = button("remove")
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_state()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        head = row(column(self.title, self.lead, gap=4), self.withdraw_button, gap=GAP_L)
        head.setStretch(0, 1)
        layout = column(head, self.message, self.stack, gap=GAP_L)
        layout.setStretch(2, 1)
        self.use_frame(layout)

    def _connect(self) -> None:
        self.model.loaded.connect(self._show_state)
        self.model.failed.connect(self._show_error)
        self.table.row_changed.connect(self._show_state)
        self.table.removed.connect(self.ask_to_withdraw)
        self.withdraw_button.clicked.connect(self.ask_to_withdraw)

    def refresh(self) -> None:
        self.message.clear()
        self.model.reload(self._teaching.taught)

    def ask_to_withdraw(self) -> None:
        """Ask once more: a withdrawn photo is deleted and can only be taught again."""
        item = self.model.item(self.table.currentIndex().row())
        if item is None or item.is_withdrawn:
            return
        box = QMessageBox(self.window())
        box.setWindowTitle(self.tr("Withdraw the photo?"))
        box.setText(self.tr("Withdraw this photo of “{name}”?").format(name=item.name))
        box.setInformativeText(
            self.tr("It is deleted and finds nothing any more. The list keeps who taught it.")
        )
        yes = box.addButton(self.tr("Withdraw"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)  # Enter alone loses nothing
        yes.clicked.connect(partial(self.withdraw, item.taught_id))
        box.open()

    def withdraw(self, taught_id: int, checked: object = None) -> None:
        del checked
        self.withdraw_button.setEnabled(False)
        work = partial(self._teaching.withdraw, [taught_id])
        self._tasks.submit(work, self._withdrawn, self._show_error)

    def close_session(self) -> None:
        self._tasks.close()

    def _withdrawn(self, nothing: object) -> None:
        del nothing
        self.refresh()
        self.catalogue_changed.emit()

    def _show_state(self) -> None:
        item = self.model.item(self.table.currentIndex().row())
        self.withdraw_button.setEnabled(item is not None and not item.is_withdrawn)
        has_rows = self.model.rowCount() > 0
        self.stack.setCurrentWidget(self.table if has_rows else self.empty)
        self.withdraw_button.setVisible(has_rows)

    def _show_error(self, error: BaseException) -> None:
        self._show_state()
        self.message.show_notice(notice_of(error))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Taught"))
        self.lead.setText(
            self.tr("Photos that people made references. A withdrawn photo finds nothing any more.")
        )
        withdraw = self.tr("Withdraw")
        self.withdraw_button.setText(f"{withdraw}   Del")
        name_control(self.withdraw_button, self.tr("Withdraw the chosen photo"), "Del")
        self.table.setAccessibleName(self.tr("Taught photos, newest first"))
        self.empty.show_words(
            self.tr("Nothing taught yet"),
            self.tr("Look an item up, then press F2 for “This is it” or F3 for another product."),
        )
        self.model.retranslate()
