"""What is seen until the catalogue is open: the entry field, ready to be typed into.

Nothing is imported here that takes long to load: this is painted first (ADR 0150). What a person
types, scans or drops meanwhile is kept and comes to the real pages in the same order.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from desktop_app.gui.incoming import Incoming

RAIL_PX, FIELD_PX, SIGN_PX = 84, 40, 22
"""As in the rail and the entry field of the real pages, so that nothing moves when they come."""

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_ASKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


class Front(QWidget):
    """Stands in for the pages. `kept` is what came in, oldest first.

    Each item is a key, words of an input method, or a drop with whether it adds a photo.
    """

    painted = Signal()
    """It was on the screen for the first time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept: list[QKeyEvent | str | tuple[Incoming, bool]] = []
        self.field = QLineEdit()
        self.words = QLabel()
        self.was_clicked = False
        """Then keys alone do not tell what is in the field."""
        self._was_painted = False
        self._lay_out()
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self.retranslate()

    def _lay_out(self) -> None:
        rail, entry = QFrame(), QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(RAIL_PX)
        entry.setObjectName("entry")
        entry.setProperty("focused", "true")
        self.field.setFrame(False)
        self.field.setAcceptDrops(False)
        self.field.setMinimumHeight(FIELD_PX)
        inner = QHBoxLayout(entry)
        inner.setContentsMargins(16 + SIGN_PX + 8, 8, 10, 8)
        inner.addWidget(self.field)
        self.words.setProperty("role", "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QVBoxLayout()
        page.setContentsMargins(20, 16, 20, 16)
        page.addWidget(entry)
        page.addWidget(self.words, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rail)
        layout.addLayout(page, 1)

    def retranslate(self) -> None:
        self.field.setPlaceholderText(
            self.tr("Drop a photo, or type a name, a code or a few words")
        )
        self.field.setAccessibleName(self.tr("Name, code or words"))
        self.words.setText(self.tr("Opening the catalogue…"))

    def keep(self, incoming: Incoming, *, add: bool = False) -> None:
        """A drop, or files that the program was started with."""
        self.kept.append((incoming, add))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _KEYS and isinstance(event, QKeyEvent):
            self._keep_key(event)
            if event.type() == QEvent.Type.KeyPress and event.key() in _ASKING:
                self.field.selectAll()  # the next code takes the place of this one
                return True
        elif isinstance(event, QInputMethodEvent) and event.commitString():
            self.kept.append(event.commitString())
        elif event.type() == QEvent.Type.MouseButtonPress:
            self.was_clicked = True
        return super().eventFilter(watched, event)

    def _keep_key(self, event: QKeyEvent) -> None:
        key = event.clone()
        key.setTimestamp(event.timestamp() or round(time.monotonic() * 1000))
        self.kept.append(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)  # once the picture has left for the screen

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
