"""Tells when nobody has touched key, mouse or screen for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

MINUTE_MS = 60_000
TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.MouseMove,
    }
)


class IdleWatch(QObject):
    """Looks at the events of the whole program, but only between `start` and `stop`."""

    idle = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)
        self._is_watching = False

    @property
    def is_watching(self) -> bool:
        return self._is_watching

    def start(self, ms: int) -> None:
        """Watch for *ms* milliseconds without a touch."""
        self._timer.start(ms)
        if not self._is_watching:
            self._app.installEventFilter(self)
            self._is_watching = True

    def stop(self) -> None:
        self._timer.stop()
        if self._is_watching:
            self._app.removeEventFilter(self)
            self._is_watching = False

    def _tell(self) -> None:
        self.stop()
        self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
