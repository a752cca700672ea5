"""Files that the system gives to the program: "Open with", and on macOS the Finder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class OpenedFiles(QObject):
    """Hands on what macOS asks the running program to open."""

    def __init__(self, app: QApplication, take: Callable[[Path], None]) -> None:
        super().__init__(app)
        self._take = take
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._take(Path(event.file()))
            return True
        return super().eventFilter(watched, event)
