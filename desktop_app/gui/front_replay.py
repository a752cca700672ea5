"""Gives the real pages what came in while the catalogue was being opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop_app.gui.front import Front
from desktop_app.gui.scanner_gun import send_key


def replay(front: Front, field: QLineEdit, receive: Callable[..., None]) -> None:
    """Type into *field* what was typed into *front*, and hand drops to *receive*, in order.

    Keys carry the time at which they were pressed, so that a scanner gun is told from a person as
    if the window had been there.
    """
    kept, typed = list(front.kept), front.field.text()
    front.kept.clear()
    if not kept:
        return
    field.setFocus()
    by_mouse = front.was_clicked and not any(_asks(item) for item in kept)
    for item in kept:
        if isinstance(item, QKeyEvent) and not by_mouse:
            send_key(field, item)
        elif isinstance(item, str) and not by_mouse:
            field.insert(item)
        elif isinstance(item, tuple):
            receive(item[0], add=item[1])
    if by_mouse:
        field.setText(typed)


def _asks(item: object) -> bool:
    return isinstance(item, QKeyEvent) and item.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
