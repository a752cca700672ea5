"""Hears a scanner gun wherever the focus is, and keeps what it types out of forms.

The rules are in `core.scanner`; this is the part that holds Qt's keys back and delivers them
later. It listens to the widget that has the focus, not to the whole application: a filter in
Python that sees every event of the program would cost more than it gives.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core.scan_text import GROUP_SEPARATOR
from desktop_app.core.scanner import Scan, ScanReader, ScanRules, Step

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SEPARATOR_KEYS = frozenset({Qt.Key.Key_F8})
_SILENT = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_LEAVING = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.InputMethod, QEvent.Type.ContextMenu}
)


@runtime_checkable
class TakesScan(Protocol):
    """A form that wants the codes scanned while the focus is in it."""

    def take_scan(self, scan: Scan) -> None:
        """Use *scan*; it is then not looked up."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A key that waits: the widget that it was meant for and how to make the event again."""

    target: QWidget
    kind: QEvent.Type
    key: int
    modifiers: Qt.KeyboardModifier
    text: str
    stamp: int = 0

    def event(self, kind: QEvent.Type | None = None) -> QKeyEvent:
        made = QKeyEvent(kind or self.kind, self.key, self.modifiers, self.text)
        made.setTimestamp(self.stamp)
        return made


def key_time_ms(event: QKeyEvent) -> float:
    """When the key was pressed, as the system says, so that a busy program mistakes nobody."""
    return float(event.timestamp()) or time.monotonic() * 1000


class ScannerGun(QObject):
    """Emits `scanned` for each code; everything else arrives as if nobody had listened."""

    scanned = Signal(object)  # Scan

    def __init__(
        self,
        app: QApplication,
        window: QWidget,
        clock: Callable[[QKeyEvent], float] = key_time_ms,
    ) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._clock = clock
        self._reader = ScanReader()
        self._enabled = self._closed = False
        self._watched: QWidget | None = None
        self._held: list[_Held] = []
        self._dropped: set[int] = set()
        self._delivering = False
        self._claimed_end = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._look_again)
        self._calm = QTimer(self, singleShot=True, interval=0)
        self._calm.timeout.connect(self._paused)
        window.installEventFilter(self)
        app.focusChanged.connect(self._follow_focus)

    def use(self, rules: ScanRules, *, enabled: bool) -> None:
        """Listen by *rules* from now on, or not at all."""
        self._deliver()
        self._reader = ScanReader(rules)
        self._pause.setInterval(round(rules.longest_gap_ms))
        self._enabled = enabled

    def close(self) -> None:
        """Stop listening; whatever is held back is forgotten."""
        self._drop()
        if self._closed:
            return
        self._closed, self._enabled = True, False
        self._app.focusChanged.disconnect(self._follow_focus)
        self._follow_focus(None, None)
        self._window.removeEventFilter(self)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        watched = self._watched
        if watched and watched is not self._window and shiboken6.isValid(watched):
            watched.removeEventFilter(self)
        self._watched = new
        if new is not None and new is not self._window:
            new.installEventFilter(self)

    # what comes in

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not self._enabled or self._delivering or not self._is_first(watched):
            return False
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self._released(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._claims(event)
        if kind in _LEAVING:
            self._follow(self._reader.other())
        return False

    def _is_first(self, watched: QObject) -> bool:
        """Keys that a widget leaves alone come to the window too; they count once."""
        return watched is self._watched or (
            watched is self._window and QApplication.focusWidget() is None
        )

    def _claims(self, event: QKeyEvent) -> bool:
        """Shortcuts of one character wait like any character; see `_deliver`."""
        if event.isAutoRepeat():
            return False
        if event.key() in _ENDS:
            claims = self._claimed_end = self._reader.awaits_end(self._clock(event))
        else:
            claims = bool(_character(event))
            if not claims and event.key() not in _SILENT:
                self._follow(self._reader.other())
        if claims:
            event.accept()
        return claims

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() in _SILENT:
            return False
        step = self._step(event)
        self._follow(step)
        if not step.hold:
            return self._pass_on(event)
        self._claimed_end = False
        if self._reader.is_holding:
            self._hold(event)
        else:  # it ended a code, by Enter or as its suffix
            self._dropped.add(event.key())
        return True

    def _pass_on(self, event: QKeyEvent) -> bool:
        """A character that need not wait; its shortcut was claimed, so it goes the same way."""
        claimed = bool(_character(event)) or self._claimed_end
        self._claimed_end = False
        if event.isAutoRepeat() or not claimed:
            return False
        self._hold(event)
        self._deliver()
        return True

    def _step(self, event: QKeyEvent) -> Step:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.isAutoRepeat():
            return self._reader.other()
        if event.key() in _ENDS:
            return self._reader.end(self._clock(event)) if plain else self._reader.other()
        character = _character(event)
        if not character:
            return self._reader.other()
        return self._reader.character(character, self._clock(event))

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() in self._dropped and not event.isAutoRepeat():
            self._dropped.discard(event.key())
            return True
        if any(held.key == event.key() for held in self._held):
            self._hold(event)
            return True
        return False

    # what becomes of it

    def _hold(self, event: QKeyEvent) -> None:
        target = self._watched or self._window
        self._held.append(_Held(target, event.type(), event.key(), event.modifiers(), event.text()))
        self._pause.start()

    def _follow(self, step: Step) -> None:
        if step.scan is not None:
            self._drop()
            self._announce(step.scan)
        if step.release:
            self._deliver()

    def _drop(self) -> None:
        """Forget the keys of a code; their releases that are still to come go the same way."""
        released = {held.key for held in self._held if held.kind == QEvent.Type.KeyRelease}
        self._dropped |= {held.key for held in self._held} - released
        self._held.clear()
        self._pause.stop()

    def _announce(self, scan: Scan) -> None:
        around: Iterator[object] = _upwards(QApplication.focusWidget())
        taker = next((form for form in around if isinstance(form, TakesScan)), None)
        if taker is not None:
            taker.take_scan(scan)
        else:
            self.scanned.emit(scan)

    def _deliver(self) -> None:
        """Give the keys of a person to the widget that they were meant for, in their order."""
        held, self._held = self._held, []
        self._pause.stop()
        self._delivering = True
        try:
            for item in held:
                _send(item)
        finally:
            self._delivering = False

    def _look_again(self) -> None:
        """The pause is over, but keys may wait in the queue behind it: let them come first."""
        self._calm.start()

    def _paused(self) -> None:
        if not self._pause.isActive():
            self._follow(self._reader.pause())


def _character(event: QKeyEvent) -> str:
    """The character that a key of a scanner stands for, or an empty text."""
    control = Qt.KeyboardModifier.ControlModifier
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.text() == GROUP_SEPARATOR or (event.key() in _SEPARATOR_KEYS and not modifiers):
        return GROUP_SEPARATOR
    if event.key() == Qt.Key.Key_BracketRight and modifiers == control:
        return GROUP_SEPARATOR
    alternate = modifiers == control | Qt.KeyboardModifier.AltModifier  # AltGr on Windows
    if modifiers & ~Qt.KeyboardModifier.ShiftModifier and not alternate:
        return ""
    text = event.text()
    return text if len(text) == 1 and text.isprintable() else ""


def _upwards(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def send_key(target: QWidget, event: QKeyEvent) -> None:
    """Press or release a key over *target* as if the system had sent it, at the time it says."""
    parts = (event.type(), event.key(), event.modifiers(), event.text(), event.timestamp())
    _send(_Held(target, *parts))


def _send(held: _Held) -> None:
    if not shiboken6.isValid(held.target):
        return
    if held.kind == QEvent.Type.KeyPress and _as_shortcut(held, held.target):
        return
    QApplication.sendEvent(held.target, held.event())


def _as_shortcut(held: _Held, target: QWidget) -> bool:
    """Whether a shortcut of the window took the key, asked in the order that Qt asks."""
    question = held.event(QEvent.Type.ShortcutOverride)
    question.ignore()
    QApplication.sendEvent(target, question)
    if question.isAccepted():
        return False
    shortcut = next((s for s in _shortcuts(target) if _fits(s, held)), None)
    if shortcut is None:
        return False
    shortcut.activated.emit()
    return True


def _shortcuts(target: QWidget) -> Iterator[QShortcut]:
    """Those that count where *target* is: its own and its parents' first, then the window's."""
    for widget in _upwards(target):
        here = Qt.FindChildOption.FindDirectChildrenOnly
        yield from widget.findChildren(QShortcut, options=here)
    for shortcut in target.window().findChildren(QShortcut):
        owner = shortcut.parent()
        of_window = shortcut.context() == Qt.ShortcutContext.WindowShortcut
        if of_window and isinstance(owner, QWidget) and owner.isVisible():
            yield shortcut


def _fits(shortcut: QShortcut, held: _Held) -> bool:
    keys = shortcut.key()
    if not shortcut.isEnabled() or keys.count() != 1:
        return False
    wanted: QKeyCombination = keys[0]  # type: ignore[index]  # the stub leaves it out
    bare = held.modifiers & ~Qt.KeyboardModifier.ShiftModifier
    return wanted.key() == Qt.Key(held.key) and wanted.keyboardModifiers() in (held.modifiers, bare)
