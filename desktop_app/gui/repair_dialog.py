"""The page in place of the window: what is wrong with the catalogue, and the ways out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop_app.core.errors import UserError
from desktop_app.gui.backup_words import backup_line
from desktop_app.gui.import_session import LatestProgress
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.polled_bar import PolledBar
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, row, sign
from desktop_app.services.rescue import Rescue, Way, ways_out

if TYPE_CHECKING:
    from desktop_app.services.rescue import Backup, Salvaged

WIDTH_PX = 640
ROW_PX, ROWS = 36, 6
PATIENCE_S = 3600.0
"""A restore is not cut off by closing the page; it is waited for."""


class RepairDialog(Sheet):
    """Ends accepted with the way that was chosen, or rejected to leave the program."""

    def __init__(
        self,
        rescue: Rescue,
        problem: UserError | None,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._rescue, self._problem = rescue, problem
        self._ways = ways_out(problem)
        self._tasks = TaskRunner("repair", parent=self)
        self._backups: list[Backup] = []
        self.way: Way | None = None
        self.what, self.safe = label("heading", wrap=True), label(wrap=True)
        self.next = label("muted", wrap=True)
        self.message = MessageBar(theme)
        self.list_title = label("heading")
        self.list = QListWidget()
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.restore_button = button("undo", "primary")
        self.salvage_button, self.read_only_button = button("photo"), button("find")
        self.index_button, self.again_button = button("retry"), button("retry")
        self.progress, self.busy = PolledBar(), label("small", wrap=True)
        self.quit_button = button("", "quiet")
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_backups()
        self._work_ended()

    def _lay_out(self) -> None:
        words = column(self.what, self.safe, self.next, gap=6)
        head = row(sign("error", "danger", 32), words, gap=18)
        head.setStretch(1, 1)
        others = column(
            row(self.salvage_button, self.read_only_button, None, gap=GAP),
            row(self.index_button, self.again_button, None, gap=GAP),
            gap=GAP,
        )
        restore = row(self.restore_button, None)
        body = column(
            head,
            self.message,
            self.list_title,
            self.list,
            restore,
            others,
            self.busy,
            self.progress,
            gap=GAP_L,
        )
        self.set_content(body, row(None, self.quit_button))

    def _connect(self) -> None:
        self.restore_button.clicked.connect(self.restore)
        self.salvage_button.clicked.connect(self.salvage)
        self.read_only_button.clicked.connect(partial(self._leave, Way.READ_ONLY))
        self.index_button.clicked.connect(self.rebuild_index)
        self.again_button.clicked.connect(partial(self._leave, Way.TRY_AGAIN))
        self.quit_button.clicked.connect(self.reject)
        self.list.itemActivated.connect(self.restore)

    # the ways out

    def restore_named(self, name: str) -> None:
        """Restore at once what somebody chose in the window."""
        latest = self._begin(self.tr("Restoring the backup…"))
        work = partial(self._rescue.restore, name, progress=latest)
        self._tasks.submit(work, self._restored, self._failed)

    def restore(self) -> None:
        """Restore the chosen backup."""
        index = self.list.currentRow()
        if self.restore_button.isEnabled() and 0 <= index < len(self._backups):
            self.restore_named(self._backups[index].name)

    def salvage(self) -> None:
        self._begin(self.tr("Saving what can be read…"))
        self._tasks.submit(self._rescue.salvage, self._salvaged, self._failed)

    def rebuild_index(self) -> None:
        self._begin(self.tr("Deleting the index…"))
        self._tasks.submit(self._rescue.rebuild_index, self._restored, self._failed)

    def _restored(self, backup: object) -> None:
        del backup
        self._work_ended()
        self._leave(Way.TRY_AGAIN)

    def _salvaged(self, saved: Salvaged) -> None:
        self._work_ended()
        self.salvaged = saved
        self._leave(Way.TRY_AGAIN)

    def _leave(self, way: Way, checked: object = None) -> None:
        del checked
        self.way = way
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._work_ended()
        self.message.show_notice(notice_of(error))
        self._show_backups()
        self.resize(self.fitting_size())

    # what is shown

    def _begin(self, words: str) -> LatestProgress:
        self.message.clear()
        self.busy.setText(words)
        self.busy.show()
        self.progress.setAccessibleName(words)
        latest = self.progress.begin()
        for control in (self.list, *self._buttons()):
            control.setEnabled(False)
        self.resize(self.fitting_size())
        return latest

    def _work_ended(self) -> None:
        self.busy.hide()
        self.progress.end()
        for control in (self.list, *self._buttons()):
            control.setEnabled(True)
        self.restore_button.setEnabled(bool(self._backups))

    def _buttons(self) -> tuple[QWidget, ...]:
        return (
            self.restore_button,
            self.salvage_button,
            self.read_only_button,
            self.index_button,
            self.again_button,
            self.quit_button,
        )

    def _show_backups(self) -> None:
        self._backups = self._rescue.backups()
        self.list.clear()
        lines = [backup_line(backup) for backup in self._backups]
        row_px = self._theme.tokens.px(ROW_PX)
        for words in lines or [self.tr("There is no backup.")]:
            item = QListWidgetItem(words, self.list)
            item.setSizeHint(QSize(0, row_px))
            if not lines:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.setFixedHeight(row_px * min(ROWS, max(1, len(lines))) + 4)
        if lines:
            self.list.setCurrentRow(0)
        self.restore_button.setEnabled(bool(self._backups))
        can_restore = Way.RESTORE in self._ways
        for part in (self.list_title, self.list, self.restore_button):
            part.setVisible(can_restore)
        for way, control in (
            (Way.SALVAGE, self.salvage_button),
            (Way.READ_ONLY, self.read_only_button),
            (Way.REBUILD_INDEX, self.index_button),
            (Way.TRY_AGAIN, self.again_button),
        ):
            control.setVisible(way in self._ways)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Repair the catalogue"))
        if self._problem is None:
            self.what.setText(self.tr("Restore the catalogue"))
            self.safe.setText(self.tr("What is there now is kept beside it."))
            self.next.setText(self.tr("The window opens again by itself."))
        else:
            text = notice_of(self._problem).text
            self.what.setText(text.what)
            self.safe.setText(text.safe)
            self.next.setText(text.next)
        self.setAccessibleName(f"{self.what.text()} {self.safe.text()} {self.next.text()}")
        self.list_title.setText(self.tr("Backups, newest first"))
        self.list.setAccessibleName(self.list_title.text())
        self.restore_button.setText(self.tr("Restore this backup"))
        self.salvage_button.setText(self.tr("Save what can be read"))
        self.salvage_button.setToolTip(
            self.tr("Every row that can be proved, and from the newest backup what cannot.")
        )
        self.read_only_button.setText(self.tr("Open without saving"))
        self.index_button.setText(self.tr("Build the index anew"))
        self.again_button.setText(self.tr("Try again"))
        self.quit_button.setText(self.tr("Quit"))

    def done(self, result: int) -> None:
        """A restore that runs is waited for: it is safe to be cut off, but not wanted."""
        self._tasks.close(PATIENCE_S)
        super().done(result)
