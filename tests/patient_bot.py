"""A robot at the window that waits longer than pytest-qt does by itself.

Five seconds are not enough on a machine that is busy with other things. Whoever waits goes on at
once when it comes, so that a longer limit costs nothing where all is well.
"""

from __future__ import annotations

from typing import Any

from pytestqt.qtbot import QtBot

PATIENCE_MS = 30_000


class PatientBot(QtBot):
    """`QtBot`, with other limits where a test names none."""

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitCallback(self, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        return super().waitCallback(timeout=timeout, **more)
