"""Errors that nobody caught: into the log and before the person, and the window stays."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

_log = logging.getLogger(__name__)


class CrashGuard(QObject):
    """Takes over `sys.excepthook` and `threading.excepthook` until it is released."""

    caught = Signal(object)  # BaseException, always delivered on the GUI thread

    _raised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._old_hook = sys.excepthook
        self._old_thread_hook = threading.excepthook
        self.count = 0
        # Queued: the hook runs on whatever thread failed.
        self._raised.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        self._old_hook, self._old_thread_hook = sys.excepthook, threading.excepthook
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def release(self) -> None:
        sys.excepthook = self._old_hook
        threading.excepthook = self._old_thread_hook

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._old_hook(kind, error, trace)
            return
        _log.critical("nobody caught this error", exc_info=(kind, error, trace))
        self._raised.emit(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _pass_on(self, error: BaseException) -> None:
        self.count += 1
        self.caught.emit(error)
