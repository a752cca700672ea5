"""The page of backups and checks: what is safe, and how to bring it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QMessageBox, QStackedWidget, QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.core.errors import Cancelled
from desktop_app.core.messages import Message, MessageId
from desktop_app.gui.backup_model import STATE, BackupModel
from desktop_app.gui.empty_list import EmptyList
from desktop_app.gui.formats import counted_words, moment
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice, notice_of
from desktop_app.gui.page import Page
from desktop_app.gui.polled_bar import PolledBar
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.services.safety import Backup, SafetyReport

LEAVING_S = 10.0


class SafetyPage(Page):
    """Works through `Services.safety`; a restore happens once the window is closed."""

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._safety = services.safety
        self._tasks = TaskRunner("safety", parent=self)
        self._closing = Event()
        self._last: tuple[Backup, ...] = ()
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.message = MessageBar(theme)
        self.backup_words, self.check_words = label(wrap=True), label(wrap=True)
        self.backup_button = button("save", "primary")
        self.check_button, self.repair_button = button("check"), button("retry")
        self.restore_button = button("undo")
        self.progress = PolledBar()
        self.model = BackupModel(self)
        self.table = WideTable(self.model, (STATE,))
        self.table.verticalHeader().setDefaultSectionSize(theme.tokens.px(40))
        self.empty, self.stack = EmptyList("save"), QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        head = column(self.title, self.lead, gap=4)
        state = column(self.backup_words, self.check_words, gap=4)
        buttons = row(
            self.backup_button,
            self.check_button,
            self.repair_button,
            self.restore_button,
            None,
            gap=GAP,
        )
        layout = column(head, self.message, state, buttons, self.progress, self.stack, gap=GAP_L)
        layout.setStretch(5, 1)
        self.use_frame(layout)

    def _connect(self) -> None:
        self.backup_button.clicked.connect(self.back_up)
        self.check_button.clicked.connect(self.check)
        self.repair_button.clicked.connect(self.repair)
        self.restore_button.clicked.connect(self.ask_to_restore)
        self.table.opened.connect(self.ask_to_restore)
        self.table.row_changed.connect(self._show_state)

    # what a person does

    def back_up(self) -> None:
        work = partial(self._safety.back_up, should_stop=self._closing.is_set)
        self._begin(work, self._backed_up)

    def check(self) -> None:
        self._begin(partial(self._safety.check, should_stop=self._closing.is_set), self._checked)

    def repair(self) -> None:
        self._begin(self._safety.repair, self._repaired)

    def ask_to_restore(self) -> None:
        """Ask once more: what was done since the backup is gone from the catalogue after it."""
        backup = self.model.item(self.table.currentIndex().row())
        if backup is None:
            return
        box = QMessageBox(self.window())
        box.setWindowTitle(self.tr("Restore the backup?"))
        box.setText(self.tr("Restore the backup of {time}?").format(time=moment(backup.at)))
        box.setInformativeText(
            self.tr(
                "Everything that was changed since then leaves the catalogue; the present one is "
                "kept in the folder “replaced”. The window closes and opens again."
            )
        )
        yes = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Leave it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)  # Enter alone loses nothing
        yes.clicked.connect(partial(self.restore, backup))
        box.open()

    def restore(self, backup: Backup, checked: object = None) -> None:
        """Close the window; whoever opened it restores the backup and opens it again."""
        del checked
        work = partial(self._safety.ask_for_restore, backup)
        self._tasks.submit(work, self._restore_allowed, self._failed)

    def _restore_allowed(self, nothing: object) -> None:
        del nothing
        self._end()
        self.window().close()

    # what came of it

    def _backed_up(self, backup: Backup | None) -> None:
        del backup
        self._end()

    def _checked(self, report: SafetyReport) -> None:
        self._end()
        if report.findings:
            count = QLocale().toString(len(report.findings))
            self.message.show_notice(notice(Message.of(MessageId.DAMAGE_FOUND, count=count)))

    def _repaired(self, report: SafetyReport) -> None:
        self._checked(report)
        if report.repaired:
            self.catalogue_changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, Cancelled):
            self.message.show_notice(notice_of(error))

    # state

    def _begin(self, work: Callable[..., Any], done: Callable[[Any], None]) -> None:
        self.message.clear()
        self._allow(allowed=False)
        self._tasks.submit(partial(work, progress=self.progress.begin()), done, self._failed)

    def _end(self) -> None:
        self.progress.end()
        self._allow(allowed=True)
        self.refresh()

    def _allow(self, *, allowed: bool) -> None:
        for control in (self.backup_button, self.check_button, self.repair_button):
            control.setEnabled(allowed)
        self.restore_button.setEnabled(allowed and self.table.currentIndex().isValid())

    def refresh(self) -> None:
        """Read the list of backups anew, off the GUI thread: the disk may be slow."""
        self._tasks.submit(self._safety.backups, self._show_backups, self._failed_to_list)

    def _failed_to_list(self, error: BaseException) -> None:
        self.message.show_notice(notice_of(error))

    def _show_backups(self, backups: list[Backup]) -> None:
        if tuple(backups) != self._last:
            self._last = tuple(backups)
            self.model.show_items(backups)
            if backups:
                self.table.choose(0)
        self._show_state()

    def _show_state(self) -> None:
        has_rows = bool(self._last)
        self.stack.setCurrentWidget(self.table if has_rows else self.empty)
        self.restore_button.setVisible(has_rows)
        self.restore_button.setEnabled(
            self.backup_button.isEnabled() and self.table.currentIndex().isValid()
        )
        self._name_state()

    def _name_state(self) -> None:
        if self._last:
            words = self.tr("Last backup: {time}. Backups lie in {folder}.")
            time = moment(self._last[0].at)
            self.backup_words.setText(words.format(time=time, folder=self._safety.folder))
        else:
            self.backup_words.setText(self.tr("There is no backup yet."))
        report = self._safety.last_report
        if report is None:
            self.check_words.setText(self.tr("The catalogue was not checked since the start."))
        elif report.findings:
            words = self.tr("Checked {time}: {damaged}.")
            damaged = counted_words(len(report.findings), Counted.DAMAGED)
            self.check_words.setText(words.format(time=moment(report.at), damaged=damaged))
        else:
            words = self.tr("Checked {time}: everything is as it was written.")
            self.check_words.setText(words.format(time=moment(report.at)))
        self.repair_button.setVisible(report is not None and report.can_be_repaired)

    def close_session(self) -> None:
        self._closing.set()
        self._tasks.close(LEAVING_S)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Safety"))
        self.lead.setText(
            self.tr("A backup is made and read back every day. At least three are always kept.")
        )
        self.backup_button.setText(self.tr("Back up now"))
        self.check_button.setText(self.tr("Check everything"))
        self.repair_button.setText(self.tr("Repair"))
        self.restore_button.setText(self.tr("Restore…"))
        name_control(self.restore_button, self.tr("Restore the chosen backup"))
        self.progress.setAccessibleName(self.tr("Progress"))
        self.table.setAccessibleName(self.tr("Backups, newest first"))
        self.empty.show_words(
            self.tr("No backup yet"),
            self.tr("The first one is made soon after products are there, or press “Back up now”."),
        )
        self.model.retranslate()
        self._show_state()
