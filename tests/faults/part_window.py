"""L4 and L5: errors everywhere behind the window, and a person who presses anything."""

from __future__ import annotations

import errno
import logging
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import BugError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.gui.pages import SECTIONS
from tests.faults.registry import Fault, Tally
from tests.faults.window_trial import WatchedWindow

ERRORS: tuple[Callable[[], BaseException], ...] = (
    partial(BugError, "an assumption broke, with words of a person"),
    partial(UserError, MessageId.DISK_FULL, name="data"),
    partial(OSError, errno.EIO, "Input/output error", "/photos/patient.jpg"),
    MemoryError,
    partial(KeyError, "gone"),
)
MOST_CALLS = 400


def _journey(watched: WatchedWindow) -> None:
    """What a person does in a shift, without waiting for what fails."""
    window, services = watched.window, watched.services
    query = window.find_page.query
    query.use_text("gloves")
    watched.spin(window.find_page.grid.isVisible, 0.3)
    query.use_photos([PhotoInput.from_path(watched.photo)])
    watched.spin(window.find_page.grid.isVisible, 0.3)
    watched.rest()
    for keys in ("F2", "Ctrl+Z", "W", "D", "Ctrl+M", "F7"):
        QTest.keySequence(window, keys)
        watched.rest()
        watched.close_dialogs()
    for spec in (spec for section in SECTIONS for spec in section.pages):
        window.show_page(spec.name)
        watched.rest()
    window.show_page("import")
    window.import_panel.start(watched.photo.with_name("goods.csv"))
    watched.rest()
    for keys in ("Ctrl+,", "F1"):
        QTest.keySequence(window, keys)
        watched.rest()
        watched.close_dialogs()
    services.save_settings(services.settings)
    watched.rest()


def injected(folder: Path, every: int) -> Tally:
    """L4: call number k of a service fails, for each k until a journey has fewer calls."""
    logging.getLogger().addHandler(logging.NullHandler())
    findings, tried, told, names = [], 0, 0, set()
    for k in range(1, MOST_CALLS, every):
        error = ERRORS[tried % len(ERRORS)]()
        plan = SimpleNamespace(calls=0, k=0, failed="", error=error)
        with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as room:
            watched = WatchedWindow(Path(room), plan)
            plan.calls, plan.k = 0, k
            _journey(watched)
            told += watched.close_dialogs()
            if not plan.failed:
                watched.close()
                break
            tried += 1
            names.add(plan.failed)
            findings += _still_answers(watched, f"k = {k}, {plan.failed}, {error!r}")
            watched.close()
    figures: dict[str, float | str] = {"kinds of calls that failed": len(names)}
    return Tally(tried, crashes=len(findings), findings=tuple(findings[:10]), figures=figures)


def _still_answers(watched: WatchedWindow, what: str) -> list[str]:
    """The window is there, and answers the next question as if nothing had been."""
    window = watched.window
    if not window.isVisible():
        return [f"{what}: the window is gone"]
    window.show_page("find")
    answers: list[object] = []
    window.find_page.answered.connect(answers.append)
    window.find_page.query.clear()
    window.find_page.query.use_photos([PhotoInput.from_path(watched.photo)])
    if not watched.spin(lambda: bool(answers), 3.0):
        return [f"{what}: the next question was not answered"]
    return []


KEYS: Sequence[Qt.Key] = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Delete),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6),
    *(Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_G, Qt.Key.Key_H),
    *(Qt.Key.Key_I, Qt.Key.Key_K, Qt.Key.Key_L, Qt.Key.Key_M, Qt.Key.Key_O, Qt.Key.Key_S),
    *(Qt.Key.Key_T, Qt.Key.Key_V, Qt.Key.Key_W, Qt.Key.Key_Z, Qt.Key.Key_0, Qt.Key.Key_9),
    *(Qt.Key.Key_Comma, Qt.Key.Key_Question, Qt.Key.Key_Plus, Qt.Key.Key_Minus),
)
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
EVENTS_A_WINDOW = 250
SEED = 20_261_124
SLOW_S = 2.0
"""Processor time of the window's thread, so that a busy machine does not count against it."""


def monkey(folder: Path, events: int, seed: int) -> Tally:
    """L5: no error that nobody caught, no end of the window, no event that takes long.

    An event costs 5 ms of the processor; one that brings up a question also the time until the
    question is answered.
    """
    chance, findings, slowest = np.random.default_rng(seed), [], 0.0
    done = 0
    while done < events:
        with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as room:
            watched = WatchedWindow(Path(room))
            watched.guard.caught.connect(lambda error: findings.append(repr(error)))
            watched.answer_questions()
            watched.window.find_page.query.use_photos([PhotoInput.from_path(watched.photo)])
            watched.rest()
            for number in range(EVENTS_A_WINDOW):
                began = time.thread_time()
                what = _press(watched, chance)
                watched.rest() if number % 10 == 0 else watched.app.processEvents()
                spent = time.thread_time() - began
                slowest = max(slowest, spent)
                if spent > SLOW_S:
                    findings.append(f"event {done + number} took {spent:.1f} s: {what}")
                if len(findings) > 5:
                    break
            if not watched.window.isVisible():
                findings.append(f"the window is gone after {done + EVENTS_A_WINDOW} events")
            done += EVENTS_A_WINDOW
            watched.close()
        if findings:
            break
    figures: dict[str, float | str] = {f"seed {seed}: slowest event, s": round(slowest, 2)}
    return Tally(done, crashes=len(findings), findings=tuple(findings[:6]), figures=figures)


def _press(watched: WatchedWindow, chance: np.random.Generator) -> str:
    app = watched.app
    top = app.activePopupWidget() or app.activeModalWidget() or watched.window
    if chance.random() < 0.02:
        watched.close_dialogs()
        return "close dialogs"
    if chance.random() < 0.45:
        key, modifier = KEYS[int(chance.integers(len(KEYS)))], MODIFIERS[int(chance.integers(6))]
        target = app.focusWidget() or top
        QTest.keyClick(target, key, modifier)
        return f"{key} {modifier}"
    return _click(top, chance)


def _click(top: QWidget, chance: np.random.Generator) -> str:
    shown = [w for w in top.findChildren(QWidget) if w.isVisible() and w.width() > 2]
    buttons = [w for w in shown if isinstance(w, QAbstractButton) and w.isEnabled()]
    pool = buttons if buttons and chance.random() < 0.5 else shown or [top]
    widget = pool[int(chance.integers(len(pool)))]
    place = QPoint(
        int(chance.integers(widget.width())), int(chance.integers(max(1, widget.height())))
    )
    name = f"{type(widget).__name__} {widget.accessibleName()!r}"
    button = Qt.MouseButton.RightButton if chance.random() < 0.1 else Qt.MouseButton.LeftButton
    click = QTest.mouseDClick if chance.random() < 0.1 else QTest.mouseClick
    click(widget, button, Qt.KeyboardModifier.NoModifier, place)
    QApplication.processEvents()
    return name


FAULTS = (
    Fault(
        "L4",
        "errors injected behind the window",
        lambda folder: injected(folder, 20),
        lambda folder: injected(folder, 1),
    ),
    Fault(
        "L5",
        "random clicks and keys",
        lambda folder: monkey(folder, 600, SEED),
        tuple(partial(monkey, events=2_500, seed=SEED + share) for share in range(8)),
    ),
)
