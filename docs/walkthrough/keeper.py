"""Somebody who looks after a catalogue, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from docs.walkthrough.person import NONE, TYPING_MS, Person, pause, wait_until

MOST_TABS = 90
LOOK_FOR_DIALOG_MS = 50
LONG_MS = 300_000
"""Patience with work that goes on behind the window."""


class Keeper(Person):
    """A person without a mouse: whatever Tab does not reach stops the walk."""

    def click(self, widget: QWidget) -> NoReturn:
        raise AssertionError(f"no mouse here: {widget}")

    def drop(self, files: Sequence[Path]) -> NoReturn:
        raise AssertionError(f"no mouse here: {files}")

    def press(self, keys: str) -> None:
        """One stroke at the pace of a hand: faster ones are a scanner gun's, and kept waiting."""
        super().press(keys)
        pause(TYPING_MS)

    def _focus(self) -> QWidget:
        dialog = QApplication.activeModalWidget()
        focus = QApplication.focusWidget()
        if dialog is not None and (focus is None or focus.window() is not dialog):
            dialog.activateWindow()  # a window manager does, when the dialog over it is closed
            pause(TYPING_MS)
            return dialog.focusWidget() or dialog
        return super()._focus()

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until the keyboard is in *widget*; each one counts."""
        wait_until(widget.isEnabled, LONG_MS)
        for _ in range(MOST_TABS):
            focus = QApplication.focusWidget()
            if focus is not None and (focus is widget or widget.isAncestorOf(focus)):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {widget} {widget.accessibleName()}")

    def use(self, button: QWidget) -> None:
        """Go to a button and press it."""
        self.tab_to(button)
        self.press("Space")

    def choose_in_menu(self, widget: QWidget, place: int) -> None:
        """Open the menu of *widget* with the Menu key; take an entry, counted as in a list."""
        self.cost.actions += 1
        middle = widget.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(
            widget, QContextMenuEvent(reason, middle, widget.mapToGlobal(middle))
        )
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        wanted = [action for action in menu.actions() if not action.isSeparator()][place]
        while menu.activeAction() is not wanted:
            self.cost.actions += 1
            QTest.keyClick(menu, Qt.Key.Key_Down)
        self.cost.actions += 1
        QTest.keyClick(menu, Qt.Key.Key_Return)

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for the program."""
        with self.waiting():
            wait_until(condition, LONG_MS)

    @contextmanager
    def naming(self, file: Path) -> Iterator[None]:
        """Whoever asks for a file inside gets *file*: its name typed, and Return."""
        timer = QTimer()
        timer.setInterval(LOOK_FOR_DIALOG_MS)
        named: list[Path] = []

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QFileDialog) and dialog.focusWidget() is not None:
                timer.stop()
                field = dialog.focusWidget()
                self.press("Ctrl+A")
                QTest.keyClicks(field, str(file), NONE)
                self.cost.actions += len(file.name)
                self.cost.letters += len(file.name)
                named.append(file)
                self.press("Return")

        timer.timeout.connect(answer)
        timer.start()
        yield
        wait_until(lambda: bool(named), LONG_MS)
        timer.stop()
