"""From an answer to a saved inquiry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.inquiry_dialog import InquiryDialog
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.teach_flow import TeachFlow
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.services.inquiries import InquiryDraft
from desktop_app.services.lookup import LookupOutcome

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


class InquiryFlow(QObject):
    """Opens the dialog for the answer on the screen, and saves what it says."""

    saved = Signal()
    failed = Signal(object)  # BaseException

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        teach: TeachFlow,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._services, self._pictures, self._theme = services, pictures, theme
        self._teach, self._page = teach, page
        self._tasks = TaskRunner("inquiry", parent=self)
        teach.steps.inquiry_asked.connect(self.ask)

    def ask(self) -> None:
        """Open the dialog, if there is an answer to ask about."""
        outcome = self._teach.outcome
        if outcome is None:
            return
        dialog = InquiryDialog(
            self._teach.shown,
            self._pictures,
            self._theme,
            self._page.window(),
            text=outcome.answer.text,
            code=self._teach.code,
            private=not self._services.settings.history_pictures,
        )
        dialog.saved.connect(partial(self._save, outcome))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def close(self) -> None:
        self._tasks.close()

    def _save(self, outcome: LookupOutcome, draft: InquiryDraft) -> None:
        work = partial(self._services.inquiries.save, outcome, draft)
        self._tasks.submit(work, self._saved, self.failed.emit)

    def _saved(self, inquiry_id: object) -> None:
        del inquiry_id
        self.saved.emit()
