"""The catalogue is opened on a thread of its own, behind the window that is shown already."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

LATEST_MS = 1000
"""A window that nobody can see is never painted; it is opened after this time all the same."""


class Opening(QObject):
    """Runs *open_services* once; says on the GUI thread how that ended.

    `services` and `error` say it too, after `wait`, also to those who did not wait for the signal.
    """

    opened = Signal(object)  # Services
    failed = Signal(object)  # Exception
    _ended = Signal()

    def __init__(self, open_services: Callable[[], Services]) -> None:
        super().__init__()
        self._open = open_services
        self._thread: threading.Thread | None = None
        self.services: Services | None = None
        self.error: Exception | None = None
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="opening")
            self._thread.start()

    def wait(self) -> None:
        """Until it has ended; at once if it was never started."""
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self.services = self._open()
        except Exception as error:  # noqa: BLE001  (whatever it is, the window says it)
            self.error = error
        self._ended.emit()

    def _tell(self) -> None:
        if self.services is not None:
            self.opened.emit(self.services)
        else:
            self.failed.emit(self.error)
