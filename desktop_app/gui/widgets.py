"""Small building blocks that every panel uses: labels with a role, cards, buttons, lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.elided_label import ElidedLabel
from desktop_app.gui.icons import set_icon
from desktop_app.gui.wrapped_label import WrappedLabel

_Box = TypeVar("_Box", QHBoxLayout, QVBoxLayout)

GAP_S = 8
GAP = 12
GAP_L = 16
GAP_XL = 24


def label(role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label in the words of the style sheet (`title`, `muted`, `fact` ...)."""
    made = WrappedLabel() if wrap else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def elided(role: str = "") -> ElidedLabel:
    """A label of one line that may be cut off, with its words in the tooltip then."""
    made = ElidedLabel()
    if role:
        made.setProperty("role", role)
    return made


def sign(name: str, role: str = "muted", px: int = 20) -> QLabel:
    """A sign beside words; the words say the same, so that it is silent for screen readers."""
    made = QLabel()
    made.setFixedSize(px, px)
    set_icon(made, name, role, px)
    return made


def button(icon: str = "", kind: str = "", role: str = "text") -> QPushButton:
    made = QPushButton()
    if kind:
        made.setProperty("kind", kind)
    if icon:
        set_icon(made, icon, {"primary": "on_accent", "quiet": "accent"}.get(kind, role), 18)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    return made


def icon_button(icon: str, px: int = 20, role: str = "muted") -> QToolButton:
    """A button with a sign alone; it needs an accessible name and a tooltip (`name_control`)."""
    made = QToolButton()
    set_icon(made, icon, role, px)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def name_control(widget: QWidget, name: str, keys: str = "") -> None:
    """What a screen reader says, and the tooltip with the keys."""
    widget.setAccessibleName(name)
    widget.setToolTip(f"{name} ({keys})" if keys else name)


def hint(field: QLineEdit, words: str) -> None:
    """What an empty *field* says; the tooltip has all of it where the field is narrow."""
    field.setPlaceholderText(words)
    field.setToolTip(words)


def card(kind: str = "true") -> QFrame:
    made = QFrame()
    made.setProperty("card", kind)
    return made


def line() -> QFrame:
    made = QFrame()
    made.setProperty("line", "true")
    return made


def row(*parts: QWidget | QLayout | int | None, gap: int = GAP_S) -> QHBoxLayout:
    """Parts from left to right; a number is a fixed space, None takes what is left."""
    return _fill(QHBoxLayout(), parts, gap)


def column(*parts: QWidget | QLayout | int | None, gap: int = GAP_S) -> QVBoxLayout:
    """Parts from top to bottom; a number is a fixed space, None takes what is left."""
    return _fill(QVBoxLayout(), parts, gap)


def _fill(box: _Box, parts: tuple[QWidget | QLayout | int | None, ...], gap: int) -> _Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)
    return box


def clear_layout(layout: QLayout) -> None:
    """Take everything out of *layout* and delete the widgets on the GUI thread."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_style(widget: QWidget, sheet: str) -> None:
    """Give *widget* a style sheet of its own; the same one again would be worked out anew."""
    if widget.styleSheet() != sheet:
        widget.setStyleSheet(sheet)


def refill(choice: QComboBox, entries: Iterable[tuple[object, str]], chosen: object) -> None:
    """Put *entries*, pairs of value and words, into *choice*; the value *chosen* is shown."""
    choice.clear()
    for value, name in entries:
        choice.addItem(name, value)
    choice.setCurrentIndex(max(0, choice.findData(chosen)))


def refill_silently(
    choice: QComboBox, entries: Iterable[tuple[object, str]], chosen: object = None
) -> None:
    """As `refill`, but nobody hears of it; *chosen* is by default what is chosen already."""
    wanted = choice.currentData() if chosen is None else chosen
    with QSignalBlocker(choice):
        refill(choice, entries, wanted)
