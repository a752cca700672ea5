"""Whether anybody can see the live picture; where nobody can, the camera is let go.

Nobody can while the page or the window is hidden, behind a locked screen, and after another
program has been in front for long.
"""

from __future__ import annotations

from PySide6.QtCore import SLOT, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

AWAY_MS = 300_000
"""So long another program may be in front: a person may type there what the camera shows here."""

_LOCKS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)
_HIDDEN = (Qt.ApplicationState.ApplicationHidden, Qt.ApplicationState.ApplicationSuspended)


class CameraGuard(QObject):
    """Watches the window of *widget*; `changed` says that `is_seen` may be another."""

    changed = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._window: QWidget | None = None
        self._is_locked = self._is_away = False
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(AWAY_MS)
        self._away.timeout.connect(self._gone_away)

    @property
    def is_seen(self) -> bool:
        window = self._widget.window()
        return (
            self._widget.isVisible()
            and not window.isMinimized()
            and not self._is_locked
            and not self._is_away
        )

    def watch(self) -> None:
        """Begin; the widget has its window by now."""
        window = self._widget.window()
        if self._window is window:
            return
        self._window = window
        window.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self.use_application_state)
        self._listen_for_locks()

    def end(self) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)

    @Slot(Qt.ApplicationState)
    def use_application_state(self, state: Qt.ApplicationState) -> None:
        """Another program came to the front, or this one again."""
        if state in _HIDDEN:
            self._gone_away()
        elif state == Qt.ApplicationState.ApplicationActive:
            self._away.stop()
            self._is_away = False
            self.changed.emit()
        else:
            self._away.start()

    @Slot(bool)
    def use_lock(self, is_locked: bool) -> None:  # noqa: FBT001  (a slot of D-Bus)
        """The screen was locked or unlocked."""
        self._is_locked = is_locked
        self.changed.emit()

    def _gone_away(self) -> None:
        self._is_away = True
        self.changed.emit()

    def _listen_for_locks(self) -> None:
        """Linux says it on the session bus; elsewhere a locked screen hides the application."""
        try:
            from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  (not on every system)
        except ImportError:
            return
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        for service, path in _LOCKS:
            slot = SLOT("use_lock(bool)")
            bus.connect(service, path, service, "ActiveChanged", self, slot)  # type: ignore[call-overload]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.WindowStateChange:
            self.changed.emit()
        return super().eventFilter(watched, event)
