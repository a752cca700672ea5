"""Hands and eyes of somebody at the window: events in, actions and seconds counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QPoint, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.core.types import Answer
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.scanner_gun import send_key

PATIENCE_MS = 600_000
"""A busy computer may be ten times as slow; only a walk that hangs waits so long."""
LETTER_S, ACTION_S, THINKING_S = 0.28, 1.1, 1.35
"""Keystroke-level model (Card, Moran and Newell 1980): a key of an average typist, a movement of
the hand to a thing or a device, and a pause to make up one's mind."""
LOOKS, LOOK_MS = 40, 50
TYPING_MS = 80
"""Faster keys are a scanner gun's."""
TRIGGER_MS = 2
SHADE, EDGE = QColor(0, 0, 0, 70), QColor(120, 120, 120)
"""What a window manager does around a dialog."""
NONE = Qt.KeyboardModifier.NoModifier
Found = TypeVar("Found", bound=QDialog)


@dataclass
class Cost:
    """What an errand took.

    *actions*: everything that hands do, each letter too; *thoughts*: pauses to look and decide;
    *program_s*: seconds that the program let wait.
    """

    actions: int = 0
    letters: int = 0
    thoughts: int = 0
    program_s: float = 0.0

    @property
    def person_s(self) -> float:
        hands = (self.actions - self.letters) * ACTION_S + self.letters * LETTER_S
        return self.program_s + hands + self.thoughts * THINKING_S


def pause(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], object], most_ms: int = PATIENCE_MS) -> None:
    end = time.monotonic() + most_ms / 1000
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        pause(5)
        if time.monotonic() > end:
            raise TimeoutError("the window did not do it in time")


class Person:
    """Does things to *window*; pictures go to *folder* under names that begin with *errand*."""

    def __init__(self, window: MainWindow, folder: Path, errand: str) -> None:
        self.window, self.page = window, window.find_page
        self.folder, self.errand = folder, errand.replace("_", "-")
        self.cost = Cost()

    # hands

    def press(self, keys: str) -> None:
        """One stroke, such as ``Ctrl+K``, where the focus is."""
        self.cost.actions += 1
        stroke = QKeySequence(keys)[0]
        QTest.keyClick(self._focus(), stroke.key(), stroke.keyboardModifiers())

    def type(self, words: str) -> None:
        self.cost.actions += len(words)
        self.cost.letters += len(words)
        QTest.keyClicks(self._focus(), words, NONE, TYPING_MS)

    def drop(self, files: Sequence[Path]) -> None:
        """Drag *files* from a folder onto the middle of the window: one action."""
        self.cost.actions += 1
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        middle, copy = self.window.rect().center(), Qt.DropAction.CopyAction
        button = Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(QPoint(middle), copy, mime, button, NONE)
        QApplication.sendEvent(self.window, enter)
        drop = QDropEvent(QPointF(middle), copy, mime, button, NONE)
        QApplication.sendEvent(self.window, drop)

    def scan(self, code: str) -> None:
        """Pull the trigger of a scanner gun: fast keys and Enter, one action.

        The keys tell their own times, as the system's do: a busy computer delivers them late,
        and a gun is known by when it sent them.
        """
        self.cost.actions += 1
        target, began = self._focus(), round(time.monotonic() * 1000)
        keys = [(Qt.Key(ord(letter)), letter) for letter in code.upper()]
        for number, (key, text) in enumerate([*keys, (Qt.Key.Key_Return, "\r")]):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, NONE, text)
                event.setTimestamp(began + number * TRIGGER_MS)
                send_key(target, event)

    def click(self, widget: QWidget) -> None:
        self.cost.actions += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def think(self) -> None:
        """Look at the screen and decide."""
        self.cost.thoughts += 1

    def _focus(self) -> QWidget:
        if QApplication.activeWindow() is None:  # no window manager gives it back after a dialog
            self.window.activateWindow()
            wait_until(self.window.isActiveWindow)
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    # eyes

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """What happens inside is the program's time."""
        began = time.perf_counter()
        yield
        self.cost.program_s += time.perf_counter() - began

    @contextmanager
    def answer(self) -> Iterator[list[Answer]]:
        """Wait for the answer to what is done inside, not to anything asked before."""
        wait_until(lambda: not self.page.session.is_busy)
        answers: list[Answer] = []
        connection = self.page.answered.connect(answers.append)
        with self.waiting():
            yield answers
            wait_until(lambda: bool(answers))
        self.page.answered.disconnect(connection)

    def dialog(self, kind: type[Found]) -> Found:
        """The dialog of this kind that is open now."""
        with self.waiting():
            wait_until(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        wait_until(lambda: found.isAncestorOf(QApplication.focusWidget() or self.window))
        return found

    def _picture_at_rest(self) -> QPixmap:
        """The window once two looks at it are the same: pictures are loaded, nothing moves."""
        before = self.window.grab()
        for _ in range(LOOKS):
            pause(LOOK_MS)
            now = self.window.grab()
            if now.toImage() == before.toImage():
                break
            before = now
        return before

    def shoot(self, name: str) -> None:
        """A picture of the window with the dialog over it."""
        picture = self._picture_at_rest()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            _paste(picture, dialog, self.window)
        file = self.folder / f"{self.errand}-{name}.png"
        picture.toImage().convertToFormat(QImage.Format.Format_RGB888).save(str(file), "PNG", 0)


def _paste(picture: QPixmap, dialog: QWidget, window: QWidget) -> None:
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), SHADE)
    place = dialog.pos() - window.pos()
    painter.drawPixmap(place, dialog.grab())
    painter.setPen(EDGE)
    painter.drawRect(QRect(place, dialog.size()).adjusted(-1, -1, 0, 0))
    painter.end()
