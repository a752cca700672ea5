"""The window over stand-in services in this process, watched: errors, dialogs, events."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.gui.crash import CrashGuard
from desktop_app.gui.error_dialog import ErrorDialog
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from tests.fake_services.all_services import FakeServices
from tests.fake_services.pictures import product_picture
from tests.gui import all_views

WAIT_S = 5.0


class Faulty:
    """A service of which call number k, counted over all services, raises instead of working."""

    def __init__(self, real: Any, plan: SimpleNamespace) -> None:
        object.__setattr__(self, "_real", real)
        object.__setattr__(self, "_plan", plan)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._real, name)
        if not callable(value) or name.startswith("_"):
            return value

        def called(*arguments: Any, **named: Any) -> Any:
            self._plan.calls += 1
            if self._plan.calls == self._plan.k:
                self._plan.failed = f"{type(self._real).__name__}.{name}"
                raise self._plan.error
            return value(*arguments, **named)

        return called

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._real, name, value)


SERVICES = (
    "lookup",
    "catalogue",
    "teaching",
    "similar",
    "words",
    "inquiries",
    "history",
    "importer",
    "explanation",
    "packs",
    "changes",
    "batches",
)


class WatchedWindow:
    """A window with a guard as the program has it; dialogs of the system answer at once."""

    def __init__(self, folder: Path, plan: SimpleNamespace | None = None) -> None:
        existing = QApplication.instance()
        self.app = existing if isinstance(existing, QApplication) else QApplication([])
        self.app.setQuitOnLastWindowClosed(False)
        quieten()
        services = FakeServices(folder / "data")
        all_views.fill(services)
        # A restore closes the window on purpose; nobody opens it again here.
        services.safety.error = UserError(MessageId.ADMINISTRATOR_NEEDED, role="x", right="y")
        if plan is not None:
            for name in SERVICES:
                setattr(services, name, Faulty(getattr(services, name), plan))
        self.services = services
        self.window = MainWindow(services, Theme(self.app, "light"))
        self.guard = CrashGuard(self.app)
        self.guard.caught.connect(self.window.show_error)
        self.guard.install()
        self.guard.caught.connect(traceback.print_exception)
        self.window.show()
        self.photo = folder / "photo of a patient.png"
        product_picture("#3E78C9", side=120, turn=12).save(str(self.photo))
        self.spin(lambda: self.window.status_bar.facts is not None)

    def spin(self, condition: Callable[[], bool], seconds: float = WAIT_S) -> bool:
        """Handle events until *condition* holds; False if it does not in time."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            self.app.processEvents()
            time.sleep(0.001)
        return True

    def rest(self) -> None:
        """Handle what is waiting."""
        for _ in range(5):
            self.app.processEvents()
            time.sleep(0.001)

    def close_dialogs(self) -> int:
        """Close every dialog; how many of them told of an error."""
        told = 0
        for dialog in self.app.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                told += isinstance(dialog, ErrorDialog)
                dialog.reject()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return told

    def answer_questions(self) -> QTimer:
        """Answer with "no" what a dialog asks amid a reaction, as a person would; the timer."""
        timer = QTimer(self.window)
        timer.setInterval(300)
        timer.timeout.connect(self.close_dialogs)
        timer.start()
        return timer

    def close(self) -> None:
        self.close_dialogs()
        self.window.close()
        self.guard.release()
        self.window.deleteLater()
        self.app.sendPostedEvents(self.window, QEvent.Type.DeferredDelete.value)


def quieten() -> None:
    """No dialog of the system and no other program: nobody is there to answer them."""
    QFileDialog.getOpenFileNames = staticmethod(lambda *_a, **_k: ([], ""))  # type: ignore[assignment]
    QFileDialog.getOpenFileName = staticmethod(lambda *_a, **_k: ("", ""))  # type: ignore[assignment]
    QFileDialog.getSaveFileName = staticmethod(lambda *_a, **_k: ("", ""))  # type: ignore[assignment]
    QFileDialog.getExistingDirectory = staticmethod(lambda *_a, **_k: "")  # type: ignore[assignment]
    QDesktopServices.openUrl = staticmethod(lambda *_a: True)  # type: ignore[assignment]
