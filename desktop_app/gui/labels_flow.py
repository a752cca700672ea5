"""From products, wherever they are chosen, to their labels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.labels_dialog import LabelsDialog
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

LABELS_KEY = "Ctrl+P"


class LabelsFlow(QObject):
    """Opens the dialog of labels over the window of *owner*."""

    failed = Signal(object)  # BaseException

    def __init__(self, services: Services, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self._services, self._theme, self._owner = services, theme, owner
        self._tasks = TaskRunner("labels of products", parent=self)

    def open(self, skus: Sequence[str]) -> None:
        """Show the labels of products; nothing where there are none."""
        if skus:
            window = self._owner.window()
            dialog = LabelsDialog(skus, self._services.labels, self._theme, window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def open_products(self, ids: Sequence[int]) -> None:
        """Show the labels of the products with these ids, in their order."""
        if ids:
            work = partial(self._services.listing.skus, ids)
            self._tasks.submit(work, self.open, self.failed.emit)

    def close(self) -> None:
        self._tasks.close()
